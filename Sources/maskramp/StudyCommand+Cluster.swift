internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import Reporting

extension StudyCommand {
    /// Runs in shards on a cluster and puts them together, or prints what would be submitted.
    ///
    /// - Parameters:
    ///   - cluster: options of a cluster; its kind is given.
    ///   - document: the plan.
    ///   - path: where the result goes.
    ///   - answer: the question, which finds out what shards have to be.
    /// - Throws: `Failure`, or what the study throws.
    func spread(
        over cluster: ClusterOptions,
        _ document: PlanDocument,
        to path: String,
        answer: (PlanRequest, any Engine) throws -> Answer
    ) throws {
        let request = try request(document, hasOut: false)
        let script = ShardScript(
            command: request.command,
            program: cluster.cluster == .slurm ? programPath() : "maskramp",
            root: path + ".shards",
            count: cluster.count
        )
        let slurm = SlurmArray(script: script, options: cluster.clusterOption)
        if cluster.print {
            let identity = document.identity.sha256.prefix(8)
            let text =
                switch cluster.cluster {
                case .kubernetes:
                    KubernetesJob(
                        script: script,
                        settings: try .init(cluster.clusterOption),
                        name: "maskramp-\(Self.configuration.commandName ?? "")-\(identity)"
                            + "-\(request.seed)"
                    )
                    .text(out: path)
                case .slurm, nil: slurm.text(Array(1...script.count))
                }
            return try Console.result(text)
        }
        let (engine, _) = try EngineChoice("auto").make(threads: nil)
        let whole = try answer(request, engine)
        try whole.check(path)
        try ClusterRun(script: script, slurm: slurm, study: whole.study, isQuiet: output.quiet)
            .complete()
        var merge = MergeCommand()
        merge.folders = (1...script.count).map(script.folder)
        (merge.out, merge.engine, merge.output) = (path, "auto", output)
        try merge.run()
        try FileManager.default.removeItem(atPath: script.root)
    }

    /// Checks options of a shard and of a cluster against each other.
    ///
    /// - Throws: `ValidationError`.
    func check(_ cluster: ClusterOptions) throws {
        if cluster.cluster != nil, shard != nil {
            throw ValidationError("--cluster: a cluster runs all shards; leave --shard out")
        }
        guard shard != nil || cluster.cluster != nil else { return }
        if engineOptions.draws.seed == "random" {
            let name = shard == nil ? "cluster" : "shard"
            throw ValidationError("--\(name): all shards need the same seed; give a number")
        }
    }
}

/// Where this program lies, for nodes that share its file system.
private func programPath() -> String {
    Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? "maskramp"
}
