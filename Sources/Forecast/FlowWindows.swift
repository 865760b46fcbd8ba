internal import MonteCarlo
internal import PlanModel

/// How a study of the steady state leaves the filling of the fab out.
public enum FlowWarmUp: Sendable, Equatable {
    /// No such study: a ramp starts empty, as it really does.
    case none
    /// Found by `WarmUp.mser` from the months' plates in process.
    case found
    /// So many months.
    case months(Int)
}

/// Parts of the horizon that are summed up for themselves: years, then what follows a warm-up.
struct FlowWindows {
    let plan: Plan
    let warmUp: FlowWarmUp

    private var years: [Int] {
        Array(plan.start.year...month(plan.monthCount - 1).year)
    }

    /// A month of the horizon.
    func month(_ index: Int) -> Month { Month(number: plan.start.number + index) }

    /// Months by calendar year.
    var byYear: [(year: Int, months: Range<Int>)] {
        years.map { year in
            let first = Month(year: year, month: 1).number - plan.start.number
            return (year, max(0, first)..<min(plan.monthCount, first + 12))
        }
    }

    /// Months by quarter.
    var byQuarter: [(quarter: String, months: Range<Int>)] {
        byYear.flatMap { year, months -> [(quarter: String, months: Range<Int>)] in
            (1...4)
                .compactMap { quarter -> (quarter: String, months: Range<Int>)? in
                    let own = months.filter { (month($0).monthOfYear + 2) / 3 == quarter }
                    guard let first = own.first else { return nil }
                    return ("\(year)-Q\(quarter)", first..<first + own.count)
                }
        }
    }

    /// What may follow a warm-up, the shortest warm-up first.
    var steady: [Range<Int>] {
        switch warmUp {
        case .none: []
        case .found: (0..<max(1, plan.monthCount / 2)).map { $0..<plan.monthCount }
        case .months(let count): [min(count, plan.monthCount - 1)..<plan.monthCount]
        }
    }

    var all: [Range<Int>] { byYear.map(\.months) + steady }
}
