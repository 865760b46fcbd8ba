internal import PlanModel

extension RampReference {
    /// Accepted and ready dates; installations start in the order of delivery, when there is room
    /// and the crew that is free first is free.
    func accept(_ units: inout [Unit], _ draws: DrawnFigures) {
        let known = units.map { unit in
            let name = Self.name(unit.tool, unit.number)
            return knownDate(unit.tool.accepted, unit.number, name: "\(name).accepted", draws)
        }
        let starts = starts(units, isAccepted: known.map { $0 != nil }, draws)
        for (index, unit) in units.enumerated() {
            func lag(_ figure: Figure?) -> Double {
                value(figure, or: 0, unit: unit.number, draws)
            }
            let accepted =
                known[index] ?? starts[index] + lag(unit.tool.installation)
                + lag(unit.tool.acceptance)
            units[index].accepted = accepted
            units[index].ready = accepted + lag(unit.tool.qualification)
        }
    }

    /// The units that still have to be installed and do come, by delivery.
    private func queue(_ units: [Unit], isAccepted: [Bool]) -> [Int] {
        units.indices.filter { !isAccepted[$0] && units[$0].delivered < .infinity }
            .sorted { (units[$0].delivered, $0) < (units[$1].delivered, $1) }
    }

    private func starts(
        _ units: [Unit],
        isAccepted: [Bool],
        _ draws: DrawnFigures
    ) -> [Double] {
        guard plan.project.limitsInstallations else { return units.map(\.delivered) }
        var starts = [Double](repeating: .infinity, count: units.count)
        let rooms = plan.project.cleanRoom
            .map { room in
                let days = [
                    months(room.period.first), months(Day(number: room.period.last.number + 1)),
                ]
                let word = draws.word(
                    .figure,
                    "project.clean_room.\(room.period.text).day",
                    isUncertain: room.period.last <= plan.asOf
                )
                return (
                    date: ClosedForm(.uniform(low: days[0], high: days[1])).value(word: word),
                    area: value(room.figure, or: 0, draws)
                )
            }
        func area(_ unit: Int) -> Double { value(units[unit].tool.area, or: 0, draws) }
        var taken = units.indices.filter { isAccepted[$0] }.map(area).reduce(0, +)
        let crews = min(plan.project.installationCrews ?? units.count, units.count)
        var free = [Double](repeating: -.infinity, count: crews)
        for unit in queue(units, isAccepted: isAccepted) {
            taken += area(unit)
            var start = max(units[unit].delivered, free.min() ?? -.infinity)
            if !rooms.isEmpty, area(unit) > 0 {
                let opens = rooms.filter { taken <= $0.area * 1.00001 }.map(\.date).min()
                start = max(start, opens ?? .infinity)
            }
            starts[unit] = start
            if let crew = free.indices.min(by: { free[$0] < free[$1] }) {
                let tool = units[unit].tool
                free[crew] =
                    start + value(tool.installation, or: 0, unit: units[unit].number, draws)
            }
        }
        return starts
    }

    /// Least time between two deliveries that wait for room or a crew [months]; infinite without
    /// limits.
    ///
    /// Where it is as small as the rounding of a date, who comes first is not told.
    public func closestDeliveries(_ draws: Draws) -> Double {
        guard plan.project.limitsInstallations else { return .infinity }
        let units = drawUnits(DrawnFigures(draws))
        let known = units.map {
            date($0.tool.accepted, $0.number).map { $0.first <= plan.asOf } ?? false
        }
        let dates = queue(units, isAccepted: known).map { units[$0].delivered }
        return zip(dates, dates.dropFirst()).map { $1 - $0 }.min() ?? .infinity
    }
}
