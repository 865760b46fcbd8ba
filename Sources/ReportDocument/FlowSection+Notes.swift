internal import Forecast
internal import Reporting

extension FlowSection {
    /// What is assumed, and where orders outrun the tools.
    func notes(_ parts: ReportContents.Flow) -> [String] {
        var notes: [String] = []
        if let terms = parts.flow?.terms ?? parts.curve?.terms ?? parts.gantt?.terms {
            let lead = NumberText.decimal(terms.leadDays, decimals: 0)
            notes.append(
                t(
                    "Assumed where the plan does not say: orders come at random, "
                        + (terms.bySet ? "by the mask set" : "plate by plate")
                        + "; due after \(lead) days; dispatch \(terms.rule).",
                    "计划未说明之处为假设：订单随机到达，" + (terms.bySet ? "整套" : "逐片")
                        + "下单；交期 \(lead) 天；派工规则 \(terms.rule)。"
                )
            )
        }
        let years = (parts.flow?.plates ?? []).filter { $0.node == "all" && $0.isGrowing }
            .map { String($0.year) }
        if !years.isEmpty {
            notes.append(
                t(
                    "Orders outrun the tools in \(years.joined(separator: ", ")): plates in process "
                        + "grow, and cycle times of those years have no steady mean.",
                    "\(years.joined(separator: "、")) 年订单超过设备能力：在制品持续增加，当年生产周期没有稳定的平均值。"
                )
            )
        }
        let full = (parts.curve?.points ?? []).filter(\.isFull).map { String($0.load) }
        if !full.isEmpty {
            notes.append(
                t(
                    "At a load of \(full.joined(separator: ", ")) there was no room for the plates "
                        + "in process.",
                    "负荷为 \(full.joined(separator: "、")) 时，在制品超出模拟上限。"
                )
            )
        }
        return notes
    }
}
