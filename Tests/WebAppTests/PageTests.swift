import Foundation
import Testing

@testable import WebApp

struct PageTests {
    private let get = ["host": Desk.host, "authorization": "Bearer " + Desk.token]

    private func text(_ address: String) async throws -> (String, WebResponse) {
        let response = await try Desk().planner
            .respond(
                WebRequest(method: "GET", path: address, headers: get)
            )
        guard case .whole(let data) = response.body else { return ("", response) }
        return (String(decoding: data, as: UTF8.self), response)
    }

    @Test func theDescriptionHasEveryRouteAndNoOther() throws {
        let file = try #require(WebPages.file("/openapi.json"))
        let document = try JSONSerialization.jsonObject(with: file.data) as? [String: Any]
        let paths = try #require(document?["paths"] as? [String: [String: Any]])
        let described = paths.flatMap { path, methods in
            methods.keys.filter { $0 != "parameters" }.map { "\($0.uppercased()) \(path)" }
        }
        let routes = Planner.routes.map { "\($0.method) \($0.path)" }
        #expect(described.sorted() == routes.sorted())
    }

    @Test func everythingThatAPageNamesIsThere() async throws {
        var waiting = ["/"]
        var seen: Set<String> = []
        while let address = waiting.popLast() {
            guard seen.insert(address).inserted else { continue }
            let (text, response) = try await text(address)
            #expect(response.status == 200, "\(address)")
            for match in text.matches(of: /(?:(?:href|src)="(\/[a-z.]+)"|from "\.(\/[a-z]+\.js)")/)
            {
                waiting.append(String(match.output.1 ?? match.output.2 ?? ""))
            }
        }
        #expect(seen.isSuperset(of: ["/style.css", "/palette.css", "/planner.js", "/words.js"]))
    }

    @Test(
        "Files have their types",
        arguments: [
            ("/", "text/html; charset=utf-8"), ("/plan", "text/html; charset=utf-8"),
            ("/planner.js", "text/javascript; charset=utf-8"),
            ("/palette.css", "text/css; charset=utf-8"),
            ("/api/openapi.json", "application/json"),
        ]
    )
    func types(address: String, type: String) async throws {
        #expect(try await text(address).1.headers["Content-Type"] == type)
    }

    @Test func whatIsNotThereIsNotFoundAndWrongMethodsAreNamed() async throws {
        let desk = try Desk()
        for address in ["/nothing", "/api/nothing", "/../page.html", "/api/runs/a/b"] {
            let response = await desk.planner.respond(
                WebRequest(method: "GET", path: address, headers: get)
            )
            #expect(response.status == 404, "\(address)")
        }
        let wrong = await desk.planner.respond(
            WebRequest(method: "DELETE", path: "/api/runs", headers: get)
        )
        #expect(wrong.status == 405)
        #expect(wrong.headers["Allow"] == "GET, POST")
    }

    /// Every text of the pages is there in both languages, and every one that they use.
    @Test func wordsAreCompleteInBothLanguages() async throws {
        let (words, _) = try await text("/words.js")
        let known = Set(
            words.matches(of: /\n {4}"([a-z0-9-]+)": \["[^\n]+", "[^\n]+"\],/)
                .map {
                    String($0.output.1)
                }
        )
        #expect(known.count > 100)
        for file in [
            "planner", "home", "plan", "forms", "sliders", "figures", "charts", "compare", "editor",
        ] {
            let (script, _) = try await text("/\(file).js")
            for match in script.matches(of: /[^a-zA-Z.]t\("([a-z0-9-]+)"/) {
                #expect(known.contains(String(match.output.1)), "\(file).js: \(match.output.1)")
            }
        }
    }
}
