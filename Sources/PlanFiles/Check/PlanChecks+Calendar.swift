import PlanModel

/// Holidays, shifts and maintenance.
extension PlanChecks {
    func checkCalendar() {
        let calendar = root["calendar"]
        let groups = root["groups"]?.entries.map(\.value) ?? []
        for list in [calendar?["holidays"]] + groups.map({ $0["shutdowns"] }) { checkOrder(list) }
        for group in groups {
            checkShifts(group)
            checkMaintenance(group)
        }
    }

    private func checkOrder(_ list: CheckedValue?) {
        for item in list?.items ?? [] {
            guard let days = item.date, days.last < days.first else { continue }
            complain(item, "\(days.text) ends before it begins")
        }
    }

    private func checkShifts(_ group: CheckedValue) {
        guard let shifts = group["shifts"] else { return }
        if let hours = group["hours_per_week"] {
            complain(hours, "hours_per_week and shifts exclude each other; give one")
        }
        guard let count = shifts["per_day"]?.integer,
            let hours = shifts["hours"]?.figure?.distribution.fixedValue
        else { return }
        let day = Double(count) * hours
        if day > 24 {
            complain(
                shifts,
                "\(count) shifts of \(short(hours)) h are \(short(day)) h; a day has 24"
            )
        }
    }

    /// Typical maintenance leaves hours; where a draw leaves none, the tool has none.
    private func checkMaintenance(_ group: CheckedValue) {
        guard let maintenance = group["maintenance"],
            let known = plan.groups.first(where: { group.path == "groups.\($0.name)" }),
            let hours = known.maintenance?.hours.distribution.typical,
            let every = known.maintenance?.every.distribution.typical
        else { return }
        let staffed = known.hoursPerWeek.distribution.typical / 168 * 730.5
        let taken = hours / every
        if taken >= staffed {
            complain(
                maintenance,
                "\(short(taken)) h a month leave nothing of the \(short(staffed)) h that a tool is "
                    + "staffed"
            )
        }
    }

    func complain(_ value: CheckedValue, _ message: String) {
        if problems.touches(value.path) { return }
        problems.add(.meaning, at: value.location, path: value.path, message)
    }
}
