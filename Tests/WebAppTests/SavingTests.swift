import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import Testing

@testable import WebApp

struct SavingTests {
    private let changes: [[String: Any]] = [
        ["path": "demand[0].plates_per_month.2026", "value": "90"],
        ["path": "as_of", "value": "2025-07-31"],
    ]

    @Test func aScenarioIsAFileThatTheCommandLineReads() async throws {
        let desk = try Desk()
        let body: [String: Any] = [
            "plan": "fab.yaml", "file": "more-demand", "name": "more \"demand\" # at once",
            "changes": changes,
        ]
        let (status, json) = try await desk.ask("POST", "/api/scenarios", body: body)
        #expect(status == 201)
        #expect(json["path"] as? String == "scenarios/more-demand.yaml")
        let document = try PlanReader.read(
            path: desk.path + "/plans/fab.yaml",
            scenarios: [desk.path + "/plans/scenarios/more-demand.yaml"]
        )
        #expect(document.scenarioNames == ["more \"demand\" # at once"])
        #expect(document.plan.asOf.text == "2025-07-31")
        let demand = document.values.first { $0.path == "demand[0].plates_per_month.2026" }
        #expect(demand?.text == "90")
        #expect(demand?.basis == .assumed)
        // Nothing else is left behind.
        let names = try FileManager.default.contentsOfDirectory(
            atPath: desk.path + "/plans/scenarios"
        )
        #expect(names == ["more-demand.yaml"])
    }

    @Test func aScenarioGivesWayOnlyWhenAsked() async throws {
        let desk = try Desk()
        var body: [String: Any] = [
            "plan": "fab.yaml", "file": "x", "name": "first", "changes": changes,
        ]
        #expect(try await desk.ask("POST", "/api/scenarios", body: body).status == 201)
        body["name"] = "second"
        #expect(try await desk.ask("POST", "/api/scenarios", body: body).status == 409)
        #expect(try desk.text("scenarios/x.yaml").hasPrefix("scenario: \"first\"\n"))
        body["replaces"] = true
        #expect(try await desk.ask("POST", "/api/scenarios", body: body).status == 201)
        #expect(try desk.text("scenarios/x.yaml").hasPrefix("scenario: \"second\"\n"))
    }

    @Test(
        "A scenario has a plain name",
        arguments: ["", "../x", "a/b", ".x", "X", "a b", "x.yaml", "-x", "ä"]
    )
    func fileName(name: String) async throws {
        let desk = try Desk()
        let body: [String: Any] = [
            "plan": "fab.yaml", "file": name, "name": "n", "changes": changes,
        ]
        #expect(try await desk.ask("POST", "/api/scenarios", body: body).status == 400)
        #expect(!FileManager.default.fileExists(atPath: desk.path + "/plans/scenarios"))
    }

    @Test func aWrongScenarioIsNotSaved() async throws {
        let desk = try Desk()
        let body: [String: Any] = [
            "plan": "fab.yaml", "file": "x", "name": "n",
            "changes": [["path": "demand[0].plates_per_month.2027", "value": "many"]],
        ]
        let (status, json) = try await desk.ask("POST", "/api/scenarios", body: body)
        #expect(status == 422)
        #expect((json["issues"] as? [Any])?.count == 1)
        #expect(!FileManager.default.fileExists(atPath: desk.path + "/plans/scenarios"))
    }

    @Test func aFolderOfScenariosThatLeadsOutIsNotWrittenTo() async throws {
        let desk = try Desk()
        try FileManager.default.createSymbolicLink(
            atPath: desk.path + "/plans/scenarios",
            withDestinationPath: desk.path + "/runs"
        )
        let body: [String: Any] = [
            "plan": "fab.yaml", "file": "x", "name": "n", "changes": changes,
        ]
        #expect(try await desk.ask("POST", "/api/scenarios", body: body).status == 404)
        #expect(!FileManager.default.fileExists(atPath: desk.path + "/runs/x.yaml"))
    }

    @Test func aPlanIsSavedOnlyWhenRightAndOverWhatWasOpened() async throws {
        let desk = try Desk()
        let text = try desk.text("fab.yaml")
        let changed = text.replacing("as_of: 2025-06-30", with: "as_of: 2025-08-31")
        func save(_ text: String, _ sha256: String) async throws -> Int {
            let body: [String: Any] = ["path": "fab.yaml", "text": text, "sha256": sha256]
            return try await desk.ask("PUT", "/api/plan", body: body).status
        }
        let opened = SHA256.hexadecimal(of: text)
        #expect(try await save("plan: x\n", opened) == 422)
        #expect(try await save(changed, SHA256.hexadecimal(of: "other")) == 409)
        #expect(try desk.text("fab.yaml") == text)
        #expect(try await save(changed, opened) == 200)
        #expect(try desk.text("fab.yaml") == changed)
        #expect(try await save(text, opened) == 409)
    }
}
