internal import Charts
internal import Finance
internal import Forecast

/// Cash month by month, and the lines of the years.
struct CashSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let (title, short) = (t("Cash", "现金流"), t("Cash", "现金"))
        guard let result = contents.finance.result else {
            return ReportSection(
                "cash",
                title,
                short: short,
                missing: contents.finance.reason(t)
            )
        }
        var section = ReportSection(
            "cash",
            title,
            short: short,
            [
                t(
                    "Cash at the end of each month with nothing at the start, in units of "
                        + "\(contents.money(t)); \(ReportContents.count(result.replications)) replications. Prices and "
                        + "costs that the plan assumes are listed among the figures below.",
                    "以期初现金为零计的各月末累计现金，单位\(contents.money(t))，"
                        + "\(ReportContents.count(result.replications)) 次抽样；所用价格与成本假设见后文参数表。"
                )
            ],
            figures: [chart(result)],
            tables: [annual(result)]
        )
        section.notes = result.notes.map(t.note)
        return section
    }

    private func chart(_ result: FinanceResult) -> ReportFigure {
        let asOf = contents.asOf(t)
        let rows = result.months.filter { $0.line == .cash }
        let points = rows.compactMap { row -> FanChart.Point? in
            guard let time = ChartTime.milliseconds(row.month), let p10 = row.spread.p10,
                let p50 = row.spread.p50, let p90 = row.spread.p90
            else { return nil }
            return .init(
                time: time,
                label: row.month,
                p10: p10.double,
                p25: nil,
                p50: p50.double,
                p75: nil,
                p90: p90.double
            )
        }
        let unit = contents.money(t)
        let chart = FanChart(
            description: t(
                "Fan chart of cash at the end of each month.",
                "各月末累计现金扇形图。"
            ),
            title: t("cash [\(unit)]", "累计现金 [\(unit)]"),
            points: points,
            isByYear: false,
            asOf: ChartTime.milliseconds(asOf.day).map { .init(at: $0, label: asOf.label) }
        )
        return ReportFigure(
            t("Cash curve", "累计现金曲线"),
            caption: t("Cash at the end of the month, in units of \(unit).", "月末累计现金，单位\(unit)。"),
            panels: [.init(chart.spec)],
            keys: OutputSection.keys(t).filter { $0.mark != "narrow" }
                + [.init("dash", asOf.label)],
            tables: [table(rows)]
        )
    }

    private func columns(_ first: [ReportTable.Column]) -> [ReportTable.Column] {
        let unit = contents.money(t)
        return first + ["P10", "P50", "P90"].map { .init("\($0) [\(unit)]", .number(decimals: 0)) }
            + [.init(t("mean", "均值") + " [\(unit)]", .number(decimals: 0))]
    }

    private func cells(_ spread: FinanceResult.Spread) -> [ReportTable.Cell] {
        [spread.p10, spread.p50, spread.p90, spread.mean].map { .init($0?.double) }
    }

    private func table(_ rows: [FinanceResult.MonthRow]) -> ReportTable {
        ReportTable(
            "cash",
            t("Cash at the end of the month", "月末累计现金"),
            columns([.init(t("month", "月份"), .text)]),
            rows.map { [.text($0.month)] + cells($0.spread) },
            chart: .init(kind: .lines, columns: [1, 2, 3], unit: contents.money(t))
        )
    }

    private func annual(_ result: FinanceResult) -> ReportTable {
        let moving = Set(
            result.annual.filter { ($0.spread.mean ?? .zero) != .zero }.map(\.line.rawValue)
        )
        return ReportTable(
            "money",
            t("Lines by year", "年度科目"),
            columns([.init(t("year", "年份"), .year), .init(t("line", "科目"), .text)]),
            result.annual.filter { moving.contains($0.line.rawValue) }
                .map { row in
                    [.init(row.year), .text(name(row.line.rawValue))] + cells(row.spread)
                }
        )
    }

    private func name(_ line: String) -> String {
        let names = [
            "revenue": "销售收入", "plate_cost": "掩模版变动成本", "operating_cost": "运营成本",
            "contracts": "合同付款", "deposits": "保证金", "tax": "所得税", "interest": "利息",
            "cash_before_financing": "融资前现金流", "loans_drawn": "借款", "loans_repaid": "还款",
            "cash_flow": "现金流", "cash_at_end": "期末累计现金", "prepaid_at_end": "期末预付款",
            "construction_additions": "在建工程增加", "construction_transfers": "在建工程转固",
            "construction_at_end": "期末在建工程", "fixed_assets_cost": "固定资产原值",
            "depreciation": "折旧", "accumulated_depreciation": "累计折旧", "loans_at_end": "期末借款",
        ]
        return t(line.replacing("_", with: " "), names[line] ?? line)
    }
}

extension Amount {
    /// The nearest number, for charts and cells.
    var double: Double { Double(text(Rounding(digits: 6))) ?? .nan }
}
