/// Names in the order in which a person counts: c2 before c10.
enum NaturalOrder {
    /// Whether one name stands before another: runs of digits by their value, all else by its
    /// characters.
    static func precedes(_ first: String, _ second: String) -> Bool {
        let (a, b) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            let (x, y) = (digits(a, &i), digits(b, &j))
            if !x.isEmpty, !y.isEmpty {
                if x.count != y.count { return x.count < y.count }
                if x != y { return x.lexicographicallyPrecedes(y) }
                continue
            }
            let (p, q) = (x.first ?? a[i], y.first ?? b[j])
            if p != q { return p < q }
            (i, j) = (i + 1, j + 1)
        }
        if a.count - i != b.count - j { return a.count - i < b.count - j }
        return first < second
    }

    /// The run of digits at a place, without leading zeros; the place moves behind it.
    private static func digits(
        _ text: [Unicode.Scalar],
        _ place: inout Int
    ) -> ArraySlice<Unicode.Scalar> {
        let start = place
        while place < text.count, ("0"..."9").contains(text[place]) { place += 1 }
        let run = text[start..<place]
        let rest = run.drop { $0 == "0" }
        return rest.isEmpty ? run.suffix(1) : rest
    }
}
