/// What one task of a cluster does: a shard of a run, begun or gone on with.
struct ShardScript {
    /// The command of the whole run as a shell takes it, without where results go.
    let command: String
    /// Path of the program on the nodes; it takes the place of the command's first word.
    let program: String
    /// Folder of all shards.
    let root: String
    /// Number of shards.
    let count: UInt64

    /// Folder of a shard.
    func folder(_ number: UInt64) -> String { "\(root)/\(number)" }

    /// The command that puts the shards together.
    ///
    /// - Parameter out: where the whole goes.
    /// - Returns: a line of the shell.
    func merge(into out: String) -> String {
        "\(quoted(program)) merge \(quoted(root))/[0-9]* --out \(quoted(out))"
    }

    /// Lines of a shell.
    ///
    /// - Parameters:
    ///   - number: what the shell knows the task's number by, from 1.
    ///   - threads: words that say how many threads there are; may be empty.
    /// - Returns: the lines.
    func lines(number: String, threads: String) -> [String] {
        let words = quoted(program) + command.drop { $0 != " " }
        let more = threads.isEmpty ? "" : " " + threads
        return [
            "# A shard that was begun goes on where it stopped; one that is whole does nothing.",
            "shard=\(number)",
            "folder=\(quoted(root))/$shard",
            "if [ -e \"$folder/run.task\" ]; then",
            "    exec \(quoted(program)) run --resume \"$folder\" --quiet\(more)",
            "fi",
            "exec \(words) --shard \"$shard/\(count)\" --out \"$folder\" --quiet\(more)",
        ]
    }
}
