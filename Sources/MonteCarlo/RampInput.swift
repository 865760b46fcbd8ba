/// What a replication draws under one name.
public struct RampInput: Sendable, Equatable {
    /// What kind of draw it is.
    public enum Kind: String, Sendable {
        /// A random figure or promised day: chance.
        case random
        /// An uncertain figure, or the day of a known fact: ignorance.
        case uncertain
        /// Which outcome of a risk happens: chance.
        case risk
        /// Whether an optional tool is bought: chance.
        case purchase
        /// A slip that tools of one supplier have in common: chance.
        case supplier
        /// Whether a tool slips as its supplier does: chance.
        case sharing
        /// How many rounds of first samples a node takes: chance.
        case rounds
        /// How many plates of a node come out good in the hours that there are: chance.
        case luck
    }

    /// Dotted path in the plan, such as `tools.writer-1.installation`.
    public var name: String
    /// What kind of draw it is.
    public var kind: Kind
    /// Where its record says from which set it is drawn, among `RampTables.integers`.
    var place: Int

    /// Whether it is ignorance, not chance.
    public var isUncertain: Bool { kind == .uncertain }

    /// Whether it is a figure or a day, which has a value, rather than an event.
    public var isFigure: Bool { kind == .random || kind == .uncertain }

    /// Whether its value is a day, in months from the start of the horizon.
    public var isDay: Bool {
        let parts = name.split(separator: ".")
        // What a risk promises anew has the risk's name after it.
        if isFigure, parts.count > 2, parts[0] == "tools", parts[2] == "promised" { return true }
        return isFigure && ["delivered", "accepted", "happened", "day"].contains(parts.last ?? "")
    }

    /// What its draws are for: `mr_purpose` in Kernels/philox.h.
    var purpose: UInt32 {
        switch kind {
        case .random, .uncertain: 0x1000
        case .risk: 0x2000
        case .purchase: 0x3000
        case .supplier: 0x5000
        case .sharing: 0x6000
        case .rounds: 0x7000
        case .luck: 0x8000
        }
    }
}
