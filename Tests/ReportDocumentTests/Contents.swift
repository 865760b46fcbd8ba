import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import ReportDocument

/// The small plan of the command line's tests, run and reported.
enum Contents {
    /// What a report of it is made of.
    ///
    /// - Parameter replications: of everything.
    /// - Returns: the contents.
    /// - Throws: what the reader or the engine finds wrong.
    static func small(replications: UInt64 = 60) throws -> ReportContents {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
        let document = try PlanReader.read(
            path: root.path + "/CommandLineTests/Fixtures/small.yaml"
        )
        let request = PlanRequest(
            plan: document.plan,
            planSHA256: "0",
            seed: 1,
            replications: replications,
            command: "maskramp run small.yaml",
            version: "test"
        )
        let engine = CPUEngine(threadCount: 1)
        var few = request
        few.replications = 12
        return ReportContents(
            run: try RampForecast(request, until: nil, engine: engine).run { _, _ in true },
            plan: document.plan,
            figures: document.figures,
            course: try CourseStudy(
                document.plan,
                seed: 1,
                replications: replications,
                engine: engine
            )
            .run { true },
            sensitivity: .found(
                try Sensitivity(request, metrics: [], grouping: .kind, engine: engine)
                    .run { _, _ in true }
            ),
            finance: .found(try FinanceStudy(request, engine: engine).run { _, _ in true }),
            comparison: .missing(english: "no scenario", chinese: "没有情景"),
            peers: .missing(english: "no peers", chinese: "没有同行"),
            flow: .found(
                .init(
                    flow: try FlowStudy(few, terms: FlowTerms(), engine: engine)
                        .run { _, _ in true },
                    curve: try FlowCurve(
                        few,
                        terms: FlowTerms(),
                        loads: [0.1, 0.5],
                        engine: engine
                    )
                    .run { _, _ in true },
                    gantt: try FlowWeek("2028-W10")
                        .map {
                            try FlowStudy(few, terms: FlowTerms(), engine: engine)
                                .gantt($0, of: 1) { _, _ in true }
                        }
                )
            )
        )
    }
}
