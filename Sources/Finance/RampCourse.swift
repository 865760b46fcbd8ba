/// What one course of the ramp came to, as far as money depends on it.
public struct RampCourse: Sendable {
    /// Parts of a plate in which plates are counted.
    public static let plateParts: Int128 = 256
    /// The month of what does not happen.
    public static let never = Int.max

    /// Good plates in parts, `[month][node]`, nodes as the plan has them.
    public var plates: [Int32]
    /// Month of delivery of each unit of each tool in the plan's order, counted from the start of
    /// the horizon.
    public var delivered: [Int]
    /// Month of acceptance of each.
    public var accepted: [Int]

    /// Makes a course.
    public init(plates: [Int32], delivered: [Int], accepted: [Int]) {
        (self.plates, self.delivered, self.accepted) = (plates, delivered, accepted)
    }
}
