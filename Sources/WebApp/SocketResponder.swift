internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Carries requests of a socket to the planner, and its answers back.
final class SocketResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    private let options: PlannerServer.Options
    private let folder: PlanFolder
    private let runs: Runs
    // The port is part of what Host must be, and is known only once the socket is there.
    private let planner = Mutex<Planner?>(nil)

    init(options: PlannerServer.Options, folder: PlanFolder, runs: Runs) {
        self.options = options
        self.folder = folder
        self.runs = runs
    }

    /// Begins to answer.
    ///
    /// - Parameter port: on which it listens.
    func listens(on port: Int) {
        let planner = Planner(
            folder: folder,
            runs: runs,
            access: AccessRules(
                token: options.token,
                names: ["127.0.0.1", "localhost", options.address] + options.hostNames,
                port: port
            ),
            reports: options.reportProgram.map(ReportProgram.init)
        )
        self.planner.withLock { $0 = planner }
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        guard let planner = planner.withLock({ $0 }) else {
            return Response(status: .serviceUnavailable)
        }
        var message = WebRequest(method: request.method.rawValue, path: request.uri.path)
        for (name, value) in request.uri.queryParameters {
            message.query[String(name)] = String(value)
        }
        for field in request.headers {
            message.headers[field.name.canonicalName] = field.value
        }
        message.headers["host"] = request.head.authority
        // Who may not ask is not listened to either.
        if case .allowed = planner.access.verdict(message) {
            do {
                let body = try await request.body.collect(upTo: Limits.bodyBytes)
                message.body = Data(body.readableBytesView)
            } catch {
                let refusal = Refusal(
                    status: 413,
                    code: "too_large",
                    message: "the request has more than \(Limits.bodyBytes >> 20) MB"
                )
                return response(WebResponse.refusal(refusal), isHead: false)
            }
        }
        return response(await planner.respond(message), isHead: request.method == .head)
    }

    private func response(_ message: WebResponse, isHead: Bool) -> Response {
        var headers = HTTPFields()
        for (name, value) in message.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let status = HTTPResponse.Status(code: message.status)
        switch message.body {
        case .whole(let data):
            return Response(
                status: status,
                headers: headers,
                body: .init(byteBuffer: ByteBuffer(bytes: data))
            )
        case .events(let events):
            return Response(
                status: status,
                headers: headers,
                body: .init { writer in
                    for await event in events {
                        try await writer.write(ByteBuffer(string: event))
                    }
                    try await writer.finish(nil)
                }
            )
        }
    }
}
