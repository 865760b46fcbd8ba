internal import PlanModel

/// Why a request is not answered as it was meant.
struct Refusal: Error, Sendable {
    /// Status of HTTP.
    var status: Int
    /// A word for programs.
    var code: String
    /// The sentence for the planner.
    var message: String
    /// What is wrong with the plan, when it is the plan.
    var issues: [DraftIssue] = []

    /// There is no such thing.
    static func notFound(_ message: String) -> Refusal {
        Refusal(status: 404, code: "not_found", message: message)
    }

    /// The request itself is wrong.
    static func wrong(_ message: String) -> Refusal {
        Refusal(status: 400, code: "wrong_request", message: message)
    }

    /// Somebody else came first.
    static func conflict(_ message: String) -> Refusal {
        Refusal(status: 409, code: "conflict", message: message)
    }

    /// The request asks for too much at a time.
    static func busy(_ message: String) -> Refusal {
        Refusal(status: 429, code: "busy", message: message)
    }

    /// The machine could not.
    static func failed(_ message: String) -> Refusal {
        Refusal(status: 500, code: "failed", message: message)
    }

    /// The plan is wrong.
    static func plan(_ issues: [DraftIssue]) -> Refusal {
        let errors = issues.count { $0.severity == "error" }
        return Refusal(
            status: 422,
            code: "wrong_plan",
            message: "the plan has \(errors) error\(errors == 1 ? "" : "s")",
            issues: issues
        )
    }
}

/// Why the planner cannot start.
public struct StartFailure: Error, Sendable {
    /// What happened and what to do.
    public let message: String

    init(_ message: String) { self.message = message }
}
