internal import Charts
internal import Forecast
internal import PlanFiles
internal import PlanModel

/// When tools arrive and are accepted.
struct DeliverySection {
    private let contents: ReportContents
    private let t: ReportLanguage

    init(_ contents: ReportContents, _ language: ReportLanguage) {
        (self.contents, t) = (contents, language)
    }

    var section: ReportSection {
        let open = contents.course.deliveries.count { !($0.delivered?.isKnown ?? false) }
        let all = contents.course.deliveries.count
        guard all > 0 else {
            return ReportSection(
                "deliveries",
                t("Deliveries", "设备交付"),
                short: t("Deliveries", "交付"),
                missing: t("The plan has no tools.", "计划中没有设备。")
            )
        }
        return ReportSection(
            "deliveries",
            t("Deliveries of tools", "设备交付"),
            short: t("Deliveries", "交付"),
            [
                t(
                    "\(all - open) of \(all) tools have arrived by \(contents.run.asOf); \(open) "
                        + "are still to come, some of them only in a part of all courses.",
                    "截至 \(contents.run.asOf)，\(all) 台设备中已到货 \(all - open) 台，\(open) 台"
                        + "尚未到货，其中部分设备仅在部分情形下采购。"
                )
            ],
            figures: [gantt]
        )
    }

    private func time(_ months: Double) -> Double {
        ChartTime.milliseconds(
            months: months,
            fromYear: contents.plan.start.year,
            month: contents.plan.start.monthOfYear
        )
    }

    private func event(_ dates: CourseForecast.Dates?) -> GanttChart.Event? {
        dates.map {
            .init(p10: time($0.p10), p50: time($0.p50), p90: time($0.p90), isKnown: $0.isKnown)
        }
    }

    private func span(_ text: String?) -> GanttChart.Span? {
        guard let interval = text.flatMap({ DateInterval($0) }) else { return nil }
        func at(_ day: Int) -> Double { Double(day) * 86_400_000 }
        let (first, last) = (interval.first.text, interval.last.text)
        guard let from = ChartTime.milliseconds(first), let to = ChartTime.milliseconds(last)
        else { return nil }
        return .init(from: from, to: to + at(1))
    }

    /// The rows, by the middle of their arrival.
    private var rows: [CourseForecast.DeliveryRow] {
        contents.course.deliveries.sorted {
            ($0.delivered?.p50 ?? .infinity, $0.tool) < ($1.delivered?.p50 ?? .infinity, $1.tool)
        }
    }

    private var gantt: ReportFigure {
        let asOf = contents.asOf(t)
        let chart = GanttChart(
            description: t(
                "When each tool was promised, arrives and is accepted, from P10 to P90.",
                "各台设备的约定交期、到货与验收时间（P10–P90）。"
            ),
            rows: rows.map {
                .init(
                    name: $0.tool,
                    promised: span($0.promised),
                    delivered: event($0.delivered),
                    accepted: event($0.accepted)
                )
            },
            span: .init(from: time(0), to: time(Double(contents.plan.monthCount))),
            asOf: .init(at: ChartTime.milliseconds(asOf.day) ?? 0, label: asOf.label)
        )
        return ReportFigure(
            t("Promised, arriving, accepted", "约定交期、到货与验收"),
            caption: t(
                "Lines go from P10 to P90 of the courses in which the tool arrives; symbols are "
                    + "P50, filled when it has happened.",
                "线段为设备到货情形下的 P10–P90，符号为 P50；实心表示已发生。"
            ),
            panels: [.init(chart.spec)],
            keys: [
                .init("promise", t("promised", "约定交期")),
                .init("dot", t("arrives (circle)", "到货（圆）")),
                .init("square", t("accepted (square)", "验收（方）")), .init("dash", asOf.label),
            ],
            tables: [table]
        )
    }

    private func month(_ months: Double?) -> ReportTable.Cell {
        guard let months else { return .none }
        let number = contents.plan.start.number + Int(months.rounded(.down))
        return .text(Month(number: number).text)
    }

    private func basis(_ row: CourseForecast.DeliveryRow) -> String? {
        let name = row.tool.split(separator: " #").first.map(String.init) ?? row.tool
        let dates = contents.figures.filter {
            $0.isDate && $0.path.hasPrefix("tools.\(name).")
        }
        return dates.map(\.basis).max { Self.order($0) < Self.order($1) }?.rawValue
    }

    /// The least certain of several comes last.
    private static func order(_ basis: Basis) -> Int { Basis.allCases.firstIndex(of: basis) ?? 0 }

    private var table: ReportTable {
        ReportTable(
            "deliveries",
            t("Deliveries and acceptances", "到货与验收"),
            [
                .init(t("tool", "设备"), .text), .init(t("group", "设备组"), .text),
                .init(t("promised", "约定交期"), .text), .init(t("dates are", "日期来源"), .text),
                .init(t("arrives within the horizon", "预测期内到货概率"), .share),
                .init(t("arrives P10", "到货 P10"), .text),
                .init(t("arrives P50", "到货 P50"), .text),
                .init(t("arrives P90", "到货 P90"), .text),
                .init(t("accepted P10", "验收 P10"), .text),
                .init(t("accepted P50", "验收 P50"), .text),
                .init(t("accepted P90", "验收 P90"), .text),
            ],
            rows.map { row in
                [
                    .text(row.tool), .text(t.group(row.group)), .init(row.promised),
                    .init(basis(row).map(t.basis)), .number(row.probability),
                    month(row.delivered?.p10), month(row.delivered?.p50), month(row.delivered?.p90),
                    month(row.accepted?.p10), month(row.accepted?.p50), month(row.accepted?.p90),
                ]
            }
        )
    }
}
