internal import Finance
internal import MonteCarlo
internal import PlanModel

/// What is published of a plan's money.
struct FinanceSummary {
    private let finance: FinancePlan
    private let tally: FinanceTally

    /// - Parameters:
    ///   - finance: the plan, spread figures at their means.
    ///   - tally: all replications.
    init(_ finance: FinancePlan, _ tally: FinanceTally) {
        (self.finance, self.tally) = (finance, tally)
    }

    /// The result.
    func result(
        _ request: PlanRequest,
        _ engine: EngineIdentity,
        seconds: Double
    ) -> FinanceResult {
        let plan = finance.plan
        return FinanceResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: tally.count,
            engine: engine,
            asOf: plan.asOf.text,
            digest: tally.digest,
            money: .init(
                currency: plan.money.currency,
                unit: plan.money.unit,
                digits: plan.money.digits,
                rounding: plan.money.rounding.rawValue
            ),
            notes: notes,
            contracts: contracts,
            constructionInProgress: construction,
            assets: assets,
            annual: annual,
            months: months,
            nodes: nodes,
            measures: measures,
            dates: dates,
            impairment: impairment,
            basis: .init(plan),
            command: request.command,
            timing: .init(seconds: seconds, replications: Double(tally.count))
        )
    }

    private var notes: [FinanceNote] {
        guard !finance.plan.spreadMoneyFigures.isEmpty else { return finance.notes }
        return finance.notes + [.spreadMoney(hasContracts: !finance.positions.isEmpty)]
    }

    private var contracts: [FinanceResult.ContractRow] {
        let positions = finance.positions
        guard !positions.isEmpty else { return [] }
        func sum(_ id: String, _ rows: [ContractPosition]) -> FinanceResult.ContractRow {
            .init(
                id: id,
                value: rows.map(\.value).sum,
                paid: rows.map(\.paidInAll).sum,
                paidSince: rows.map(\.paidSince).sum,
                unpaid: rows.map(\.rest).sum,
                arrived: rows.map(\.arrived).sum
            )
        }
        return positions.map { sum($0.name, [$0]) }
            + [sum("equipment", positions.filter(\.isEquipment)), sum("all", positions)]
    }

    private var construction: [FinanceResult.ConstructionRow] {
        finance.constructionRows.map { name, row in
            .init(
                id: name,
                budget: row.budget,
                opening: row.opening,
                additions: row.additions,
                transfers: row.transfers,
                other: row.other,
                closing: row.closing,
                shareOfBudget: row.shareOfBudget?.percent()
            )
        }
    }

    private var assets: [FinanceResult.AssetRow] {
        // What stands in for classes that the plan does not state is in the notes.
        guard !finance.plan.economics.assets.isEmpty else { return [] }
        return finance.assets.map { kind, cost, accumulated in
            .init(
                id: kind.name,
                lifeMonths: kind.lifeMonths,
                annualRate: kind.annualRate.percent(),
                cost: cost,
                accumulated: accumulated,
                newness: cost.flatMap {
                    AssetClass.newness(cost: $0, accumulated: accumulated ?? .zero)?.percent()
                }
            )
        }
    }

    private var annual: [FinanceResult.AnnualRow] {
        let lines = FinanceLine.allCases
        return finance.years.enumerated()
            .flatMap { index, year in
                lines.enumerated()
                    .map { number, line in
                        .init(
                            year: year.year,
                            line: line,
                            spread: .init(tally.annual[index * lines.count + number])
                        )
                    }
            }
    }

    private var months: [FinanceResult.MonthRow] {
        let lines = FinanceTally.monthly
        return (0..<finance.monthCount)
            .flatMap { month in
                lines.enumerated()
                    .map { number, line in
                        .init(
                            month: Month(number: finance.plan.start.number + month).text,
                            line: line,
                            spread: .init(tally.months[month * lines.count + number])
                        )
                    }
            }
    }

    private func share(_ spread: AmountSpread) -> Double {
        rounded(Double(spread.count) / Double(max(1, tally.count)), 6)
    }

    private var nodes: [FinanceResult.NodeRow] {
        let names = finance.plan.nodes.map { $0.product?.name ?? String($0.node) }
        // Amounts of several products have no sum, and in several units no common cost to share.
        let units = Set(finance.plan.nodes.map(\.product?.unit))
        let all = finance.plan.hasProducts && names.count > 1 ? [] : ["all"]
        return finance.years.enumerated()
            .flatMap { index, year -> [FinanceResult.NodeRow] in
                func row(
                    _ node: String,
                    _ measure: String,
                    _ spread: AmountSpread,
                    _ reason: String
                ) -> FinanceResult.NodeRow {
                    .init(
                        year: year.year,
                        node: node,
                        measure: measure,
                        probability: share(spread),
                        spread: .init(spread),
                        reason: spread.count == 0 ? reason : nil
                    )
                }
                let revenues = names.enumerated()
                    .map {
                        let spread = tally.revenues[index * names.count + $0.offset]
                        return row($0.element, "revenue", spread, "no price")
                    }
                if units.count > 1 { return revenues }
                let costs = (names + all).enumerated()
                    .map {
                        let spread = tally.costs[index * (names.count + 1) + $0.offset]
                        return row($0.element, "cost_per_plate", spread, "no plates")
                    }
                return revenues + costs
            }
    }

    private var measures: [FinanceResult.MeasureRow] {
        FinanceTally.Measure.allCases.enumerated()
            .filter { FinanceTally.Measure.published.contains($0.element) }
            .map { index, measure in
                let spread = tally.measures[index]
                let reason =
                    measure == .lowPoint
                    ? "cash never falls below what there is at the start"
                    : "no discount rate is stated"
                return .init(
                    id: measure.rawValue,
                    probability: share(spread),
                    spread: .init(spread),
                    reason: spread.count == 0 ? reason : nil
                )
            }
    }

    private var dates: [FinanceResult.DateRow] {
        FinanceTally.Date.allCases.enumerated()
            .map { index, date in
                let spread = tally.dates[index]
                func month(_ percent: UInt64) -> String? {
                    // What does not happen comes after everything that does.
                    let needed = max(1, (tally.count * percent + 99) / 100)
                    var seen: UInt64 = 0
                    for (bin, count) in spread.sortedBins {
                        seen += count
                        if seen >= needed {
                            return Month(number: finance.plan.start.number + Int(bin)).text
                        }
                    }
                    return nil
                }
                return .init(
                    id: date.rawValue,
                    probability: share(spread),
                    p10: month(10),
                    p50: month(50),
                    p90: month(90)
                )
            }
    }

    private var impairment: FinanceResult.ImpairmentRow? {
        guard let test = finance.plan.economics.impairment else { return nil }
        func spread(_ measure: FinanceTally.Measure) -> FinanceResult.Spread {
            .init(tally.measures[FinanceTally.Measure.allCases.firstIndex(of: measure) ?? 0])
        }
        let fair = finance.fairValue
        let value = fair?.value(finance.rounding)
        let disposal = test.disposal.map { FigureValues().ratio($0.share) }
        let inUse = spread(.valueInUse)
        return .init(
            rates: test.rates.map {
                .init(id: $0.name, percent: FigureValues().ratio($0.share).percent())
            },
            rate: finance.impairmentRate?.percent(),
            quotes: zip(
                test.quotes,
                zip(fair?.quotes ?? [], fair?.adjusted(finance.rounding) ?? [])
            )
            .map { .init(id: $0.name, price: $1.0.price, adjusted: $1.1) },
            fairValue: value,
            fairValueLessDisposal: ImpairmentTest(
                carrying: .zero,
                valueInUse: nil,
                fairValue: value,
                disposal: disposal
            )
            .fairValueLessDisposal(finance.rounding),
            carrying: spread(.carrying),
            valueInUse: inUse,
            recoverable: spread(.recoverable),
            loss: spread(.loss),
            reason: inUse.p50 == nil
                ? "no value in use: no discount rate is stated, or nothing is still to come" : nil
        )
    }
}
