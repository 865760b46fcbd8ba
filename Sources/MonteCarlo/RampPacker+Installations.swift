internal import CKernels
internal import PlanModel

/// What limits how many tools are installed at once.
extension RampPacker {
    mutating func packInstallations() throws(PackError) {
        let none = Int32(MR_NONE)
        let units = Int(header[Int(MR_UNIT_COUNT.rawValue)])
        set(MR_CREWS, none)
        set(MR_ROOMS, none)
        guard plan.project.limitsInstallations, units > 0 else { return }
        guard units <= Project.mostLimitedTools else {
            throw PackError(
                message: "\(units) tools wait for installation_crews or clean_room; expected at "
                    + "most \(Project.mostLimitedTools)"
            )
        }
        limitsInstallations = true
        if let crews = plan.project.installationCrews, crews < units { set(MR_CREWS, crews) }
        let rooms = plan.project.cleanRoom
        guard !rooms.isEmpty else { return }
        var records: [Int32] = []
        for room in rooms {
            let (from, to) = months(room.period)
            records += [
                try builder.draw(
                    .uniform(low: from, high: to),
                    name: "project.clean_room.\(room.period.text).day",
                    // What lies behind is a fact whose day is not known.
                    isUncertain: room.period.last <= plan.asOf
                ),
                try builder.figure(room.figure, or: 0),
            ]
        }
        set(MR_ROOM_COUNT, rooms.count)
        set(MR_ROOMS, offset)
        body += records
    }

    /// Slots of the starts of installations and of the crews; none where nothing limits them.
    func installationSlots(units: Int) -> [(mr_ramp_header, Int)] {
        guard limitsInstallations else { return [] }
        let crews = Int(header[Int(MR_CREWS.rawValue)])
        return [(MR_SLOT_START, units), (MR_SLOT_CREW, max(0, crews))]
    }
}
