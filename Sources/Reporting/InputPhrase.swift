/// Paths of figures and names of results as they stand in a sentence.
public enum InputPhrase {
    /// A figure: `tools.writer-2.settings.current_density` is `the current density of writer-2`.
    public static func figure(_ path: String) -> String {
        let parts = path.split(separator: ".").map(String.init)
        guard parts.count > 1, let last = parts.last else { return path }
        let words = last.replacing("_", with: " ")
        switch (parts[0].prefix { $0 != "[" }, last) {
        case ("factors", _): return "the factor on \(words)"
        case ("demand", _): return "demand from \(last) on"
        case ("milestones", "happened"): return "the day of \(parts[1])"
        case ("tools", "delivered"): return "the day of the delivery of \(parts[1])"
        case ("tools", "accepted"): return "the day of the acceptance of \(parts[1])"
        case ("tools", "probability"): return "the probability that \(parts[1]) is bought"
        case ("risks", _): return risk(parts, words)
        case ("nodes", _): return node(parts, words)
        case ("groups", "hours"): return "the hours of maintenance of \(parts[1])"
        case ("groups", "every"): return "the months between maintenance of \(parts[1])"
        default: return "the \(words) of \(parts[1])"
        }
    }

    private static func risk(_ parts: [String], _ words: String) -> String {
        let number = parts.dropFirst(2).first?.firstMatch(of: #/outcomes\[([0-9]+)\]/#)?.1
        let outcome = number.flatMap { Int($0) }.map { " (outcome \($0 + 1))" } ?? ""
        let noun = ["by": "delay", "replaced after": "months to replacement"][words] ?? words
        return "the \(noun) of \(parts[1])\(outcome)"
    }

    private static func node(_ parts: [String], _ words: String) -> String {
        let node = "\(parts[1]) nm"
        switch (parts.dropFirst(2).first, words) {
        case ("yield", "start"): return "the first yield of \(node)"
        case ("yield", "mature"): return "the mature yield of \(node)"
        case ("yield", "mature after"): return "the months to mature yield of \(node)"
        case ("layer_classes", _) where parts.count > 4:
            return "the \(words) of \(parts[3]) plates of \(node)"
        default: return "the \(words) of \(node)"
        }
    }

    /// A result: `output.2029.28` is `output of 28 nm in 2029`.
    public static func metric(_ name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
        switch (parts.first, parts.count) {
        case ("output", 3): return "output of \(parts[2]) nm in \(parts[1])"
        case ("output", 2), ("capacity", 2): return "\(parts[0]) in \(parts[1])"
        default: return name
        }
    }
}
