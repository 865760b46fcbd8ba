internal import Charts
internal import Forecast
internal import Reporting

/// Other fabs beside the plan.
struct PeerSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let (title, short) = (t("Peers", "同行项目对比"), t("Peers", "同行"))
        guard let result = contents.peers.result else {
            return ReportSection(
                "peers",
                title,
                short: short,
                missing: contents.peers.reason(t)
            )
        }
        return ReportSection(
            "peers",
            title,
            short: short,
            [
                t(
                    "First what is published of each fab; then what each would make with this "
                        + "plan's tools, lags and risks, \(ReportContents.count(result.replications)) replications. All "
                        + "that the model gives of other fabs rests on assumptions.",
                    "先列各项目公开信息，再以本计划的设备、周期与风险推算各项目产能"
                        + "（\(ReportContents.count(result.replications)) 次抽样）；对其他项目的推算均基于假设。"
                )
            ],
            figures: result.model.fabs.isEmpty ? [] : [chart(result)],
            tables: [published(result), blank(result)].filter { !$0.rows.isEmpty }
        )
    }

    private func name(_ id: String, _ result: PeersResult) -> String {
        let fab = result.peers.first { $0.id == id }
        return (fab?.company ?? id) + (fab?.isOwn == true ? t(" (this plan)", "（本计划）") : "")
    }

    private func chart(_ result: PeersResult) -> ReportFigure {
        let unit = t("plates a year", "片/年")
        let panels = result.model.fabs.map { fab in
            let points = fab.annual.map { year in
                FanChart.Point(
                    time: Double(year.year),
                    label: String(year.year),
                    p10: Double(year.p10),
                    p25: nil,
                    p50: Double(year.p50),
                    p75: nil,
                    p90: Double(year.p90)
                )
            }
            let chart = FanChart(
                description: t(
                    "Capacity of \(name(fab.id, result)) by year since ground-breaking.",
                    "\(name(fab.id, result))自开工起各年产能。"
                ),
                title: unit,
                points: points,
                isByYear: true,
                isSmall: true
            )
            return ReportFigure.Panel(name(fab.id, result), chart.spec)
        }
        return ReportFigure(
            t("Capacity since ground-breaking", "自开工起的产能"),
            caption: t(
                "Plates that could be made in each year since ground-breaking, under this plan's "
                    + "tools and risks (assumed).",
                "按本计划设备与风险推算的自开工起各年产能（片/年，假设）。"
            ),
            panels: panels,
            keys: OutputSection.keys(t).filter { $0.mark != "narrow" },
            tables: [capacity(result)]
        )
    }

    private func capacity(_ result: PeersResult) -> ReportTable {
        ReportTable(
            "peers_capacity",
            t("Peers: capacity since ground-breaking (assumed)", "同行：自开工起产能（假设）"),
            [
                .init(t("fab", "项目"), .text),
                .init(t("year since ground-breaking", "开工后第几年"), .number(decimals: 0)),
                .init(t("mean [plates]", "均值 [片]"), .number(decimals: 1)),
            ] + ["P10", "P50", "P90"].map { .init($0, .number(decimals: 0)) },
            result.model.fabs.flatMap { fab in
                fab.annual.map { year in
                    [.text(name(fab.id, result)), .init(year.year), .number(year.mean)]
                        + [year.p10, year.p50, year.p90].map { .init($0) }
                }
            }
        )
    }

    private func published(_ result: PeersResult) -> ReportTable {
        let unit = contents.money(t)
        func cell(_ cell: PeersResult.Cell, _ decimals: Int) -> ReportTable.Cell {
            guard let value = cell.value else { return .text(cell.missing.map(t.outcome) ?? "–") }
            return .text(NumberText.decimal(value, decimals: decimals) + t.mark(cell.basis))
        }
        return ReportTable(
            "peers",
            t("Peers as published", "同行公开信息"),
            [
                .init(t("fab", "项目"), .text), .init(t("nodes [nm]", "节点 [nm]"), .text),
                .init(t("investment", "投资") + " [\(unit)]", .text),
                .init(t("plates a year", "产能 [片/年]"), .text),
                .init(t("investment for a plate a year", "单位产能投资") + " [\(unit)]", .text),
                .init(t("construction [months]", "建设期 [月]"), .text),
                .init(t("ground-breaking", "开工"), .text),
            ],
            result.peers.map { fab in
                [
                    .text(name(fab.id, result)), .init(fab.nodes), cell(fab.investment, 0),
                    cell(fab.platesPerYear, 0), cell(fab.investmentPerPlate, 1),
                    cell(fab.construction, 0), .init(fab.groundBreaking),
                ]
            }
        )
    }

    private func blank(_ result: PeersResult) -> ReportTable {
        ReportTable(
            "peers_missing",
            t("Peers that cannot be run, and why", "无法推算的同行项目及原因"),
            [.init(t("fab", "项目"), .text), .init(t("why", "原因"), .text)],
            result.model.blank.map { [.text(name($0.id, result)), .text($0.reason)] }
        )
    }
}
