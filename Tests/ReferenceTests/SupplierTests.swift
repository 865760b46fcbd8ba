import MonteCarlo
import PlanModel
import Testing

/// Slips of tools of one supplier: docs/model.md, "Suppliers".
struct SupplierTests {
    static let count = 20_000

    /// Tools with slips of their own distributions, the first two of one supplier.
    private func plan(_ correlation: Figure?, promised: String = "2024-02-01") -> Plan {
        let slips: [Distribution] = [
            .lognormal(median: 2, sigma: 0.9), .triangular(low: 0, mode: 1, high: 7),
            .uniform(low: 0, high: 9),
        ]
        var plan = Plan.plain(
            nodes: [.plain(90)],
            groups: [.plain("etch")],
            tools: slips.indices.map { .plain("etch-\($0)", group: "etch", promised: promised) },
            route: [.hours("etch", 2)],
            demand: [.steady(10)]
        )
        for index in slips.indices {
            let path = "tools.etch-\(index).slip"
            plan.tools[index].slip = .random(slips[index], path: path)
            plan.tools[index].supplier = index < 2 ? "A" : "B"
        }
        plan.milestones = plan.tools.map { .of(.tool($0.name), .delivered) }
        plan.factors.delayCorrelation = correlation
        return plan
    }

    private func correlation(_ value: Double) -> Figure {
        .value(value, path: "factors.delay_correlation")
    }

    /// Spearman's rank correlation of two columns without ties.
    private func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double {
        func ranks(_ values: [Double]) -> [Double] {
            var ranks = [Double](repeating: 0, count: values.count)
            for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated()
            { ranks[index] = Double(rank) }
            return ranks
        }
        let n = Double(a.count)
        let squares = zip(ranks(a), ranks(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return 1 - 6 * squares / (n * (n * n - 1))
    }

    // Four standard errors of a rank correlation of 20,000 pairs are below 0.03.
    @Test(arguments: [0.25, 0.6, 1.0])
    func ranksCorrelateByWhatThePlanSays(wanted: Double) throws {
        let dates = try KernelRun(plan(correlation(wanted))).milestones(count: Self.count)
        #expect(abs(rankCorrelation(dates[0], dates[1]) - wanted) < 0.03)
        #expect(abs(rankCorrelation(dates[0], dates[2])) < 0.03)
    }

    @Test func uncertainCorrelationCountsWithItsMean() throws {
        let spread = Distribution.uniform(low: 0.2, high: 0.8)
        let figure = Figure.uncertain(spread, path: "factors.delay_correlation")
        let dates = try KernelRun(plan(figure)).milestones(count: Self.count)
        #expect(abs(rankCorrelation(dates[0], dates[1]) - 0.5) < 0.03)
    }

    /// Largest distance of two empirical distributions; 1.95·√(2/n) is exceeded by chance once in a
    /// thousand (Smirnov 1948).
    @Test(arguments: ["2024-02-01", "2023-H1"])
    func slipOfEachToolStaysAsItIs(promised: String) throws {
        let apart = try KernelRun(plan(nil, promised: promised)).milestones(count: Self.count)
        let alike = try KernelRun(plan(correlation(0.7), promised: promised))
            .milestones(count: Self.count)
        for tool in 0..<3 {
            let (a, b) = (apart[tool].sorted(), alike[tool].sorted())
            var (i, j, largest) = (0, 0, 0.0)
            while i < a.count, j < b.count {
                let value = min(a[i], b[j])
                while i < a.count, a[i] <= value { i += 1 }
                while j < b.count, b[j] <= value { j += 1 }
                largest = max(largest, abs(Double(i - j)) / Double(a.count))
            }
            #expect(largest < 1.95 * (2 / Double(Self.count)).squareRoot(), "tool \(tool)")
        }
    }

    @Test func noCorrelationIsNoKey() throws {
        let none = try KernelRun(plan(nil)).counters(count: 500).counts
        #expect(try KernelRun(plan(correlation(0))).counters(count: 500).counts == none)
    }

    /// A contract's supplier counts where the tool names none; each unit of a batch decides alone.
    @Test func contractsAndBatchesHaveSuppliers() throws {
        var own = plan(correlation(1))
        own.tools[0].slip = own.tools[2].slip
        own.tools[0].slip?.path = "tools.etch-0.slip"
        var bought = own
        own.tools[2].supplier = "A"
        bought.contracts = [.of(supplier: "A")]
        bought.tools[2].supplier = nil
        bought.tools[2].contract = "c"
        let dates = try KernelRun(own).milestones(count: 200)
        #expect(dates == (try KernelRun(bought).milestones(count: 200)))
        // At 1 both slip alike; promised days lie within one day.
        #expect(zip(dates[0], dates[2]).allSatisfy { abs($0 - $1) < 1.0 / 29 + 0.01 })
        own.tools[0].count = 3
        let names = try KernelRun(own).tables.inputs.filter { $0.kind == .sharing }.map(\.name)
        #expect(Set(names).isSuperset(of: ["tools.etch-0.supplier", "tools.etch-0#3.supplier"]))
    }

    /// What a supplier's tools have in common can be drawn again; nothing else moves.
    @Test func commonSlipIsAnInputOfItsOwn() throws {
        let tables = try KernelRun(plan(correlation(0.5))).tables
        #expect(
            tables.inputs.filter { $0.kind == .supplier }.map(\.name)
                == ["suppliers.A.slip", "suppliers.B.slip"]
        )
        let run = try KernelRun(plan(correlation(0.5)))
        let (before, after) = (
            try run.milestones(count: 400),
            try run.milestones(count: 400) { $0.name == "suppliers.A.slip" }
        )
        #expect(before[0] != after[0] && before[1] != after[1] && before[2] == after[2])
    }
}
