internal import Forecast
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Every figure of the plan with its basis and source.
struct AssumptionSection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let basis = contents.run.basis
        let all = max(1, basis.disclosed + basis.derived + basis.assumed)
        let parts = [
            ("disclosed", basis.disclosed), ("derived", basis.derived), ("assumed", basis.assumed),
        ]
        .map { name, count in
            let share = NumberText.percent(Double(count) / Double(all))
            return t(
                "\(NumberText.whole(count)) \(name) (\(share))",
                "\(self.t.basis(name)) \(NumberText.whole(count)) 项（\(share)）"
            )
        }
        return ReportSection(
            "assumptions",
            t("Every figure and where it comes from", "全部参数及来源"),
            short: t("Assumptions", "假设"),
            [
                t(
                    "Of \(NumberText.whole(all)) figures, ",
                    "共 \(NumberText.whole(all)) 项参数："
                ) + parts.joined(separator: t(", ", "、")) + t(".", "。"),
                t(
                    "Disclosed: printed in a published document. Derived: arithmetic on disclosed "
                        + "figures. Assumed: somebody's judgement; also everything that says "
                        + "nothing of itself.",
                    "披露：公开文件所载；推算：由披露数字计算得出；假设：人为判断，未注明来源者一律视为假设。"
                ),
            ],
            tables: tables
        )
    }

    /// A table for each part of the plan.
    private var tables: [ReportTable] {
        var sections: [String] = []
        for figure in contents.figures {
            let section = Self.section(figure)
            if !sections.contains(section) { sections.append(section) }
        }
        return sections.map { section in
            ReportTable(
                "figures_\(section)",
                "\(name(section)) (\(section))",
                [
                    .init(t("figure", "参数"), .text), .init(t("value", "取值"), .text),
                    .init(t("basis", "来源类别"), .text), .init(t("source", "出处"), .text),
                ],
                contents.figures.filter { Self.section($0) == section }
                    .map { figure in
                        [
                            .text(figure.path), .text(figure.text),
                            .text(t.basis(figure.basis.rawValue)), .init(citation(figure.source)),
                        ]
                    }
            )
        }
    }

    private static func section(_ figure: StatedFigure) -> String {
        String(figure.path.prefix { $0 != "." && $0 != "[" })
    }

    private func citation(_ id: String?) -> String? {
        guard let id else { return nil }
        return contents.plan.sources.first { $0.id == id }?.citation ?? id
    }

    private func name(_ section: String) -> String {
        let names = [
            "contracts": ("Contracts", "合同"), "tools": ("Tools", "设备"),
            "nodes": ("Nodes", "技术节点"), "groups": ("Tool groups", "设备组"),
            "writers": ("Writers", "写入设备"), "route": ("Steps of the route", "工序"),
            "risks": ("Risks", "风险"), "demand": ("Demand", "需求"),
            "targets": ("Targets", "目标"), "milestones": ("Milestones", "里程碑"),
            "economics": ("Money", "经济参数"), "factors": ("Common factors", "公共系数"),
            "customers": ("Customers", "客户"), "project": ("Project", "项目"),
            "calendar": ("Calendar", "日历"),
        ]
        return names[section].map { t($0.0, $0.1) } ?? section
    }
}
