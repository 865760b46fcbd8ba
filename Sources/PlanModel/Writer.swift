/// How a writer exposes a plate.
public enum WriterClass: String, Sendable, CaseIterable {
    /// Variable-shaped electron beam: time grows with shots.
    case vsb
    /// Raster laser or e-beam: time grows with area over pixel rate.
    case raster
    /// Multi-beam: time grows with area times dose over beam current.
    case multibeam
}

/// How a writer's stage moves while the beam writes.
public enum StageMotion: String, Sendable, CaseIterable {
    /// Steps and writes in turn: both times count.
    case sum
    /// Runs while the beam writes: the longer of both times counts.
    case floor
}

/// A writer model's constants.
///
/// A tool may override any of them.
///
/// - Source: `docs/model.md`, write time.
public struct Writer: Sendable {
    /// Name that tools refer to.
    public var name: String
    /// How it exposes.
    public var writerClass: WriterClass
    /// The constants, by field; which are required depends on the class.
    public var figures: [WriterField: Figure]
    /// Finest node that it can write [nm].
    public var finestNode: Int
    /// How its stage moves; a raster writer's time has no stage.
    public var stage: StageMotion

    /// Makes a writer model.
    public init(
        name: String,
        writerClass: WriterClass,
        figures: [WriterField: Figure],
        finestNode: Int,
        stage: StageMotion = .sum
    ) {
        self.name = name
        self.writerClass = writerClass
        self.figures = figures
        self.finestNode = finestNode
        self.stage = stage
    }
}

/// A constant of a writer model.
///
/// Raw values are the keys of the plan file; `WriterConstants` says what each is and its unit.
public enum WriterField: String, Sendable, CaseIterable {
    /// Beam current density; vsb.
    case currentDensity = "current_density"
    /// Settling of one shot; vsb.
    case settling
    /// Edge of a sub-field; vsb.
    case subField = "sub_field"
    /// Settling of one sub-field; vsb.
    case subFieldSettling = "sub_field_settling"
    /// Width of a stripe; vsb and multibeam.
    case stripeWidth = "stripe_width"
    /// Stage speed along a stripe; vsb and multibeam.
    case stageSpeed = "stage_speed"
    /// Turn at the end of a stripe; vsb, multibeam.
    case stripeTurn = "stripe_turn"
    /// Backscatter ratio η; vsb.
    case backscatter
    /// Share of the time spent on calibration.
    case calibration
    /// Load, pump, soak, align and unload one plate.
    case overhead
    /// Written field across the stripes.
    case fieldHeight = "field_height"
    /// Written field along the stripes.
    case fieldWidth = "field_width"
    /// Edge of an address pixel; raster.
    case pixel
    /// Pixels a second of one beam; raster.
    case pixelRate = "pixel_rate"
    /// Beams; raster.
    case beams
    /// Share of the scan in which beams write; raster and multibeam.
    case duty
    /// Current of all beams together; multibeam.
    case beamCurrent = "beam_current"
    /// Settling of one main field, a square of the stripe's width; vsb.
    case mainFieldSettling = "main_field_settling"
    /// Wait for heat or charge to go, for each shot and pass; vsb.
    case heatingDelay = "heating_delay"
    /// Relative standard deviation of the beam current from plate to plate; vsb, multibeam.
    case drift
    /// Relative standard deviation of the whole time from tool to tool.
    case spread
}
