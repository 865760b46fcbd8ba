public import MonteCarlo
internal import PlanModel

/// Write times of layer classes on their writers.
public struct ExposureForecast: Sendable {
    private let study: ExposureStudy
    private let engine: any Engine

    /// What a run gives.
    public struct Outcome: Sendable {
        /// One row for each layer class and writer.
        public var rows: [ExposureRow]
        /// The same plates on another writer, where that was asked for and can be.
        public var comparisons: [ExposureComparison]
        /// SHA-256 of all counters.
        public var digest: String
        /// Plates drawn; rows that are packed alike share theirs.
        public var sampled: UInt64
    }

    /// Makes a forecast.
    ///
    /// - Parameters:
    ///   - study: the rows.
    ///   - engine: who samples.
    public init(_ study: ExposureStudy, engine: any Engine) {
        self.study = study
        self.engine = engine
    }

    /// Plates sampled between two looks at whether to stop: about a second's work of a processor.
    private static let piece: UInt64 = 1 << 22

    /// Samples every row.
    ///
    /// - Parameters:
    ///   - seed: key of all draws.
    ///   - samples: plates of each row, at least 1.
    ///   - progress: called after every second or so with the plates done and all plates; false
    ///     stops.
    /// - Returns: the rows in the plan's order, and the digest of all counters.
    /// - Throws: `PackError` before anything is sampled, `RampForecast.Cancelled`, or the engine's
    ///   own error.
    public func run(
        seed: UInt64,
        samples: UInt64,
        progress: (UInt64, UInt64) -> Bool
    ) throws -> Outcome {
        for subject in study.entries.map(\.subject) {
            _ = try ExposureCase.entities(node: subject.node, layerClass: subject.layerClass.name)
        }
        let rows = study.entries.flatMap { [$0.subject] + ($0.other.map { [$0] } ?? []) }
        var hash = SHA256()
        hash.add("maskramp exposure 1\n")
        var known: [Packed: ExposureTally] = [:]
        var results: [ExposureSample] = []
        for (index, subject) in rows.enumerated() {
            let exposure = try packed(subject, seed: seed)
            let key = Packed(integers: exposure.integers, floats: exposure.floats)
            let done = UInt64(index) * samples
            // Tools with the same constants write the same plates in the same time.
            let tally =
                try known[key]
                ?? sample(exposure, seed: seed, samples: samples) {
                    progress(done + $0, UInt64(rows.count) * samples)
                }
            known[key] = tally
            hash.add("\(subject.node) \(subject.layerClass.name) \(subject.writer.name)\n")
            hash.add([tally.samples])
            hash.add(tally.counts)
            hash.add(tally.sums)
            results.append(ExposureSample(tally, binHours: exposure.binHours))
        }
        let sampled = UInt64(known.count) * samples
        return outcome(results, digest: hash.hexadecimal(), sampled: sampled)
    }

    /// Rows, and pairs of rows, from the samples in the order of the entries.
    private func outcome(
        _ samples: [ExposureSample],
        digest: String,
        sampled: UInt64
    ) -> Outcome {
        var outcome = Outcome(rows: [], comparisons: [], digest: digest, sampled: sampled)
        var rest = samples[...]
        for entry in study.entries {
            guard let own = rest.popFirst() else { break }
            outcome.rows.append(ExposureRow(entry.subject, own))
            guard entry.other != nil, let other = rest.popFirst() else { continue }
            outcome.comparisons.append(ExposureComparison(entry.subject, own, other))
        }
        return outcome
    }

    /// A packed case, as a key.
    private struct Packed: Hashable {
        var integers: [Int32]
        var floats: [Float]
    }

    private func sample(
        _ exposure: ExposureCase,
        seed: UInt64,
        samples: UInt64,
        progress: (UInt64) -> Bool
    ) throws -> ExposureTally {
        var tally: ExposureTally?
        var done: UInt64 = 0
        while done < samples {
            let count = min(Self.piece, samples - done)
            let part = try engine.sample(exposure, seed: seed, first: done, count: count)
            tally?.merge(part)
            tally = tally ?? part
            done += count
            if !progress(done) { throw RampForecast.Cancelled(done: done, noun: "plates of a row") }
        }
        guard let tally else { preconditionFailure("there is at least one sample") }
        return tally
    }

    /// The case of a row, its histogram's range set to the longest write to be expected.
    private func packed(_ subject: ExposureSubject, seed: UInt64) throws -> ExposureCase {
        let (largest, shots, spread) = subject.largest
        var probe = try largest.packed(shotFactor: study.shotFactor * shots)
        probe.setRange(10_000)
        let longest = try engine.sample(probe, seed: seed, first: 0, count: 1)
        let hours = ExposureSample.hours(longest.sums[ExposureSample.totalSum])
        var exposure = try subject.packed(shotFactor: study.shotFactor)
        exposure.setRange(min(10_001, hours * spread) * 1.01 + 0.01)
        return exposure
    }
}
