/// A photomask fab's ramp as data: what arrives when, what it can do, and what is wanted of it.
///
/// Built by PlanFiles from YAML and CSV after validation; nothing downstream reads a file again.
/// Units are canonical: calendar durations [months], work [h], money [the plan's unit].
public struct Plan: Sendable {
    /// Name of the fab or project.
    public var name: String
    /// Currency and unit of money figures.
    public var money: Money
    /// First month of the model.
    public var start: Month
    /// Number of months of the model.
    public var monthCount: Int
    /// The day up to which facts are known.
    public var asOf: Day
    /// Citations in alphabetical order of their identifiers.
    public var sources: [Source]
    /// Published facts of the project.
    public var project: Project
    /// Figures common to the whole plan.
    public var factors: Factors
    /// Technology nodes, coarsest first.
    public var nodes: [TechnologyNode]
    /// Writer models that tools refer to.
    public var writers: [Writer]
    /// Tool groups in alphabetical order of their names.
    public var groups: [ToolGroup]
    /// Steps in process order.
    public var route: [RouteStep]
    /// Tools in alphabetical order of their names.
    public var tools: [Tool]
    /// Contracts in alphabetical order of their names.
    public var contracts: [Contract]
    /// Named events.
    public var risks: [Risk]
    /// Wanted plates by month.
    public var demand: [DemandLine]
    /// Who orders plates; empty where nobody is told apart.
    public var customers: [Customer]
    /// Published targets.
    public var targets: [Target]
    /// Dated events.
    public var milestones: [Milestone]
    /// Prices, costs and loans; read by the finance questions.
    public var economics: Economics
    /// Published figures that the forecast is held against, in alphabetical order of their names.
    public var facts: [Fact]
    /// Count of figures by basis over everything the plan holds, library included.
    public var basisCounts: [Basis: Int]
    /// When the fab is closed.
    public var calendar: FabCalendar
    /// How months count plates; no part of the file, but of the question.
    public var fidelity = Fidelity.moments

    /// Makes a plan.
    public init(
        name: String,
        money: Money,
        start: Month,
        monthCount: Int,
        asOf: Day,
        sources: [Source],
        project: Project,
        factors: Factors,
        nodes: [TechnologyNode],
        writers: [Writer],
        groups: [ToolGroup],
        route: [RouteStep],
        tools: [Tool],
        contracts: [Contract],
        risks: [Risk],
        demand: [DemandLine],
        targets: [Target],
        milestones: [Milestone],
        economics: Economics,
        basisCounts: [Basis: Int],
        calendar: FabCalendar = FabCalendar(),
        facts: [Fact] = [],
        customers: [Customer] = []
    ) {
        self.name = name
        self.money = money
        self.start = start
        self.monthCount = monthCount
        self.asOf = asOf
        self.sources = sources
        self.project = project
        self.factors = factors
        self.nodes = nodes
        self.writers = writers
        self.groups = groups
        self.route = route
        self.tools = tools
        self.contracts = contracts
        self.risks = risks
        self.demand = demand
        self.targets = targets
        self.milestones = milestones
        self.economics = economics
        self.basisCounts = basisCounts
        self.calendar = calendar
        self.facts = facts
        self.customers = customers
    }

    /// Who supplies a tool: as it says itself, else as its contract says.
    public func supplier(of tool: Tool) -> String? {
        tool.supplier ?? contracts.first { $0.name == tool.contract }?.supplier
    }
}

/// Currency and unit of a plan's money figures.
public struct Money: Sendable, Equatable {
    /// ISO 4217 code.
    public var currency: String
    /// How many currency units one unit of the figures is: 10,000 for 万元.
    public var unit: Int
    /// What happens to digits that are cut off.
    public var rounding: MoneyRounding
    /// Decimals of the figures that stay.
    public var digits: Int

    /// Makes a money unit.
    public init(
        currency: String,
        unit: Int,
        rounding: MoneyRounding = .halfAwayFromZero,
        digits: Int = 2
    ) {
        self.currency = currency
        self.unit = unit
        self.rounding = rounding
        self.digits = digits
    }
}

/// What happens to digits of money that are cut off.
public enum MoneyRounding: String, Sendable, CaseIterable {
    /// To the nearest; halves away from zero.
    case halfAwayFromZero = "half-away-from-zero"
    /// To the nearest; halves to the even digit.
    case halfEven = "half-even"
    /// Towards zero.
    case down
}

/// A citation.
public struct Source: Sendable, Equatable {
    /// Identifier that figures use.
    public var id: String
    /// What to look up.
    public var citation: String

    /// Makes a source.
    public init(id: String, citation: String) {
        self.id = id
        self.citation = citation
    }
}

/// Published facts of the project as a whole.
public struct Project: Sendable {
    /// Where it is built.
    public var site: String?
    /// Ground-breaking.
    public var groundBreaking: DateInterval?
    /// Planned construction [months].
    public var construction: Figure?
    /// Planned investment [money unit].
    public var investment: Figure?
    /// Invested so far [money unit], by year end.
    public var invested: [YearFigure]
    /// Revenue so far [money unit], by year.
    public var revenue: [YearFigure]
    /// How many tools can be installed at once; nil for no limit.
    public var installationCrews: Int?
    /// Clean-room area that is open in all from each date on [m²]; empty for no limit.
    public var cleanRoom: [YearFigure]

    /// Makes project facts.
    public init(
        site: String? = nil,
        groundBreaking: DateInterval? = nil,
        construction: Figure? = nil,
        investment: Figure? = nil,
        invested: [YearFigure] = [],
        revenue: [YearFigure] = [],
        installationCrews: Int? = nil,
        cleanRoom: [YearFigure] = []
    ) {
        self.site = site
        self.groundBreaking = groundBreaking
        self.construction = construction
        self.investment = investment
        self.invested = invested
        self.revenue = revenue
        self.installationCrews = installationCrews
        self.cleanRoom = cleanRoom
    }

    /// Whether installations wait for crews or room.
    public var limitsInstallations: Bool { installationCrews != nil || !cleanRoom.isEmpty }
    /// Most tools, their counts included, of a plan that limits installations.
    public static let mostLimitedTools = 256
}

/// A figure of one period.
public struct YearFigure: Sendable {
    /// The period, such as `2024` or `2025-H1`.
    public var period: DateInterval
    /// The figure.
    public var figure: Figure

    /// Makes a dated figure.
    public init(period: DateInterval, figure: Figure) {
        self.period = period
        self.figure = figure
    }
}

/// Figures that scale all nodes together [1].
public struct Factors: Sendable {
    /// Multiplies every shot count.
    public var shots: Figure?
    /// Multiplies the share of plates on e-beam writers; laser takes the rest.
    public var ebeamShare: Figure?
    /// Multiplies the months that yields and processes take to mature.
    public var learning: Figure?
    /// Rank correlation of the random slips of any two tools of one supplier; nil means none.
    public var delayCorrelation: Figure?

    /// Makes factors; nil means 1.
    public init(
        shots: Figure? = nil,
        ebeamShare: Figure? = nil,
        learning: Figure? = nil,
        delayCorrelation: Figure? = nil
    ) {
        self.shots = shots
        self.ebeamShare = ebeamShare
        self.learning = learning
        self.delayCorrelation = delayCorrelation
    }
}
