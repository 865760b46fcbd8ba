import Foundation
import Testing

@testable import WebApp

struct DraftTests {
    private func issues(_ json: [String: Any]) throws -> [[String: Any]] {
        try #require(json["issues"] as? [[String: Any]])
    }

    private func check(_ desk: Desk, _ changes: [[String: Any]]) async throws -> [[String: Any]] {
        let body: [String: Any] = ["plan": "fab.yaml", "changes": changes]
        let (status, json) = try await desk.ask("POST", "/api/check", body: body)
        try #require(status == 200, "\(json)")
        #expect(json["valid"] as? Bool == (try issues(json)).isEmpty)
        return try issues(json)
    }

    @Test func aWrongValueIsToldByItsChange() async throws {
        let found = try await check(
            Desk(),
            [
                ["path": "as_of", "value": "2025-07-31"],
                ["path": "tools.writer-1.promised", "value": "2026-13"],
            ]
        )
        #expect(found.count == 1)
        #expect(found.first?["change"] as? Int == 1)
        #expect(found.first?["path"] as? String == "tools.writer-1.promised")
        #expect(
            found.first?["message"] as? String
                == "'2026-13' is not a date; expected YYYY, YYYY-Hn, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
        )
    }

    @Test func aWrongTextIsToldByItsLine() async throws {
        let desk = try Desk()
        let lines = try desk.text("fab.yaml")
            .split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
        let line = try #require(lines.firstIndex { $0.hasPrefix("as_of:") })
        let text = try desk.text("fab.yaml").replacing("as_of: 2025-06-30", with: "as_of: soon")
        let body: [String: Any] = ["plan": "fab.yaml", "text": text]
        let (_, json) = try await desk.ask("POST", "/api/check", body: body)
        let found = try issues(json)
        #expect(found.first?["line"] as? Int == line + 1)
        #expect(found.first?["file"] as? String == "fab.yaml")
        #expect(found.first?["path"] as? String == "as_of")
    }

    @Test func allProblemsAreToldAtOnce() async throws {
        let found = try await check(
            Desk(),
            [
                ["path": "tools.nobody.promised", "value": "2026"],
                ["path": "horizon.end", "value": "late"],
            ]
        )
        #expect(Set(found.compactMap { $0["change"] as? Int }) == [0, 1])
    }

    @Test(
        "A value stays on its line",
        arguments: [
            "1\nrisks: {}", "1\r", "1\u{2028}", "1\u{85}", "", "  ", "\u{0}",
            String(repeating: "x", count: 5_001),
        ]
    )
    func oneLine(value: String) async throws {
        let body: [String: Any] = [
            "plan": "fab.yaml", "changes": [["path": "as_of", "value": value]],
        ]
        let (status, json) = try await Desk().ask("POST", "/api/check", body: body)
        #expect(status == 400)
        #expect(reason(json).hasPrefix("changes[0].value: "))
    }

    @Test func aPathIsTextWhateverItHolds() async throws {
        for path in ["a\": 1, \"b", "as_of: x", "\\", "{}", "#", "tools.*"] {
            let found = try await check(Desk(), [["path": path, "value": "1"]])
            #expect(found.isEmpty == false, "\(path)")
            #expect(found.first?["change"] as? Int == 0, "\(path)")
        }
    }

    @Test func aRequestThatIsNoJSONIsRefused() async throws {
        let desk = try Desk()
        var request = WebRequest(method: "POST", path: "/api/check")
        request.headers = ["host": Desk.host, "authorization": "Bearer " + Desk.token]
        request.headers["content-type"] = "text/plain"
        request.body = Data(#"{"plan": "fab.yaml"}"#.utf8)
        #expect(await desk.planner.respond(request).status == 415)
        request.headers["content-type"] = "application/json; charset=utf-8"
        #expect(await desk.planner.respond(request).status == 200)
        for body in ["", "{", "[]", "null", "{}", #"{"plan": 1}"#, #"{"plan": "a", "changes": 1}"#]
        {
            request.body = Data(body.utf8)
            #expect(await desk.planner.respond(request).status == 400, "\(body)")
        }
    }

    @Test func aPlanIsShownWithItsValues() async throws {
        let (status, json) = try await Desk().ask("GET", "/api/plan", query: ["path": "fab.yaml"])
        #expect(status == 200)
        #expect(json["name"] as? String == "Fab")
        #expect(json["as_of"] as? String == "2025-06-30")
        #expect(json["start"] as? String == "2025-01")
        #expect(json["end"] as? String == "2030-12")
        let values = try #require(json["values"] as? [[String: Any]])
        let mix = try #require(values.first { $0["path"] as? String == "nodes.65.mix" })
        let spread = try #require(mix["spread"] as? [String: Any])
        #expect(spread["shape"] as? String == "fixed")
        #expect(spread["numbers"] as? [Double] == [0.5])
        #expect(spread["unit"] as? String == "share")
        let months = try #require(
            values.first { $0["path"] as? String == "nodes.65.qualification" }
        )
        #expect(
            months["text"] as? String
                == "{uncertain: {triangular: [4 months, 6 months, 12 months]}}"
        )
    }

    /// What a form shows may be written into a scenario as it stands, and changes nothing.
    @Test func everyValueReadsBackAsItself() async throws {
        let desk = try Desk()
        let (_, json) = try await desk.ask("GET", "/api/plan", query: ["path": "fab.yaml"])
        let values = try #require(json["values"] as? [[String: Any]])
        let changes = values.map { ["path": $0["path"] ?? "", "value": $0["text"] ?? ""] }
        #expect(changes.count > 50)
        #expect(try await check(desk, changes).isEmpty)
        let draft = Draft(
            plan: "fab.yaml",
            changes: try values.map {
                Draft.Change(
                    path: try #require($0["path"] as? String),
                    value: $0["text"] as? String
                )
            }
        )
        let again = try PlanView(draft, in: desk.planner.folder).values.map(\.text)
        #expect(again == values.compactMap { $0["text"] as? String })
    }
}
