internal import PlanModel

/// What the parts of one study have in common: only parts that agree in all of it add up.
public struct RunIdentity: Sendable, Codable, Equatable {
    /// Version of the program.
    public var maskramp: String
    /// The plan, by name and content.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Replications of the whole study; plates of each row for `exposure`.
    public var replications: UInt64
    /// How months count plates, as `Fidelity`.
    public var fidelity: String
    /// SHA-256 of the kernels' text.
    public var kernelSHA256: String
    /// What is asked beside the plan, as it stands on a command line: the command and its options;
    /// nil for `run`.
    public var question: [String]?
    /// SHA-256 of the plans that the plan is compared with; nil when the question compares none.
    public var sides: [String]?
    /// The command that repeats the whole study.
    public var command: String

    /// What is counted.
    public var noun: String { question?.first == "exposure" ? "samples" : "replications" }

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, fidelity, question, sides, command
        case kernelSHA256 = "kernel_sha256"
    }

    /// The identity of a run.
    ///
    /// - Parameters:
    ///   - request: of all its replications.
    ///   - kernelSHA256: of the engine.
    init(_ request: PlanRequest, kernelSHA256: String) {
        maskramp = request.version
        plan = request.identity
        scenario = request.scenarioNames
        seed = request.seedText
        replications = request.replications
        fidelity = request.plan.fidelity.rawValue
        question = request.question
        self.kernelSHA256 = kernelSHA256
        command = request.command
    }

    /// What differs from another run, in words; nil when parts of both add up.
    ///
    /// - Parameter other: the other run.
    /// - Returns: such as `seed 0x1 and 0x2`.
    public func difference(from other: RunIdentity) -> String? {
        func words(_ question: [String]?) -> String {
            question.map { $0.dropFirst().joined(separator: " ") } ?? ""
        }
        let fields: [(String, String, String)] = [
            ("version", maskramp, other.maskramp),
            ("study", question?.first ?? "run", other.question?.first ?? "run"),
            ("plan", plan.sha256, other.plan.sha256), ("seed", seed, other.seed),
            (noun, "\(replications)", "\(other.replications)"),
            ("fidelity", fidelity, other.fidelity), ("kernels", kernelSHA256, other.kernelSHA256),
        ]
        if let found = fields.first(where: { $0.1 != $0.2 }) {
            return "\(found.0) \(found.1.prefix(18)) and \(found.2.prefix(18))"
        }
        if question != other.question {
            return "options '\(words(question))' and '\(words(other.question))'"
        }
        return sides == other.sides ? nil : "compared scenarios that differ"
    }
}
