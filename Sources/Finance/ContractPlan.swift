internal import PlanModel

/// A contract, or tools bought without one, ready to be scheduled for a course of the ramp.
struct ContractPlan: Sendable {
    /// A part that arrives and is put in use as one.
    struct Lot: Sendable {
        /// Value, in the plan's currency.
        var value: Amount
        /// Number of the unit among the plan's; nil for what is no tool.
        var unit: Int?
        /// Month of arrival of what is no tool; nil for what is built or not dated.
        var arrival: Int?
        /// Month of acceptance of what is no tool; nil for its arrival.
        var acceptance: Int?
        /// Whether it is bought only in some courses.
        var isOption = false
    }

    /// What the plan says of the contract today; nil for tools without one.
    var position: ContractPosition?
    /// Parts.
    var lots: [Lot]
    /// Share of each event, in the order of the events.
    var terms: [(event: PaymentTerm.Event, share: Ratio)]
    /// Month of signing.
    var signed: Int?
    /// Payments that are facts; those before the horizon have negative months.
    var facts: [(month: Int, amount: Amount)] = []
    /// What has been paid; nil where nothing is stated, and what fell due counts as paid then.
    var covered: Amount?
    /// Cash deposit for each delivery, as a share of it.
    var deposit = Ratio.zero
    /// Number of the class of assets.
    var asset: Int

    /// Whether it is built, so that what is paid is what has come.
    var isBuilt: Bool { lots.count == 1 && lots[0].unit == nil && lots[0].arrival == nil }
}

/// Makes contracts ready.
struct ContractReader {
    let plan: Plan
    let values: FigureValues
    let rounding: Rounding
    /// First unit of each tool among the plan's.
    let firstUnits: [Int]

    init(_ plan: Plan, _ values: FigureValues) {
        (self.plan, self.values, rounding) = (plan, values, plan.rounding)
        var next = 0
        firstUnits = plan.tools.map { tool in
            defer { next += tool.count }
            return next
        }
    }

    /// Every contract, then tools with a price of their own.
    func contracts() -> [ContractPlan] {
        plan.contracts.map(contract)
            + plan.tools.enumerated()
            .compactMap { index, tool in
                guard tool.contract == nil, let price = values.amount(tool.price) else {
                    return nil
                }
                let lots = units(of: tool, index, values: (0..<tool.count).map { _ in price })
                return ContractPlan(
                    lots: lots,
                    terms: terms([]),
                    asset: assetIndex(nil)
                )
            }
    }

    private func contract(_ contract: Contract) -> ContractPlan {
        let rate = contract.rate.map(values.ratio) ?? .one
        func amount(_ figure: Figure?) -> Amount? {
            values.amount(figure)?.times(rate, rounding)
        }
        let known = contract.paid.filter { $0.period.last <= plan.asOf }
        let hasArrived = contract.arrived.allSatisfy { $0.last <= plan.asOf }
        let position = ContractPosition(
            name: contract.name,
            isEquipment: contract.what != "construction",
            value: amount(contract.value) ?? .zero,
            paid: known.map { amount($0.figure) ?? .zero },
            statedUnpaid: amount(contract.unpaid),
            arrived: hasArrived ? amount(contract.arrivedValue) ?? .zero : .zero
        )
        var made = ContractPlan(
            position: position,
            lots: lots(of: contract, value: position.value, rate),
            terms: terms(contract.terms),
            signed: contract.signed.map { plan.index($0.last) },
            asset: assetIndex(contract.asset)
        )
        if let share = plan.economics.deposit, made.lots.contains(where: { $0.unit != nil }) {
            made.deposit = values.ratio(share)
        }
        if let share = contract.deposit { made.deposit = values.ratio(share) }
        guard !known.isEmpty || contract.unpaid != nil else { return made }
        made.covered = max(position.paidInAll, position.value - position.rest)
        made.facts = facts(known, position, contract)
        return made
    }

