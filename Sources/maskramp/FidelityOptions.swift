internal import ArgumentParser
internal import PlanModel

/// How a month's good plates come from its hours, as `Fidelity`.
enum FidelityChoice: String, ExpressibleByArgument, CaseIterable {
    case moments
    case plates
    case means

    var fidelity: Fidelity {
        switch self {
        case .moments: .moments
        case .plates: .plates
        case .means: .means
        }
    }
}

/// How finely plates are counted.
struct FidelityOptions: ParsableArguments {
    @Option(
        help: .init(
            """
            The luck of single plates in a month: moments, by its mean and variance; plates, \
            each plate drawn, slow; means, none.
            """,
            valueName: "fidelity"
        )
    )
    var fidelity = FidelityChoice.moments

    /// For the plan.
    var value: Fidelity { fidelity.fidelity }

    /// The option as it stands on a command line; nothing where it is left as it is.
    var words: [String] { fidelity == .moments ? [] : ["--fidelity", fidelity.rawValue] }
}
