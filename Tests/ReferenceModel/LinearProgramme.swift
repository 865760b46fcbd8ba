/// A linear programme in double precision: the largest `objective · x` with `rows · x ≤ limits` and
/// `x ≥ 0`, for limits that are not negative.
///
/// - Source: Dantzig's tableau; Bland, "New finite pivoting rules" (1977), doi:10.1287/moor.2.2.103.
struct LinearProgramme {
    var objective: [Double]
    var rows: [[Double]]
    var limits: [Double]

    /// What it comes to.
    struct Solution {
        var value: Double
        /// What one more of each limit is worth.
        var prices: [Double]
    }

    /// The optimum; nil when there is no bound to it.
    func solve() -> Solution? {
        let (count, width) = (rows.count, objective.count)
        // Columns: variables, slacks, limit. The last row is the objective.
        var table = rows.enumerated()
            .map { index, row in
                row + (0..<count).map { $0 == index ? 1 : 0 } + [limits[index]]
            }
        table.append(objective.map { -$0 } + [Double](repeating: 0, count: count + 1))
        var basis = (0..<count).map { width + $0 }
        while let enters = (0..<width + count).first(where: { table[count][$0] < -1e-12 }) {
            let able = (0..<count).filter { table[$0][enters] > 1e-12 }
            func ratio(_ row: Int) -> Double { table[row][width + count] / table[row][enters] }
            guard let least = able.map(ratio).min() else { return nil }
            let ties = able.filter { ratio($0) <= least + 1e-12 * abs(least) }
            guard let leaves = ties.min(by: { basis[$0] < basis[$1] }) else { return nil }
            let part = table[leaves][enters]
            table[leaves] = table[leaves].map { $0 / part }
            for row in 0...count where row != leaves && table[row][enters] != 0 {
                let factor = table[row][enters]
                table[row] = zip(table[row], table[leaves]).map { $0 - factor * $1 }
            }
            basis[leaves] = enters
        }
        return Solution(
            value: table[count][width + count],
            prices: (0..<count).map { table[count][width + $0] }
        )
    }
}
