public import MonteCarlo
public import PlanModel

/// Sets a plan beside other fabs: as published, and as they would be under the plan's own tools and
/// risks.
public struct PeerStudy: Sendable {
    /// What the plan is set beside.
    public struct Fabs: Sendable {
        /// All fabs.
        public var peers: [Peer]
        /// Which of them is the plan's own; nil when it is not among them.
        public var own: String?
        /// Makers that are named and have no figures.
        public var named: [NamedMaker]

        /// Makes a choice.
        public init(peers: [Peer], own: String?, named: [NamedMaker]) {
            (self.peers, self.own, self.named) = (peers, own, named)
        }
    }

    /// Most replications: what each comes to is kept, to be compared one by one.
    public static let mostReplications: UInt64 = 1 << 18
    /// Name of the plan among fabs of which none is its own.
    static let planName = "this-plan"

    private let request: PlanRequest
    private let beginning: Plan?
    private let fabs: Fabs
    private let engine: any Engine
    private let tables: RampTables

    /// Packs the plan for the engine.
    ///
    /// - Parameters:
    ///   - request: the plan; every fab has its replications.
    ///   - beginning: the plan as seen at its ground-breaking; nil when it states none.
    ///   - fabs: what it is set beside.
    ///   - engine: where it is computed.
    /// - Throws: `PackError` when the plan is beyond what a kernel can hold.
    public init(
        _ request: PlanRequest,
        beginning: Plan?,
        fabs: Fabs,
        engine: any Engine
    ) throws(PackError) {
        self.request = request
        self.beginning = beginning
        self.fabs = fabs
        self.engine = engine
        tables = try RampTables(plan: request.plan)
    }

    /// Runs all fabs.
    ///
    /// - Parameter progress: called after every launch with the plans done and how many there are;
    ///   false stops.
    /// - Returns: the comparison.
    /// - Throws: `RampForecast.Cancelled`, `PackError`, or the engine's own error.
    public func run(progress: (Int, Int) -> Bool) throws -> PeersResult {
        let clock = ContinuousClock()
        let start = clock.now
        let (cases, blank, origin) = cases()
        try checkLuck(cases)
        let total = cases.reduce(1) { $0 + $1.variants.count }
        var hash = SHA256()
        hash.add("maskramp peers 1\n")
        var done = 0
        var runs: [PeerRun] = []
        for fab in cases {
            var run = PeerRun(fab, origin: origin)
            for (number, variant) in fab.variants.enumerated() {
                let tables = try RampTables(plan: variant).countingTwelveMonths(from: 0)
                    .drawing(apart: fab.luck, PeerCase.isOwnLuck)
                let cells = try cells(tables, run.rows(tables)) { progress(done, total) }
                run.add(cells, of: number, tables)
                done += 1
            }
            run.digest(into: &hash)
            runs.append(run)
        }
        let open = try openMilestones(&hash) { progress(done, total) }
        let slips = PeerSlips(fabs.peers, asOf: request.plan.asOf).result
        let seconds = (clock.now - start) / .seconds(1)
        let work = Double(total) * Double(request.replications)
        return result(
            model: .init(
                seenFrom: cases.isEmpty ? nil : beginning?.project.groundBreaking?.text,
                fabs: runs.map { $0.result() },
                blank: blank,
                ranks: PeerRun.ranks(runs)
            ),
            slips: slips,
            milestones: adjusted(open, slips),
            digest: hash.hexadecimal(),
            timing: .init(seconds: seconds, replications: work)
        )
    }

    private func cells(
        _ tables: RampTables,
        _ rows: [Int],
        _ isWanted: () -> Bool
    ) throws -> [[Int32]] {
        try OutcomeRun(tables: tables, engine: engine, seed: request.seed)
            .cells(rows, replications: request.replications, isWanted: isWanted)
    }

    // MARK: Fabs

