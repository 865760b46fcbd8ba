import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel

/// Plans whose results are known by hand.
enum Plans {
    /// The plan that the golden files of the command line are made from.
    static func small() throws -> Plan {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try PlanReader.read(path: root.path + "/CommandLineTests/Fixtures/small.yaml").plan
    }

    /// A fab that makes all that is wanted, up to some 500 plates a month.
    ///
    /// - Parameters:
    ///   - demand: plates a month by date.
    ///   - more: further parts of the plan.
    ///   - tool: its only tool, when it is not one that came before the horizon.
    /// - Returns: the plan.
    /// - Throws: what the reader finds wrong.
    static func fab(demand: String, more: String = "", tool: String? = nil) throws -> Plan {
        let text = """
            plan: Fab
            horizon: {start: 2025-01, end: 2027-12}
            as_of: 2025-01-31
            basis: assumed
            source: test
            sources: {test: made for a test}
            demand:
              - {node: all, plates_per_month: {\(demand)}}
            nodes:
              180:
                mix: 100 %
                yield: {mature: 1}
                layer_classes: {all: {share: 1, writer: raster}}
            writers:
              laser:
                {class: raster, finest_node: 180, pixel: 100 nm, pixel_rate: 100 MHz, beams: 32,
                 overhead: 0.5 h}
            groups:
              laser: {writes: [raster], availability: 100 %}
            route:
              - {step: write, work: write}
            tools:
              \(tool ?? "laser-1: {group: laser, model: laser, delivered: 2024-12}")
            \(more)
            """
        let path = NSTemporaryDirectory() + "maskramp-forecast-" + UUID().uuidString + ".yaml"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try PlanReader.read(path: path).plan
    }

    /// A request without what only a report shows.
    static func request(_ plan: Plan, seed: UInt64 = 1, _ replications: UInt64) -> PlanRequest {
        .init(
            plan: plan,
            planSHA256: "",
            seed: seed,
            replications: replications,
            command: "",
            version: ""
        )
    }

    /// What moves one result of a plan.
    static func sensitivity(
        _ plan: Plan,
        _ metrics: String...,
        grouping: InputGrouping = .input,
        replications: UInt64 = 4096
    ) throws -> SensitivityResult {
        try Sensitivity(
            request(plan, replications),
            metrics: metrics,
            grouping: grouping,
            engine: CPUEngine(threadCount: nil)
        )
        .run { _, _ in true }
    }
}
