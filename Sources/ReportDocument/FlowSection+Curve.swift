internal import Charts
internal import Forecast
internal import Reporting

extension FlowSection {
    /// The characteristic curve: cycle time against load.
    func curve(_ curve: FlowCurveResult) -> ReportFigure {
        let names = curve.points.first { !$0.nodes.isEmpty }?.nodes.map(\.node) ?? []
        let nodes = names.filter { name in
            name != "all"
                && curve.points.contains { point in
                    point.nodes.contains { $0.node == name && $0.cycleDays != nil }
                }
        }
        let chart = LoadChart(
            description: t(
                "Cycle time against load, a curve for each node.",
                "生产周期随负荷变化曲线，每个节点一条。"
            ),
            title: t("days from order to end", "自下单至完工（天）"),
            loadTitle: t("load: orders against those of the plan", "负荷（订单量 ÷ 计划订单量）"),
            curves: nodes.map { node in
                .init(name: t.node(node), points: points(curve, node))
            }
        )
        return ReportFigure(
            t("Cycle time against load", "生产周期与负荷"),
            caption: t(
                "Mean days from order to end in \(curve.months) with 95 % intervals. Hollow: orders "
                    + "outrun the tools, and there is no steady cycle time; at the upper edge where "
                    + "it is beyond it.",
                "\(curve.months) 年平均生产周期（天）及 95 % 区间。空心点：订单超过设备能力，生产周期不稳定，超出图幅者画在上缘。"
            ),
            panels: [.init(chart.spec)],
            tables: [table(curve)]
        )
    }

    private func points(_ curve: FlowCurveResult, _ node: String) -> [LoadChart.Point] {
        curve.points.compactMap { point in
            guard let row = point.nodes.first(where: { $0.node == node }), let days = row.cycleDays
            else { return nil }
            let half = row.cycleHalfWidth ?? 0
            return .init(
                load: point.load,
                value: days,
                low: days - half,
                high: days + half,
                isGrowing: row.isGrowing
            )
        }
    }

    private func table(_ curve: FlowCurveResult) -> ReportTable {
        let columns: [ReportTable.Column] = [
            .init(t("load", "负荷"), .number(decimals: 2)), .init(t("node [nm]", "节点（nm）"), .text),
            .init(t("finished plates a year", "完工（片/年）"), .number(decimals: 0)),
            .init(t("mean [days]", "平均（天）"), .number(decimals: 2)),
            .init("±", .number(decimals: 2)),
            .init("P50", .number(decimals: 2)), .init("P95", .number(decimals: 2)),
            .init(t("flow factor", "流动系数"), .number(decimals: 1)),
            .init(t("on time", "准时率"), .share), .init(t("busiest group", "最忙设备组"), .text),
            .init(t("busy", "占用率"), .share), .init("", .text),
        ]
        let rows = curve.points.flatMap { point in
            point.nodes.filter { $0.finished > 0 }
                .map { row -> [ReportTable.Cell] in
                    [
                        .number(point.load),
                        .text(row.node == "all" ? t("all", "全部") : row.node),
                        .number(row.finished), .init(row.cycleDays), .init(row.cycleHalfWidth),
                        .init(row.p50), .init(row.p95), .init(row.flowFactor), .init(row.onTime),
                        .init(point.busiest.map(t.group)), .init(point.busy),
                        .text(row.isGrowing ? t("growing", "持续积压") : ""),
                    ]
                }
        }
        return ReportTable("load", t("Cycle time against load", "生产周期与负荷"), columns, rows)
    }
}
