import MonteCarlo
import PlanModel
import Testing

/// Crews and clean room: docs/model.md, "Installation".
struct InstallationTests {
    /// Tools of one group, each promised for a day, installed in three months.
    private func plan(_ days: [String], areas: [Double] = []) -> Plan {
        var plan = Plan.plain(
            nodes: [.plain(90)],
            groups: [.plain("etch")],
            tools: days.indices.map { .plain("etch-\($0)", group: "etch", promised: days[$0]) },
            route: [.hours("etch", 2)],
            demand: [.steady(10)],
            monthCount: 60
        )
        for index in plan.tools.indices {
            let path = "tools.etch-\(index)"
            plan.tools[index].installation = .value(3, path: "\(path).installation")
            if areas.indices.contains(index) {
                plan.tools[index].area = .value(areas[index], path: "\(path).area")
            }
        }
        plan.milestones = plan.tools.map { .of(.tool($0.name), .accepted) }
        return plan
    }

    private func room(_ areas: [(String, Double)]) -> [YearFigure] {
        areas.map { date, area in
            let path = "project.clean_room.\(date)"
            return YearFigure(period: .at(date), figure: .value(area, path: path))
        }
    }

    /// Acceptances of one replication; a promised day is a day wide, 1/28 month at most.
    private func expect(_ plan: Plan, _ months: [Double]) throws {
        for (index, column) in try KernelRun(plan).milestones(count: 20).enumerated() {
            for found in column where months[index] < 1e5 || found < 1e5 {
                #expect(found >= months[index] && found <= months[index] + 0.04, "tool \(index)")
            }
        }
    }

    @Test func crewsWorkInTheOrderOfDelivery() throws {
        var plan = plan(["2024-02-01", "2024-01-01", "2024-09-01"])
        try expect(plan, [4, 3, 11])
        plan.project.installationCrews = 1
        // The first tool waits for the crew that works on the second until the end of March.
        try expect(plan, [6, 3, 11])
        plan.project.installationCrews = 2
        try expect(plan, [4, 3, 11])
        plan.tools[2].promised = [.at("2024-02-15")]
        try expect(plan, [4, 3, 6])
    }

    @Test func roomOpensInTheOrderOfDelivery() throws {
        var plan = plan(["2024-02-01", "2024-01-01", "2024-03-01"], areas: [40, 40, 20])
        plan.project.cleanRoom = room([("2023-01-01", 50), ("2025-01-01", 80), ("2026-01-01", 100)])
        // The third would fit beside the second at once, but nothing overtakes.
        try expect(plan, [15, 3, 27])
        plan.tools[0].area = nil
        try expect(plan, [4, 3, 15])
        plan.project.installationCrews = 1
        try expect(plan, [6, 3, 15])
    }

    @Test func acceptedToolsTakeRoomAndNoCrew() throws {
        var plan = plan(["2024-02-01", "2024-01-01"], areas: [40, 40])
        plan.tools[1].promised = []
        plan.tools[1].delivered = [.at("2023-03")]
        plan.project.installationCrews = 1
        plan.project.cleanRoom = room([("2023-01-01", 40), ("2025-01-01", 80)])
        // Delivered but not accepted: it has the crew from March on; room for one.
        var dates = try KernelRun(plan).milestones(count: 20)
        #expect(dates[0].allSatisfy { $0 >= 15 && $0 < 15.04 })
        plan.tools[1].accepted = [.at("2023-12")]
        dates = try KernelRun(plan).milestones(count: 20)
        #expect(dates[0].allSatisfy { $0 >= 15 && $0 < 15.04 })
        #expect(dates[1].allSatisfy { $0 >= -1 && $0 <= 0 })
        plan.project.cleanRoom = []
        dates = try KernelRun(plan).milestones(count: 20)
        #expect(dates[0].allSatisfy { $0 >= 4 && $0 < 4.04 })
    }

    @Test func toolWithoutRoomIsNeverInstalled() throws {
        var plan = plan(["2024-02-01", "2024-01-01"], areas: [40, 40])
        plan.project.cleanRoom = room([("2023-01-01", 70)])
        try expect(plan, [1e6, 3])
    }

    /// As many crews as tools are no limit, nor is room for all.
    @Test(arguments: UInt64(700)..<704)
    func plentyIsNoLimit(seed: UInt64) throws {
        let free = RandomPlans.plan(seed: seed)
        var plenty = RandomPlans.limitedPlan(seed: seed)
        plenty.project.installationCrews = plenty.tools.map(\.count).reduce(0, +)
        plenty.project.cleanRoom = room([("2010-01-01", 1e5)])
        let counters = try KernelRun(plenty).counters(count: 60).counts
        #expect(try KernelRun(free).counters(count: 60).counts == counters)
    }

    /// Deliveries share their draws; what waits can only wait longer.
    @Test(arguments: UInt64(720)..<730)
    func fewerCrewsAndLessRoomNeverHelp(seed: UInt64) throws {
        let limited = RandomPlans.limitedPlan(seed: seed)
        var fewer = limited
        fewer.project.installationCrews = max(1, (limited.project.installationCrews ?? 4) - 1)
        var smaller = fewer
        for index in smaller.project.cleanRoom.indices {
            let figure = smaller.project.cleanRoom[index].figure
            smaller.project.cleanRoom[index].figure = .value(
                0.8 * (figure.distribution.fixedValue ?? 0),
                path: figure.path
            )
        }
        let dates = try [RandomPlans.plan(seed: seed), limited, fewer, smaller]
            .map { try KernelRun($0).milestones(count: 40) }
        for (more, less) in zip(dates, dates.dropFirst()) {
            for (milestone, entry) in limited.milestones.enumerated() {
                guard case .tool = entry.subject else { continue }
                for (before, after) in zip(more[milestone], less[milestone]) {
                    #expect(before <= after + 0.01, "plan \(seed), \(entry.name)")
                }
            }
        }
    }

    @Test func tooManyToolsAreRefused() throws {
        var plan = plan(["2024-01-01"])
        plan.tools[0].count = 257
        _ = try KernelRun(plan)
        plan.project.installationCrews = 3
        let error = #expect(throws: PackError.self) { try KernelRun(plan) }
        #expect(
            error?.message
                == "257 tools wait for installation_crews or clean_room; expected at most 256"
        )
    }
}
