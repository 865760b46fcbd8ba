public import Forecast
public import PlanFiles
public import PlanModel
internal import Reporting

/// Everything that a report is made of.
public struct ReportContents: Sendable {
    /// A result, or why there is none.
    public enum Part<Result: Sendable>: Sendable {
        /// The result.
        case found(Result)
        /// Why there is none, in both languages.
        case missing(english: String, chinese: String)

        /// The result, if there is one.
        public var result: Result? {
            if case .found(let result) = self { result } else { nil }
        }

        /// Why there is none.
        func reason(_ language: ReportLanguage) -> String? {
            guard case .missing(let english, let chinese) = self else { return nil }
            return language(english, chinese)
        }
    }

    /// The run.
    public var run: RunResult
    /// Its plan.
    public var plan: Plan
    /// Every figure of the plan with its basis and source.
    public var figures: [StatedFigure]
    /// Its course month by month.
    public var course: CourseForecast
    /// What moves its chief result.
    public var sensitivity: Part<SensitivityResult>
    /// The plan's money.
    public var finance: Part<FinanceResult>
    /// Scenarios against each other.
    public var comparison: Part<ComparisonResult>
    /// Other fabs.
    public var peers: Part<PeersResult>
    /// Single plates on their way.
    public var flow: Part<Flow>

    /// Flow simulations of the run's plan.
    public struct Flow: Sendable {
        /// One of `simulate`.
        public var flow: FlowResult?
        /// One of `simulate --curve`.
        public var curve: FlowCurveResult?
        /// One of `simulate --gantt`.
        public var gantt: FlowGanttResult?

        /// Puts simulations together; at least one.
        public init(flow: FlowResult?, curve: FlowCurveResult?, gantt: FlowGanttResult? = nil) {
            (self.flow, self.curve, self.gantt) = (flow, curve, gantt)
        }
    }

    /// Puts a report's parts together.
    public init(
        run: RunResult,
        plan: Plan,
        figures: [StatedFigure],
        course: CourseForecast,
        sensitivity: Part<SensitivityResult>,
        finance: Part<FinanceResult>,
        comparison: Part<ComparisonResult>,
        peers: Part<PeersResult>,
        flow: Part<Flow>
    ) {
        (self.run, self.plan, self.figures, self.course) = (run, plan, figures, course)
        (self.sensitivity, self.finance) = (sensitivity, finance)
        (self.comparison, self.peers, self.flow) = (comparison, peers, flow)
    }

    /// Every part of the report in its order.
    ///
    /// - Parameter language: of all words.
    /// - Returns: the sections.
    public func sections(_ language: ReportLanguage) -> [ReportSection] {
        let parts: [ReportSection] = [
            HeadlineSection(self, language).section, OutputSection(self, language).section,
            DeliverySection(self, language).section, MilestoneSection(self, language).section,
            LimitSection(self, language).section, FlowSection(self, language).section,
            SensitivitySection(self, language).section, ScenarioSection(self, language).section,
            PeerSection(self, language).section, CashSection(self, language).section,
            AssumptionSection(self, language).section, RepeatSection(self, language).section,
        ]
        return parts
    }

    /// Calendar years from the first in which any plate may be made.
    var years: [Int] {
        let all = run.capacity.map(\.year)
        let first = all.first { year in
            run.annual.contains { $0.year == year && $0.p95 > 0 }
        }
        return all.filter { $0 >= (first ?? .min) }
    }

    /// How many, as a person reads it.
    static func count(_ number: UInt64) -> String { NumberText.whole(Int(number)) }

    /// The as-of date on a chart of time.
    func asOf(_ language: ReportLanguage) -> (day: String, label: String) {
        (run.asOf, language("as of \(run.asOf)", "数据截至 \(run.asOf)"))
    }

    /// What money figures are in.
    func money(_ language: ReportLanguage) -> String {
        switch (plan.money.currency, plan.money.unit) {
        case ("CNY", 10_000): language("10,000 CNY", "万元")
        case ("CNY", 1_000_000): language("million CNY", "百万元")
        case ("CNY", 100_000_000): language("100 million CNY", "亿元")
        case (let currency, 1): currency
        case (let currency, 1_000): language("1,000 \(currency)", "千 \(currency)")
        case (let currency, 1_000_000): language("million \(currency)", "百万 \(currency)")
        case (let currency, let unit): "\(unit) \(currency)"
        }
    }
}
