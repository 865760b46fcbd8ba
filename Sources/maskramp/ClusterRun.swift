internal import Forecast
internal import Foundation
internal import Reporting

/// A run in shards on a cluster, from the first submission to the whole.
struct ClusterRun {
    /// What each shard is.
    let script: ShardScript
    /// How it is submitted.
    let slurm: SlurmArray
    /// The whole run.
    let study: any CountedStudy
    let isQuiet: Bool

    /// Times that a shard is begun before the run gives up.
    private static let attempts = 3

    /// Runs all shards; those that are whole already are left alone, and a job that is still at
    /// work is waited for.
    ///
    /// - Throws: `Failure` that names the shards that failed and where they say why, or when the
    ///   user stops waiting.
    func complete() throws {
        try FileManager.default.createDirectory(
            atPath: script.root,
            withIntermediateDirectories: true
        )
        // Where nothing could be submitted it is empty and goes; else it stays.
        defer { rmdir(script.root) }
        Interrupt.listen()
        if let job = try? String(contentsOfFile: jobPath, encoding: .utf8) { try wait(for: job) }
        for attempt in 1...Self.attempts {
            let missing = try unfinished()
            guard !missing.isEmpty else { return }
            let job = try slurm.submit(missing)
            try NewFile.write(Data(job.utf8), to: jobPath, replaces: true)
            if !isQuiet {
                let again = attempt == 1 ? "" : ", attempt \(attempt) of \(Self.attempts)"
                Console.note(
                    "slurm job \(job): shards \(SlurmArray.ranges(missing)) of "
                        + "\(script.count)\(again)"
                )
            }
            try wait(for: job)
        }
        let failed = try unfinished()
        guard !failed.isEmpty else { return }
        let job = try String(contentsOfFile: jobPath, encoding: .utf8)
        throw Failure(code: .unavailable, failed.map { failure($0, job) })
    }

    private var jobPath: String { "\(script.root)/job" }

    /// Waits until no task of a job is left.
    private func wait(for job: String) throws {
        var shown: [String: Int] = [:]
        // A busy site is not asked each second for hours.
        var pause = 1.0
        while true {
            if let states = try SlurmArray.live(job) {
                if states.isEmpty { return }
                if states != shown { tell(job, states) }
                shown = states
            }
            if Interrupt.isRequested {
                throw Failure(
                    code: .interrupted,
                    message:
                        "maskramp: slurm job \(job) goes on without this program; give the same "
                        + "command again to come back to it, or end it with 'scancel \(job)'"
                )
            }
            Thread.sleep(forTimeInterval: pause)
            pause = min(15, pause * 1.2)
        }
    }

    private func tell(_ job: String, _ states: [String: Int]) {
        guard !isQuiet else { return }
        let text = states.sorted { $0.key < $1.key }
            .map { "\($0.value) \($0.key.lowercased())" }.joined(separator: ", ")
        Console.note("slurm job \(job): \(text)")
    }

    /// Numbers of the shards that are not whole.
    private func unfinished() throws -> [UInt64] {
        try (1...script.count)
            .filter { number in
                let path = script.folder(number)
                guard PartsFolder.isOne(path) else { return true }
                let folder = try PartsFolder.open(path, isShared: true)
                if let difference = folder.task.run.difference(from: study.identity) {
                    throw Failure(
                        code: .plan,
                        message:
                            "maskramp: error: '\(path)' is of another run: \(difference); remove "
                            + "'\(script.root)' to begin anew"
                    )
                }
                let contents = try folder.read(study)
                return !contents.damaged.isEmpty
                    || !RunPart.missing(folder.task.range, contents.parts.map(\.range)).isEmpty
            }
    }

    private func failure(_ number: UInt64, _ job: String) -> String {
        let log = "\(script.root)/task-\(number).txt"
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        let last = text.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
        let reason = SlurmArray.reason(job, number).map { " (\($0))" } ?? ""
        return "maskramp: error: shard \(number) of \(script.count) ended \(Self.attempts) times "
            + "without a result\(reason); \(log)\(last)"
    }
}
