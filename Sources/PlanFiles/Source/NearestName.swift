/// The known name that a wrong one most resembles.
///
/// - Parameters:
///   - name: what was written.
///   - known: what could have been meant.
/// - Returns: the nearest within a third of the length (at least 2 edits); of equals the first in
///   alphabetical order.
func nearestName(to name: String, among known: some Sequence<String>) -> String? {
    let letters = Array(name.unicodeScalars.prefix(65))
    guard letters.count <= 64, !letters.isEmpty else { return nil }
    let allowed = max(2, letters.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in known.prefix(2_000) {
        let other = Array(candidate.unicodeScalars.prefix(letters.count + allowed + 1))
        guard abs(other.count - letters.count) <= allowed, other.count > 1 else { continue }
        let distance = editDistance(letters, other)
        guard distance <= allowed, distance < max(letters.count, other.count) else { continue }
        if let current = best, (current.distance, current.name) <= (distance, candidate) {
            continue
        }
        best = (distance, candidate)
    }
    return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
///
/// - Source: optimal string alignment, Damerau 1964, doi:10.1145/363958.363994.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var older: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1]
        for j in 0..<b.count {
            var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                cost = min(cost, older[j - 1] + 1)
            }
            row.append(cost)
        }
        older = previous
        previous = row
    }
    return previous[b.count]
}

/// The hint after an unknown name: `; did you mean 'x'?`, else what is known.
func suggestion(for name: String, among known: [String], called plural: String) -> String {
    if let nearest = nearestName(to: name, among: known) { return "; did you mean '\(nearest)'?" }
    if known.isEmpty { return "; there are no \(plural)" }
    let listed = known.sorted().prefix(12).joined(separator: ", ")
    return "; known \(plural): \(listed)\(known.count > 12 ? ", …" : "")"
}
