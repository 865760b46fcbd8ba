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
                        + "those replications whose queue keeps its balance all year; empty: there are "
                        + "none, or the group loads batches or limits waiting. The approximation takes "
                        + "tools as equal; where some cannot do all that comes, it says too little",
                    "\(year) 年平均等待：模拟值与工厂物理学（Factory Physics）近似公式对照，"
                        + "均仅含全年队列平衡的抽样；空白：没有此类抽样，或该组成批装载、限制等待。"
                        + "近似公式把同组设备视为相同；其中有的设备不能加工全部来件时，近似值偏低"
                ),
                [
                    .init(t("group", "设备组"), .text),
                    .init(t("simulated [h]", "模拟（小时）"), .number(decimals: 1)),
                    .init(t("approximate [h]", "近似（小时）"), .number(decimals: 1)),
                    .init(t("share of the replications", "所含抽样占比"), .share),
                    .init(t("tools", "设备"), .text),
                ],
                rows.map { row in
                    [
                        .text(t.group(row.group)), .init(row.approximation?.simulatedWaitHours),
                        .init(row.approximation?.waitHours),
                        .number(row.approximation?.share ?? 0),
                        .text(
                            row.approximation.map {
                                $0.unequalTools ? t("unequal", "不同") : t("equal", "相同")
                            } ?? ""
                        ),
                    ]
                }
            )
        ]
    }
}
