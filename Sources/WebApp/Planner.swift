internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import Reporting

/// The planner: what is asked of it, and its answers.
///
/// It knows nothing of sockets.
struct Planner: Sendable {
    let folder: PlanFolder
    let runs: Runs
    let access: AccessRules
    /// Makes reports; nil where the program for it is missing.
    let reports: ReportProgram?

    /// Answers a request.
    func respond(_ request: WebRequest) async -> WebResponse {
        var response = await judged(request)
        for (name, value) in Self.headers where response.headers[name] == nil {
            response.headers[name] = value
        }
        return response
    }

    private func judged(_ request: WebRequest) async -> WebResponse {
        switch access.verdict(request) {
        case .refused(let status, let reason):
            guard request.path.hasPrefix("/api/") else {
                return .bytes(Data((reason + "\n").utf8), type: Self.plain, status: status)
            }
            return .refusal(Refusal(status: status, code: "no_access", message: reason))
        case .entered:
            return WebResponse(
                status: 303,
                headers: ["Location": "/", "Set-Cookie": access.setCookie]
            )
        case .allowed:
            do throws(Refusal) {
                return try await routed(request)
            } catch {
                return .refusal(error)
            }
        }
    }

    /// No script, style or picture but our own, in no frame, and nothing told to others.
    static let headers = [
        "Content-Security-Policy":
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    ]

    private static let plain = "text/plain; charset=utf-8"

    private func routed(_ request: WebRequest) async throws(Refusal) -> WebResponse {
        var methods: [String] = []
        for route in Self.routes {
            guard let parameters = route.match(request.path) else { continue }
            guard route.method == request.method else {
                methods.append(route.method)
                continue
            }
            var request = request
            request.parameters = parameters
            return try await route.handler(self)(request)
        }
        guard methods.isEmpty else {
            var response = WebResponse.refusal(
                Refusal(
                    status: 405,
                    code: "wrong_method",
                    message: "\(request.method) is not understood here"
                )
            )
            response.headers["Allow"] = methods.sorted().joined(separator: ", ")
            return response
        }
        guard request.method == "GET", let page = WebPages.file(request.path) else {
            throw .notFound("there is nothing at this address")
        }
        return .bytes(page.data, type: page.type)
    }
}
