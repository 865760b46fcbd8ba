/// The size of launches, fitted to the time that they take.
///
/// A launch that runs for seconds freezes a desktop or is ended by a driver's watchdog; one that
/// runs for microseconds is mostly overhead.
package struct LaunchSize {
    /// Replications or samples of the next launch.
    package private(set) var size: UInt32
    /// Most of a launch.
    private var most: UInt32

    /// Time below which launches grow, above which they shrink, and what they shrink to [s].
    private static let (short, long, wanted) = (0.2, 0.7, 0.4)

    package init(first: UInt32, most: UInt32) {
        size = max(1, min(first, most))
        self.most = max(1, most)
    }

    /// Learns from a launch.
    ///
    /// - Parameters:
    ///   - count: replications or samples.
    ///   - duration: how long it took.
    package mutating func learn(count: UInt32, duration: Duration) {
        let (whole, rest) = duration.components
        let seconds = Double(whole) + Double(rest) * 1e-18
        if seconds > Self.long {
            size = max(1, min(size, UInt32(Double(count) * Self.wanted / seconds)))
        } else if seconds < Self.short, count == size {
            let factor: UInt32 = seconds < Self.short / 8 ? 4 : 2
            size = size > most / factor ? most : size * factor
        }
    }

    /// Halves the size for good.
    ///
    /// - Returns: whether it could be halved.
    package mutating func halve() -> Bool {
        guard size > 1 else { return false }
        size /= 2
        most = size
        return true
    }
}
