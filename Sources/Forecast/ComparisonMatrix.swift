internal import MonteCarlo

/// Counts of how often one's result is greater than another's, each against each.
struct ComparisonMatrix {
    private let rows: [Int?]
    private var greater: [[UInt64]]
    private var total: UInt64 = 0

    /// - Parameter rows: where the result lies among the outcomes of each; nil for who lacks it.
    init(rows: [Int?]) {
        self.rows = rows
        greater = rows.map { _ in [UInt64](repeating: 0, count: rows.count) }
    }

    /// The result of one of them in some replications; empty for who lacks it.
    func values(_ replications: ReplicationRows, of index: Int) -> [Int32] {
        rows[index].map { Array(replications.row($0)) } ?? []
    }

    /// Counts some replications.
    ///
    /// - Parameter values: `values` of each.
    mutating func add(_ values: [[Int32]]) {
        total += UInt64(values.map(\.count).max() ?? 0)
        for (i, left) in values.enumerated() {
            for (j, right) in values.enumerated() where i < j {
                var (more, less) = (0, 0)
                for (a, b) in zip(left, right) {
                    more += Int(a) - Int(b) > PlatesTally.tolerance ? 1 : 0
                    less += Int(b) - Int(a) > PlatesTally.tolerance ? 1 : 0
                }
                greater[i][j] += UInt64(more)
                greater[j][i] += UInt64(less)
            }
        }
    }

    /// The shares.
    func result(metric: String, names: [String]) -> ComparisonResult.Matrix {
        func shares(_ count: (Int, Int) -> UInt64) -> [[Double?]] {
            rows.indices.map { i in
                rows.indices.map { j in
                    guard rows[i] != nil, rows[j] != nil, i != j, total > 0 else { return nil }
                    return Double(count(i, j)) / Double(total)
                }
            }
        }
        return .init(
            metric: metric,
            names: names,
            greater: shares { greater[$0][$1] },
            equal: shares { total - greater[$0][$1] - greater[$1][$0] }
        )
    }
}
