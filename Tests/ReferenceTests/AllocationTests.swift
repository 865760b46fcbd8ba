import Foundation
import PlanModel
import ReferenceModel
import Testing

/// Cases of hours and work for an independent solver: Tests/Allocation/check_allocation.py.
struct AllocationTests {
    /// Writes what the reference model, to which the kernel is held, gives to whom.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["MASKRAMP_ALLOCATION_CASES"] != nil))
    func writeCases() throws {
        let path = try #require(ProcessInfo.processInfo.environment["MASKRAMP_ALLOCATION_CASES"])
        var cases: [AllocationCase] = []
        for seed in UInt64(1000)..<1300 {
            let model = RampReference(plan: RandomPlans.plan(seed: seed))
            cases += model.allocations(Draws(seed: seed, replication: 3), months: [20, 40, 60])
        }
        #expect(cases.count > 1000)
        try JSONEncoder().encode(cases).write(to: URL(fileURLWithPath: path))
    }
}
