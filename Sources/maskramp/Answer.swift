internal import Forecast
internal import Reporting

/// A study that can be counted in parts, and what becomes of its result.
struct Answer {
    /// The study.
    let study: any CountedStudy
    /// Finds out before long work whether the result can go to a path.
    let check: (_ out: String) throws -> Void
    /// Writes and prints the result of all replications.
    let publish: (_ whole: RunPart, _ ending: Ending, _ output: OutputOptions) throws -> Void

    /// What is done with a result.
    struct Ending {
        /// Where it goes; nil for nowhere.
        var out: String?
        /// Who counted which replications, when it was put together from shards.
        var shards: [RunResult.ShardRow]?
        /// Whether it is on the disk before `whenWritten`.
        var isLasting = false
        /// Done once it is there.
        var whenWritten: () -> Void = {}
    }
}

extension Answer {
    /// A study whose result is a file of JSON.
    ///
    /// - Parameters:
    ///   - study: the study.
    ///   - result: of all replications.
    ///   - lines: the same as a person reads it.
    init<Result: ShardedResult>(
        _ study: some CountedStudy,
        result: @escaping (RunPart) throws -> Result,
        lines: @escaping (Result) -> [String]
    ) {
        self.init(study: study, check: { try NewFile.check($0, replaces: true) }) {
            whole,
            ending,
            output in
            var result = try result(whole)
            result.shards = ending.shards
            try output.publish(result, to: ending.out, isLasting: ending.isLasting) {
                lines(result)
            }
        }
    }
}
