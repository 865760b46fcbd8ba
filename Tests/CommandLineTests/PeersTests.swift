import Foundation
import Testing

/// A plan beside other fabs.
struct PeersTests {
    private func exact(_ more: String...) throws -> [String: Any] {
        let folder = try Folder("peers-exact.yaml", "peer-half.yaml", "peer-bare.yaml")
        let words = ["peers", "peers-exact.yaml", "--replications", "50", "--format", "json"]
        let outcome = try folder.start(Program.path, words + more).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try jsonObject(outcome.output)
    }

    @Test func goldenFiles() throws {
        let words = ["peers", "peers-exact.yaml", "--replications", "50", "--engine", "cpu"]
        try Folder("peers-exact.yaml", "peer-half.yaml", "peer-bare.yaml")
            .expectGoldens(words, "peers")
    }

    // MARK: As published

    /// Money in 10,000 CNY, as the companies' reply prints it in 100,000,000 CNY.
    @Test func publishedFiguresAndTheirRatios() throws {
        let result = try Peers.result(try Folder(), Program.guanshi, "--replications", "20")
        let expected: [(String, String, Double)] = [
            // 16.10 × 10,000; ÷ 12,450; ÷ 60; 12,450 ÷ 12.
            ("guanshi", "investment", 161_000), ("guanshi", "investment_per_annual_plate", 12.9317),
            ("guanshi", "investment_per_month", 2683.3333), ("guanshi", "plates_per_month", 1037.5),
            ("guanshi", "finest_node", 28),
            // 66,900 ÷ 36; 42,100 ÷ 27.
            ("longtu", "investment_per_month", 1858.3333), ("longtu", "finest_node", 65),
            ("newway", "investment_per_month", 1559.2593), ("newway", "finest_node", 130),
            ("luxin", "investment", 200_000), ("luxin", "finest_node", 28),
            // 60,500 ÷ 29,346; ÷ 36; 29,346 ÷ 12.
            ("qingyi", "investment_per_annual_plate", 2.0616),
            ("qingyi", "investment_per_month", 1680.5556), ("qingyi", "plates_per_month", 2445.5),
        ]
        for (id, key, value) in expected {
            let cell = try #require(try Peers.fab(result, id)[key] as? [String: Any])
            let found = try #require(cell["value"] as? Double, "\(id) \(key)")
            #expect(abs(found - value) < 1e-9 * value, "\(id) \(key): \(found)")
            let isRatio = key.contains("per_")
            #expect(cell["basis"] as? String == (isRatio ? "derived" : "disclosed"))
            #expect(isRatio || (cell["source"] as? String)?.contains("2025-038") == true)
        }
        let blank = [
            ("longtu", "plates_per_year"), ("longtu", "investment_per_annual_plate"),
            ("luxin", "construction"), ("luxin", "investment_per_month"),
            ("newway", "plates_per_month"),
        ]
        for (id, key) in blank {
            let cell = try #require(try Peers.fab(result, id)[key] as? [String: Any])
            #expect(cell["value"] == nil)
            #expect(cell["missing"] as? String == "not disclosed", "\(id) \(key)")
        }
        let plates = try #require(
            try Peers.fab(result, "qingyi")["plates_per_month"] as? [String: Any]
        )
        #expect(plates["remark"] as? String == "parsed from figures that the print runs together")
        let named = try #require(result["named"] as? [[String: Any]]).map { $0["name"] as? String }
        #expect(named.contains("SMIC (中芯国际)") && named.contains("DNP"))
    }

    /// The peer file of the plan's own fab says what the plan says.
    @Test func ownFabIsThatOfThePlan() throws {
        let folder = try Folder()
        let mine = try Peers.fab(
            try Peers.result(folder, Program.guanshi, "--replications", "5"),
            "guanshi"
        )
        #expect(mine["is_plan"] as? Bool == true)
        // Without a name for its own fab, the plan stands for itself.
        try folder.write(
            try String(contentsOfFile: Program.guanshi, encoding: .utf8)
                .replacing(", self: guanshi", with: "")
                .replacing("../", with: Program.repository + "/plans/")
                .replacing(
                    "contracts.csv",
                    with: Program.repository + "/plans/ningbo-guanshi/contracts.csv"
                ),
            to: "plan.yaml"
        )
        let result = try Peers.result(folder, "plan.yaml", "--replications", "5")
        let plan = try Peers.fab(result, "this-plan")
        for key in [
            "investment", "construction", "plates_per_year", "investment_per_annual_plate",
            "investment_per_month", "plates_per_month", "finest_node",
        ] {
            let both = [mine, plan].map { ($0[key] as? [String: Any])?["value"] as? Double }
            #expect(both[0] != nil && both[0] == both[1], "\(key): \(both)")
        }
        #expect(mine["ground_breaking"] as? String == plan["ground_breaking"] as? String)
        func events(_ fab: [String: Any]) throws -> Set<String> {
            let events = try #require(fab["milestones"] as? [[String: Any]])
            return Set(
                events.filter { $0["basis"] as? String == "disclosed" }
                    .map {
                        "\($0["event"] ?? "") \($0["node"] ?? "") \($0["planned"] ?? "") "
                            + "\($0["happened"] ?? "")"
                    }
            )
        }
        let own = try events(mine).filter { !$0.hasPrefix("ground-breaking") }
        #expect(!own.isEmpty)
        let missing = try own.subtracting(events(plan))
        #expect(missing.isEmpty, "\(missing)")
    }

    @Test func fabWithoutFiguresIsAllBlanks() throws {
        let result = try exact()
        let bare = try Peers.fab(result, "peer-bare")
        for key in [
            "investment", "construction", "plates_per_year", "investment_per_annual_plate",
            "investment_per_month", "plates_per_month", "finest_node",
        ] {
            let cell = try #require(bare[key] as? [String: Any])
            #expect(cell["value"] == nil && cell["missing"] as? String == "not stated in its file")
        }
        let model = try #require(result["model"] as? [String: Any])
        let blank = try #require(model["blank"] as? [[String: Any]])
        #expect(blank.map { $0["id"] as? String } == ["peer-bare"])
        #expect(blank.first?["reason"] as? String == "nodes: not stated in its file")
    }

    /// Another currency is no figure here.
    @Test func otherCurrencyStaysBlank() throws {
        let folder = try Folder("peers-exact.yaml")
        try folder.write(
            "peer: Abroad\nmoney: {currency: USD, unit: 1000000}\nnodes: 180\ninvestment: 50\n",
            to: "abroad.yaml"
        )
        let result = try Peers.result(folder, "peers-exact.yaml", "--peers", "abroad.yaml")
        let cell = try #require(try Peers.fab(result, "abroad")["investment"] as? [String: Any])
        #expect(cell["missing"] as? String == "in USD, the plan's money is CNY")
        let model = try #require(result["model"] as? [String: Any])
        let blank = try #require(model["blank"] as? [[String: Any]])
        #expect(blank.first?["reason"] as? String == "its money is in USD, the plan's in CNY")
    }

    // MARK: Under one engine

    /// April to December have 275 days; two process tools make 19.2 plates a day, one 9.6.
    ///
    /// Tools come at any hour of their day.
    @Test func platesAndDatesAreThoseOfTheHandCalculation() throws {
        let result = try exact()
        for (id, perDay) in [("this-plan", 19.2), ("peer-half", 9.6)] {
            let fab = try Peers.run(result, id)
            let annual = try #require(fab["annual"] as? [[String: Double]])
            #expect(annual.count == 3)
            for (row, days) in zip(annual, [275.0, 365, 365]) {
                let first = perDay * days - (days == 275 ? perDay : 0)
                for key in ["p10", "p50", "p90"] {
                    let plates = row[key] ?? 0
                    #expect((first - 1...perDay * days + 1).contains(plates), "\(id): \(row)")
                }
            }
            // From the middle of January 2025 to April, May and September.
            let dates = try #require(fab["milestones"] as? [[String: Any]])
            #expect(dates.count == 6)
            for (event, months) in [("run-through", 2.5), ("delivery", 3.5), ("volume", 7.5)] {
                for date in dates where date["event"] as? String == event {
                    let found = try #require(date["p50"] as? Double)
                    #expect((months...months + 1 / 28.0).contains(found), "\(id): \(date)")
                    #expect(date["probability"] as? Double == 1)
                }
            }
        }
        // 6,000 × 60 % (of the plan: 6,000 of 10,000) over 6,000; one of each costs 4,000 of 3,600.
        let setting = try #require(try Peers.run(result, "peer-half")["setting"] as? [String: Any])
        #expect((setting["scale"] as? [String: Double])?["p50"] == 0.6)
        #expect((setting["cost_over_money"] as? [String: Double])?["p50"] == 1.111)
        let tools = try #require(setting["tools"] as? [[String: Any]])
        #expect(tools.map { $0["most"] as? Int } == [1, 1])
    }

    /// Three times the money buys six process tools; a construction of one month brings every
    /// tool a month earlier, and with it every date.
    @Test func moneyAndConstructionMoveTheOtherFab() throws {
        let folder = try Folder("peers-exact.yaml")
        try folder.write(
            "peer: Rich\nnodes: 180-90\ninvestment: 30000\nconstruction: 1 month\n",
            to: "rich.yaml"
        )
        let result = try Peers.result(folder, "peers-exact.yaml", "--peers", "rich.yaml")
        let rich = try Peers.run(result, "rich")
        let annual = try #require(rich["annual"] as? [[String: Double]])
        // March to December: 306 days.
        #expect((57.6 * 305...57.6 * 306).contains(annual[0]["p50"] ?? 0))
        #expect(abs((annual[1]["p50"] ?? 0) - 57.6 * 365) <= 2)
        let dates = try #require(rich["milestones"] as? [[String: Any]])
        let volume = try #require(dates.first { $0["event"] as? String == "volume" })
        #expect((6.5...6.5 + 1 / 28.0).contains(volume["p50"] as? Double ?? 0))
    }

    /// The plan has volume on 2025-09-01, the other began on 2025-03-01 and needs 7.5 months.
    @Test func whoIsFirst() throws {
        let model = try #require(try exact()["model"] as? [String: Any])
        let ranks = try #require(model["ranks"] as? [[String: Any]])
        #expect(ranks.count == 6)
        for rank in ranks {
            #expect(rank["first"] as? String == "this-plan")
            #expect(rank["second"] as? String == "peer-half")
            let calendar = try #require(rank["calendar"] as? [String: Double])
            #expect(calendar == ["first": 1, "second": 0, "neither": 0])
            let own = try #require(rank["since_ground_breaking"] as? [String: Double])
            // Both take as long but for the hour of a day, and half a day counts as none.
            #expect((own["neither"] ?? 0) > 0.6, "\(own)")
        }
    }

    /// The same fab under two names has luck of its own: neither wins much more often.
    @Test func fabsDoNotShareTheirLuck() throws {
        let folder = try Folder("small.yaml")
        let plan = try folder.text("small.yaml")
            .replacing(
                "nodes:\n  180:",
                with: "project: {ground_breaking: 2025-01}\nnodes:\n  180:"
            )
        try folder.write(plan, to: "plan.yaml")
        for name in ["one", "two"] {
            try folder.write(
                """
                peer: \(name)
                nodes: 180-65
                investment: 17000
                assume: {tool_share: 1, ground_breaking: 2025-01-01}
                """,
                to: "\(name).yaml"
            )
        }
        let result = try Peers.result(
            folder,
            "plan.yaml",
            "--peers",
            "one.yaml",
            "--peers",
            "two.yaml",
            "--replications",
            "2000"
        )
        let model = try #require(result["model"] as? [String: Any])
        let ranks = try #require(model["ranks"] as? [[String: Any]])
        let pair = try #require(
            ranks.first {
                $0["first"] as? String == "one" && $0["second"] as? String == "two"
                    && $0["event"] as? String == "volume" && $0["node"] as? Int == 65
            }
        )
        let order = try #require(pair["since_ground_breaking"] as? [String: Double])
        let (first, second) = (order["first"] ?? 0, order["second"] ?? 0)
        // Five standard deviations of a fair coin thrown 2,000 times.
        #expect(abs(first - second) < 5 / 2000.0.squareRoot(), "\(order)")
        #expect(first + second > 0.8, "\(order)")
    }

    @Test func seedChangesTheResultThreadsAndEnginesDoNot() throws {
        try Folder().expectSameOnEngines(["peers", Program.guanshi, "--replications", "60"])
    }

    // MARK: Planned and actual

    @Test func slipsAndThePlansOwnMilestone() throws {
        let result = try exact()
        let reference = try #require(result["reference_class"] as? [String: Any])
        let slips = try #require(reference["slips"] as? [[String: Any]])
        let months = slips.map { ($0["id"] as? String ?? "", $0["months"] as? Double) }
        #expect(months.map(\.0) == ["early", "in-time", "late"])
        #expect(months.map(\.1) == [-2, 0, 2])
        #expect(reference["rule"] as? String == "range")
        #expect(reference["low"] as? Double == -2)
        #expect(reference["median"] as? Double == 0)
        #expect(reference["high"] as? Double == 2)
        let overdue = try #require(reference["overdue"] as? [[String: Any]])
        #expect(overdue.map { $0["id"] as? String } == ["not-known-yet"])
        #expect(overdue.first?["months"] as? Double == 1)
        let own = try #require(result["milestones"] as? [[String: Any]])
        #expect(own.count == 1)
        #expect(own.first?["low"] as? String == "2025-04")
        #expect(own.first?["median"] as? String == "2025-06")
        #expect(own.first?["high"] as? String == "2025-08")
        let model = try #require(own.first?["model"] as? [String: Any])
        #expect(model["p50"] as? String == "2025-09")
    }

    /// Ten slips of 1 to 10 months: P10 is the first, P90 the ninth, the middle lies between two.
    @Test func manySlipsGiveQuantiles() throws {
        let folder = try Folder("peers-exact.yaml")
        var text = "peer: Often\nmilestones:\n"
        for month in 1...10 {
            let when = month < 10 ? "0\(month)" : "\(month)"
            text += "  m\(when): {event: in-use, planned: 2023-12, happened: 2024-\(when)}\n"
        }
        try folder.write(text, to: "often.yaml")
        let result = try Peers.result(folder, "peers-exact.yaml", "--peers", "often.yaml")
        let reference = try #require(result["reference_class"] as? [String: Any])
        #expect(reference["rule"] as? String == "quantiles")
        #expect(reference["low"] as? Double == 1)
        #expect(reference["median"] as? Double == 5.5)
        #expect(reference["high"] as? Double == 9)
    }

    @Test func withoutASlipTheDatesStand() throws {
        let folder = try Folder("peers-exact.yaml", "peer-bare.yaml")
        let outcome = try folder.run("peers", "peers-exact.yaml", "--peers", "peer-bare.yaml")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("No milestone of any fab has both a planned and an actual"))
        #expect(outcome.output.contains("volume-90nm  2025-Q2  –"))
    }
}

/// What a comparison with other fabs is asked for in tests.
enum Peers {
    /// The shipped files.
    static let folder = Program.repository + "/plans/peers"

    /// Runs the command and reads its JSON.
    static func result(_ folder: Folder, _ words: String...) throws -> [String: Any] {
        let all = ["peers"] + words + ["--format", "json", "--quiet"]
        let outcome = try folder.start(Program.path, all).wait()
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try jsonObject(outcome.output)
    }

    /// A fab as published.
    static func fab(_ result: [String: Any], _ id: String) throws -> [String: Any] {
        let fabs = try #require(result["peers"] as? [[String: Any]])
        return try #require(fabs.first { $0["id"] as? String == id }, "\(id)")
    }

    /// A fab as it was run.
    static func run(_ result: [String: Any], _ id: String) throws -> [String: Any] {
        let model = try #require(result["model"] as? [String: Any])
        let fabs = try #require(model["fabs"] as? [[String: Any]])
        return try #require(fabs.first { $0["id"] as? String == id }, "\(id)")
    }
}