    /// Stated payments evenly over the months of their periods, and what must have been paid since.
    private func facts(
        _ known: [YearFigure],
        _ position: ContractPosition,
        _ contract: Contract
    ) -> [(month: Int, amount: Amount)] {
        var facts: [(month: Int, amount: Amount)] = []
        let open = plan.firstOpenMonth
        for (period, amount) in zip(known.map(\.period), position.paid) {
            let months = plan.spread(amount, over: period, within: 0..<max(0, open), rounding)
            // Before the horizon.
            facts += months.isEmpty ? [(-1, amount)] : months
        }
        if position.paidSince > .zero {
            let from =
                (known.map(\.period.last).max()?.number).map { $0 + 1 }
                ?? contract.signed?.first.number
            let first = max(0, from.map { plan.index(Day(number: $0)) } ?? 0)
            let months = first..<max(first, open)
            let parts = position.paidSince.split(into: months.count, rounding)
            facts +=
                months.isEmpty
                ? [(max(-1, open - 1), position.paidSince)]
                : Array(zip(months, parts)).map { ($0.0, $0.1) }
        }
        return facts
    }

    /// The parts of a contract: each unit of its tools, and what is no tool.
    private func lots(
        of contract: Contract,
        value: Amount,
        _ rate: Ratio
    ) -> [ContractPlan.Lot] {
        let tools = plan.tools.enumerated().filter { $0.element.contract == contract.name }
        var shares = tools.map { values.amount($0.element.shareOfContract)?.times(rate, rounding) }
        let unsaid = shares.count { $0 == nil }
        var rest = value - shares.compactMap { $0 }.sum
        if rest < .zero, value - rest > .zero {
            // Parts that come to more than the contract are cut in proportion.
            let sum = value - rest
            shares = shares.map { $0?.times(value.parts, over: sum.parts, rounding) }
            rest = value - shares.compactMap { $0 }.sum
        }
        var equal = max(.zero, rest).split(into: unsaid, rounding)
        if unsaid > 0 { rest = .zero }
        var lots: [ContractPlan.Lot] = []
        for (place, (index, tool)) in tools.enumerated() {
            let share = shares[place] ?? equal.removeFirst()
            lots += units(of: tool, index, values: share.split(into: tool.count, rounding))
        }
        guard lots.isEmpty || rest > .zero else { return lots }
        // A tool that arrives with the rest stands for its date.
        let arrival = (contract.arrived.last ?? contract.due).map { plan.index($0.last) }
        var lot = ContractPlan.Lot(value: lots.isEmpty ? value : rest, arrival: arrival)
        if let last = lots.last, arrival == nil { lot.unit = last.unit }
        let policy = plan.assetPolicies[assetIndex(contract.asset)]
        lot.acceptance = (contract.accepted ?? policy.accepted).map { plan.index($0.last) }
        return lots + [lot]
    }

    private func units(of tool: Tool, _ index: Int, values: [Amount]) -> [ContractPlan.Lot] {
        values.enumerated()
            .map { unit, value in
                .init(
                    value: value,
                    unit: firstUnits[index] + unit,
                    isOption: tool.probability != nil
                )
            }
    }

    private func terms(_ own: [PaymentTerm]) -> [(event: PaymentTerm.Event, share: Ratio)] {
        let terms = own.isEmpty ? plan.economics.terms : own
        return terms.isEmpty
            ? [(.arrival, .one)] : terms.map { ($0.event, values.ratio($0.share)) }
    }

    private func assetIndex(_ name: String?) -> Int {
        plan.economics.assets.firstIndex { $0.name == name } ?? plan.firstMachineClass
    }
}

extension Plan {
    /// The class of assets of what says nothing: `machines` where there is such a class, else the
    /// first.
    var firstMachineClass: Int {
        economics.assets.firstIndex { $0.name == "machines" } ?? 0
    }

    /// Classes of assets; machines of ten years with 5 % left where the plan has none.
    var assetPolicies: [AssetPolicy] {
        guard economics.assets.isEmpty else { return economics.assets }
        return [
            AssetPolicy(
                name: "machines",
                life: .value(120, path: "economics.assets.machines.life"),
                residual: .value(0.05, path: "economics.assets.machines.residual"),
                inService: .acceptance
            )
        ]
    }
}
