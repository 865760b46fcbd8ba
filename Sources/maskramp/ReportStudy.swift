internal import Finance
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import ReportDocument

/// Computes what a report says beyond the run's own result, with the run's plan and seed.
struct ReportStudy {
    private let source: RunSource
    private let scenarios: [String]
    private let peers: [String]
    private let flow: [String]
    private let replications: UInt64
    private let threads: Int?
    private let engine: any Engine
    private let progress: Progress

    init(
        _ source: RunSource,
        scenarios: [String],
        peers: [String],
        flow: [String],
        replications: UInt64,
        threads: Int?,
        engine: any Engine,
        progress: Progress
    ) {
        self.threads = threads
        (self.source, self.scenarios) = (source, scenarios)
        (self.peers, self.flow) = (peers, flow)
        self.replications = min(replications, source.run.replications)
        (self.engine, self.progress) = (engine, progress)
    }

    private var plan: Plan { source.document.plan }
    private var isWanted: Bool { !Interrupt.isRequested }

    /// Computes every part.
    ///
    /// - Throws: `RampForecast.Cancelled` when the user stops it; errors of engine, scenarios and
    ///   peers.
    func contents() throws -> ReportContents {
        let seed = try source.seed()
        let flow = try FlowSource.read(flow, plan: source.run.plan)
        let course = try CourseStudy(plan, seed: seed, replications: replications, engine: engine)
            .run { isWanted }
        progress.show(1, of: 6)
        let sensitivity = try sensitivity(seed)
        progress.show(3, of: 6)
        let finance = try finance(seed)
        progress.show(4, of: 6)
        let comparison = try comparison(seed)
        progress.show(5, of: 6)
        return ReportContents(
            run: source.run,
            plan: plan,
            figures: source.document.figures,
            course: course,
            sensitivity: sensitivity,
            finance: finance,
            comparison: comparison,
            peers: try peers(seed),
            flow: flow
        )
    }

    /// What parts have in common; reports name the run's own command, not theirs.
    private func request(
        _ document: PlanDocument,
        _ seed: UInt64,
        replications: UInt64
    ) -> PlanRequest {
        PlanRequest(
            plan: document.plan,
            planSHA256: document.identity.sha256,
            scenarioNames: source.run.scenario,
            seed: seed,
            replications: replications,
            command: "",
            version: Version.text
        )
    }

    private func sensitivity(_ seed: UInt64) throws -> ReportContents.Part<SensitivityResult> {
        let request = request(source.document, seed, replications: max(1, replications / 4))
        let study = try Sensitivity(request, metrics: [], grouping: .kind, engine: engine)
        return .found(try study.run { _, _ in isWanted })
    }

    private func finance(_ seed: UInt64) throws -> ReportContents.Part<FinanceResult> {
        let request = request(source.document, seed, replications: replications)
        let study = try FinanceStudy(request, threads: threads, engine: engine)
        let result = try study.run { _, _ in isWanted }
        guard result.annual.contains(where: { ($0.spread.mean ?? .zero) != .zero }) else {
            return .missing(
                english: "The plan states no contracts, prices or costs, so there is no cash to "
                    + "show. docs/finance.md says what can be stated.",
                chinese: "计划中没有合同、价格或成本，因此没有现金流。可填写的内容见 docs/finance.md。"
            )
        }
        return .found(result)
    }

    /// The run's scenarios against the plan without them, then each scenario that is asked for.
    private func comparison(_ seed: UInt64) throws -> ReportContents.Part<Forecast.ComparisonResult>
    {
        let base = source.base ?? source.document
        let path = source.base == nil ? source.planPath : source.basePath
        var sides: [Comparison.Scenario] = []
        if source.base != nil {
            var side = Comparison.Scenario(source.document, file: source.planPath, base: base)
            side.name = source.run.scenario.joined(separator: "; ")
            sides.append(side)
        }
        for file in scenarios {
            var document = try PlanReader.read(path: path, scenarios: [file])
            document.plan.fidelity = source.run.fidelity
            sides.append(Comparison.Scenario(document, file: file, base: base))
        }
        guard !sides.isEmpty else {
            return .missing(
                english: "This run has no scenario. 'maskramp report RUN --scenario FILE' compares "
                    + "one with it; so does a run that is made with --scenario.",
                chinese: "本次运行没有情景。可用“maskramp report 运行文件夹 --scenario 文件”加入对比，"
                    + "或在 maskramp run 时使用 --scenario。"
            )
        }
        let request = request(base, seed, replications: replications)
        let comparison = try Comparison(request, scenarios: sides, engine: engine)
        return .found(try comparison.run { _ in isWanted })
    }

    private func peers(_ seed: UInt64) throws -> ReportContents.Part<PeersResult> {
        let isStored = FileManager.default.fileExists(atPath: source.peersPath)
        let paths = peers.isEmpty && isStored ? [source.peersPath] : peers
        guard !paths.isEmpty else {
            return .missing(
                english: "The plan names no peers. 'maskramp report RUN --peers FOLDER' sets other "
                    + "fabs beside it; docs/peers.md describes their files.",
                chinese: "计划未指定同行项目。可用“maskramp report 运行文件夹 --peers 文件夹”加入对比，"
                    + "文件格式见 docs/peers.md。"
            )
        }
        let fabs = try PeerReader.read(paths: paths)
        let own = source.run.peers?.own
        // Fabs are set beside one another by mean plates, without the luck of single ones.
        var request = request(source.document, seed, replications: replications)
        request.plan.fidelity = .means
        var beginning: Plan?
        if let day = plan.project.groundBreaking?.last {
            beginning = try PlanReader.read(path: source.planPath, asOf: day.text).plan
            beginning?.fidelity = .means
        }
        let study = try PeerStudy(
            request,
            beginning: beginning,
            fabs: .init(
                peers: fabs.peers,
                own: fabs.peers.contains { $0.id == own } ? own : nil,
                named: fabs.named
            ),
            engine: engine
        )
        return .found(try study.run { _, _ in isWanted })
    }
}
