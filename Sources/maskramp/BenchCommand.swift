internal import ArgumentParser
internal import CPUEngine
internal import Forecast
internal import MonteCarlo
internal import OpenCLEngine
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// Throughput of each kernel on each engine.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure each kernel on each engine, and compare the digests that must agree."
    )

    @Argument(help: "The plan to measure with.")
    var plan: String
    @Option(parsing: .unconditional, help: .init("Replications of the ramp.", valueName: "n"))
    var replications = Count(20_000)
    @Option(
        parsing: .unconditional,
        help: .init("Plates sampled of each layer class and writer.", valueName: "n")
    )
    var samples = Count(1_000_000)
    @Option(help: "table or json, on standard output.")
    var format = OutputFormat.table

    func validate() throws {
        try replications.check(option: "replications", largest: 1 << 40)
        try samples.check(option: "samples", largest: 1 << 40)
    }

    func run() throws {
        let document = try PlanReader.read(path: plan)
        let processors = CPUEngine().threadCount
        var engines: [(name: String, engine: any Engine)] = [
            ("cpu, 1 thread", CPUEngine(threadCount: 1))
        ]
        if processors > 1 {
            engines.append(("cpu, \(processors) threads", CPUEngine(threadCount: processors)))
        }
        for (index, device) in OpenCLListing().devices.enumerated() {
            engines.append(("opencl:\(index), \(device.name)", try device.makeEngine()))
        }
        var rates: [BenchDocument.Rate] = []
        for (name, engine) in engines {
            let (ramp, rampRate) = try measureRamp(document.plan, engine)
            rates.append(.init(engine: name, kernel: "ramp", perSecond: rampRate, digest: ramp))
            let (write, writeRate) = try measureExposure(document.plan, engine)
            rates.append(
                .init(engine: name, kernel: "exposure", perSecond: writeRate, digest: write)
            )
        }
        let result = BenchDocument(maskramp: Version.text, rates: rates)
        switch format {
        case .json: try Console.result(try JSONText.data(result))
        case .table: try Console.result(result.lines().joined(separator: "\n") + "\n")
        }
        if !result.agree {
            throw Failure(code: .software, message: "maskramp: error: engines disagree")
        }
    }

    private func measureRamp(
        _ plan: Plan,
        _ engine: any Engine
    ) throws -> (digest: String, perSecond: Double) {
        let session = try engine.ramp(try RampTables(plan: plan))
        let replications = replications.value
        // The first launch pays for building and for memory; it is not timed.
        let warm = UInt64(min(UInt64(session.launchSize), max(1, replications / 4)))
        var done: UInt64 = 0
        let clock = ContinuousClock()
        var start = clock.now
        while done < replications {
            let size = done == 0 ? warm : UInt64(session.launchSize)
            let count = min(size, replications - done)
            _ = try session.advance(RampLaunch(seed: 1, first: done, count: UInt32(count)))
            if done == 0 { start = clock.now }
            done += count
        }
        let seconds = (clock.now - start) / .seconds(1)
        let tally = try session.tally()
        return (tally.digest, Double(replications - warm) / max(seconds, 1e-9))
    }

    private func measureExposure(
        _ plan: Plan,
        _ engine: any Engine
    ) throws -> (digest: String, perSecond: Double) {
        let forecast = ExposureForecast(try ExposureStudy(plan), engine: engine)
        let samples = samples.value
        _ = try forecast.run(seed: 1, samples: 1) { _, _ in true }
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = try forecast.run(seed: 1, samples: samples) { _, _ in true }
        let seconds = (clock.now - start) / .seconds(1)
        return (outcome.digest, Double(outcome.sampled) / max(seconds, 1e-9))
    }
}

/// `bench --format json`.
private struct BenchDocument: Encodable {
    struct Rate: Encodable {
        var engine: String
        var kernel: String
        /// Replications of the ramp, or samples of exposure.
        var perSecond: Double
        var digest: String

        enum CodingKeys: String, CodingKey {
            case engine, kernel, digest
            case perSecond = "per_second"
        }
    }

    var maskramp: String
    var rates: [Rate]
    var agree: Bool

    init(maskramp: String, rates: [Rate]) {
        self.maskramp = maskramp
        self.rates = rates
        let digests = Dictionary(grouping: rates, by: \.kernel).mapValues { Set($0.map(\.digest)) }
        agree = digests.values.allSatisfy { $0.count == 1 }
    }

    func lines() -> [String] {
        var table = TextTable(columns: [
            ("engine", .left), ("kernel", .left), ("a second", .right), ("digest", .left),
        ])
        for rate in rates {
            table.add([
                rate.engine, rate.kernel,
                NumberText.whole(Int(rate.perSecond.rounded())), String(rate.digest.prefix(16)),
            ])
        }
        return ["Replications of the ramp and samples of exposure"] + table.lines()
            + [agree ? "All digests agree." : "Digests differ."]
    }
}
