internal import Foundation

/// Equal servers behind one queue, in the approximation of Factory Physics.
///
/// Times have any unit, the same in all; variabilities are squared coefficients of variation.
///
/// - Source: Hopp, Spearman, Factory Physics (3rd ed. 2008), chapter 8. Of these the wait goes back to
///   Kingman (1961) and Sakasegawa (1977), departures to Whitt (1983).
struct ServerStation {
    /// Servers; a mean over time need not be whole.
    let servers: Double
    /// Mean time of a job on a server, outages included.
    private(set) var time: Double
    /// Variability of that time.
    private(set) var variability: Double
    /// Jobs that come in a unit of time.
    let rate: Double

    /// Makes a station without outages.
    init(servers: Double, time: Double, variability: Double, rate: Double) {
        (self.servers, self.time) = (max(1, servers), time)
        (self.variability, self.rate) = (variability, rate)
    }

    /// Lets servers fail in the middle of a job, which then goes on.
    ///
    /// - Parameters:
    ///   - availability: share of the time in which a server would work that it can [1].
    ///   - repair: mean time of an outage.
    ///   - repairVariability: of that.
    mutating func fail(availability: Double, repair: Double, repairVariability: Double) {
        guard time > 0, availability > 0, availability < 1 else { return }
        variability +=
            (1 + repairVariability) * availability * (1 - availability) * repair / time
        time /= availability
    }

    /// Share of the servers that jobs need; no queue holds from 1 on.
    var utilisation: Double { rate * time / servers }

    /// Mean time in the queue.
    ///
    /// - Parameter arrivals: variability of the gaps between jobs.
    /// - Returns: nil for a queue that does not hold.
    func wait(arrivals: Double) -> Double? {
        let use = utilisation
        guard use < 1 else { return nil }
        return (arrivals + variability) / 2 * pow(use, (2 * (servers + 1)).squareRoot() - 1)
            / (servers * (1 - use)) * time
    }

    /// Variability of the gaps between the jobs that leave.
    ///
    /// - Parameter arrivals: variability of the gaps between those that come.
    /// - Returns: the variability.
    func departures(arrivals: Double) -> Double {
        let square = min(1, utilisation * utilisation)
        return 1 + (1 - square) * (arrivals - 1) + square / servers.squareRoot() * (variability - 1)
    }

    /// In what time the queue forgets how it began: no mean of less time tells of it.
    ///
    /// - Parameter arrivals: variability of the gaps between jobs.
    /// - Returns: infinite for a queue that does not hold.
    /// - Source: the variance of a Brownian motion over the square of its drift, into which a queue
    ///   grows in heavy traffic: Harrison, Brownian Motion and Stochastic Flow Systems (1985).
    func settling(arrivals: Double) -> Double {
        let spare = 1 - utilisation
        guard spare > 0 else { return .infinity }
        return (arrivals + variability) * time / (servers * spare * spare)
    }
}
