internal import CKernels
internal import PlanModel

/// Single tools and the dates of their deliveries.
extension RampPacker {
    mutating func packUnits() throws(PackError) {
        var records: [Int32] = []
        var effects: [Int32] = []
        var count = 0
        for (index, line) in lines.enumerated() {
            for tool in line.tools {
                firstUnit[tool.name] = Int32(count)
                for unit in 0..<tool.count {
                    findDraws(tool, unit, place: offset + records.count)
                    records += try packUnit(tool, unit, line: index, effects: &effects)
                    count += 1
                }
            }
        }
        set(MR_UNIT_COUNT, count)
        set(MR_UNITS, offset)
        body += records
        set(MR_EFFECTS, offset)
        body += effects
    }

    private static func name(_ tool: Tool, _ unit: Int) -> String {
        unit > 0 ? "tools.\(tool.name)#\(unit + 1)" : "tools.\(tool.name)"
    }

    /// What tools of one supplier have in common.
    mutating func packSuppliers() throws(PackError) {
        let names = Set(plan.tools.compactMap { sharedSupplier(of: $0) }).sorted()
        set(MR_SUPPLIERS, offset)
        for (index, name) in names.enumerated() {
            suppliers[name] = Int32(index)
            let path = "suppliers.\(name).slip"
            let place = offset + Int(MR_S_STREAM.rawValue)
            inputs.append(.init(name: path, kind: .supplier, place: place))
            body += [try builder.names.entity(path), 0]
        }
    }

    /// The supplier with whose other tools a tool may slip alike.
    ///
    /// An uncertain slip is one true value, which nobody's luck moves.
    private func sharedSupplier(of tool: Tool) -> String? {
        guard let slip = tool.slip, slip.kind == .random, slip.distribution.fixedValue == nil,
            let correlation = plan.factors.delayCorrelation, correlation.distribution.largest > 0,
            (0..<tool.count).contains(where: { !isKnown(tool, $0) })
        else { return nil }
        return plan.supplier(of: tool)
    }

    /// Lists a unit's own draws, apart from figures, among the inputs.
    private mutating func findDraws(_ tool: Tool, _ unit: Int, place: Int) {
        if isKnown(tool, unit) { return }
        let name = Self.name(tool, unit)
        if tool.probability != nil {
            let stream = place + Int(MR_U_STREAM.rawValue)
            inputs.append(.init(name: name, kind: .purchase, place: stream))
        }
        if sharedSupplier(of: tool) != nil {
            let stream = place + Int(MR_U_SHARING_STREAM.rawValue)
            inputs.append(.init(name: "\(name).supplier", kind: .sharing, place: stream))
        }
    }

    private func isKnown(_ tool: Tool, _ unit: Int) -> Bool {
        Self.date(tool.delivered, unit).map { $0.first <= plan.asOf } ?? false
    }

    private mutating func packUnit(
        _ tool: Tool,
        _ unit: Int,
        line: Int,
        effects: inout [Int32]
    ) throws(PackError) -> [Int32] {
        let none = Int32(MR_NONE)
        let name = Self.name(tool, unit)
        let delivery = try packDelivery(tool, unit, name: name)
        let accepted = Self.date(tool.accepted, unit)
        var acceptedFigure = none
        if let accepted, accepted.first <= plan.asOf {
            let (from, to) = months(accepted)
            let known = min(to, months(Day(number: plan.asOf.number + 1)))
            acceptedFigure = try builder.draw(
                Self.interval(from, known),
                name: "\(name).accepted",
                isUncertain: true
            )
        }
        // What has arrived is beyond the reach of a risk to its delivery.
        let hits = delivery.isKnown ? [] : hits[tool.name] ?? []
        let firstEffect = effects.count / Int(MR_EFFECT_SIZE.rawValue)
        for hit in hits {
            var date = none
            if let (to, risk) = hit.promise {
                let slip = tool.slip?.distribution
                date = try packPromise(to, slip: slip, name: "\(name).promised.\(risk)")
            }
            effects += [hit.outcome, hit.delay, date]
        }
        let supplier = delivery.isKnown ? nil : sharedSupplier(of: tool).flatMap { suppliers[$0] }
        return [
            delivery.date, delivery.isKnown ? 1 : 0, delivery.slip,
            try builder.figure(tool.installation, or: 0, unit: unit),
            try builder.figure(tool.acceptance, or: 0, unit: unit),
            try builder.figure(tool.qualification, or: 0, unit: unit), acceptedFigure,
            try builder.figure(tool.area, or: 0),
            tool.probability == nil || delivery.isKnown
                ? none : try builder.figure(tool.probability, or: 1),
            try builder.names.entity("\(name).probability"), 0, supplier ?? none,
            supplier == nil ? 0 : try builder.names.entity("\(name).supplier"), 0,
            Int32(line), Int32(firstEffect),
            Int32(hits.count),
        ]
    }

