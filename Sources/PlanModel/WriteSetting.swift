/// A quantity that write times depend on, as a question may set it apart from the plan.
public enum WriteParameter: Sendable, Hashable {
    /// Resist dose [µC/cm²].
    case dose
    /// Shots of one pass: their number, or the median of a lognormal [shots].
    case shots
    /// Standard deviation of the logarithm of the shots [1].
    case sigma
    /// Writing passes [1].
    case passes
    /// Exposed share of the area around a shot [1].
    case density
    /// Mean time between failures of the writer [h].
    case meanTimeBetweenFailures
    /// A constant of the writer.
    case constant(WriterField)

    /// Whether it belongs to the plate, whatever writes it, and not to the writer.
    public var isOfPlate: Bool {
        switch self {
        case .dose, .shots, .sigma, .passes, .density: true
        case .meanTimeBetweenFailures, .constant: false
        }
    }
}

/// A figure that a question puts in place of the plan's.
///
/// It counts as assumed: what if is nobody's published figure.
public struct WriteSetting: Sendable {
    /// What is set.
    public var parameter: WriteParameter
    /// Its name in plans and on command lines.
    public var name: String
    /// Its value, in the canonical unit.
    public var figure: Figure
    /// Whether only a number was given: shots then keep the sigma of their lognormal.
    public var isNumber: Bool
    /// The value as results show it, with its unit.
    public var text: String
    /// Classes of writers whose time depends on it.
    public var writerClasses: [WriterClass]

    /// Makes a setting.
    public init(
        parameter: WriteParameter,
        name: String,
        figure: Figure,
        isNumber: Bool,
        text: String,
        writerClasses: [WriterClass]
    ) {
        self.parameter = parameter
        self.name = name
        self.figure = figure
        self.isNumber = isNumber
        self.text = text
        self.writerClasses = writerClasses
    }
}
