public import Forecast
public import MonteCarlo
internal import PlanModel

/// Write times as published: the fields of `exposure --format json`.
public struct ExposureDocument: Sendable, Codable {
    /// A figure in place of the plan's.
    public struct Setting: Sendable, Codable {
        /// Its name in plans.
        public var name: String
        /// Its value with its unit.
        public var value: String
        /// Always `assumed`.
        public var basis: String

        /// Makes a setting.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
            basis = "assumed"
        }
    }

    /// The same plates on another writer.
    public struct WhatIf: Sendable, Codable {
        /// The other writer.
        public var writer: String
        /// One row for each layer class and writer that can be compared.
        public var rows: [ExposureComparison]
        /// Rows that the other writer cannot write.
        public var leftOut: [ExposureStudy.LeftOut]
        /// What a reader should know of the comparison.
        public var notes: [String]

        enum CodingKeys: String, CodingKey {
            case writer, rows, notes
            case leftOut = "left_out"
        }
    }

    /// Version of the program.
    public var maskramp: String
    /// What was sampled.
    public var plan: RunResult.PlanIdentity
    /// Names of the scenarios applied.
    public var scenario: [String]
    /// Figures in place of the plan's.
    public var set: [Setting]
    /// Key of all draws, in hexadecimal.
    public var seed: String
    /// Plates of each layer class and writer.
    public var samples: UInt64
    /// Who sampled.
    public var engine: EngineIdentity
    /// SHA-256 of the integer results.
    public var digest: String
    /// What plates per tool-day are counted over: `writing_hours`, 24 of them.
    public var denominator: String
    /// One row for each layer class and writer.
    public var exposure: [ExposureRow]
    /// The same plates on another writer, where that was asked for.
    public var whatIf: WhatIf?
    /// Who drew which plates, when shards were put together; nil for one run.
    public var shards: [RunResult.ShardRow]?

    enum CodingKeys: String, CodingKey {
        case maskramp, plan, scenario, set, seed, samples, engine, digest, denominator, exposure
        case shards
        case whatIf = "what_if"
    }

    /// Makes a document.
    ///
    /// - Parameters:
    ///   - request: what was sampled, and how many plates of each row.
    ///   - study: the rows, and what was asked.
    ///   - engine: who sampled.
    ///   - outcome: what it gave.
    ///   - shards: who drew which plates; nil for one run.
    public init(
        _ request: PlanRequest,
        study: ExposureStudy,
        engine: EngineIdentity,
        outcome: ExposureForecast.Outcome,
        shards: [RunResult.ShardRow]? = nil
    ) {
        maskramp = request.version
        plan = request.identity
        scenario = request.scenarioNames
        set = study.question.settings.map { Setting(name: $0.name, value: $0.text) }
        seed = request.seedText
        samples = request.replications
        self.engine = engine
        self.shards = shards
        digest = outcome.digest
        denominator = "writing_hours"
        exposure = outcome.rows
        whatIf = study.question.otherWriter.map {
            WhatIf(
                writer: $0,
                rows: outcome.comparisons,
                leftOut: study.leftOut,
                notes: study.notes
            )
        }
    }
}

extension ExposureRow {
    /// Whether a comparison is of this row.
    func isAlike(_ other: ExposureComparison) -> Bool {
        node == other.node && layerClass == other.layerClass && writer == other.writer
    }
}
