internal import ArgumentParser
internal import CPUEngine
internal import Forecast
internal import Foundation
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

    @OptionGroup var planOptions: PlanOptions
    @Option(parsing: .unconditional, help: .init("Replications of the ramp.", valueName: "n"))
    var replications = Count(20_000)
    @Option(
        parsing: .unconditional,
        help: .init("Plates sampled of each layer class and writer.", valueName: "n")
    )
    var samples = Count(1_000_000)
    @OptionGroup var fidelity: FidelityOptions
    @Option(
        help: .init(
            "Only this engine: auto, cpu, opencl or opencl:INDEX; may be repeated.",
            valueName: "engine"
        )
    )
    var engine: [String] = []
    @OptionGroup var draws: DrawOptions
    @Option(help: .init("A file for the result as JSON.", valueName: "file"))
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try replications.check(option: "replications", largest: 1 << 40)
        try samples.check(option: "samples", largest: 1 << 40)
        try checkPath(out)
        for text in engine { _ = try EngineChoice(text) }
    }

    func run() throws {
        if let out { try NewFile.check(out, replaces: true) }
        let document = try planOptions.read(fidelity.value, isQuiet: output.quiet)
        try document.refuseProducts(file: planOptions.plan, command: "bench")
        let seed = try draws.seedValue()
        let tables = try RampTables(plan: document.plan)
        let engines = try engines()
        var rates: [BenchDocument.Rate] = []
        for (name, engine) in engines {
            let (ramp, rampRate) = try measureRamp(tables, engine, seed)
            rates.append(.init(engine: name, kernel: "ramp", perSecond: rampRate, digest: ramp))
            let (write, writeRate) = try measureExposure(document, engine, seed)
            rates.append(
                .init(engine: name, kernel: "exposure", perSecond: writeRate, digest: write)
            )
        }
        let result = BenchDocument(
            plan: document.identity,
            scenario: document.scenarioNames,
            seed: seed,
            replications: replications.value,
            samples: samples.value,
            engines: engines.map { .init(name: $0.name, identity: $0.engine.identity) },
            rates: rates
        )
        try output.publish(result, to: out) { result.lines() }
        if !result.agree {
            throw Failure(code: .software, message: "maskramp: error: engines disagree")
        }
    }

    /// The engines that are asked for, once each; all that there are when none is.
    private func engines() throws -> [(name: String, engine: any Engine)] {
        let choices = engine.isEmpty ? ["cpu"] + Self.devices() : engine
        var found: [(name: String, engine: any Engine)] = []
        for choice in choices {
            let (made, reason) = try EngineChoice(choice).make(threads: draws.threadCount)
            if let reason, !output.quiet { Console.note(reason) }
            guard let processor = made as? CPUEngine else {
                let index = choice.split(separator: ":").dropFirst().first ?? "0"
                let prefix = choice == "auto" ? "opencl" : "opencl:\(index)"
                found.append(("\(prefix), \(made.identity.device)", made))
                continue
            }
            let counts = draws.threadCount.map { [$0] } ?? [1, processor.threadCount]
            for count in counts {
                let name = "cpu, \(counted(count, "thread"))"
                found.append((name, CPUEngine(threadCount: count)))
            }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.name).inserted }
    }

    private static func devices() -> [String] {
        OpenCLListing().devices.indices.map { "opencl:\($0)" }
    }

    private func measureRamp(
        _ tables: RampTables,
        _ engine: any Engine,
        _ seed: UInt64
    ) throws -> (digest: String, perSecond: Double) {
        let session = try engine.ramp(tables)
        let replications = replications.value
        // The first launch pays for building and for memory; it is not timed.
        let warm = UInt64(min(UInt64(session.launchSize), max(1, replications / 4)))
        var done: UInt64 = 0
        let clock = ContinuousClock()
        var start = clock.now
        while done < replications {
            let size = done == 0 ? warm : UInt64(session.launchSize)
            let count = min(size, replications - done)
            _ = try session.advance(RampLaunch(seed: seed, first: done, count: UInt32(count)))
            if done == 0 { start = clock.now }
            done += count
        }
        let seconds = (clock.now - start) / .seconds(1)
        let tally = try session.tally()
        return (tally.digest, Double(replications - warm) / max(seconds, 1e-9))
    }

    private func measureExposure(
        _ document: PlanDocument,
        _ engine: any Engine,
        _ seed: UInt64
    ) throws -> (digest: String, perSecond: Double) {
        let request = PlanRequest(
            plan: document.plan,
            planSHA256: document.identity.sha256,
            seed: seed,
            replications: samples.value,
            command: "",
            version: Version.text
        )
        let forecast = try ExposureForecast(
            request,
            ExposureStudy(document.plan),
            engine: engine
        )
        _ = try forecast.part(0..<1) { _, _ in true }
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = try forecast.run { _, _ in true }
        let seconds = (clock.now - start) / .seconds(1)
        return (outcome.digest, Double(outcome.sampled) / max(seconds, 1e-9))
    }
}
