internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import PlanFiles
internal import Reporting

extension RunCommand {
    /// Runs in shards on a cluster and puts them together, or prints what would be submitted.
    ///
    /// - Parameter kind: of the cluster.
    /// - Throws: `Failure`, or what a run throws.
    func spread(over kind: ClusterOptions.Kind) throws {
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        var whole = self
        whole.out = nil
        let request = try whole.request(document)
        let path = out ?? defaultFolder(request)
        let script = ShardScript(
            command: request.command,
            program: kind == .slurm ? Self.program : "maskramp",
            root: path + ".shards",
            count: cluster.count
        )
        let slurm = SlurmArray(script: script, options: cluster.clusterOption)
        if cluster.print {
            let text =
                switch kind {
                case .slurm: slurm.text(Array(1...script.count))
                case .kubernetes:
                    KubernetesJob(
                        script: script,
                        settings: try .init(cluster.clusterOption),
                        name: "maskramp-\(document.identity.sha256.prefix(8))-\(request.seed)"
                    )
                    .text(out: path)
                }
            return try Console.result(text)
        }
        try RunFolder(path: path).check()
        let (engine, _) = try EngineChoice("auto").make(threads: nil)
        let forecast = try RampForecast(request, engine: engine)
        try ClusterRun(script: script, slurm: slurm, study: forecast, isQuiet: output.quiet)
            .complete()
        var merge = MergeCommand()
        merge.folders = (1...script.count).map(script.folder)
        (merge.out, merge.engine, merge.output) = (path, "auto", output)
        try merge.run()
        try FileManager.default.removeItem(atPath: script.root)
    }

    /// Where this program lies, for nodes that share its file system.
    private static var program: String {
        Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? "maskramp"
    }
}