    private func cases() -> (cases: [PeerCase], blank: [PeersResult.Blank], origin: Int) {
        let others = fabs.peers.filter { $0.id != fabs.own }
        let makers: PeerCases
        do throws(PeerCase.Blank) {
            guard let beginning else {
                throw .init(reason: "the plan has no project.ground_breaking to count from")
            }
            makers = try PeerCases(
                beginning,
                seed: request.seed,
                replications: Int(request.replications)
            )
        } catch {
            let ids = [fabs.own ?? Self.planName] + others.map(\.id)
            return ([], ids.map { .init(id: $0, reason: error.reason) }, 0)
        }
        var cases = [makers.own(id: fabs.own ?? Self.planName)]
        var blank: [PeersResult.Blank] = []
        for peer in others {
            do throws(PeerCase.Blank) {
                cases.append(try makers.other(peer))
            } catch {
                blank.append(.init(id: peer.id, reason: error.reason))
            }
        }
        return (cases, blank, makers.origin)
    }

    /// Two fabs that would draw the same numbers are refused.
    private func checkLuck(_ cases: [PeerCase]) throws(PackError) {
        var seen: [UInt32: String] = [:]
        for fab in cases {
            let set = RampTables.set(of: fab.luck)
            if let other = seen[set] {
                throw PackError(
                    message: "the fabs '\(other)' and '\(fab.id)' draw the same random numbers; "
                        + "rename the file of one"
                )
            }
            seen[set] = fab.id
        }
    }

    // MARK: The plan's own milestones

    /// Dates of the plan's milestones that are planned and have not happened, from the plan as it
    /// stands.
    private func openMilestones(
        _ hash: inout SHA256,
        _ isWanted: () -> Bool
    ) throws -> [(milestone: Milestone, dates: PeersResult.Dates)] {
        let open = tables.milestones.indices.filter {
            tables.milestones[$0].planned != nil && tables.milestones[$0].happened == nil
        }
        guard !open.isEmpty else { return [] }
        let cells = try cells(tables, open.map(tables.outcomes.milestone), isWanted)
        return zip(open, cells)
            .map { index, cells in
                hash.add(cells.map { UInt64(bitPattern: Int64($0)) })
                let sorted = cells.sorted()
                let parts = Int(RampTables.OutcomeLayout.monthParts)
                func month(_ p: Double) -> String? {
                    let place = max(1, Int((p * Double(sorted.count)).rounded(.up))) - 1
                    let month = Int(sorted[place]) / parts
                    guard month < tables.monthCount else { return nil }
                    return Month(number: tables.start.number + month).text
                }
                let met = sorted.count { Int($0) < tables.monthCount * parts }
                return (
                    tables.milestones[index],
                    .init(
                        probability: Double(met) / Double(sorted.count),
                        p10: month(0.1),
                        p50: month(0.5),
                        p90: month(0.9)
                    )
                )
            }
    }

    private func adjusted(
        _ open: [(milestone: Milestone, dates: PeersResult.Dates)],
        _ slips: PeersResult.ReferenceClass
    ) -> [PeersResult.OwnMilestone] {
        open.compactMap { milestone, dates in
            milestone.planned.map { planned in
                .init(
                    id: milestone.name,
                    planned: planned.text,
                    low: PeerSlips.month(planned, after: slips.low),
                    median: PeerSlips.month(planned, after: slips.median),
                    high: PeerSlips.month(planned, after: slips.high),
                    model: dates
                )
            }
        }
    }

    // MARK: Result

    private func rows() -> [PeersResult.Fab] {
        var peers = fabs.peers
        if fabs.own == nil { peers.insert(Peer(plan: request.plan, id: Self.planName), at: 0) }
        let own = fabs.own ?? Self.planName
        return peers.sorted { ($0.id != own ? 1 : 0, $0.id) < ($1.id != own ? 1 : 0, $1.id) }
            .map { PeerFacts(peer: $0, plan: request.plan, isOwn: $0.id == own).fab() }
    }

    private func result(
        model: PeersResult.Model,
        slips: PeersResult.ReferenceClass,
        milestones: [PeersResult.OwnMilestone],
        digest: String,
        timing: RunResult.Timing
    ) -> PeersResult {
        let plan = request.plan
        return PeersResult(
            maskramp: request.version,
            plan: request.identity,
            scenario: request.scenarioNames,
            seed: request.seedText,
            replications: request.replications,
            engine: engine.identity,
            asOf: plan.asOf.text,
            digest: digest,
            money: .init(currency: plan.money.currency, unit: plan.money.unit),
            peers: rows(),
            named: fabs.named,
            model: model,
            referenceClass: slips,
            milestones: milestones,
            command: request.command,
            timing: timing
        )
    }
}
