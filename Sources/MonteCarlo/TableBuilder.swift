internal import CKernels
internal import PlanModel

/// The integers and floats of a packed plan while they are being put together.
struct TableBuilder {
    var floats: [Float] = []
    var names = EntityNames()
    private(set) var figures: [FigureRecord] = []
    private var constants: [UInt32: Int32] = [:]
    private var known: [String: Int32] = [:]
    /// Offsets of tables by the distribution that they hold, as text.
    private var tables: [String: Int32] = [:]

    /// A figure as the kernel reads it.
    struct FigureRecord {
        var kind = MR_CONSTANT
        var name = ""
        var entity: Int32 = 0
        var isUncertain = false
        var table: Int32 = 0
        var count: Int32 = 0
        var isDeferred = false
        var value: Float = 0
    }

    /// A constant, shared by all that use its value.
    mutating func constant(_ value: Double) -> Int32 {
        let value = Float(value)
        if let figure = constants[value.bitPattern] { return figure }
        figures.append(FigureRecord(value: value))
        let index = Int32(figures.count - 1)
        constants[value.bitPattern] = index
        return index
    }

    /// A figure that the kernel finds before it reads it.
    mutating func found() -> Int32 {
        figures.append(FigureRecord())
        return Int32(figures.count - 1)
    }

    /// A float that the kernel reads by its index.
    mutating func float(_ value: Double) -> Int32 {
        floats.append(Float(value))
        return Int32(floats.count - 1)
    }

    /// A figure of the plan, or `fallback` where the plan has none.
    ///
    /// - Parameters:
    ///   - figure: nil where the plan does not say.
    ///   - fallback: what then holds.
    ///   - unit: number of the tool within its batch; units of a batch differ by chance, but share
    ///     what is unknown about them.
    ///   - isDeferred: drawn where its condition is known.
    /// - Returns: the figure's index.
    /// - Throws: `PackError` when its name draws what another's does.
    mutating func figure(
        _ figure: Figure?,
        or fallback: Double,
        unit: Int = 0,
        isDeferred: Bool = false
    ) throws(PackError) -> Int32 {
        guard let figure else { return constant(fallback) }
        if let value = figure.distribution.fixedValue { return constant(value) }
        let suffix = unit > 0 && figure.kind == .random ? "#\(unit + 1)" : ""
        return try draw(
            figure.distribution,
            name: figure.path + suffix,
            isUncertain: figure.kind == .uncertain,
            isDeferred: isDeferred
        )
    }

    /// A draw of a distribution under a name.
    mutating func draw(
        _ distribution: Distribution,
        name: String,
        isUncertain: Bool,
        isDeferred: Bool = false
    ) throws(PackError) -> Int32 {
        if let value = distribution.fixedValue { return constant(value) }
        if let figure = known[name] { return figure }
        var record = FigureRecord(isUncertain: isUncertain, isDeferred: isDeferred)
        record.entity = try names.entity(name)
        let key = "\(distribution)"
        let entries = Self.listed(distribution)
        if let table = tables[key] {
            record.table = table
        } else if let quantiles = Quantiles(distribution) {
            record.table = addTable(quantiles)
        } else {
            record.table = Int32(floats.count)
            for entry in entries { floats += [entry.cumulative, entry.value] }
        }
        tables[key] = record.table
        record.kind = entries.isEmpty ? MR_TABLE : MR_DISCRETE
        record.count = Int32(entries.count)
        return add(record, name: name)
    }

    /// A draw of a distribution that is given by its quantiles.
    mutating func draw(
        _ quantiles: Quantiles,
        name: String,
        isUncertain: Bool
    ) throws(PackError) -> Int32 {
        if let figure = known[name] { return figure }
        var record = FigureRecord(kind: MR_TABLE, isUncertain: isUncertain)
        record.entity = try names.entity(name)
        record.table = addTable(quantiles)
        return add(record, name: name)
    }

    private mutating func add(_ record: FigureRecord, name: String) -> Int32 {
        var record = record
        record.name = name
        figures.append(record)
        let index = Int32(figures.count - 1)
        known[name] = index
        return index
    }

    private mutating func addTable(_ quantiles: Quantiles) -> Int32 {
        let offset = Int32(floats.count)
        floats += Self.knots(quantiles)
        return offset
    }

    /// Quantiles at the kernel's knots, from below and then from above.
    static func knots(_ quantiles: Quantiles) -> [Float] {
        let bits = UInt32(MR_KNOT_BITS)
        return [quantiles.below, quantiles.above]
            .flatMap { side in
                (0..<UInt32(MR_KNOTS))
                    .map { knot in
                        // The knot's number is the exponent and first mantissa bits of its tail.
                        let tail = Float(bitPattern: (knot + (127 << bits)) << (23 - bits))
                        return Float(side(Double(tail) / 4_294_967_296))
                    }
            }
    }

    /// Listed values in order, with their cumulative probabilities; none of a continuous one.
    static func listed(
        _ distribution: Distribution
    ) -> [(cumulative: Float, value: Float)] {
        let outcomes: [Distribution.Outcome]
        switch distribution {
        case .discrete(let listed): outcomes = listed
        case .empirical(let values):
            outcomes = values.map { .init(value: $0, probability: 1 / Double(values.count)) }
        default: return []
        }
        var sum = 0.0
        let total = outcomes.reduce(0) { $0 + $1.probability }
        var entries = outcomes.sorted { $0.value < $1.value }
            .map { outcome in
                sum += outcome.probability / total
                return (cumulative: Float(sum), value: Float(outcome.value))
            }
        entries[entries.count - 1].cumulative = 1
        return entries
    }
}