    private static func date(_ dates: [DateInterval], _ unit: Int) -> DateInterval? {
        dates.count > 1 ? dates[min(unit, dates.count - 1)] : dates.first
    }

    private static func interval(_ from: Double, _ to: Double) -> Distribution {
        .uniform(low: from, high: to)
    }

    /// The date of a delivery: known within an interval, or promised within one and then slipping.
    private mutating func packDelivery(
        _ tool: Tool,
        _ unit: Int,
        name: String
    ) throws(PackError) -> (date: Int32, isKnown: Bool, slip: Int32) {
        let none = Int32(MR_NONE)
        if let delivered = Self.date(tool.delivered, unit), delivered.first <= plan.asOf {
            let (from, to) = months(delivered)
            let known = min(to, months(Day(number: plan.asOf.number + 1)))
            let date = try builder.draw(
                Self.interval(from, known),
                name: "\(name).delivered",
                isUncertain: true
            )
            return (date, true, none)
        }
        guard let promised = Self.date(tool.promised, unit) ?? Self.date(tool.delivered, unit)
        else {
            throw PackError(message: "tool '\(tool.name)' has no delivery date")
        }
        let slip =
            tool.slip == nil
            ? none : try builder.figure(tool.slip, or: 0, unit: unit, isDeferred: true)
        let name = "\(name).promised"
        let date = try packPromise(promised, slip: tool.slip?.distribution, name: name)
        return (date, false, slip)
    }

    /// A promised interval, knowing that the tool has not come by the as-of date: a day is as
    /// likely as the slip beyond the as-of date is from there (Bayes).
    private mutating func packPromise(
        _ promised: DateInterval,
        slip: Distribution?,
        name: String
    ) throws(PackError) -> Int32 {
        let (from, to) = months(promised)
        let asOf = months(Day(number: plan.asOf.number + 1))
        if from >= asOf {
            return try builder.draw(Self.interval(from, to), name: name, isUncertain: false)
        }
        let quantiles = slip.flatMap { Quantiles($0) }
        func survival(_ lag: Double) -> Double {
            if lag < 0 { return 1 }
            if let quantiles { return quantiles.survival(lag) }
            switch slip {
            case .fixed(let value): return value > lag ? 1 : 0
            case .discrete(let outcomes):
                return outcomes.reduce(0) { $0 + ($1.value > lag ? $1.probability : 0) }
            case .empirical(let values):
                return Double(values.count { $0 > lag }) / Double(values.count)
            default: return 0
            }
        }
        let cells = 128
        let weights = (0..<cells)
            .map { cell in
                survival(asOf - (from + (to - from) * (Double(cell) + 0.5) / Double(cells)))
            }
        guard let posterior = Quantiles(low: from, high: to, weights: weights) else {
            return builder.constant(to)
        }
        return try builder.draw(posterior, name: name, isUncertain: false)
    }
}
