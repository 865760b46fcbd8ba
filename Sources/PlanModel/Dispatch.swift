/// Which of the plates that wait for a group goes first, among those of equal priority.
public enum DispatchRule: String, Sendable, CaseIterable {
    /// The one that has waited longest.
    case firstCome = "fifo"
    /// The one that is due first.
    case dueDate = "due-date"
    /// The one with the least time to its due date over the work that it still needs.
    case criticalRatio = "critical-ratio"
    /// The one whose step is the shortest.
    case shortest
    /// The one that fewest tools can do.
    case finest
    /// The longest waiting of those for which the tool is set up, then of all.
    case fewestSetups = "fewest-setups"
}

/// How the times of a group's failures vary, as the flow simulation knows them.
public struct FailurePattern: Sendable, Equatable {
    /// What the time to a failure counts.
    public enum Clock: String, Sendable, CaseIterable {
        /// Hours at work.
        case operation
        /// All hours.
        case calendar
    }

    /// What the time to a failure counts.
    public var clock: Clock
    /// Its coefficient of variation: 1 exponential, others lognormal, 0 always the same [1].
    public var variation: Double
    /// That of the time to repair [1].
    public var repairVariation: Double

    /// Makes a pattern.
    public init(clock: Clock = .operation, variation: Double = 1, repairVariation: Double = 1) {
        (self.clock, self.variation) = (clock, variation)
        self.repairVariation = repairVariation
    }
}

/// Plates that a tool takes together, all of one step and of the same hours.
///
/// It starts with `most` at once, and with at least `least` after the first has waited. A plate's
/// stated hours are those of the load.
public struct Batch: Sendable, Equatable {
    /// Fewest plates.
    public var least: Int
    /// Most plates.
    public var most: Int
    /// How long the first one waits for more [h].
    public var wait: Double

    /// Makes batches.
    public init(least: Int = 1, most: Int, wait: Double = 0) {
        (self.least, self.most, self.wait) = (least, most, wait)
    }
}

/// What a tool needs before a plate that is unlike the one before it.
public struct Setup: Sendable {
    /// In what plates are unlike.
    public enum Difference: String, Sendable, CaseIterable {
        /// Their node.
        case node
        /// Their node or layer class.
        case layerClass = "layer-class"
        /// Their step.
        case step
    }

    /// How long it takes [h].
    public var hours: Figure
    /// Between which plates.
    public var between: Difference

    /// Makes a set-up.
    public init(hours: Figure, between: Difference) {
        self.hours = hours
        self.between = between
    }
}
