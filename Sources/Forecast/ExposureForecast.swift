internal import Foundation
public import MonteCarlo
public import PlanModel
internal import Statistics

/// Write times of a plan's layer classes on its writers.
public struct ExposureForecast: Sendable {
    private let plan: Plan
    private let engine: any Engine

    /// Makes a forecast.
    public init(plan: Plan, engine: any Engine) {
        self.plan = plan
        self.engine = engine
    }

    /// Plates sampled between two looks at whether to stop: about a second's work of a processor.
    private static let piece: UInt64 = 1 << 22

    /// One layer class on one writer.
    struct Subject {
        var node: Int
        var layerClass: LayerClass
        var writerName: String
        var writerClass: WriterClass
        var stage: StageMotion
        var figures: [WriterField: Figure]
        var meanTimeBetweenFailures: Double?
    }

    /// Samples every layer class of every node on every kind of writer that can write it.
    ///
    /// - Parameters:
    ///   - seed: key of all draws.
    ///   - samples: plates of each case, at least 1.
    ///   - progress: called after every second or so with the plates done and all plates; false
    ///     stops.
    /// - Returns: a row for each case, and the digest of all counters.
    /// - Throws: `PackError` before anything is sampled, `RampForecast.Cancelled`, or the engine's
    ///   own error.
    public func run(
        seed: UInt64,
        samples: UInt64,
        progress: (UInt64, UInt64) -> Bool
    ) throws -> (rows: [ExposureRow], digest: String) {
        let subjects = findSubjects()
        for subject in subjects {
            _ = try ExposureCase.entities(node: subject.node, layerClass: subject.layerClass.name)
        }
        var hash = SHA256()
        hash.add("maskramp exposure 1\n")
        var rows: [ExposureRow] = []
        for subject in subjects {
            let done = UInt64(rows.count) * samples
            let (exposure, tally) = try sample(subject, seed: seed, samples: samples) {
                progress(done + $0, UInt64(subjects.count) * samples)
            }
            hash.add("\(subject.node) \(subject.layerClass.name) \(subject.writerName)\n")
            hash.add([tally.samples])
            hash.add(tally.counts)
            hash.add(tally.sums)
            rows.append(ExposureRow(subject, exposure: exposure, tally: tally))
        }
        return (rows, hash.hexadecimal())
    }

    private func sample(
        _ subject: Subject,
        seed: UInt64,
        samples: UInt64,
        progress: (UInt64) -> Bool
    ) throws -> (ExposureCase, ExposureTally) {
        let factor = plan.factors.shots?.distribution.moments.mean ?? 1
        func makeCase(
            _ layerClass: LayerClass,
            _ figures: [WriterField: Figure],
            factor: Double
        ) throws(PackError) -> ExposureCase {
            try ExposureCase(
                node: subject.node,
                layerClass: layerClass.name,
                plate: PlateConstants(means: layerClass, shotFactor: Quantity(factor)),
                writer: WriterConstants(means: figures),
                writerClass: subject.writerClass,
                stage: subject.stage,
                meanTimeBetweenFailures: subject.meanTimeBetweenFailures.map { Quantity($0) }
            )
        }
        // One plate with as many shots as one in fifty million has sets the histogram's range.
        var largest = subject.layerClass
        var factorOfLargest = factor
        if let shots = largest.shotsPerPass, shots.kind == .random {
            let (mean, variance) = shots.distribution.moments
            let sigma = mean > 0 ? log1p(variance / (mean * mean)).squareRoot() : 0
            largest.shotsPerPass = .value(mean * exp(-sigma * sigma / 2), path: shots.path)
            factorOfLargest *= exp(5.5 * sigma)
        }
        if let density = largest.density, density.kind == .random {
            largest.density = .value(0, path: density.path)
        }
        var steady = subject.figures
        var spread = 0.0
        for field in [WriterField.drift, .spread] {
            spread += steady.removeValue(forKey: field)?.distribution.moments.mean ?? 0
        }
        var probe = try makeCase(largest, steady, factor: factorOfLargest)
        probe.setRange(10_000)
        let longest = try engine.sample(probe, seed: seed, first: 0, count: 1)
        var exposure = try makeCase(subject.layerClass, subject.figures, factor: factor)
        let hours = ExposureRow.hours(longest.sums[ExposureRow.totalSum])
        exposure.setRange(min(10_001, hours * exp(5.5 * spread)) * 1.01 + 0.01)
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
        return (exposure, tally)
    }

    private func findSubjects() -> [Subject] {
        var subjects: [Subject] = []
        for node in plan.nodes {
            let hasSecond = (node.secondLevelShare?.distribution.moments.mean ?? 0) > 0
            let second = hasSecond ? node.secondWrite : nil
            for layerClass in node.layerClasses + (second.map { [$0] } ?? []) {
                for group in plan.groups where group.writes.contains(layerClass.writerClass) {
                    subjects += writers(of: group, node: node.node)
                        .map { writer in
                            Subject(
                                node: node.node,
                                layerClass: layerClass,
                                writerName: writer.name,
                                writerClass: writer.model.writerClass,
                                stage: writer.model.stage,
                                figures: writer.model.figures
                                    .merging(writer.settings) { $1 },
                                meanTimeBetweenFailures: group.mtbf?.distribution.moments.mean
                            )
                        }
                }
            }
        }
        return subjects
    }

    /// Kinds of writers of a group that reach a node: a model, or a tool with settings of its own.
    private func writers(
        of group: ToolGroup,
        node: Int
    ) -> [(name: String, model: Writer, settings: [WriterField: Figure])] {
        var found: [(name: String, model: Writer, settings: [WriterField: Figure])] = []
        for tool in plan.tools where tool.group == group.name {
            guard let model = plan.writers.first(where: { $0.name == tool.model }) else { continue }
            let finest = tool.finestNode > 0 ? tool.finestNode : model.finestNode
            let name = tool.settings.isEmpty ? model.name : tool.name
            if finest > node || found.contains(where: { $0.name == name }) { continue }
            found.append((name, model, tool.settings))
        }
        return found
    }
}
