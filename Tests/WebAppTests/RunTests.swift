import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import Testing

@testable import WebApp

struct RunTests {
    private let order: [String: Any] = ["plan": "fab.yaml", "replications": 300, "seed": 7]

    @Test func aRunGivesWhatTheForecastGives() async throws {
        let desk = try Desk()
        let (events, record) = try await desk.run(order)
        #expect(events.first == "progress")
        #expect(events.last == "finished")
        let document = try PlanReader.read(path: desk.path + "/plans/fab.yaml")
        let expected = try RampForecast(
            PlanRequest(
                plan: document.plan,
                planSHA256: "",
                seed: 7,
                replications: 300,
                command: "",
                version: ""
            ),
            engine: CPUEngine(threadCount: 2)
        )
        .run { _, _ in true }
        #expect(record["digest"] as? String == expected.digest)
        let id = try #require(record["id"] as? String)
        let (status, result) = try await desk.ask("GET", "/api/runs/\(id)/result")
        #expect(status == 200)
        #expect(result["digest"] as? String == expected.digest)
        // The folder is one that the command line reads: its plan repeats the run.
        let again = try PlanReader.read(path: "\(desk.path)/runs/\(id)/plan.yaml")
        #expect(again.resolvedText == document.resolvedText)
        #expect(FileManager.default.fileExists(atPath: "\(desk.path)/runs/\(id)/result.json"))
    }

    @Test func aChangeMovesTheFigures() async throws {
        let desk = try Desk()
        var changed = order
        changed["changes"] = [["path": "demand[0].plates_per_month.2027", "value": "75"]]
        let (_, before) = try await desk.run(order)
        let (_, after) = try await desk.run(changed)
        func plates(_ record: [String: Any]) async throws -> [Int] {
            let id = try #require(record["id"] as? String)
            let result = try await desk.ask("GET", "/api/runs/\(id)/result").json
            let rows = try #require(result["annual"] as? [[String: Any]])
            return rows.filter { $0["node"] as? String == "all" }.compactMap { $0["p50"] as? Int }
        }
        let (old, new) = (try await plates(before), try await plates(after))
        #expect(old.count == new.count)
        #expect(old[2] > new[2])
        #expect(Array(old.prefix(2)) == Array(new.prefix(2)))
    }

    @Test func onlyKeptRunsAreInTheHistory() async throws {
        let desk = try Desk()
        var sketch = order
        sketch["keep"] = false
        let (_, record) = try await desk.run(sketch)
        let id = try #require(record["id"] as? String)
        #expect(try await desk.ask("GET", "/api/runs/\(id)/result").status == 200)
        #expect(try await desk.ask("GET", "/api/runs/\(id)/report").status == 409)
        #expect(try await desk.ask("GET", "/api/runs").json["runs"] as? [String] == [])
        #expect(!FileManager.default.fileExists(atPath: "\(desk.path)/runs/\(id)"))
        let (_, kept) = try await desk.run(order)
        let listed = try await desk.ask("GET", "/api/runs").json["runs"] as? [[String: Any]]
        #expect(listed?.count == 1)
        #expect(listed?.first?["id"] as? String == kept["id"] as? String)
        #expect(listed?.first?["state"] as? String == "finished")
    }

    @Test(
        "Replications and seed have limits",
        arguments: [
            ("replications", 0), ("replications", -1), ("replications", 5_001), ("seed", -1),
            ("seed", 1 << 53),
        ]
    )
    func limits(key: String, value: Int) async throws {
        var limits = Limits()
        limits.replications = 5_000
        var body = order
        body[key] = value
        let (status, json) = try await Desk(limits: limits).ask("POST", "/api/runs", body: body)
        #expect(status == 400)
        #expect(reason(json).hasPrefix("\(key): "))
    }

    @Test func aWrongPlanIsNotRun() async throws {
        let desk = try Desk()
        var body = order
        body["changes"] = [["path": "demand[0].plates_per_month.2027", "value": "many"]]
        let (status, json) = try await desk.ask("POST", "/api/runs", body: body)
        #expect(status == 422)
        #expect((json["issues"] as? [[String: Any]])?.first?["change"] as? Int == 0)
        #expect(try await desk.ask("GET", "/api/runs").json["runs"] as? [String] == [])
    }

    @Test func tooManyRunsAreRefusedAndOneIsCancelled() async throws {
        var limits = Limits()
        limits.replications = 100_000_000
        limits.runs = 1
        let desk = try Desk(limits: limits)
        var long = order
        long["replications"] = 100_000_000
        let (status, begun) = try await desk.ask("POST", "/api/runs", body: long)
        #expect(status == 202)
        #expect(try await desk.ask("POST", "/api/runs", body: order).status == 429)
        let id = try #require(begun["id"] as? String)
        #expect(try await desk.ask("GET", "/api/runs/\(id)/result").status == 409)
        #expect(try await desk.ask("POST", "/api/runs/\(id)/cancel").status == 202)
        let (events, record) = try await desk.events(of: id)
        #expect(events.last == "cancelled")
        #expect(record["state"] as? String == "cancelled")
        // It has made room, left no folder, and cannot be cancelled twice.
        #expect(!FileManager.default.fileExists(atPath: "\(desk.path)/runs/\(id)"))
        #expect(try await desk.ask("POST", "/api/runs/\(id)/cancel").status == 409)
        #expect(try await desk.run(order).events.last == "finished")
    }

    @Test func whoComesLateHearsTheEnd() async throws {
        let desk = try Desk()
        let (_, record) = try await desk.run(order)
        let id = try #require(record["id"] as? String)
        #expect(try await desk.events(of: id).events == ["finished"])
        #expect(try await desk.ask("GET", "/api/runs/nobody").status == 404)
        #expect(try await desk.ask("GET", "/api/runs/nobody/events").status == 404)
        #expect(try await desk.ask("GET", "/api/runs/..%2F..%2Fetc/result").status == 404)
    }

    @Test func aRunThatWasUnderWayIsInterruptedAfterARestart() async throws {
        let path = NSTemporaryDirectory() + "maskramp-history-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        var record = RunRecord(
            id: "a",
            plan: "p.yaml",
            name: "P",
            scenarios: ["s.yaml"],
            changes: [Draft.Change(path: "x", value: nil), Draft.Change(path: "y", value: "1")],
            edited: true,
            seed: "0x1",
            replications: 10,
            state: .running,
            created: "2026-01-01T00:00:00.000Z",
            kept: true
        )
        var done = record
        done.id = "b"
        done.created = "2026-01-02T00:00:00.000Z"
        done.state = .finished
        done.digest = "d"
        let first = try RunHistory(path: path + "/planner.sqlite")
        try await first.save(record)
        try await first.save(done)
        let second = try RunHistory(path: path + "/planner.sqlite")
        record.state = .interrupted
        #expect(try await second.latest() == [done, record])
        #expect(try await second.record("a") == record)
        #expect(try await second.record("c") == nil)
    }
}
