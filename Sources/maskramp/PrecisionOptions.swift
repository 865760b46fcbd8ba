internal import ArgumentParser
internal import Forecast

/// When a run is precise enough, and whether it shows how precise it is.
struct PrecisionOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .init(
            """
            Stop when the 95 % intervals of P10, P50 and P90 are this narrow: 1% of the \
            median, or a number of plates.
            """,
            valueName: "width"
        )
    )
    var untilPrecision: String?
    @Option(
        name: .customLong("output"),
        help: .init(
            """
            The result that should be so precise, such as output.2029; may be repeated. \
            Unless given, that of the first target.
            """,
            valueName: "metric"
        )
    )
    var metrics: [String] = []
    @Flag(help: "Show the 95 % intervals of P10, P50 and P90.")
    var intervals = false

    func validate() throws {
        if let untilPrecision, Precision(untilPrecision) == nil {
            throw ValidationError(
                "--until-precision: '\(untilPrecision)' is not a width; expected a share of the "
                    + "median up to 100%, such as 1%, or a number of plates, such as 50"
            )
        }
        if untilPrecision == nil, let metric = metrics.first {
            throw ValidationError(
                "--output: '\(metric)' says what --until-precision is about; give both or neither"
            )
        }
    }

    /// What is asked; nil when the number of replications decides.
    var value: Precision? { untilPrecision.flatMap { Precision($0, metrics: metrics) } }

    /// Whether the text shows intervals.
    var showsIntervals: Bool { intervals || untilPrecision != nil }

    /// The options as they stand on a command line.
    var words: [String] {
        (untilPrecision.map { ["--until-precision", $0] } ?? [])
            + metrics.flatMap { ["--output", $0] } + (intervals ? ["--intervals"] : [])
    }
}
