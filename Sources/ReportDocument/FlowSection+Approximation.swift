internal import Forecast

extension FlowSection {
    /// Mean waits beside the approximation of Factory Physics; none where it never applies.
    func approximation(_ flow: FlowResult) -> [ReportTable] {
        let year = flow.groups.map(\.year).max() ?? 0
        let rows = flow.groups.filter { $0.year == year }
        guard rows.contains(where: { $0.approximation != nil }) else { return [] }
        return [
            ReportTable(
                "queue-approximation",
                t(
                    "Mean wait in \(year), simulated and by the approximation of Factory Physics, over "
                        + "the replications of the last column, whose queue keeps its balance all "
                        + "year; empty: there are none, or the group loads batches or limits waiting",
                    "\(year) 年平均等待：模拟值与工厂物理学（Factory Physics）近似公式对照，"
                        + "均仅含末列所示全年队列平衡的抽样；空白：没有此类抽样，或该组成批装载、限制等待"
                ),
                [
                    .init(t("group", "设备组"), .text),
                    .init(t("simulated [h]", "模拟（小时）"), .number(decimals: 1)),
                    .init(t("approximate [h]", "近似（小时）"), .number(decimals: 1)),
                    .init(t("share of the replications", "所含抽样占比"), .share),
                ],
                rows.map { row in
                    [
                        .text(t.group(row.group)), .init(row.approximation?.simulatedWaitHours),
                        .init(row.approximation?.waitHours),
                        .number(row.approximation?.share ?? 0),
                    ]
                }
            )
        ]
    }
}
