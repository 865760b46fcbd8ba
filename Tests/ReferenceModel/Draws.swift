internal import PlanModel

/// The random words of one replication, by what they are for and who draws.
public struct Draws: Sendable {
    /// What a draw is for.
    public enum Purpose: UInt32, Sendable {
        /// A figure of the plan.
        case figure = 0x1000
        /// Which outcome of a risk happens.
        case risk = 0x2000
        /// Whether an optional tool is bought.
        case purchase = 0x3000
        /// A slip that tools of one supplier have in common.
        case supplier = 0x5000
        /// Whether a tool slips as its supplier does.
        case sharing = 0x6000
        /// How many rounds of first samples a node takes.
        case rounds = 0x7000
        /// Luck of a node's plates in the months of a year.
        case luck = 0x8000
        /// One plate; the calendar month is added.
        case plate = 0x9000
    }

    /// Key of all draws.
    public var seed: UInt64
    /// Number of the replication, below 2^63.
    public var replication: UInt64
    /// Whether what is random comes from the second set of draws.
    public var usesSecondChance: Bool
    /// Whether what is uncertain comes from the second set of draws.
    public var usesSecondIgnorance: Bool

    /// Makes the draws of one replication.
    public init(
        seed: UInt64,
        replication: UInt64,
        usesSecondChance: Bool = false,
        usesSecondIgnorance: Bool = false
    ) {
        self.seed = seed
        self.replication = replication
        self.usesSecondChance = usesSecondChance
        self.usesSecondIgnorance = usesSecondIgnorance
    }

    /// The word that `name` draws.
    public func word(_ purpose: Purpose, _ name: String, isUncertain: Bool = false) -> UInt32 {
        let isSecond = isUncertain ? usesSecondIgnorance : usesSecondChance
        return
            Philox.words(
                counter: [
                    UInt32(truncatingIfNeeded: replication),
                    UInt32(replication >> 32) | (isSecond ? 1 << 31 : 0),
                    Self.entity(name), purpose.rawValue << 16,
                ],
                key: [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]
            )[0]
    }

    /// The four words of draw `number` that `name` makes by chance; `offset` is added to what it
    /// is for.
    public func words(
        _ purpose: Purpose,
        _ name: String,
        _ number: Int,
        offset: Int = 0
    ) -> [UInt32] {
        Philox.words(
            counter: [
                UInt32(truncatingIfNeeded: replication),
                UInt32(replication >> 32) | (usesSecondChance ? 1 << 31 : 0),
                Self.entity(name), (purpose.rawValue + UInt32(offset)) << 16 | UInt32(number),
            ],
            key: [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]
        )
    }

    /// A number from 0 to 1, 1 excluded, of 24 bits.
    public func share(_ purpose: Purpose, _ name: String) -> Double {
        Double(word(purpose, name) >> 8) / 16_777_216
    }

    /// FNV-1a over the UTF-8, 64 bits folded to 32.
    ///
    /// - Source: Fowler, Noll, Vo, draft-eastlake-fnv-17.
    static func entity(_ name: String) -> UInt32 {
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in name.utf8 {
            hash ^= UInt64(byte)
            hash = hash &* 1_099_511_628_211
        }
        return UInt32(hash >> 32) ^ UInt32(truncatingIfNeeded: hash)
    }
}

/// The plan's figures in one replication, each drawn once.
final class DrawnFigures {
    private let draws: Draws
    private var values: [String: Double] = [:]

    init(_ draws: Draws) {
        self.draws = draws
    }

    func word(_ purpose: Draws.Purpose, _ name: String, isUncertain: Bool = false) -> UInt32 {
        draws.word(purpose, name, isUncertain: isUncertain)
    }

    func words(
        _ purpose: Draws.Purpose,
        _ name: String,
        _ number: Int,
        offset: Int = 0
    ) -> [UInt32] {
        draws.words(purpose, name, number, offset: offset)
    }

    func share(_ purpose: Draws.Purpose, _ name: String) -> Double {
        draws.share(purpose, name)
    }

    /// The value that `name` draws, knowing that it lies above `bound`.
    func value(
        of distribution: Distribution,
        _ name: String,
        isUncertain: Bool,
        above bound: Double,
        by given: UInt32? = nil
    ) -> Double {
        if let value = distribution.fixedValue { return max(value, bound) }
        if let given { return ClosedForm(distribution).value(word: given, above: bound) }
        if bound == -.infinity, let value = values[name] { return value }
        let value = ClosedForm(distribution)
            .value(word: word(.figure, name, isUncertain: isUncertain), above: bound)
        if bound == -.infinity { values[name] = value }
        return value
    }
}
