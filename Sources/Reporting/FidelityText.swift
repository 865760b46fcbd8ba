internal import PlanModel

/// How months count plates, where it is not the usual.
enum FidelityText {
    /// A line for the heading of a result, or none.
    static func lines(_ fidelity: Fidelity) -> [String] {
        switch fidelity {
        case .moments: []
        case .plates: ["every plate drawn (--fidelity plates)"]
        case .means: ["mean plates, without the luck of single ones (--fidelity means)"]
        }
    }
}
