internal import PlanModel

extension RampReference {
    /// Mean times that a plate of a node takes each step, by the step's name.
    ///
    /// A plate that passes the route is a chain of two states a step, that it comes to it and that
    /// it takes it. Expected visits solve a linear system, by elimination.
    static func timesTaken(
        _ route: [RouteStep],
        _ node: TechnologyNode,
        _ value: (Figure) -> Double
    ) -> [String: Double] {
        let steps = route.filter { step in
            switch step.work {
            case .write: true
            case .secondLevel where step.hoursPerPlate == nil: node.secondWrite != nil
            case .hours, .secondLevel: step.hoursPerPlate?.figure(for: node.node) != nil
            }
        }
        let count = 2 * steps.count
        // Row by row: visits of a state less what comes to it from all states, and who starts in it.
        var rows = (0..<count)
            .map { state in
                (0...count).map { $0 == state || (state == 0 && $0 == count) ? 1.0 : 0 }
            }
        for (index, step) in steps.enumerated() {
            let isSecond = step.work == .secondLevel
            let figure = isSecond ? node.secondLevelShare : step.share?.figure(for: node.node)
            let share =
                step.work == .write ? 1 : figure.map(value) ?? (isSecond ? 0 : 1)
            let rework = isSecond ? 0 : step.rework?.figure(for: node.node).map(value) ?? 0
            let (comes, takes, next) = (2 * index, 2 * index + 1, 2 * index + 2)
            rows[takes][comes] -= share
            if next < count {
                rows[next][comes] -= 1 - share
                rows[next][takes] -= 1 - rework
            }
            // A node that skips the step goes on from there.
            let target = route.firstIndex { $0.name == step.backTo ?? step.name } ?? 0
            let back =
                steps.firstIndex { later in
                    route.firstIndex { $0.name == later.name } ?? 0 >= target
                } ?? index
            rows[2 * back + (steps[back].work == .secondLevel ? 0 : 1)][takes] -= rework
        }
        for pivot in 0..<count {
            for row in 0..<count where row != pivot && rows[row][pivot] != 0 {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        let times = steps.indices.map {
            (steps[$0].name, rows[2 * $0 + 1][count] / rows[2 * $0 + 1][2 * $0 + 1])
        }
        return Dictionary(times, uniquingKeysWith: { first, _ in first })
    }

    /// Hours of the days of a month on which a group works [h].
    func openHours(_ group: ToolGroup, _ month: Month) -> Double {
        let first = month.firstDay.number
        let open = (first..<first + month.dayCount)
            .filter { day in
                func isIn(_ days: DateInterval) -> Bool {
                    (days.first.number...days.last.number).contains(day)
                }
                if group.shutdowns.contains(where: isIn) { return false }
                if group.worksOnHolidays { return true }
                return !plan.calendar.holidays.contains(where: isIn)
                    && !plan.calendar.everyYear.contains { days in
                        [month.year - 1, month.year]
                            .contains { days.days(from: $0)?.contains(day) ?? false }
                    }
            }
        return 24 * Double(open.count)
    }
}
