internal import Forecast

/// The answer to whether a target adds up, in words.
struct TargetVerdict {
    private let result: TargetResult
    private let target: TargetAnswer

    init(_ result: TargetResult, _ target: TargetAnswer) {
        self.result = result
        self.target = target
    }

    /// How a probability reads.
    static func word(_ probability: Double) -> String {
        switch probability {
        case 0.9...: "Yes"
        case 0.5...: "Rather yes"
        case 0.1...: "Rather not"
        default: "No"
        }
    }

    /// The sentences.
    func lines() -> [String] {
        [chance, plates, investment, firstMet].compactMap { $0 }
            .flatMap { TargetText.fold("  " + $0, indent: 2) }
    }

    private var end: Double { target.byYear.last?.probability ?? 0 }

    private var chance: String {
        let own = target.by.flatMap { by in target.byYear.last { $0.year <= by } }
        let last = "by the end of \(target.last) in \(percent(end))"
        guard let own, own.year < target.last else {
            return "\(Self.word(end)). Under the plan's assumptions a calendar year meets it "
                + "\(last) of the replications."
        }
        return
            "\(Self.word(own.probability)). Under the plan's assumptions a calendar year meets it "
            + "by \(own.year) in \(percent(own.probability)) of the replications and \(last)."
    }

    private var plates: String {
        let noun = target.measure == "capacity" ? "Capacity" : "Output"
        return
            "\(noun) in \(target.last): P50 \(range(target.lastYear)). Capacity once the ramp is "
            + "over, with every tool of the plan there, every node open and yields mature: "
            + "P50 \(range(target.steady)); it comes to the target in "
            + "\(percent(target.steady.probability)) of the replications."
    }

    private func range(_ plates: TargetAnswer.PlateRange) -> String {
        let texts = [plates.p50, plates.p10, plates.p90].map { NumberText.whole($0) }
        return "\(texts[0]) plates (P10 \(texts[1]), P90 \(texts[2]))"
    }

    private var investment: String? {
        guard let investment = result.investment else { return nil }
        let own = target.byYear.last { $0.year <= target.by ?? target.last }?.probability ?? 0
        let most = max(end, target.steady.probability)
        let follows =
            switch most {
            case 0.9...: "follows"
            case 0.5...: "more likely than not follows"
            case 0.1...: "less likely than not follows"
            default: "does not follow"
            }
        let late = most >= 0.5 && own < 0.5 ? ", but not by \(target.by ?? target.last)" : ""
        let unit = investment.unit == 1 ? "" : "\(NumberText.whole(investment.unit)) "
        let value = NumberText.estimate(investment.value, standardError: 0)
        return "So a capacity of \(NumberText.whole(Int(target.value.rounded()))) plates a year "
            + "\(follows) from the \(investment.basis) investment of \(value) "
            + "[\(unit)\(investment.currency)] and from what the plan takes it to buy\(late)."
    }

    private var firstMet: String {
        let met = target.firstMet
        guard met.probability > 0 else {
            return "No twelve months in a row come to it within the horizon, in any replication."
        }
        let months = [("10 %", met.p10), ("50 %", met.p50), ("90 %", met.p90)]
            .compactMap { chance, month in month.map { "by \($0) with \(chance), " } }
        return "Twelve months in a row come to it for the first time \(months.joined())within the "
            + "horizon in \(percent(met.probability)) of the replications."
    }

    private func percent(_ share: Double) -> String {
        NumberText.percent(share, replications: result.replications)
    }
}
