internal import Finance
internal import Forecast
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// The answers, in sentences with numbers.
struct HeadlineSection {
    private let contents: ReportContents
    private let t: ReportLanguage
    private var run: RunResult { contents.run }

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        var section = ReportSection(
            "answers",
            t("The answers", "结论摘要"),
            short: t("Answers", "结论"),
            output + target + milestones + limits + movers + cash + spread
        )
        section.cards = cards
        return section
    }

    // MARK: Numbers

    private func whole(_ value: Int, of row: RunResult.AnnualRow) -> String {
        NumberText.quantile(value, standardErrorOfMean: row.standardError)
    }

    private func percent(_ share: Double) -> String {
        NumberText.percent(share, replications: run.replications)
    }

    private func row(_ year: Int) -> RunResult.AnnualRow? {
        run.annual.first { $0.node == "all" && $0.year == year }
    }

    /// The first whole year after the as-of date.
    private var next: Int { contents.plan.asOf.month.year + 1 }

    /// The years that sentences speak of: the next one, the target's, the last.
    private var chiefYears: [Int] {
        let last = run.capacity.map(\.year).max() ?? next
        let aimed = run.targets.first?.by
        return Array(Set([next, aimed ?? last, last])).filter { row($0) != nil }.sorted()
    }

    private var finest: RunResult.MilestoneRow? {
        run.milestones.filter { $0.happened == nil && $0.event.hasPrefix("volume") }
            .min { Self.node($0.event) < Self.node($1.event) }
    }

    private static func node(_ event: String) -> Int {
        Int(event.filter(\.isNumber)) ?? .max
    }

    private func later(_ month: String?) -> String {
        month ?? t("after the horizon", "预测期之后")
    }

    // MARK: Cards

    private var cards: [ReportSection.Card] {
        var cards = chiefYears.prefix(3).compactMap(row)
            .map { row in
                ReportSection.Card(
                    title: t("Good plates in \(row.year)", "\(row.year) 年合格掩模版产量"),
                    value: whole(row.p50, of: row),
                    unit: t("plates", "片"),
                    note: "P10–P90: \(whole(row.p10, of: row))–\(whole(row.p90, of: row))"
                )
            }
        if let target = run.targets.first {
            let value = NumberText.whole(Int(target.value.rounded()))
            cards.append(
                .init(
                    title: t("Target met", "目标达成概率")
                        + (target.by.map { t(" by \($0)", "（\($0) 年底前）") } ?? ""),
                    value: percent(target.probability),
                    unit: t("probability", "概率"),
                    note: t(
                        "\(value) plates a year, \(t.measure(target.measure))",
                        "\(t.measure(target.measure)) \(value) 片/年"
                    )
                )
            )
        }
        if let finest {
            cards.append(
                .init(
                    title: t.event(finest.event),
                    value: later(finest.p50),
                    unit: "P50",
                    note: "P10–P90: \(later(finest.p10))" + t(" to ", " 至 ") + later(finest.p90)
                )
            )
        }
        return cards
    }

    // MARK: Sentences

    private var output: [String] {
        let rows = chiefYears.compactMap(row)
        guard !rows.isEmpty else { return [] }
        let parts = rows.map { row in
            let (low, middle, high) = (
                whole(row.p10, of: row), whole(row.p50, of: row), whole(row.p90, of: row)
            )
            return t(
                "\(middle) in \(row.year) (with 80 % probability \(low) to \(high))",
                "\(row.year) 年 \(middle) 片（80 % 概率落在 \(low)–\(high) 片）"
            )
        }
        return [
            t("Good plates a year, in the middle of all courses: ", "合格掩模版年产量（中位数）：")
                + parts.joined(separator: t("; ", "；")) + t(".", "。")
        ]
    }

    private var target: [String] {
        run.targets.map { target in
            let value = NumberText.whole(Int(target.value.rounded()))
            let by = target.by.map { t(" by the end of \($0)", "在 \($0) 年底前") } ?? ""
            let end = target.byYear.last
            let basis = t.mark(basis("targets.\(target.id).plates_per_year"))
            let later =
                end.map { end in
                    end.year > (target.by ?? end.year)
                        ? t(
                            ", by the end of \(end.year) with \(percent(end.probability))",
                            "，\(end.year) 年底前为 \(percent(end.probability))"
                        ) : ""
                } ?? ""
            return t(
                "The target of \(value) plates a year in \(target.measure)\(basis) is reached\(by) "
                    + "with a probability of \(percent(target.probability))\(later).",
                "目标为\(t.measure(target.measure)) \(value) 片/年\(basis)，\(by)达成的概率为 "
                    + "\(percent(target.probability))\(later)。"
            )
        }
    }

    private func basis(_ path: String) -> String? {
        contents.figures.first { $0.path == path }?.basis.rawValue
    }

    private var milestones: [String] {
        let open = run.milestones.filter { $0.happened == nil }
        let shown = open.filter { $0.planned != nil || $0.id == finest?.id }
        return (shown.isEmpty ? Array(open.prefix(3)) : shown)
            .map { row in
                let planned =
                    row.planned.map {
                        t("; planned for \($0)", "；计划 \($0)") + t.mark(row.basis)
                    } ?? ""
                let event = t.event(row.event)
                return t(
                    "\(event): by \(later(row.p50)) with 50 %, by \(later(row.p90)) with 90 %"
                        + "\(planned).",
                    "\(event)：50 % 概率不迟于 \(later(row.p50))，90 % 概率不迟于 "
                        + "\(later(row.p90))\(planned)。"
                )
            }
    }

    private var limits: [String] {
        let year = String(next)
        var shares: [String: Double] = [:]
        var months: Set<String> = []
        for row in run.bottlenecks where row.month.hasPrefix(year) {
            shares[row.group, default: 0] += row.share
            months.insert(row.month)
        }
        guard !months.isEmpty else { return [] }
        let first = shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
            .map { group, sum in
                let share = percent(sum / Double(months.count))
                return t("\(t.group(group)) (\(share))", "\(t.group(group))（\(share)）")
            }
        return [
            t(
                "What limits output most often in \(year): " + first.joined(separator: ", ")
                    + " of the months.",
                "\(year) 年最常见的瓶颈（占月份比例）："
                    + first.joined(separator: "、") + "。"
            )
        ]
    }

    private var movers: [String] {
        guard let metric = contents.sensitivity.result?.metrics.first,
            let first = metric.tornado.first
        else { return [] }
        let words = [first.meanAtLow, first.meanAtHigh]
            .map { NumberText.decimal($0, decimals: metric.unit == .plates ? 0 : 1) }
        return [
            t(
                "Of all figures, \(InputPhrase.figure(first.input)) moves \(t.metric(metric.metric)) most: its mean goes from "
                    + "\(words[0]) to \(words[1]) as the figure goes from its P10 to its P90.",
                "对 \(t.metric(metric.metric))影响最大的参数是 \(first.input)：该参数由 P10 变到 P90 时，"
                    + "均值由 \(words[0]) 变为 \(words[1])。"
            )
        ]
    }

    private var cash: [String] {
        guard let finance = contents.finance.result,
            let low = finance.measures.first(where: { $0.id == "cash_low_point" }),
            let middle = low.spread.p50, let least = low.spread.p10, let most = low.spread.p90
        else { return [] }
        let date = finance.dates.first { $0.id == "cash_low_point" }?.p50
        func text(_ amount: Amount) -> String {
            NumberText.decimal(amount.double, decimals: 0).replacing("-", with: "\u{2212}")
        }
        let unit = contents.money(t)
        let isAssumed = contents.figures.contains {
            $0.basis == .assumed && ($0.path.hasPrefix("economics.") || $0.path.hasSuffix(".price"))
        }
        let assumed =
            isAssumed
            ? t(" Prices or costs behind it are assumed.", "其中部分价格或成本为假设。") : ""
        return [
            t(
                "Cash, with nothing at the start, falls to \(text(middle)) (in units of \(unit)) "
                    + "in the middle of all courses, with 80 % probability between \(text(least)) "
                    + "and \(text(most)); the low point comes around \(later(date)).\(assumed)",
                "以期初现金为零计，累计现金低点的中位数为 \(text(middle)) \(unit)，80 % 概率落在 "
                    + "\(text(least)) 至 \(text(most)) \(unit)，时间约在 \(later(date))。\(assumed)"
            )
        ]
    }

    private var spread: [String] {
        let basis = run.basis
        let all = max(1, basis.disclosed + basis.derived + basis.assumed)
        let share = NumberText.percent(Double(basis.assumed) / Double(all))
        var sentences: [String] = []
        if run.spread.chance + run.spread.ignorance > 0 {
            let ignorance = NumberText.percent(run.spread.ignorance)
            sentences.append(
                t(
                    "Of the variance of \(run.spread.metric), \(ignorance) is ignorance, which "
                        + "better information would lessen; the rest is chance.",
                    "结果方差中 \(ignorance) 来自信息不足（补充信息可以缩小），其余为随机波动。"
                )
            )
        }
        sentences.append(
            t(
                "\(NumberText.whole(basis.assumed)) of \(NumberText.whole(all)) figures "
                    + "(\(share)) are assumed: the forecast is as good as they are.",
                "\(NumberText.whole(all)) 项参数中有 \(NumberText.whole(basis.assumed)) 项"
                    + "（\(share)）为假设，预测的可信度取决于这些假设。"
            )
        )
        return sentences
    }
}
