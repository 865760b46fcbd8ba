import PlanModel

/// Crews and clean room for the tools.
extension PlanChecks {
    /// A number of tools that the order of installations is found for, and room for all of them.
    func checkInstallations() {
        let project = plan.project
        guard project.limitsInstallations else {
            if let tool = plan.tools.first(where: { $0.area != nil }) {
                warning(
                    "tools",
                    tool.name,
                    "area",
                    message: "counts for nothing without project.clean_room"
                )
            }
            return
        }
        let key = project.installationCrews == nil ? "clean_room" : "installation_crews"
        let units = plan.tools.map(\.count).reduce(0, +)
        if units > Project.mostLimitedTools {
            error(
                "project",
                key,
                message: "\(units) tools, count included, wait for it; at most "
                    + "\(Project.mostLimitedTools) are put in order"
            )
        }
        checkRoom()
    }

    private func checkRoom() {
        let rooms = plan.project.cleanRoom
        for (earlier, later) in zip(rooms, rooms.dropFirst()) {
            let (before, after) = (earlier.figure.distribution, later.figure.distribution)
            guard after.typical < before.typical else { continue }
            error(
                "project",
                "clean_room",
                later.period.text,
                message: "\(short(after.typical)) m2 is less than the \(short(before.typical)) m2 "
                    + "of \(earlier.period.text); give what is open in all"
            )
        }
        guard let open = rooms.map(\.figure.distribution.greatest).max() else { return }
        let taken = plan.tools
            .map { Double($0.count) * ($0.area?.distribution.typical ?? 0) }
            .reduce(0, +)
        if taken > open * 1.00001 {
            warning(
                "project",
                "clean_room",
                message: "the tools take \(short(taken)) m2 and at most \(short(open)) m2 open; "
                    + "those that come last are never installed"
            )
        }
    }
}
