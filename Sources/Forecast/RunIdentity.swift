internal import PlanModel

/// What the parts of one run have in common: only parts that agree in all of it add up.
public struct RunIdentity: Sendable, Codable, Equatable {
    /// Version of the program.
    public var maskramp: String
    /// The plan, by name and content.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Replications of the whole run.
    public var replications: UInt64
    /// How months count plates, as `Fidelity`.
    public var fidelity: String
    /// SHA-256 of the kernels' text.
    public var kernelSHA256: String
    /// The command that repeats the whole run.
    public var command: String

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, seed, replications, fidelity, command
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
        self.kernelSHA256 = kernelSHA256
        command = request.command
    }

    /// What differs from another run, in words; nil when parts of both add up.
    ///
    /// - Parameter other: the other run.
    /// - Returns: such as `seed 0x1 and 0x2`.
    public func difference(from other: RunIdentity) -> String? {
        let fields: [(String, String, String)] = [
            ("version", maskramp, other.maskramp), ("plan", plan.sha256, other.plan.sha256),
            ("seed", seed, other.seed),
            ("replications", "\(replications)", "\(other.replications)"),
            ("fidelity", fidelity, other.fidelity), ("kernels", kernelSHA256, other.kernelSHA256),
        ]
        return fields.first { $0.1 != $0.2 }
            .map { "\($0.0) \($0.1.prefix(18)) and \($0.2.prefix(18))" }
    }
}
