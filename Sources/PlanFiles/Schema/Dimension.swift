import PlanModel

/// What a figure measures, and in which units it may be written.
enum Dimension: String, Sendable, CaseIterable {
    /// Months of the calendar.
    case months
    /// Hours of work.
    case hours
    /// Short times, such as a shot's settling.
    case settling
    /// Length.
    case length
    /// Area.
    case area
    /// Speed.
    case speed
    /// Current density.
    case currentDensity
    /// Resist dose.
    case dose
    /// Electric current.
    case current
    /// Events a second.
    case rate
    /// A share of 1.
    case share
    /// A count, factor, price or amount of money.
    case number

    /// A unit: its spellings and its size in the dimension's smallest unit.
    struct Unit: Sendable {
        /// Spellings; the first is the one that is written back.
        let names: [String]
        /// Size, in steps that floating point holds exactly.
        let size: Double
    }

    /// The units, the most usual first.
    var units: [Unit] {
        switch self {
        case .months:
            // A month is a twelfth of 365.25 days.
            [
                Unit(names: ["months", "month"], size: 30.4375),
                Unit(names: ["weeks", "week"], size: 7), Unit(names: ["days", "day"], size: 1),
                Unit(names: ["years", "year"], size: 365.25),
            ]
        case .hours:
            [Unit(names: ["h", "hours", "hour"], size: 60), Unit(names: ["min"], size: 1)]
        case .settling:
            [
                Unit(names: ["ns"], size: 1), Unit(names: ["us", "µs", "μs"], size: 1e3),
                Unit(names: ["ms"], size: 1e6), Unit(names: ["s"], size: 1e9),
            ]
        case .length:
            [
                Unit(names: ["um", "µm", "μm"], size: 1e3), Unit(names: ["nm"], size: 1),
                Unit(names: ["mm"], size: 1e6),
            ]
        case .area: [Unit(names: ["m2", "m²"], size: 1)]
        case .speed: [Unit(names: ["mm/s"], size: 1)]
        case .currentDensity: [Unit(names: ["A/cm2", "A/cm²"], size: 1)]
        case .dose:
            [Unit(names: ["uC/cm2", "µC/cm2", "µC/cm²", "μC/cm2", "μC/cm²", "uC/cm²"], size: 1)]
        case .current: [Unit(names: ["nA"], size: 1), Unit(names: ["uA", "µA", "μA"], size: 1e3)]
        case .rate:
            [
                Unit(names: ["1/s"], size: 1), Unit(names: ["kHz"], size: 1e3),
                Unit(names: ["MHz"], size: 1e6), Unit(names: ["GHz"], size: 1e9),
            ]
        case .share: [Unit(names: ["%"], size: 1)]
        case .number: []
        }
    }

    /// The size of a bare number; nil when a unit is required.
    var bareSize: Double? {
        switch self {
        case .share: 100
        case .number: 1
        default: nil
        }
    }

    /// What a planner should write.
    var expectation: String {
        switch self {
        case .share: "a number from 0 to 1 or a percentage such as 45 %"
        case .number: "a number"
        case .months: "a number of months, weeks, days or years, such as 6 months"
        default:
            "a number in "
                + units.map { $0.names[0] }.joined(separator: ", ") + ", such as 3 "
                + (units.first?.names[0] ?? "")
        }
    }

    /// The unit of that spelling.
    func unit(named name: String) -> Unit? {
        units.first { $0.names.contains(name) }
    }
}

/// Canonical units of figures: those that the plan model, and through it the kernels, have.
extension UnitOfMeasure {
    /// What is measured.
    static var dimension: Dimension {
        if self == Share.self { return .share }
        if self == Number.self { return .number }
        guard let known = Dimension.allCases.first(where: { $0.unit(named: symbol) != nil }) else {
            preconditionFailure("a figure is read in \(symbol), which is a unit of no dimension")
        }
        return known
    }

    /// Its size.
    static var size: Double { dimension.unit(named: symbol)?.size ?? dimension.bareSize ?? 1 }

    /// Converts a number of a unit of that size.
    static func canonical(_ number: Double, ofSize other: Double) -> Double {
        other == size ? number : number * other / size
    }

    /// A canonical number as text that reads back to the same double.
    static func text(_ number: Double) -> String {
        plainText(number) + (symbol.isEmpty ? "" : " " + symbol)
    }
}

/// A double as short text that reads back the same; whole numbers without a fraction.
func plainText(_ number: Double) -> String {
    if let whole = Int(exactly: number), abs(number) < 1e15, !(number == 0 && number.sign == .minus)
    {
        return String(whole)
    }
    return String(describing: number)
}
