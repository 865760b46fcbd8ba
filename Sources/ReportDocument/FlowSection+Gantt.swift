internal import Charts
internal import Forecast
internal import PlanModel

extension FlowSection {
    /// What every tool does through a week of one replication.
    func gantt(_ gantt: FlowGanttResult) -> ReportFigure {
        let words = stateWords
        let chart = ToolChart(
            description: t(
                "Gantt chart: what each tool does from \(gantt.from) to \(gantt.until) in replication "
                    + "\(gantt.replication).",
                "甘特图：第 \(gantt.replication) 次抽样中各设备 \(gantt.from) 至 \(gantt.until) 的状态。"
            ),
            tools: gantt.tools.map(\.tool),
            states: words.map(\.word),
            bars: gantt.bars.compactMap { bar in
                guard let state = words.first(where: { $0.name == bar.state }) else { return nil }
                return .init(
                    tool: bar.tool,
                    state: state.word,
                    span: .init(from: milliseconds(bar.start), to: milliseconds(bar.end)),
                    text: text(bar, state.word)
                )
            },
            span: .init(
                from: milliseconds(gantt.from + "T00:00:00"),
                to: milliseconds(gantt.until + "T00:00:00")
            )
        )
        return ReportFigure(
            t(
                "Tools from \(gantt.from) to \(gantt.until), replication \(gantt.replication)",
                "设备甘特图：\(gantt.from) 至 \(gantt.until)，第 \(gantt.replication) 次抽样"
            ),
            caption: t(
                "One replication is one course of chance, not a forecast. Days run from midnight to "
                    + "midnight; blank: standby. Point at a bar for its plates.",
                "一次抽样只是一种随机情形，并非预测。每日自零时起算；空白为待机；将指针移到条上可查看掩模版。"
            ),
            panels: [.init(chart.spec)],
            tables: [toolTable(gantt)]
        )
    }

    /// States that are drawn, the highest bar first.
    private var stateWords: [(name: String, word: String)] {
        [
            ("productive", t("productive", "生产")), ("setup", t("set-up", "换型")),
            ("maintenance", t("maintenance", "保养")), ("down", t("down", "故障")),
            ("closed", t("closed", "停工")),
        ]
    }

    private func text(_ bar: FlowGanttResult.Bar, _ state: String) -> String {
        let times = [bar.start, bar.end].map { $0.replacing("T", with: " ").dropLast(3) }
        let plates = bar.plates.map { plate in
            t(
                "\(plate.node) nm order \(plate.order) plate \(plate.plate), \(plate.step)",
                "\(plate.node) nm 订单 \(plate.order) 第 \(plate.plate) 片，\(plate.step)"
            )
        }
        return ([bar.tool, state, times.joined(separator: " – ")] + plates).joined(separator: "; ")
    }

    /// Milliseconds from 1970 of a date and time.
    private func milliseconds(_ moment: String) -> Double {
        let parts = moment.split { !$0.isNumber }.compactMap { Int($0) }
        guard parts.count == 6, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
            return 0
        }
        return Double(((day.number * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5]) * 1000
    }

    private func toolTable(_ gantt: FlowGanttResult) -> ReportTable {
        let states: [(String, (FlowGanttResult.ToolRow) -> Double)] = [
            (t("productive [h]", "生产（小时）"), \.productive), (t("set-up [h]", "换型（小时）"), \.setup),
            (t("down [h]", "故障（小时）"), \.down),
            (t("maintenance [h]", "保养（小时）"), \.maintenance),
            (t("closed [h]", "停工（小时）"), \.closed), (t("standby [h]", "待机（小时）"), \.standby),
        ]
        return ReportTable(
            "tool-week",
            t("Hours of each tool by state", "各设备工时状态"),
            [.init(t("group", "设备组"), .text), .init(t("tool", "设备"), .text)]
                + states.map { .init($0.0, .number(decimals: 1)) }
                + [.init(t("plates", "掩模版（片次）"), .number(decimals: 0))],
            gantt.tools.map { row in
                [.text(t.group(row.group)), .text(row.tool)]
                    + states.map { .number($0.1(row)) } + [.number(Double(row.plates))]
            }
        )
    }
}
