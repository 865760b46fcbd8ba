import CPUEngine
import MonteCarlo
import PlanModel

/// What the kernel makes of single replications of a plan.
struct KernelRun {
    static let seed: UInt64 = 20_240_601

    let tables: RampTables
    private let engine = CPUEngine(threadCount: 1)

    init(_ plan: Plan) throws {
        tables = try RampTables(plan: plan)
    }

    /// Output and capacity by year of some replications, in 1/256 plate: `[replication][year]`.
    func outcomes(
        count: Int,
        first: UInt64 = 0,
        secondChance: Bool = false,
        secondIgnorance: Bool = false
    ) throws -> [(output: [Int], capacity: [Int])] {
        let again = tables.drawingAgain { $0.isUncertain ? secondIgnorance : secondChance }
        let session = try engine.ramp(again)
        let cells = try session.advance(
            RampLaunch(
                seed: Self.seed,
                first: first,
                count: UInt32(count),
                wantsOutcomes: true
            )
        )
        return (0..<count)
            .map { replication in
                func cell(_ row: Int) -> Int { Int(cells[row * count + replication]) }
                let (years, layout) = (tables.years.indices, tables.outcomes)
                return (
                    years.map { cell(layout.output(year: $0)) },
                    years.map { cell(layout.capacity(year: $0)) }
                )
            }
    }

    /// Dates of the milestones [months], `[milestone][replication]`; `isWanted` tells which inputs
    /// are drawn again.
    func milestones(
        count: Int,
        drawingAgain isWanted: (RampInput) -> Bool = { _ in false }
    ) throws -> [[Double]] {
        let session = try engine.ramp(tables.drawingAgain(isWanted))
        let launch = RampLaunch(
            seed: Self.seed,
            first: 0,
            count: UInt32(count),
            wantsOutcomes: true
        )
        let cells = try session.advance(launch)
        return tables.milestones.indices.map { milestone in
            let row = tables.outcomes.milestone(milestone)
            return cells[row * count..<(row + 1) * count].map { Double($0) / 256 }
        }
    }

    /// The counters of some replications.
    func counters(count: Int, first: UInt64 = 0) throws -> RampCounters {
        let session = try engine.ramp(tables)
        _ = try session.advance(RampLaunch(seed: Self.seed, first: first, count: UInt32(count)))
        return RampCounters(tables: tables, counts: try session.tally().counts)
    }
}

/// Counters by what they mean.
struct RampCounters {
    let tables: RampTables
    let counts: [UInt64]

    /// Replications by plates made in a year; node -1 for all.
    func output(year: Int, node: Int) -> ArraySlice<UInt64> {
        let row = year * (tables.nodes.count + 1) + node + 1
        return slice(
            tables.layout.output + row * tables.layout.outputBins,
            tables.layout.outputBins
        )
    }

    /// Replications by plates that a year could make.
    func capacity(year: Int) -> ArraySlice<UInt64> {
        let bins = tables.layout.capacityBins
        return slice(tables.layout.capacity + year * bins, bins)
    }

    /// Replications by month of a milestone; the last never.
    func milestone(_ index: Int) -> ArraySlice<UInt64> {
        let bins = tables.monthCount + 1
        return slice(tables.layout.milestones + index * bins, bins)
    }

    /// Replications by first year in which a target is reached; the last never.
    func target(_ index: Int) -> ArraySlice<UInt64> {
        let bins = tables.years.count + 1
        return slice(tables.layout.targets + index * bins, bins)
    }

    /// Replications by what binds in a month: groups, demand, qualification.
    func binding(month: Int) -> ArraySlice<UInt64> {
        let bins = tables.groups.count + 2
        return slice(tables.layout.binding + month * bins, bins)
    }

    /// Sum of utilisation, 4096 for 1, and replications with open hours.
    func use(month: Int, group: Int) -> (sum: UInt64, replications: UInt64) {
        let at = tables.layout.use + 2 * (month * tables.groups.count + group)
        return (counts[at], counts[at + 1])
    }

    private func slice(_ first: Int, _ count: Int) -> ArraySlice<UInt64> {
        counts[first..<first + count]
    }
}

extension ArraySlice<UInt64> {
    /// The only bin that counts, from 0; nil unless there is exactly one.
    var onlyBin: Int? {
        let found = indices.filter { self[$0] > 0 }
        return found.count == 1 ? found[0] - startIndex : nil
    }
}
