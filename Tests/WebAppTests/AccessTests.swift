import Testing

@testable import WebApp

struct AccessTests {
    private static let own = "http://127.0.0.1:8640"
    private let rules = AccessRules(
        token: Desk.token,
        names: ["127.0.0.1", "localhost", "::1"],
        port: 8640
    )

    private func verdict(
        _ method: String,
        _ path: String,
        query: [String: String] = [:],
        _ headers: [String: String]
    ) -> AccessRules.Verdict {
        rules.verdict(WebRequest(method: method, path: path, query: query, headers: headers))
    }

    private func status(_ verdict: AccessRules.Verdict) -> Int {
        switch verdict {
        case .allowed: 200
        case .entered: 303
        case .refused(let status, _): status
        }
    }

    private static let cookie = "maskramp_8640=" + Desk.token

    @Test(
        "Only the token, from an own page and by an own host name, opens anything",
        arguments: [
            // No token, a wrong one, one that is cut off or has more.
            ("GET", ["host": Desk.host], 401),
            ("GET", ["host": Desk.host, "authorization": "Bearer x"], 401),
            ("GET", ["host": Desk.host, "authorization": "Bearer " + Desk.token.dropLast()], 401),
            ("GET", ["host": Desk.host, "authorization": "Bearer \(Desk.token)x"], 401),
            ("GET", ["host": Desk.host, "authorization": Desk.token], 401),
            ("GET", ["host": Desk.host, "cookie": "maskramp_8641=" + Desk.token], 401),
            ("GET", ["host": Desk.host, "cookie": "a=b; " + cookie], 200),
            ("GET", ["host": Desk.host, "authorization": "Bearer " + Desk.token], 200),
            // A foreign host name, with the token all the same.
            ("GET", ["host": "evil.example:8640", "cookie": cookie], 403),
            ("GET", ["host": "127.0.0.1", "cookie": cookie], 403),
            ("GET", ["host": "127.0.0.1:80", "cookie": cookie], 403),
            ("GET", ["cookie": cookie], 403),
            ("GET", ["host": "LOCALHOST:8640", "cookie": cookie], 200),
            ("GET", ["host": "[::1]:8640", "cookie": cookie], 200),
            // Pages of others.
            ("GET", ["host": Desk.host, "cookie": cookie, "origin": "http://evil.example"], 403),
            ("GET", ["host": Desk.host, "cookie": cookie, "origin": "null"], 403),
            ("GET", ["host": Desk.host, "cookie": cookie, "sec-fetch-site": "cross-site"], 403),
            ("GET", ["host": Desk.host, "cookie": cookie, "sec-fetch-site": "same-site"], 403),
            ("GET", ["host": Desk.host, "cookie": cookie, "sec-fetch-site": "none"], 200),
            // Another port of this machine is another origin.
            ("POST", ["host": Desk.host, "cookie": cookie, "origin": "http://127.0.0.1:9"], 403),
            (
                "POST", ["host": Desk.host, "cookie": cookie, "origin": "https://127.0.0.1:8640"],
                403
            ),
            // What changes something says where it comes from.
            ("POST", ["host": Desk.host, "cookie": cookie], 403),
            ("POST", ["host": Desk.host, "cookie": cookie, "origin": own], 200),
            (
                "POST",
                [
                    "host": Desk.host, "cookie": cookie, "origin": own,
                    "sec-fetch-site": "none",
                ], 403
            ),
            ("PUT", ["host": Desk.host, "authorization": "Bearer " + Desk.token], 200),
            (
                "PUT",
                [
                    "host": Desk.host, "authorization": "Bearer " + Desk.token,
                    "origin": "http://evil.example",
                ], 403
            ),
        ] as [(String, [String: String], Int)]
    )
    func access(method: String, headers: [String: String], expected: Int) {
        #expect(status(verdict(method, "/api/runs", headers)) == expected)
    }

    @Test func printedAddressGivesTheCookieAndLosesTheToken() async throws {
        let desk = try Desk()
        var request = WebRequest(method: "GET", path: "/", query: ["token": Desk.token])
        request.headers = ["host": Desk.host]
        let response = await desk.planner.respond(request)
        #expect(response.status == 303)
        #expect(response.headers["Location"] == "/")
        #expect(
            response.headers["Set-Cookie"]
                == "maskramp_8640=\(Desk.token); Path=/; HttpOnly; SameSite=Strict"
        )
        request.query = ["token": "x"]
        #expect(await desk.planner.respond(request).status == 401)
        request.query = ["token": Desk.token]
        request.headers = ["host": "evil.example:8640"]
        #expect(await desk.planner.respond(request).status == 403)
        request.headers = ["host": Desk.host]
        request.method = "POST"
        #expect(await desk.planner.respond(request).status == 401)
    }

    @Test func everyAnswerForbidsForeignScriptsAndFrames() async throws {
        let desk = try Desk()
        for address in ["/", "/api/runs", "/api/nothing", "/page.js"] {
            var request = WebRequest(method: "GET", path: address)
            for headers in [[:], ["host": Desk.host, "authorization": "Bearer " + Desk.token]] {
                request.headers = headers
                let found = await desk.planner.respond(request).headers
                let policy = try #require(found["Content-Security-Policy"])
                #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; "))
                #expect(policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(found["X-Content-Type-Options"] == "nosniff")
                #expect(found["Cross-Origin-Resource-Policy"] == "same-origin")
                #expect(found["Cache-Control"] == "no-store")
            }
        }
    }
}
