public import Forecast
internal import MonteCarlo

/// What a run is expected to take, for a person.
public enum EstimateText {
    /// The lines.
    ///
    /// - Parameters:
    ///   - estimate: what was measured.
    ///   - isMost: whether the run may end earlier.
    /// - Returns: the lines.
    public static func lines(_ estimate: RunEstimate, isMost: Bool) -> [String] {
        let count = NumberText.whole(Int(estimate.replications))
        let rate = NumberText.whole(Int(estimate.replicationsPerSecond))
        let part = megabytes(estimate.counterBytes)
        let lines = [
            "\(estimate.plan.name): \(isMost ? "at most " : "")\(count) replications on "
                + "\(estimate.engine.kind) (\(estimate.engine.device))",
            "Time: \(NumberText.duration(estimate.seconds)): \(rate) replications a second, "
                + "measured on \(NumberText.whole(Int(estimate.measured))); "
                + "\(NumberText.whole(Int(estimate.beside))) more stand beside the counters.",
            "Memory: about \(megabytes(estimate.memoryBytes)) of the processor's, at any number of "
                + "replications.",
            "Disk: some 64 parts of \(part) while it runs, if it takes longer than two seconds.",
            "Nothing was run.",
        ]
        return lines.flatMap { TextTable.fold($0, indent: 8) }
    }

    private static func megabytes(_ bytes: Int) -> String {
        let value = Double(bytes) / 1e6
        return "\(NumberText.decimal(value, decimals: value < 10 ? 1 : 0)) MB"
    }
}
