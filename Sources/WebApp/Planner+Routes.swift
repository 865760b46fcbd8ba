internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import Reporting

extension Planner {
    /// A method and an address, and who answers them.
    struct Route: Sendable {
        /// `GET`, `POST` or `PUT`.
        let method: String
        /// The address; `{id}` stands for any one part.
        let path: String
        /// The answer.
        let handler: @Sendable (Planner) -> Handler

        /// Tells whether an address is this one, and what stands in the place of names.
        func match(_ address: String) -> [String: String]? {
            let wanted = path.split(separator: "/", omittingEmptySubsequences: false)
            let given = address.split(separator: "/", omittingEmptySubsequences: false)
            guard wanted.count == given.count else { return nil }
            var parameters: [String: String] = [:]
            for (name, part) in zip(wanted, given) {
                if name.hasPrefix("{") {
                    parameters[String(name.dropFirst().dropLast())] = String(part)
                } else if name != part {
                    return nil
                }
            }
            return parameters
        }
    }

    /// What answers a request.
    typealias Handler = @Sendable (WebRequest) async throws(Refusal) -> WebResponse

    /// Everything that the planner answers beside its pages; `openapi.json` describes it.
    static let routes: [Route] = [
        Route(method: "GET", path: "/api/openapi.json") { planner in planner.description },
        Route(method: "GET", path: "/api/settings") { planner in planner.settings },
        Route(method: "GET", path: "/api/plans") { planner in planner.plans },
        Route(method: "GET", path: "/api/plan") { planner in planner.plan },
        Route(method: "PUT", path: "/api/plan") { planner in planner.savePlan },
        Route(method: "POST", path: "/api/check") { planner in planner.check },
        Route(method: "POST", path: "/api/scenarios") { planner in planner.saveScenario },
        Route(method: "GET", path: "/api/runs") { planner in planner.listRuns },
        Route(method: "POST", path: "/api/runs") { planner in planner.startRun },
        Route(method: "GET", path: "/api/runs/{id}") { planner in planner.showRun },
        Route(method: "POST", path: "/api/runs/{id}/cancel") { planner in planner.cancelRun },
        Route(method: "GET", path: "/api/runs/{id}/events") { planner in planner.runEvents },
        Route(method: "GET", path: "/api/runs/{id}/result") { planner in planner.runResult },
        Route(method: "GET", path: "/api/runs/{id}/report") { planner in planner.runReport },
        Route(method: "GET", path: "/api/runs/{id}/workbook") { planner in planner.runWorkbook },
    ]

    // MARK: Plans

    @Sendable private func description(_ request: WebRequest) -> WebResponse {
        guard let file = WebPages.file("/openapi.json") else {
            preconditionFailure("the description is part of the program")
        }
        return .bytes(file.data, type: "application/json")
    }

    @Sendable private func settings(_ request: WebRequest) -> WebResponse {
        .json(
            SettingsDocument(
                mostReplications: runs.limits.replications,
                mostRuns: runs.limits.runs,
                reports: reports != nil
            )
        )
    }

    @Sendable private func plans(_ request: WebRequest) -> WebResponse {
        .json(PlansDocument(plans: folder.plans()))
    }

    @Sendable private func plan(_ request: WebRequest) throws(Refusal) -> WebResponse {
        .json(try PlanView(Draft(plan: try request.value("path")), in: folder))
    }

    @Sendable private func savePlan(_ request: WebRequest) throws(Refusal) -> WebResponse {
        let order = try request.json(PlanText.self)
        let draft = Draft(plan: order.path, text: order.text)
        let view = try PlanView(draft, in: folder)
        let found = SHA256.hexadecimal(of: try folder.text(of: order.path))
        guard found == order.sha256 else {
            throw .conflict(
                "'\(order.path)' has been changed by somebody else since it was opened; copy your "
                    + "text, open the plan again and put it in"
            )
        }
        try write(order.text, to: order.path, replaces: true)
        return .json(view)
    }

