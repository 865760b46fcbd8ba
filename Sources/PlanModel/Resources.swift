/// Tools that do the same work.
public struct ToolGroup: Sendable {
    /// Name.
    public var name: String
    /// Writer classes whose plates the group writes; empty for other work.
    public var writes: [WriterClass]
    /// Mature availability [1].
    public var availability: Figure
    /// Share of available time that plates can use [1].
    public var usable: Figure
    /// Availability on acceptance as a share of the mature one [1].
    public var learningStart: Figure
    /// From acceptance to mature availability [months].
    public var learningMonths: Figure
    /// Hours a week that the group is staffed [h]; 168 for all of them.
    public var hoursPerWeek: Figure
    /// Whether it works on the holidays of the fab's calendar.
    public var worksOnHolidays: Bool
    /// Days on which all its tools stand still, beside holidays.
    public var shutdowns: [DateInterval]
    /// What planned maintenance takes of the staffed hours of each tool; nil for nothing.
    public var maintenance: Maintenance?
    /// Mean time between failures, for writes lost to a failure [h].
    public var mtbf: Figure?
    /// Mean time to repair [h].
    public var mttr: Figure?
    /// Order of dispatch; nil where the question says.
    public var dispatch: DispatchRule?
    /// What its tools take together; nil for one plate at a time.
    public var batch: Batch?
    /// What its tools need between plates; nil for nothing.
    public var setup: Setup?
    /// How the times of failures vary; nil for exponential ones, in hours of work.
    public var failures: FailurePattern?

    /// Makes a group.
    public init(
        name: String,
        writes: [WriterClass],
        availability: Figure,
        usable: Figure,
        learningStart: Figure,
        learningMonths: Figure,
        hoursPerWeek: Figure,
        mtbf: Figure?,
        mttr: Figure?,
        worksOnHolidays: Bool = false,
        shutdowns: [DateInterval] = [],
        maintenance: Maintenance? = nil,
        dispatch: DispatchRule? = nil,
        batch: Batch? = nil,
        setup: Setup? = nil,
        failures: FailurePattern? = nil
    ) {
        self.name = name
        self.writes = writes
        self.availability = availability
        self.usable = usable
        self.learningStart = learningStart
        self.learningMonths = learningMonths
        self.hoursPerWeek = hoursPerWeek
        self.mtbf = mtbf
        self.mttr = mttr
        self.worksOnHolidays = worksOnHolidays
        self.shutdowns = shutdowns
        self.maintenance = maintenance
        self.dispatch = dispatch
        self.batch = batch
        self.setup = setup
        self.failures = failures
    }
}

/// Planned maintenance of a tool.
public struct Maintenance: Sendable {
    /// Staffed hours that it takes each time [h].
    public var hours: Figure
    /// From one time to the next [months].
    public var every: Figure

    /// Makes planned maintenance.
    public init(hours: Figure, every: Figure) {
        self.hours = hours
        self.every = every
    }
}

/// One step of the route.
public struct RouteStep: Sendable {
    /// What a step does.
    public enum Work: String, Sendable, CaseIterable {
        /// Takes the hours that the step states.
        case hours
        /// First write: hours follow from the writer and the layer class.
        case write
        /// Second write of phase-shift plates, for the node's share of them: the stated hours, or
        /// those that follow from the node's `secondWrite`.
        case secondLevel = "second-level"
    }

    /// Name.
    public var name: String
    /// What it does.
    public var work: Work
    /// Group that does it; nil where the layer class decides.
    public var group: String?
    /// Hours of one pass [h]; nil where they follow from the writer.
    public var hoursPerPlate: NodeFigure?
    /// Passes of a plate that takes the step [1].
    public var passes: NodeFigure?
    /// Share of plates that take the step when they come to it [1].
    public var share: NodeFigure?
    /// Share of plates that go back after the step, each time they have taken it [1].
    public var rework: NodeFigure?
    /// Most hours between the end of the step before and the start of this one; plates that waited
    /// longer go back [h].
    public var within: NodeFigure?
    /// Name of the step that plates go back to; nil for the step itself.
    public var backTo: String?

    /// Makes a step.
    public init(
        name: String,
        work: Work,
        group: String?,
        hoursPerPlate: NodeFigure?,
        passes: NodeFigure?,
        share: NodeFigure?,
        rework: NodeFigure? = nil,
        within: NodeFigure? = nil,
        backTo: String? = nil
    ) {
        self.name = name
        self.work = work
        self.group = group
        self.hoursPerPlate = hoursPerPlate
        self.passes = passes
        self.share = share
        self.rework = rework
        self.within = within
        self.backTo = backTo
    }
}

/// A tool, or a batch of equal tools.
public struct Tool: Sendable {
    /// Name.
    public var name: String
    /// Group that it works in.
    public var group: String
    /// Writer model, for groups that write.
    public var model: String?
    /// Contract that buys it.
    public var contract: String?
    /// Supplier, where it is not the contract's.
    public var supplier: String?
    /// Its part of the contract [money unit].
    public var shareOfContract: Figure?
    /// Number of equal tools.
    public var count: Int
    /// Finest node that it can work on [nm]; 0 for any.
    public var finestNode: Int
    /// Probability that it is bought at all [1].
    public var probability: Figure?
    /// Known deliveries, one for all units or one per unit.
    public var delivered: [DateInterval]
    /// Promised deliveries, one for all units or one per unit.
    public var promised: [DateInterval]
    /// Beyond the promised date [months].
    public var slip: Figure?
    /// From delivery to installed [months].
    public var installation: Figure?
    /// From installed to accepted [months].
    public var acceptance: Figure?
    /// From accepted to qualified for production [months].
    public var qualification: Figure?
    /// Clean room that each of them takes [m²]; nil for none.
    public var area: Figure?
    /// What each of them costs where no contract buys it [money unit].
    public var price: Figure?
    /// Known acceptance, one for all units or one per unit.
    public var accepted: [DateInterval]
    /// Speed against the step's hours [1]; 2 halves them.
    public var speed: Figure?
    /// Overrides of the writer model's constants.
    public var settings: [WriterField: Figure]

    /// Makes a tool.
    public init(
        name: String,
        group: String,
        model: String?,
        contract: String?,
        shareOfContract: Figure?,
        count: Int,
        finestNode: Int,
        probability: Figure?,
        delivered: [DateInterval],
        promised: [DateInterval],
        slip: Figure?,
        installation: Figure?,
        acceptance: Figure?,
        qualification: Figure?,
        accepted: [DateInterval],
        speed: Figure?,
        settings: [WriterField: Figure],
        supplier: String? = nil,
        area: Figure? = nil,
        price: Figure? = nil
    ) {
        self.name = name
        self.group = group
        self.model = model
        self.contract = contract
        self.supplier = supplier
        self.area = area
        self.price = price
        self.shareOfContract = shareOfContract
        self.count = count
        self.finestNode = finestNode
        self.probability = probability
        self.delivered = delivered
        self.promised = promised
        self.slip = slip
        self.installation = installation
        self.acceptance = acceptance
        self.qualification = qualification
        self.accepted = accepted
        self.speed = speed
        self.settings = settings
    }
}
