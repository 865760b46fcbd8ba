/// The constants of a writer at one value each, for the write time of a plate.
///
/// The type of a property is the one statement of its unit: plan files are read into it, and the
/// kernels read it. A constant that neither the model nor the tool states has the value here.
public struct WriterConstants: Sendable, Equatable {
    /// Beam current density; vsb.
    public var currentDensity = Quantity<AmperesPerSquareCentimetre>(0)
    /// Settling of one shot; vsb.
    public var settling = Quantity<Nanoseconds>(0)
    /// Edge of a sub-field; vsb.
    public var subField = Quantity<Micrometres>(0)
    /// Settling of one sub-field; vsb.
    public var subFieldSettling = Quantity<Microseconds>(0)
    /// Width of a stripe; vsb and multibeam.
    public var stripeWidth = Quantity<Micrometres>(0)
    /// Stage speed along a stripe; vsb and multibeam.
    public var stageSpeed = Quantity<MillimetresPerSecond>(0)
    /// Turn at the end of a stripe; vsb, multibeam.
    public var stripeTurn = Quantity<Seconds>(0)
    /// Backscatter ratio η; vsb.
    public var backscatter = Quantity<Share>(0)
    /// Share of the time spent on calibration.
    public var calibration = Quantity<Share>(0)
    /// Load, pump, soak, align and unload one plate.
    public var overhead = Quantity<Hours>(0)
    /// Written field across the stripes: 26 mm at 4×.
    public var fieldHeight = Quantity<Millimetres>(104)
    /// Written field along the stripes: 33 mm at 4×.
    public var fieldWidth = Quantity<Millimetres>(132)
    /// Edge of an address pixel; raster.
    public var pixel = Quantity<Nanometres>(0)
    /// Pixels a second of one beam; raster.
    public var pixelRate = Quantity<PerSecond>(0)
    /// Beams; raster.
    public var beams = Quantity<Number>(0)
    /// Share of the scan in which beams write; raster and multibeam.
    public var duty = Quantity<Share>(1)
    /// Current of all beams together; multibeam.
    public var beamCurrent = Quantity<Nanoamperes>(0)
    /// Settling of one main field, a square of the stripe's width; vsb.
    public var mainFieldSettling = Quantity<Microseconds>(0)
    /// Wait for heat or charge to go, for each shot and pass; vsb.
    public var heatingDelay = Quantity<Nanoseconds>(0)
    /// Relative standard deviation of the beam current from plate to plate; vsb, multibeam.
    public var drift = Quantity<Share>(0)
    /// Relative standard deviation of the whole time from tool to tool.
    public var spread = Quantity<Share>(0)

    /// Makes the constants of a writer of which nothing is known.
    public init() {}

    /// The number of a constant, in the field's unit.
    public subscript(field: WriterField) -> Double {
        get { self[keyPath: field.constant.number] }
        set { self[keyPath: field.constant.number] = newValue }
    }
}

extension WriterField {
    /// The unit of the constant, in which figures of the plan and the kernels have it.
    public var unit: any UnitOfMeasure.Type { constant.unit }

    /// A property of `WriterConstants`, its unit apart from its number.
    fileprivate struct Constant {
        let unit: any UnitOfMeasure.Type
        let number: WritableKeyPath<WriterConstants, Double>

        init<Unit>(_ property: WritableKeyPath<WriterConstants, Quantity<Unit>>) {
            unit = Unit.self
            number = property.appending(path: \.value)
        }
    }

    fileprivate var constant: Constant {
        switch self {
        case .currentDensity: Constant(\.currentDensity)
        case .settling: Constant(\.settling)
        case .subField: Constant(\.subField)
        case .subFieldSettling: Constant(\.subFieldSettling)
        case .stripeWidth: Constant(\.stripeWidth)
        case .stageSpeed: Constant(\.stageSpeed)
        case .stripeTurn: Constant(\.stripeTurn)
        case .backscatter: Constant(\.backscatter)
        case .calibration: Constant(\.calibration)
        case .overhead: Constant(\.overhead)
        case .fieldHeight: Constant(\.fieldHeight)
        case .fieldWidth: Constant(\.fieldWidth)
        case .pixel: Constant(\.pixel)
        case .pixelRate: Constant(\.pixelRate)
        case .beams: Constant(\.beams)
        case .duty: Constant(\.duty)
        case .beamCurrent: Constant(\.beamCurrent)
        case .mainFieldSettling: Constant(\.mainFieldSettling)
        case .heatingDelay: Constant(\.heatingDelay)
        case .drift: Constant(\.drift)
        case .spread: Constant(\.spread)
        }
    }
}
