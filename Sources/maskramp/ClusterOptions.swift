internal import ArgumentParser

/// Where a run in shards is sent.
struct ClusterOptions: ParsableArguments {
    /// What a site has to run many tasks with.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case slurm, kubernetes
    }

    @Option(help: .init("Run in shards there: slurm or kubernetes.", valueName: "kind"))
    var cluster: Kind?
    @Option(
        parsing: .unconditional,
        help: .init("Number of shards on a cluster. (default: 8)", valueName: "n")
    )
    var shards: Count?
    @Option(
        name: .customLong("cluster-option"),
        parsing: .unconditionalSingleValue,
        help: .init(
            "What sbatch takes, such as --partition=long; for kubernetes image=, claim=, cpu=, "
                + "memory= or gpu=. May be repeated.",
            valueName: "option"
        )
    )
    var clusterOption: [String] = []
    @Flag(help: "Print what would be submitted to the cluster, and submit nothing.")
    var print = false

    /// Number of shards.
    var count: UInt64 { shards?.value ?? 8 }

    func validate() throws {
        try shards?.check(option: "shards", largest: 10_000)
        guard let cluster else {
            let given = [
                ("shards", shards != nil), ("cluster-option", !clusterOption.isEmpty),
                ("print", print),
            ]
            for (name, isGiven) in given where isGiven {
                throw ValidationError("--\(name): give --cluster too")
            }
            return
        }
        if let line = clusterOption.first(where: { $0.contains(where: \.isNewline) }) {
            throw ValidationError("--cluster-option: '\(line)' has a line break")
        }
        switch cluster {
        case .slurm:
            if let word = clusterOption.first(where: { !$0.hasPrefix("-") }) {
                throw ValidationError(
                    "--cluster-option: '\(word)' is no option of sbatch; expected such as "
                        + "--cluster-option=--partition=long"
                )
            }
        case .kubernetes:
            _ = try KubernetesJob.Settings(clusterOption)
            if !print {
                throw ValidationError(
                    "--cluster kubernetes: add --print and give the text to 'kubectl apply -f -'; "
                        + "nothing is submitted from here"
                )
            }
        }
    }
}
