public import MonteCarlo
internal import PlanModel

/// Write times of layer classes on their writers.
public struct ExposureForecast: Sendable {
    private let request: PlanRequest
    private let study: ExposureStudy
    private let engine: any Engine
    /// Rows, each followed by its like on the other writer.
    private let subjects: [ExposureSubject]
    /// What is sampled; rows that are packed alike share one.
    private let cases: [ExposureCase]
    /// Of each subject, its case.
    private let caseOf: [Int]
    /// Integers of a case.
    private let size: (counts: Int, sums: Int)

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

    /// Packs every row.
    ///
    /// - Parameters:
    ///   - request: the plan; its replications are the plates of each row.
    ///   - study: the rows.
    ///   - engine: who samples.
    /// - Throws: `PackError`, or the engine's own error.
    public init(_ request: PlanRequest, _ study: ExposureStudy, engine: any Engine) throws {
        (self.request, self.study, self.engine) = (request, study, engine)
        for subject in study.entries.map(\.subject) {
            _ = try ExposureCase.entities(node: subject.node, layerClass: subject.layerClass.name)
        }
        subjects = study.entries.flatMap { [$0.subject] + ($0.other.map { [$0] } ?? []) }
        var known: [Packed: Int] = [:]
        var cases: [ExposureCase] = []
        var size = (counts: 0, sums: 0)
        caseOf = try subjects.map { subject in
            let (exposure, probe) = try Self.packed(subject, study, request.seed, engine)
            size = (probe.counts.count, probe.sums.count)
            let key = Packed(integers: exposure.integers, floats: exposure.floats)
            // Tools with the same constants write the same plates in the same time.
            if let index = known[key] { return index }
            known[key] = cases.count
            cases.append(exposure)
            return cases.count - 1
        }
        (self.cases, self.size) = (cases, size)
    }

    /// Plates sampled between two looks at whether to stop: about a second's work of a processor.
    private static let piece: UInt64 = 1 << 22

    /// Samples every row.
    ///
    /// - Parameter progress: called after every second or so with the plates done, mean of the rows,
    ///   and those of each row; false stops.
    /// - Returns: the rows in the plan's order, and the digest of all counters.
    /// - Throws: `RampForecast.Cancelled`, or the engine's own error.
    public func run(progress: (UInt64, UInt64) -> Bool) throws -> Outcome {
        outcome(of: try whole(progress: progress))
    }

    /// What all samples came to.
    ///
    /// - Parameter whole: put together from parts.
    /// - Returns: the rows in the plan's order, and the digest of all counters.
    public func outcome(of whole: RunPart) -> Outcome {
        let tallies = tallies(whole)
        var hash = SHA256()
        hash.add("maskramp exposure 1\n")
        var results: [ExposureSample] = []
        for (subject, index) in zip(subjects, caseOf) {
            let tally = tallies[index]
            hash.add("\(subject.node) \(subject.layerClass.name) \(subject.writer.name)\n")
            hash.add([tally.samples])
            hash.add(tally.counts)
            hash.add(tally.sums)
            results.append(ExposureSample(tally, binHours: cases[index].binHours))
        }
        let sampled = UInt64(cases.count) * whole.replications
        return outcome(results, digest: hash.hexadecimal(), sampled: sampled)
    }

    private func tallies(_ whole: RunPart) -> [ExposureTally] {
        var rest = whole.counts.sums[...]
        func next(_ count: Int) -> [UInt64] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        return cases.map { _ in
            var tally = ExposureTally(
                counts: next(size.counts),
                sums: next(size.sums),
                samples: whole.replications
            )
            tally.carrySquares()
            return tally
        }
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

    /// The case of a row, its histogram's range set to the longest write to be expected, and the
    /// probe that told it.
    private static func packed(
        _ subject: ExposureSubject,
        _ study: ExposureStudy,
        _ seed: UInt64,
        _ engine: any Engine
    ) throws -> (ExposureCase, ExposureTally) {
        let (largest, shots, spread) = subject.largest
        var probe = try largest.packed(shotFactor: study.shotFactor * shots)
        probe.setRange(10_000)
        let longest = try engine.sample(probe, seed: seed, first: 0, count: 1)
        let hours = ExposureSample.hours(longest.sums[ExposureSample.totalSum])
        var exposure = try subject.packed(shotFactor: study.shotFactor)
        exposure.setRange(min(10_001, hours * spread) * 1.01 + 0.01)
        return (exposure, longest)
    }
}

extension ExposureForecast: CountedStudy {
    /// What its parts have in common.
    public var identity: RunIdentity {
        RunIdentity(request, kernelSHA256: engine.identity.kernelSHA256)
    }

    /// Integers of each part.
    public var shape: PartCounts.Shape { .init(sums: cases.count * (size.counts + size.sums)) }

    /// Counts some of the replications, as `CountedStudy` says.
    public func part(
        _ range: Range<UInt64>,
        progress: (UInt64, (() throws -> RunPart)?) throws -> Bool
    ) throws -> RunPart {
        let clock = PartClock(first: range.lowerBound, engine: engine.identity)
        var tallies: [ExposureTally] = []
        var done: UInt64 = 0
        func counted() -> RunPart {
            var counts = PartCounts()
            counts.sums = tallies.flatMap { $0.counts + $0.sums }
            return clock.part(done, counts)
        }
        while done < range.count {
            let count = min(Self.piece, UInt64(range.count) - done)
            let first = range.lowerBound + done
            let before = tallies
            for (index, exposure) in cases.enumerated() {
                let own = try engine.sample(
                    exposure,
                    seed: request.seed,
                    first: first,
                    count: count
                )
                if before.isEmpty { tallies.append(own) } else { tallies[index].merge(own) }
                if index < cases.count - 1 {
                    let work = UInt64(index + 1) * count / UInt64(cases.count)
                    _ = try goesOn(progress, done + work)
                }
            }
            done += count
            guard try progress(done, counted) else { break }
        }
        return counted()
    }
}
