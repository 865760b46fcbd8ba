public import Forecast
public import MonteCarlo

/// Write times as published: the fields of `exposure --format json`.
public struct ExposureDocument: Sendable, Codable {
    /// Version of the program.
    public var maskramp: String
    /// What was sampled.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied.
    public var scenario: [String]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Plates of each layer class and writer.
    public var samples: UInt64
    /// Who sampled.
    public var engine: EngineIdentity
    /// SHA-256 of the integer results.
    public var digest: String
    /// One row for each layer class and writer.
    public var exposure: [ExposureRow]

    /// Makes a document.
    public init(
        maskramp: String,
        plan: RunResult.PlanIdentity,
        scenario: [String],
        seed: UInt64,
        samples: UInt64,
        engine: EngineIdentity,
        digest: String,
        exposure: [ExposureRow]
    ) {
        self.maskramp = maskramp
        self.plan = plan
        self.scenario = scenario
        self.seed = "0x" + String(seed, radix: 16)
        self.samples = samples
        self.engine = engine
        self.digest = digest
        self.exposure = exposure
    }

    /// The document as text of 100 columns at most.
    public func lines() -> [String] {
        var table = TextTable(columns: [
            ("nm", .right), ("layer class", .left), ("writer", .left), ("mean", .right),
            ("P5", .right), ("P50", .right), ("P95", .right), ("beam", .right), ("settle", .right),
            ("stage", .right), ("cal.", .right), ("fixed", .right), ("lost", .right),
        ])
        for row in exposure {
            let error = row.standardDeviation / Double(samples).squareRoot()
            let quantiles = [row.p05, row.p50, row.p95]
            table.add(
                ["\(row.node)", row.layerClass, row.writer]
                    + [NumberText.hours(row.mean, standardError: error)]
                    // About the error of the outer quantiles of normal times.
                    + quantiles.map { NumberText.hours($0, standardError: 2 * error) }
                    + [row.beam, row.settling, row.stage, row.calibration, row.overhead]
                    .map { NumberText.decimal($0 * 100, decimals: 0) + " %" }
                    + [NumberText.percent(row.interrupted)]
            )
        }
        var heading = TextTable.fold("\(plan.name): hours to write one plate")
        heading.append(
            "\(NumberText.whole(Int(samples))) plates a row, seed \(seed); "
                + "uncertain figures at their means"
        )
        heading += TextTable.fold("engine \(engine.kind) (\(engine.device))")
        if !scenario.isEmpty {
            heading += TextTable.fold("scenario: " + scenario.joined(separator: "; "), indent: 2)
        }
        return heading + [""] + table.lines() + [
            "",
            "beam to fixed: shares of the mean time; cal.: calibration. lost: writes that a failure",
            "of the writer interrupts.",
            "Digest \(digest)",
        ]
    }
}
