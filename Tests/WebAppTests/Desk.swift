import CPUEngine
import Foundation
import PlanFiles
import Testing

@testable import WebApp

/// A planner without a socket, on a folder of its own that is gone with the value.
final class Desk: Sendable {
    static let token = "0123456789abcdefghijklmnopqrstuv"
    static let host = "127.0.0.1:8640"

    /// The folder of plans and, beside it, that of runs.
    let path: String
    let planner: Planner

    /// Makes a planner with one plan, `fab.yaml`.
    init(limits: Limits = Limits(), engine: CPUEngine = CPUEngine(threadCount: 1)) throws {
        path = NSTemporaryDirectory() + "maskramp-web-" + UUID().uuidString
        for folder in ["plans", "runs"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(folder)",
                withIntermediateDirectories: true
            )
        }
        try Data(StarterPlan.text(name: "Fab").utf8)
            .write(to: URL(fileURLWithPath: path + "/plans/fab.yaml"))
        let folder = try PlanFolder(path: path + "/plans")
        planner = Planner(
            folder: folder,
            runs: Runs(
                folder: folder,
                runsPath: path + "/runs",
                history: try RunHistory(path: path + "/runs/planner.sqlite"),
                engine: engine,
                limits: limits,
                version: "test"
            ),
            access: AccessRules(
                token: Self.token,
                names: ["127.0.0.1", "localhost"],
                port: 8640
            ),
            reports: nil
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file below the folder of plans.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/plans/\(name)"))
    }

    /// The text of a file below the folder of plans.
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/plans/\(name)", encoding: .utf8)
    }

    /// Asks with the token.
    func ask(
        _ method: String,
        _ address: String,
        query: [String: String] = [:],
        body: [String: Any]? = nil
    ) async throws -> (status: Int, json: [String: Any]) {
        var request = WebRequest(method: method, path: address, query: query)
        request.headers = ["host": Self.host, "authorization": "Bearer " + Self.token]
        if let body {
            request.headers["content-type"] = "application/json"
            request.body = try JSONSerialization.data(withJSONObject: body)
        }
        let response = await planner.respond(request)
        guard case .whole(let data) = response.body else { return (response.status, [:]) }
        let value = try JSONSerialization.jsonObject(with: data)
        return (response.status, try #require(value as? [String: Any]))
    }

    /// Runs the plan and waits for its end.
    ///
    /// - Returns: names of the events, and the record of the last one.
    func run(_ body: [String: Any]) async throws -> (events: [String], record: [String: Any]) {
        let (status, begun) = try await ask("POST", "/api/runs", body: body)
        try #require(status == 202, "\(begun)")
        let id = try #require(begun["id"] as? String)
        return try await events(of: id)
    }

    /// Follows a run to its end.
    func events(of id: String) async throws -> (events: [String], record: [String: Any]) {
        var names: [String] = []
        var last = ""
        for await event in try await planner.runs.events(id) {
            let lines = event.split(separator: "\n")
            names.append(String(lines[0].dropFirst("event: ".count)))
            last = String(lines[1].dropFirst("data: ".count))
        }
        let value = try JSONSerialization.jsonObject(with: Data(last.utf8))
        return (names, try #require(value as? [String: Any]))
    }
}

/// The sentence of a refusal.
func reason(_ json: [String: Any]) -> String {
    (json["error"] as? [String: Any])?["message"] as? String ?? ""
}
