import MonteCarlo
import Testing

/// Expects two arrays to be equal, and reports the first difference alone: `#expect` would compare
/// large arrays for minutes to print all of them.
func expectEqual<Element: Equatable>(
    _ found: [Element],
    _ expected: [Element],
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard found.count == expected.count else {
        Issue.record(
            "\(what): \(found.count) elements, expected \(expected.count)",
            sourceLocation: sourceLocation
        )
        return
    }
    guard let index = found.indices.first(where: { found[$0] != expected[$0] }) else { return }
    let count = found.indices.count { found[$0] != expected[$0] }
    Issue.record(
        """
        \(what): \(count) of \(found.count) elements differ, the first at \(index): \
        \(found[index]), expected \(expected[index])
        """,
        sourceLocation: sourceLocation
    )
}

/// Expects every counter, the number of replications and the digest to be equal.
func expectEqual(
    _ found: RampTally,
    _ expected: RampTally,
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectEqual(found.counts, expected.counts, "\(what), counters", sourceLocation: sourceLocation)
    #expect(found.replications == expected.replications, "\(what)", sourceLocation: sourceLocation)
    #expect(found.digest == expected.digest, "\(what)", sourceLocation: sourceLocation)
}

/// Expects every bin and sum to be equal.
func expectEqual(
    _ found: ExposureTally,
    _ expected: ExposureTally,
    _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectEqual(found.counts, expected.counts, "\(what), bins", sourceLocation: sourceLocation)
    expectEqual(found.sums, expected.sums, "\(what), sums", sourceLocation: sourceLocation)
    #expect(found.samples == expected.samples, "\(what)", sourceLocation: sourceLocation)
}
