internal import MonteCarlo
internal import PlanModel

extension FlowStudy {
    /// What every tool does through a week of one replication.
    ///
    /// - Parameters:
    ///   - week: the week, which begins within the plan's horizon.
    ///   - replication: number of the replication, from 0.
    ///   - progress: called now and then with the days simulated and those to do; false stops.
    /// - Returns: states and plates by tool.
    /// - Throws: `PackError` for a week outside of the horizon, `FlowRefusal` when a bound is met,
    ///   `RampForecast.Cancelled`, or the engine's own error.
    public func gantt(
        _ week: FlowWeek,
        of replication: UInt64,
        progress: (UInt64, UInt64) -> Bool
    ) throws -> FlowGanttResult {
        let clock = ContinuousClock()
        let begin = clock.now
        let plan = request.plan
        let start = plan.start.firstDay.number
        let end = Month(number: plan.start.number + plan.monthCount).firstDay.number
        guard week.first.number >= start, week.first.number < end else {
            throw PackError(
                message: "the week of \(week.first.text) does not begin within the plan's horizon, "
                    + "\(plan.start.firstDay.text) to \(Day(number: end - 1).text)"
            )
        }
        let first = week.first.number - start
        let seconds = first * 86_400..<min(end - start, first + FlowWeek.length) * 86_400
        let launch = FlowLaunch(seed: request.seed, first: UInt32(replication), count: 1)
        let course = try courses(launch, try engine.ramp(ramp))(0)
        let days = UInt64(seconds.upperBound / 86_400)
        let bars: [FlowTrace.Bar]?
        do {
            bars = try FlowTrace.bars(tables, course: course, launch, seconds: seconds) {
                progress(UInt64($0 / 86_400), days)
            }
        } catch {
            throw FlowRefusal(error, terms)
        }
        guard let bars else { throw RampForecast.Cancelled(done: 0, noun: "replications") }
        return FlowGanttSummary(
            request: request,
            terms: terms,
            flow: flow,
            tables: tables,
            seconds: seconds,
            bars: bars
        )
        .result(replication, engine.identity, seconds: (clock.now - begin) / .seconds(1))
    }
}

/// What is published of a week of one replication.
struct FlowGanttSummary {
    let request: PlanRequest
    let terms: FlowTerms
    let flow: PlanFlow
    let tables: FlowTables
    let seconds: Range<Int>
    let bars: [FlowTrace.Bar]

    func result(
        _ replication: UInt64,
        _ engine: EngineIdentity,
        seconds time: Double
    ) -> FlowGanttResult {
        let plan = request.plan
        return FlowGanttResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replication: replication,
            engine: engine,
            asOf: plan.asOf.text,
            digest: digest,
            terms: .init(terms),
            from: String(moment(seconds.lowerBound).prefix(10)),
            until: String(moment(seconds.upperBound).prefix(10)),
            tools: toolRows,
            bars: bars.map(row),
            notes: [FlowSummary.assumed(plan, terms)],
            basis: .init(plan),
            command: request.command,
            timing: .init(seconds: time, replications: 1)
        )
    }

    /// Names and groups of all tools, as they are numbered.
    private var names: [(tool: String, group: String)] {
        let plan = request.plan
        return zip(plan.groups, flow.lines)
            .flatMap { group, line in
                line.map { each in
                    let tool = plan.tools[each.tool]
                    let unit = tool.count > 1 ? "#\(each.unit + 1)" : ""
                    return (tool.name + unit, group.name)
                }
            }
    }

    private var toolRows: [FlowGanttResult.ToolRow] {
        let own = Dictionary(grouping: bars, by: \.tool)
        return names.enumerated()
            .compactMap { number, name in
                guard let bars = own[number] else { return nil }
                func hours(_ state: FlowTables.GroupRow) -> Double {
                    let sum = bars.reduce(0) { $0 + ($1.state == state ? $1.seconds.count : 0) }
                    return rounded(Double(sum) / 3600, 4)
                }
                var plates: Set<[Int]> = []
                for bar in bars where bar.state == .productive {
                    for plate in bar.plates {
                        plates.insert([plate.source, plate.number, plate.step, plate.round])
                    }
                }
                return .init(
                    tool: name.tool,
                    group: name.group,
                    productive: hours(.productive),
                    setup: hours(.setup),
                    down: hours(.down),
                    maintenance: hours(.maintenance),
                    closed: hours(.closed),
                    standby: hours(.standby),
                    plates: plates.count
                )
            }
    }

    private func row(_ bar: FlowTrace.Bar) -> FlowGanttResult.Bar {
        let name = names[bar.tool]
        return .init(
            tool: name.tool,
            group: name.group,
            state: Self.word(bar.state),
            start: moment(bar.seconds.lowerBound),
            end: moment(bar.seconds.upperBound),
            seconds: bar.seconds.count,
            plates: bar.plates.map(row)
        )
    }

    private func row(_ plate: FlowTrace.Plate) -> FlowGanttResult.Plate {
        let (plan, fab) = (request.plan, tables.fab)
        let source = fab.sources[plate.source]
        let product = fab.products[plate.product]
        return .init(
            node: String(plan.nodes[product.node].node),
            customer: source.customer,
            isHot: source.priority == 0,
            order: plate.number / source.setSize + 1,
            plate: plate.number % source.setSize + 1,
            step: plan.route[product.steps[plate.step].number].name,
            round: plate.round
        )
    }

    private static func word(_ state: FlowTables.GroupRow) -> String {
        switch state {
        case .productive: "productive"
        case .setup: "setup"
        case .down: "down"
        case .maintenance: "maintenance"
        case .closed: "closed"
        default: "standby"
        }
    }

    /// A second of the simulation as date and time.
    private func moment(_ second: Int) -> String {
        let day = Day(number: request.plan.start.firstDay.number + second / 86_400)
        let parts = [second % 86_400 / 3600, second % 3600 / 60, second % 60]
        return day.text + "T"
            + parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }

    private var digest: String {
        var hash = SHA256()
        hash.add("maskramp gantt 1\n")
        for bar in bars {
            let numbers = [
                bar.tool, bar.state.rawValue, bar.seconds.lowerBound, bar.seconds.upperBound,
            ]
            hash.add((numbers + [bar.plates.count]).map { UInt64($0) })
            for plate in bar.plates {
                let own = [plate.source, plate.number, plate.product, plate.step, plate.round]
                hash.add(own.map { UInt64($0) })
            }
        }
        return hash.hexadecimal()
    }
}
