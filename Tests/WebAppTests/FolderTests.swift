import Foundation
import Testing

@testable import WebApp

struct FolderTests {
    @Test(
        "Nothing outside the folder of plans is opened, by whatever path",
        arguments: [
            "../secret.yaml", "/etc/passwd", "fab.yaml/../../secret.yaml", "link.yaml",
            "linked/secret.yaml", "", ".", "fab.yaml\u{0}", "nothing.yaml",
        ]
    )
    func outside(path: String) async throws {
        let desk = try Desk()
        let secret = "plan: Secret\n"
        try Data(secret.utf8).write(to: URL(fileURLWithPath: desk.path + "/secret.yaml"))
        try FileManager.default.createSymbolicLink(
            atPath: desk.path + "/plans/link.yaml",
            withDestinationPath: desk.path + "/secret.yaml"
        )
        try FileManager.default.createSymbolicLink(
            atPath: desk.path + "/plans/linked",
            withDestinationPath: desk.path
        )
        let (status, json) = try await desk.ask("GET", "/api/plan", query: ["path": path])
        #expect([400, 404, 422].contains(status))
        #expect(!"\(json)".contains("Secret"))
        let body: [String: Any] = ["path": path, "text": "x", "sha256": ""]
        #expect(try await desk.ask("PUT", "/api/plan", body: body).status >= 400)
        #expect(try String(contentsOfFile: desk.path + "/secret.yaml", encoding: .utf8) == secret)
        let listed = try await desk.ask("GET", "/api/plans").json
        #expect(!"\(listed)".contains("Secret"))
    }

    @Test(
        "A plan cannot name a file outside, whether it is there or not",
        arguments: ["/etc/passwd", "../secret.yaml", "linked/secret.yaml", "/nowhere/at-all"]
    )
    func library(path: String) async throws {
        let desk = try Desk()
        try Data("writers: {}\n".utf8).write(to: URL(fileURLWithPath: desk.path + "/secret.yaml"))
        try FileManager.default.createSymbolicLink(
            atPath: desk.path + "/plans/linked",
            withDestinationPath: desk.path
        )
        let text = "uses: [\(path)]\n" + (try desk.text("fab.yaml"))
        let body: [String: Any] = ["plan": "fab.yaml", "text": text]
        let (status, json) = try await desk.ask("POST", "/api/check", body: body)
        #expect(status == 200)
        let issues = try #require(json["issues"] as? [[String: Any]])
        let message = try #require(issues.first { $0["path"] as? String == "uses" })["message"]
        #expect(
            (message as? String ?? "")
                .hasSuffix(
                    "there is no such file in the folder of plans, the only one that is read here."
                )
        )
    }

    @Test func aLibraryInTheFolderIsRead() async throws {
        let desk = try Desk()
        try desk.write("factors: {shots: 1.5}\n", to: "more.yaml")
        try FileManager.default.createDirectory(
            atPath: desk.path + "/plans/below",
            withIntermediateDirectories: false
        )
        let text = try desk.text("fab.yaml")
            .replacing(
                "\nhorizon:",
                with: "\nuses: [../more.yaml]\nhorizon:",
                maxReplacements: 1
            )
        try desk.write(text, to: "below/fab.yaml")
        let (status, json) = try await desk.ask(
            "GET",
            "/api/plan",
            query: ["path": "below/fab.yaml"]
        )
        #expect(status == 200, "\(json)")
        let values = try #require(json["values"] as? [[String: Any]])
        let shots = values.first { $0["path"] as? String == "factors.shots" }
        #expect(shots?["text"] as? String == "1.5")
    }

    @Test func plansAndTheirScenariosAreListed() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(
            atPath: desk.path + "/plans/scenarios",
            withIntermediateDirectories: false
        )
        try desk.write("scenario: \"later\"\nchanges: {}\n", to: "scenarios/later.yaml")
        try desk.write("writers: {}\n", to: "library.yaml")
        try desk.write("plan: Hidden\n", to: ".hidden.yaml")
        let (_, json) = try await desk.ask("GET", "/api/plans")
        let plans = try #require(json["plans"] as? [[String: Any]])
        #expect(plans.map { $0["path"] as? String } == ["fab.yaml"])
        #expect(plans[0]["name"] as? String == "Fab")
        let scenarios = try #require(plans[0]["scenarios"] as? [[String: Any]])
        #expect(scenarios.map { $0["name"] as? String } == ["later"])
        #expect(scenarios.map { $0["path"] as? String } == ["scenarios/later.yaml"])
    }

    @Test func aFolderThatIsNoneIsRefusedAtTheStart() throws {
        let desk = try Desk()
        let wrong = #expect(throws: StartFailure.self) {
            try PlanFolder(path: desk.path + "/nowhere")
        }
        #expect(wrong?.message.contains("there is no such folder") == true)
        let file = #expect(throws: StartFailure.self) {
            try PlanFolder(path: desk.path + "/plans/fab.yaml")
        }
        #expect(file?.message.contains("is a file") == true)
    }

    @Test func oneFolderOfRunsHasOnePlanner() throws {
        let desk = try Desk()
        let first = try FolderLock(folder: desk.path + "/locked")
        let second = #expect(throws: StartFailure.self) {
            try FolderLock(folder: desk.path + "/locked")
        }
        #expect(second?.message.hasPrefix("another planner uses the folder of runs") == true)
        withExtendedLifetime(first) {}
    }
}