    @Sendable private func check(_ request: WebRequest) throws(Refusal) -> WebResponse {
        let draft = try request.json(Draft.self)
        do throws(Refusal) {
            let document = try draft.read(in: folder)
            let issues = document.warnings.map { DraftIssue($0, in: folder) }
            return .json(CheckDocument(valid: true, issues: issues))
        } catch {
            guard error.status == 422 else { throw error }
            return .json(CheckDocument(valid: false, issues: error.issues))
        }
    }

    @Sendable private func saveScenario(_ request: WebRequest) throws(Refusal) -> WebResponse {
        let order = try request.json(ScenarioOrder.self)
        guard !order.changes.isEmpty else { throw .wrong("changes: is empty; nothing to save") }
        var draft = Draft(plan: order.plan, changes: order.changes)
        draft.scenarios = order.scenarios
        _ = try draft.read(in: folder)
        let text = try ScenarioText(name: order.name, changes: order.changes).text()
        let path = try folder.scenarioPath(order.file, of: order.plan)
        try write(text, to: path, replaces: order.replaces ?? false)
        return .json(PlanFolder.Entry(path: path, name: order.name), status: 201)
    }

    private func write(_ text: String, to path: String, replaces: Bool) throws(Refusal) {
        let place = folder.root + "/" + path
        do {
            try NewFile.write(Data(text.utf8), to: place, replaces: replaces)
        } catch {
            throw .conflict(folder.relative(error.message))
        }
    }

    // MARK: Runs

    @Sendable private func listRuns(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        .json(RunsDocument(runs: try await runs.latest()))
    }

    @Sendable private func startRun(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        .json(try await runs.start(try request.json(Runs.Order.self)), status: 202)
    }

    @Sendable private func showRun(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        .json(try await runs.record(request.run))
    }

    @Sendable private func cancelRun(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        .json(try await runs.cancel(request.run), status: 202)
    }

    @Sendable private func runEvents(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        WebResponse(
            headers: ["Content-Type": "text/event-stream"],
            body: .events(try await runs.events(request.run))
        )
    }

    @Sendable private func runResult(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        let data = try await runs.result(request.run)
        let response = WebResponse.bytes(data, type: "application/json")
        return request.query["download"] == nil ? response : response.named("\(request.run).json")
    }

    @Sendable private func runReport(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        let language = request.query["lang"] ?? "en"
        guard ["en", "zh-Hans"].contains(language) else {
            throw .wrong("lang: '\(language)'; expected en or zh-Hans")
        }
        return try await document(.page(language: language), request)
            .named("\(request.run)-\(language).html")
    }

    @Sendable private func runWorkbook(
        _ request: WebRequest
    ) async throws(Refusal) -> WebResponse {
        try await document(.workbook, request).named("\(request.run).xlsx")
    }

    private func document(
        _ form: ReportProgram.Form,
        _ request: WebRequest
    ) async throws(Refusal) -> WebResponse {
        let folder = try await runs.folder(of: request.run)
        guard let reports else {
            throw Refusal(
                status: 501,
                code: "no_reports",
                message: "reports need the program maskramp beside maskramp-serve; build it with "
                    + "'make build'"
            )
        }
        return .bytes(try await reports.make(form, of: folder), type: form.type)
    }
}

private struct SettingsDocument: Encodable {
    var mostReplications: UInt64
    var mostRuns: Int
    var reports: Bool

    enum CodingKeys: String, CodingKey {
        case mostReplications = "most_replications"
        case mostRuns = "most_runs"
        case reports
    }
}

private struct PlansDocument: Encodable {
    var plans: [PlanFolder.Entry]
}

private struct CheckDocument: Encodable {
    var valid: Bool
    var issues: [DraftIssue]
}

private struct RunsDocument: Encodable {
    var runs: [RunRecord]
}

private struct PlanText: Decodable {
    var path: String
    var text: String
    var sha256: String
}

private struct ScenarioOrder: Decodable {
    var plan: String
    var scenarios: [String]?
    var file: String
    var name: String
    var changes: [Draft.Change]
    var replaces: Bool?
}
