internal import Foundation
internal import Reporting

/// A request, apart from how it came.
struct WebRequest: Sendable {
    /// `GET`, `POST` and so on.
    var method: String
    /// Path without the query, as sent.
    var path: String
    /// The query, decoded.
    var query: [String: String] = [:]
    /// Headers by their names in small letters.
    var headers: [String: String] = [:]
    /// The body.
    var body = Data()
    /// What stood in the place of each `{name}` of the route.
    var parameters: [String: String] = [:]

    /// A value of the query.
    ///
    /// - Throws: `Refusal` when it is missing.
    func value(_ name: String) throws(Refusal) -> String {
        guard let value = query[name], !value.isEmpty else {
            throw .wrong("the query has no \(name)=")
        }
        return value
    }

    /// The run that the path names.
    var run: String { parameters["id"] ?? "" }

    /// The body as JSON.
    ///
    /// - Throws: `Refusal` when it is none, or not of that shape.
    func json<Value: Decodable>(_ type: Value.Type) throws(Refusal) -> Value {
        let kind = headers["content-type"]?.lowercased() ?? ""
        // A form of another page could send text; it cannot send this type without being asked.
        guard kind == "application/json" || kind.hasPrefix("application/json;") else {
            throw Refusal(
                status: 415,
                code: "wrong_type",
                message: "content-type: '\(kind)'; expected application/json"
            )
        }
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch {
            throw .wrong("the body is not the JSON that is expected: \(Self.reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
            return path.isEmpty ? "" : path.joined(separator: ".") + ": "
        }
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            return place(context) + "\(key.stringValue) is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return place(context) + "expected \(type)"
        case .dataCorrupted(let context): return place(context) + context.debugDescription
        default: return "not readable"
        }
    }
}

/// A response, apart from how it goes.
struct WebResponse: Sendable {
    /// What is sent after the headers.
    enum Body: Sendable {
        /// All at once.
        case whole(Data)
        /// Events as they come.
        case events(AsyncStream<String>)
    }

    /// Status of HTTP.
    var status = 200
    /// Headers by their names.
    var headers: [String: String] = [:]
    /// The body.
    var body = Body.whole(Data())

    /// A value as JSON.
    static func json(_ value: some Encodable, status: Int = 200) -> WebResponse {
        guard let data = try? JSONText.data(value) else {
            preconditionFailure("what is answered has numbers that JSON can hold")
        }
        return bytes(data, type: "application/json", status: status)
    }

    /// Bytes of a type.
    static func bytes(_ data: Data, type: String, status: Int = 200) -> WebResponse {
        WebResponse(status: status, headers: ["Content-Type": type], body: .whole(data))
    }

    /// A refusal as JSON.
    static func refusal(_ refusal: Refusal) -> WebResponse {
        json(
            RefusalDocument(
                error: .init(code: refusal.code, message: refusal.message),
                issues: refusal.issues
            ),
            status: refusal.status
        )
    }

    /// Offers the body as a file to save.
    func named(_ name: String) -> WebResponse {
        var response = self
        response.headers["Content-Disposition"] = "attachment; filename=\"\(name)\""
        return response
    }
}

/// What is sent for a refusal.
private struct RefusalDocument: Encodable {
    struct Reason: Encodable {
        var code: String
        var message: String
    }

    var error: Reason
    var issues: [DraftIssue]
}
