internal import ArgumentParser
internal import Forecast
internal import MonteCarlo
internal import Reporting

/// Shards into the whole.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Put shards together: the result and digest of the whole.",
        discussion: """
            maskramp run fab.yaml --replications 1000000 --shard 1/2 --out part-1
            maskramp run fab.yaml --replications 1000000 --shard 2/2 --out part-2
            maskramp merge part-1 part-2 --out whole

            Shards of 'run', 'simulate', 'exposure' and 'sensitivity' may come from
            different machines, engines and numbers of threads, and be given in any order.
            """
    )

    @Argument(help: .init("Folders that a command with --shard wrote.", valueName: "folder"))
    var folders: [String]
    @Option(
        help: .init(
            "What --out is of that command: a folder of a run, else a file.",
            valueName: "path"
        )
    )
    var out: String?
    @Option(
        help: .init(
            "auto, cpu, opencl or opencl:INDEX; 'maskramp devices' lists them.",
            valueName: "engine"
        )
    )
    var engine = "auto"
    @OptionGroup var output: OutputOptions

    func validate() throws {
        _ = try EngineChoice(engine)
        try checkPath(out)
    }

    func run() throws {
        // One order, whichever they are given in.
        let opened = try folders.map { try PartsFolder.open($0, isShared: true) }
            .sorted { ($0.task.range.lowerBound, $0.path) < ($1.task.range.lowerBound, $1.path) }
        var task = opened[0].task
        try check(opened)
        if let out { task.run.command += " --out \(quoted(out))" }
        task.hasIntervals = opened.contains { $0.task.hasIntervals }
        let (made, reason) = try EngineChoice(engine).make(threads: nil)
        let answer = try task.answer(opened[0].path, engine: made)
        if let out { try answer.check(out) }
        let shards = try Shards(opened, answer.study)
        if let reason, !output.quiet { Console.note(reason) }
        Interrupt.listen()
        // The shards may go once this is done.
        let ending = Answer.Ending(out: out, shards: shards.rows, isLasting: true)
        try answer.publish(shards.whole, ending, output)
    }

    /// Refuses shards of different runs.
    private func check(_ opened: [PartsFolder]) throws {
        let lines = opened.compactMap { folder in
            folder.task.run.difference(from: opened[0].task.run)
                .map {
                    "maskramp: error: '\(folder.path)' is of another run than "
                        + "'\(opened[0].path)': \($0)"
                }
        }
        guard lines.isEmpty else { throw Failure(code: .plan, lines) }
    }
}

/// What some folders of shards hold, found to be a whole run.
private struct Shards {
    /// All replications.
    let whole: RunPart
    /// Who counted which.
    let rows: [RunResult.ShardRow]

    /// Reads the folders.
    ///
    /// - Throws: `Failure` that names every file that is damaged, every shard that is not finished,
    ///   and what is missing.
    init(_ opened: [PartsFolder], _ study: any CountedStudy) throws {
        let run = opened[0].task.run
        var sum = RunSum()
        var ranges: [Range<UInt64>] = []
        var lines: [String] = []
        var rows: [UInt64: [RunResult.ShardRow]] = [:]
        for folder in opened {
            let contents = try folder.read(study)
            let mend = "maskramp run --resume \(quoted(folder.path))"
            lines += contents.damaged.map {
                "maskramp: error: \(folder.path)/\($0.name) \($0.reason); mend it with: \(mend)"
            }
            let missing = RunPart.missing(folder.task.range, contents.parts.map(\.range))
            if !missing.isEmpty, contents.damaged.isEmpty {
                lines.append(
                    "maskramp: error: '\(folder.path)' is not finished: it lacks "
                        + "\(Self.text(missing, of: run)); finish it with: \(mend)"
                )
            }
            guard lines.isEmpty else { continue }
            do throws(RunPart.Overlap) {
                guard let part = try RunPart.sum(contents.parts) else { continue }
                try sum.add(part)
                ranges.append(part.range)
                rows[part.first] = Self.rows(contents.parts)
            } catch {
                throw Failure(
                    code: .plan,
                    message: "maskramp: error: two shards overlap: both have "
                        + Self.text([error.range], of: run)
                )
            }
        }
        guard lines.isEmpty else { throw Failure(code: .inputOutput, lines) }
        let missing = RunPart.missing(0..<run.replications, ranges)
        guard missing.isEmpty, let whole = sum.whole else {
            let names = Self.names(opened)
            throw Failure(
                code: .plan,
                message: "maskramp: error: \(names) missing: no folder has "
                    + Self.text(missing, of: run)
            )
        }
        self.whole = whole
        self.rows = rows.sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// Neighbours of one engine are one row.
    private static func rows(_ parts: [RunPart]) -> [RunResult.ShardRow] {
        var rows: [RunResult.ShardRow] = []
        for part in parts.sorted(by: { $0.first < $1.first }) {
            if let last = rows.last, last.engine == part.engine {
                rows[rows.count - 1].replications += part.replications
            } else {
                rows.append(
                    .init(
                        first: part.first,
                        replications: part.replications,
                        engine: part.engine
                    )
                )
            }
        }
        return rows
    }

    /// `shards 2, 5 of 7 are`, where all folders are of one split, and `shards are` otherwise.
    private static func names(_ opened: [PartsFolder]) -> String {
        let given = opened.compactMap(\.task.shard)
        guard let count = given.first?.count, given.count == opened.count,
            given.allSatisfy({ $0.count == count }), count <= 1 << 20
        else { return "shards are" }
        let there = Set(given.map(\.number))
        let numbers = (1...count).filter { !there.contains($0) }
        let list = numbers.prefix(16).map(String.init).joined(separator: ", ")
        let more = numbers.count > 16 ? " and \(numbers.count - 16) more" : ""
        return numbers.count == 1
            ? "shard \(list) of \(count) is" : "shards \(list)\(more) of \(count) are"
    }

    private static func text(_ ranges: [Range<UInt64>], of run: RunIdentity) -> String {
        let list = ranges.prefix(8)
            .map {
                "\(NumberText.whole(Int($0.lowerBound + 1))) to "
                    + NumberText.whole(Int($0.upperBound))
            }
        let more = ranges.count > 8 ? " and \(ranges.count - 8) more ranges" : ""
        return "\(run.noun) \(list.joined(separator: ", "))\(more) of "
            + NumberText.whole(Int(run.replications))
    }
}

extension Failure {
    /// Several errors at once.
    init(code: Code, _ lines: [String]) {
        self.init(code: code, message: lines.joined(separator: "\n"))
    }
}
