import PlanModel

/// Holidays, maintenance and rework. Drawn after all else of a plan, so that the rest of it is the
/// same with and without.
extension RandomPlans {
    mutating func addWork(to plan: inout Plan) {
        if chance(0.6) {
            plan.calendar.holidays = (0..<below(4) + 1).map { _ in days(in: plan) }
            plan.calendar.everyYear = ["01-01", "02-29", "12-24/01-03", "05-01/05-05"]
                .filter { _ in chance(0.5) }.compactMap { YearlyDays($0) }
        }
        for index in plan.groups.indices {
            let path = "groups.\(plan.groups[index].name)"
            plan.groups[index].worksOnHolidays = chance(0.3)
            if chance(0.3) { plan.groups[index].shutdowns = [days(in: plan), days(in: plan)] }
            if chance(0.5) {
                plan.groups[index].maintenance = Maintenance(
                    hours: figure(4, 60, "\(path).maintenance.hours"),
                    every: figure(0.25, 3, "\(path).maintenance.every")
                )
            }
        }
        for index in plan.route.indices where plan.route[index].work != .secondLevel {
            guard chance(0.5) else { continue }
            let path = "route.\(plan.route[index].name).rework"
            plan.route[index].rework =
                chance(0.6)
                ? .all(shareFigure(0.02, 0.3, path))
                : NodeFigure(entries: [
                    .init(finest: 1, coarsest: 90, figure: shareFigure(0.05, 0.4, path))
                ])
            if chance(0.6) { plan.route[index].backTo = plan.route[below(index + 1)].name }
        }
    }

    /// Some days within a plan's horizon, or just before it.
    private mutating func days(in plan: Plan) -> DateInterval {
        let first = plan.start.firstDay.number - 20 + below(30 * plan.monthCount)
        let last = first + below(40)
        return DateInterval(first: Day(number: first), last: Day(number: last), text: "")
    }
}
