import CPUEngine
import MonteCarlo
import PlanModel
import Testing

/// What single replications come to is what the counters count.
struct OutcomeTests {
    @Test(arguments: UInt64(300)..<308)
    func outcomesAreWhatIsCounted(seed: UInt64) throws {
        let tables = try RampTables(plan: RandomPlans.plan(seed: seed))
        let count = 300
        let session = try CPUEngine(threadCount: 1).ramp(tables)
        let cells = try session.advance(
            RampLaunch(seed: 4, first: 9, count: UInt32(count), wantsOutcomes: true)
        )
        let counters = RampCounters(tables: tables, counts: try session.tally().counts)
        let layout = tables.outcomes
        func row(_ row: Int) -> [Int] { cells[row * count..<(row + 1) * count].map(Int.init) }
        for year in tables.years.indices {
            let all = row(layout.output(year: year))
            let nodes = tables.nodes.indices.map { row(layout.output(year: year, node: $0)) }
            for replication in 0..<count {
                #expect(all[replication] == nodes.reduce(0) { $0 + $1[replication] })
            }
        }
        for milestone in tables.milestones.indices {
            var months = [UInt64](repeating: 0, count: tables.monthCount + 1)
            for parts in row(layout.milestone(milestone)) {
                months[max(0, min(tables.monthCount, parts / 256))] += 1
            }
            #expect(Array(counters.milestone(milestone)) == months)
        }
        for target in tables.targets.indices {
            var years = [UInt64](repeating: 0, count: tables.years.count + 1)
            for year in row(layout.target(target)) { years[year] += 1 }
            #expect(Array(counters.target(target)) == years)
        }
    }

    @Test func anInputDrawnAgainMovesOnlyWhatHangsOnIt() throws {
        let tables = try RampTables(plan: RandomPlans.plan(seed: 301))
        #expect(Set(tables.inputs.map(\.name)).count == tables.inputs.count)
        let none = tables.drawingAgain { _ in false }
        #expect(none.integers == tables.integers)
        for input in tables.inputs {
            let other = tables.drawingAgain { $0.name == input.name }
            #expect(zip(other.integers, tables.integers).count { $0 != $1 } == 1)
        }
    }
}
