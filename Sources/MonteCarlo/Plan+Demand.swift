internal import PlanModel

extension Plan {
    /// What is wanted in a month.
    ///
    /// - Parameters:
    ///   - node: one node [nm]; nil for the line of all nodes together.
    ///   - month: the month.
    /// - Returns: plates a month; nil where the plan has no such line, or before it begins.
    func demandFigure(of node: Int?, in month: Month) -> Figure? {
        demand.last { $0.node == node }?
            .platesPerMonth
            .filter { $0.period.first.month <= month }
            .max { $0.period.first < $1.period.first }?
            .figure
    }
}
