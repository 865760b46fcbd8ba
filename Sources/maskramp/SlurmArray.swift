/// An array job of Slurm: one task for each shard.
///
/// Made with `sbatch`, watched with `squeue`. What a task has done is read from its folder, never
/// from Slurm, so a site without accounting loses nothing but the reason of a failure.
struct SlurmArray {
    /// What each task does.
    let script: ShardScript
    /// Further options of sbatch, each a word such as `--partition=long`.
    let options: [String]

    /// The text for sbatch.
    ///
    /// - Parameter numbers: of the shards, from 1.
    /// - Returns: a script of the shell.
    func text(_ numbers: [UInt64]) -> String {
        var lines = [
            "#!/bin/sh",
            "#SBATCH --job-name=maskramp",
            "#SBATCH --array=\(Self.ranges(numbers))",
            "#SBATCH --output=\(script.root)/task-%a.txt",
            "#SBATCH --open-mode=append",
            "#SBATCH --requeue",
        ]
        lines += options.map { "#SBATCH \($0)" }
        lines += script.lines(
            number: "$SLURM_ARRAY_TASK_ID",
            threads: "${SLURM_CPUS_PER_TASK:+--threads $SLURM_CPUS_PER_TASK}"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    /// `1-3,7` for 1, 2, 3 and 7.
    static func ranges(_ numbers: [UInt64]) -> String {
        var runs: [ClosedRange<UInt64>] = []
        for number in numbers.sorted() {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }

    /// Submits the tasks of some shards.
    ///
    /// - Returns: the number of the job.
    /// - Throws: `Failure` with what sbatch said.
    func submit(_ numbers: [UInt64]) throws -> String {
        let outcome = try Self.tool("sbatch", ["--parsable"], input: text(numbers))
        // `12`, or `12;cluster`.
        let job = outcome.output.split(whereSeparator: { $0 == ";" || $0.isNewline }).first
        guard outcome.code == 0, let job, job.allSatisfy(\.isNumber) else {
            throw Failure(
                code: .unavailable,
                message: "maskramp: error: sbatch: \(outcome.said)"
            )
        }
        return String(job)
    }

    /// Tasks of a job that have not ended, by their state, such as `["RUNNING": 2]`.
    ///
    /// - Returns: none once all have ended; nil when Slurm does not answer just now.
    static func live(_ job: String) throws -> [String: Int]? {
        let outcome = try tool(
            "squeue",
            ["--jobs", job, "--array", "--noheader", "--format=%T"]
        )
        // A job that Slurm has forgotten is one that has ended.
        if outcome.code != 0 { return outcome.said.contains("Invalid job id") ? [:] : nil }
        let states = outcome.output.split(whereSeparator: \.isNewline).map(String.init)
        return Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +)
    }

    /// How a site's accounting says that a task ended, such as `NODE_FAIL`; nil without accounting.
    static func reason(_ job: String, _ number: UInt64) -> String? {
        let words = ["-j", "\(job)_\(number)", "-X", "-n", "-P", "--format=State"]
        guard let outcome = try? tool("sacct", words), outcome.code == 0 else { return nil }
        return outcome.output.split(whereSeparator: \.isNewline).last.map(String.init)
    }

    private static func tool(
        _ name: String,
        _ words: [String],
        input: String = ""
    ) throws -> OtherProgram.Outcome {
        do {
            return try OtherProgram.run(name, words, input: input)
        } catch {
            let text =
                switch error {
                case .missing:
                    "there is no '\(name)' here, which is part of Slurm; --print shows the script "
                        + "to submit where it is"
                case .late: "\(name) did not answer"
                case .unusable(let reason): "\(name): \(reason)"
                }
            throw Failure(code: .unavailable, message: "maskramp: error: \(text)")
        }
    }
}

extension OtherProgram.Outcome {
    /// What it complained of, on one line.
    fileprivate var said: String {
        let text = errors.isEmpty ? output : errors
        let line = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return line.isEmpty ? "ended with code \(code) and said nothing" : line
    }
}
