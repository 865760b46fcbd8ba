/// How a month's good plates come from its hours.
public enum Fidelity: String, Sendable, Codable, CaseIterable {
    /// Their mean: no luck of single plates.
    case means
    /// A draw with the mean and the variance of the plates that are good.
    case moments
    /// Every plate: its hours, and whether it is good. Slow.
    case plates
}
