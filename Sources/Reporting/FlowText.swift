public import Forecast
internal import MonteCarlo

/// A flow simulation as text of 100 columns at most.
public struct FlowText: Sendable {
    private let result: FlowResult

    /// Makes the text of a result.
    public init(_ result: FlowResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        var lines = heading()
        let year = result.plates.map(\.year).max().map { String($0) } ?? ""
        lines += ["", "Plates by year, means over the replications"] + annual()
        lines += ["", "Cycle time in \(year) by node, from order to end [days]"] + times()
        if let steady = result.steady, let from = steady.from {
            let months = NumberText.whole(steady.warmUpMonths ?? 0)
            lines += ["", "From \(from) on, after a warm-up of \(months) months (\(steady.rule))"]
            lines += FlowTable.steady(steady)
        }
        lines += Self.customers(result)
        lines += ["", "Tools in \(year): where their hours go, and plates that wait"] + groups()
        lines += Self.approximation(result)
        lines += ["", "Waiting in \(year) by step"] + steps()
        for note in result.notes { lines += [""] + TextTable.fold(note) }
        lines += [""] + TextTable.fold(FlowTable.explanation)
        let work = result.work
        lines += [
            "",
            "\(NumberText.whole(Int(work.events))) events; at most "
                + "\(NumberText.whole(work.mostPlates)) plates in process at once; "
                + "\(NumberText.whole(work.bytesPerReplication / 1024)) KiB a replication",
            "Digest \(result.digest)", "Repeat with: \(result.command)",
        ]
        return lines
    }

    private func heading() -> [String] {
        var lines = TextTable.fold("\(result.plan.name): flow of plates, as of \(result.asOf)")
        lines.append(
            "\(NumberText.whole(Int(result.replications))) replications, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        return lines
    }

    private func annual() -> [String] {
        var table = TextTable(
            columns: [
                ("year", .left), ("ordered", .right), ("finished", .right), ("lost", .right),
                ("in process", .right), ("at the end", .right), ("cycle [days]", .right),
                ("sets [days]", .right), ("on time", .right), ("", .left),
            ]
        )
        for row in result.plates where row.node == "all" {
            table.add(
                [String(row.year)]
                    + [row.ordered, row.finished, row.lost, row.inProcess, row.inProcessAtEnd]
                    .map { NumberText.decimal($0, decimals: 0) }
                    + [
                        cycle(row), days(row.setDays),
                        row.onTime.map { NumberText.percent($0) } ?? "–",
                        row.isGrowing ? "growing" : "",
                    ]
            )
        }
        return table.lines()
    }

    private func times() -> [String] {
        var table = TextTable(
            columns: [
                ("node", .right), ("finished", .right), ("mean", .right), ("±", .right),
                ("on tools", .right), ("flow factor", .right), ("P50", .right), ("P90", .right),
                ("P95", .right),
                ("P99", .right), ("sets P50", .right), ("P90", .right), ("on time", .right),
            ]
        )
        let year = result.plates.map(\.year).max()
        for row in result.plates where row.year == year && row.node != "all" {
            func found(_ unit: String) -> FlowResult.TimeRow? {
                result.times.first { $0.year == year && $0.node == row.node && $0.unit == unit }
            }
            let (plates, sets) = (found("plates"), found("sets"))
            table.add([
                row.node + " nm", NumberText.decimal(row.finished, decimals: 0), cycle(row),
                FlowTable.error(row.cycleHalfWidth), days(row.processDays),
                row.flowFactor.map { NumberText.decimal($0, decimals: 1) } ?? "–",
                days(plates?.p50), days(plates?.p90), days(plates?.p95), days(plates?.p99),
                days(sets?.p50), days(sets?.p90), row.onTime.map { NumberText.percent($0) } ?? "–",
            ])
        }
        return table.lines()
    }

    private func groups() -> [String] {
        var table = TextTable(
            columns: [
                ("group", .left), ("tools", .right), ("productive", .right), ("set-up", .right),
                ("down", .right), ("maintained", .right), ("closed", .right),
                ("standby", .right), ("waiting", .right), ("wait [h]", .right),
            ]
        )
        let year = result.groups.map(\.year).max()
        for row in result.groups where row.year == year {
            table.add(
                [row.group, NumberText.decimal(row.tools, decimals: 1)]
                    + [
                        row.productive, row.setup, row.down, row.maintenance, row.closed,
                        row.standby,
                    ]
                    .map { NumberText.percent($0) }
                    + [
                        NumberText.decimal(row.waiting, decimals: 1),
                        row.waitHours.map { NumberText.decimal($0, decimals: 1) } ?? "–",
                    ]
            )
        }
        return table.lines()
    }

    private func steps() -> [String] {
        var table = TextTable(columns: [("step", .left), ("plates", .right), ("wait [h]", .right)])
        for row in result.steps {
            table.add([
                row.step, NumberText.decimal(row.starts, decimals: 0),
                NumberText.decimal(row.waitHours, decimals: 1),
            ])
        }
        return table.lines()
    }

    private func days(_ value: Double?) -> String { FlowTable.days(value) }

    private func cycle(_ row: FlowResult.PlateRow) -> String {
        FlowTable.mean(row.cycleDays, row.cycleHalfWidth)
    }
}
