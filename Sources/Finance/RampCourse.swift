/// What one course of the ramp came to, as far as money depends on it.
public struct RampCourse: Sendable {
    /// Parts of a plate in which plates are counted.
    public static let plateParts: Int128 = 256
    /// The month of what does not happen.
    public static let never = Int.max

    /// Good plates in parts, `[month][node]`, nodes as the plan has them.
    public var plates: [Int32]
    /// Parts of each node's plate, or of its product's unit, in which `plates` counts it.
    public var parts: [Int128]
    /// Month of delivery of each unit of each tool in the plan's order, counted from the start of
    /// the horizon.
    public var delivered: [Int]
    /// Month of acceptance of each.
    public var accepted: [Int]

    /// Makes a course.
    ///
    /// - Parameters:
    ///   - plates: good plates in parts, `[month][node]`.
    ///   - delivered: month of delivery of each unit.
    ///   - accepted: month of acceptance of each.
    ///   - scales: how many times smaller the parts of each node are than those of a plate.
    public init(
        plates: [Int32],
        delivered: [Int],
        accepted: [Int],
        scales: [Int]
    ) {
        (self.plates, self.delivered, self.accepted) = (plates, delivered, accepted)
        parts = scales.map { Self.plateParts * Int128($0) }
    }
}
