import PlanModel

/// Makes the plan model from checked values.
///
/// Entries that lack something required are left out;
/// the checker has reported them.
struct PlanBuilder {
    /// The checked plan.
    let root: CheckedValue
    /// Whether the as-of date was given apart from the file, for a look back.
    let isLookingBack: Bool
    /// Where warnings go.
    let problems: Problems

    /// The day up to which facts are known.
    var asOf: Day { root["as_of"]?.date?.first ?? Day(number: 0) }

    /// Builds the plan.
    func plan() -> Plan {
        let start = root["horizon"]?["start"]?.date?.first.month ?? Month(year: 2000, month: 1)
        let end = root["horizon"]?["end"]?.date?.first.month ?? start
        let nodes = root["products"] == nil ? self.nodes() : products()
        let writers = self.writers()
        return Plan(
            name: root["plan"]?.text ?? "",
            money: Money(
                currency: root["money"]?["currency"]?.text ?? "XXX",
                unit: root["money"]?["unit"]?.integer ?? 1,
                rounding: root["money"]?["rounding"]?.text.flatMap(MoneyRounding.init(rawValue:))
                    ?? .halfAwayFromZero,
                digits: root["money"]?["digits"]?.integer ?? 2
            ),
            start: start,
            monthCount: max(0, end.number - start.number + 1),
            asOf: asOf,
            sources: all("sources") { Source(id: $0, citation: $1.text ?? "") },
            project: project(),
            factors: factors(),
            nodes: nodes,
            writers: writers,
            groups: groups(),
            route: (root["route"]?.items ?? []).compactMap(step) + ratedSteps(),
            tools: tools(writers),
            contracts: contracts(),
            risks: all("risks", risk),
            demand: (root["demand"]?.items ?? []).compactMap(demandLine) + wanted(),
            targets: all("targets", target),
            milestones: milestones(nodes.map(\.node)),
            economics: economics(),
            basisCounts: BasisCount(root).counts,
            calendar: FabCalendar(
                holidays: root["calendar"]?["holidays"]?.dates ?? [],
                everyYear: (root["calendar"]?["every_year"]?.texts ?? [])
                    .compactMap(YearlyDays.init)
            ),
            facts: facts(),
            customers: customers()
        )
    }

    /// Everything in a section, in alphabetical order.
    func all<T>(_ section: String, _ make: (String, CheckedValue) -> T?) -> [T] {
        (root[section]?.entries ?? []).compactMap { make($0.key, $0.value) }
    }

    // MARK: Parts

    private func project() -> Project {
        let entry = root["project"]
        return Project(
            site: entry?["site"]?.text,
            groundBreaking: entry?["ground_breaking"]?.date,
            construction: entry?["construction"]?.figure,
            investment: entry?["investment"]?.figure,
            invested: entry?["invested"]?.yearFigures ?? [],
            revenue: entry?["revenue"]?.yearFigures ?? [],
            installationCrews: entry?["installation_crews"]?.integer,
            cleanRoom: entry?["clean_room"]?.yearFigures ?? []
        )
    }

    private func factors() -> Factors {
        let entry = root["factors"]
        return Factors(
            shots: entry?["shots"]?.figure,
            ebeamShare: entry?["ebeam_share"]?.figure,
            learning: entry?["learning"]?.figure,
            delayCorrelation: entry?["delay_correlation"]?.figure
        )
    }

    private func nodes() -> [TechnologyNode] {
        all("nodes") { node(Int($0) ?? 0, $1) }.sorted { $0.node > $1.node }
    }

    private func node(_ number: Int, _ entry: CheckedValue) -> TechnologyNode? {
        guard let mix = entry["mix"]?.figure, let mature = entry["yield"]?["mature"]?.figure,
            let matureAfter = entry["yield"]?["mature_after"]?.figure,
            let qualification = entry["qualification"]?.figure,
            let sampling = entry["sampling"]?.figure,
            let verification = entry["verification"]?.figure,
            let samplePlates = entry["sample_plates"]?.figure
        else { return nil }
        let classes = (entry["layer_classes"]?.entries ?? [])
            .compactMap { layerClass($0.key, $0.value, share: $0.value["share"]?.figure) }
        return TechnologyNode(
            node: number,
            mix: mix,
            platesPerSet: entry["plates_per_set"]?.figure,
            layerClasses: classes,
            secondLevelShare: entry["second_level"]?.figure,
            // The same figure, so that it draws the same numbers.
            yieldStart: entry["yield"]?["start"]?.figure ?? mature,
            yieldMature: mature,
            yieldMatureAfter: matureAfter,
            qualification: qualification,
            sampling: sampling,
            verification: verification,
            samplePlates: samplePlates,
            price: entry["price"]?.figure,
            secondWrite: entry["second_write"]
                .flatMap { write in
                    let all = Figure.value(1, path: write.path + ".share")
                    return layerClass(LayerClass.secondWriteName, write, share: all)
                },
            sampleFailure: entry["sample_failure"]?.figure,
            tapeOutsPerThousandWafers: entry["tape_outs_per_thousand_wafers"]?.figure,
            replacementPlatesPerThousandWafers:
                entry["replacement_plates_per_thousand_wafers"]?.figure,
            orders: orders(entry)
        )
    }

    private func layerClass(
        _ name: String,
        _ entry: CheckedValue,
        share: Figure?
    ) -> LayerClass? {
        guard let share, let passes = entry["passes"]?.figure,
            let writer = entry["writer"]?.text.flatMap(WriterClass.init(rawValue:))
        else { return nil }
        return LayerClass(
            name: name,
            share: share,
            writerClass: writer,
            shotsPerPass: entry["shots_per_pass"]?.figure,
            dose: entry["dose"]?.figure,
            passes: passes,
            density: entry["density"]?.figure
        )
    }

    private func writers() -> [Writer] {
        all("writers") { name, entry in
            guard let text = entry["class"]?.text, let writerClass = WriterClass(rawValue: text),
                let finest = entry["finest_node"]?.integer
            else { return nil }
            return Writer(
                name: name,
                writerClass: writerClass,
                figures: constants(entry),
                finestNode: finest,
                stage: entry["stage"]?.text.flatMap(StageMotion.init(rawValue:)) ?? .sum
            )
        }
    }

    /// The constants of a writer or of a tool's settings.
    func constants(_ entry: CheckedValue?) -> [WriterField: Figure] {
        var figures: [WriterField: Figure] = [:]
        for field in WriterField.allCases { figures[field] = entry?[field.rawValue]?.figure }
        return figures
    }

    private func groups() -> [ToolGroup] {
        all("groups") { name, entry in
            guard let availability = entry["availability"]?.figure,
                let usable = entry["usable"]?.figure, let learning = entry["learning"],
                let start = learning["start"]?.figure, let months = learning["months"]?.figure,
                let hours = entry["hours_per_week"]?.figure ?? staffed(entry["shifts"])
            else { return nil }
            return ToolGroup(
                name: name,
                writes: (entry["writes"]?.texts ?? []).compactMap(WriterClass.init(rawValue:)),
                availability: availability,
                usable: usable,
                learningStart: start,
                learningMonths: months,
                hoursPerWeek: hours,
                mtbf: entry["mtbf"]?.figure,
                mttr: entry["mttr"]?.figure,
                worksOnHolidays: entry["on_holidays"]?.text == "open",
                shutdowns: entry["shutdowns"]?.dates ?? [],
                maintenance: maintenance(entry["maintenance"]),
                dispatch: entry["dispatch"]?.text.flatMap(DispatchRule.init(rawValue:)),
                batch: batch(entry["batch"]),
                setup: setup(entry["setup"]),
                failures: failures(entry["failures"])
            )
        }
    }

    /// Hours a week of some shifts.
    private func staffed(_ shifts: CheckedValue?) -> Figure? {
        guard let shifts, let count = shifts["per_day"]?.integer,
            let hours = shifts["hours"]?.figure, let days = shifts["days_per_week"]?.figure,
            let length = hours.distribution.fixedValue, let week = days.distribution.fixedValue
        else { return nil }
        return .value(Double(count) * length * week, path: shifts.path)
    }

    private func maintenance(_ entry: CheckedValue?) -> Maintenance? {
        guard let hours = entry?["hours"]?.figure, let every = entry?["every"]?.figure else {
            return nil
        }
        return Maintenance(hours: hours, every: every)
    }

    private func step(_ entry: CheckedValue) -> RouteStep? {
        guard let name = entry["step"]?.text,
            let work = entry["work"]?.text.flatMap(RouteStep.Work.init(rawValue:))
        else { return nil }
        return RouteStep(
            name: name,
            work: work,
            group: entry["group"]?.text,
            hoursPerPlate: entry["hours_per_plate"]?.nodeFigure,
            passes: entry["passes"]?.nodeFigure,
            share: entry["share"]?.nodeFigure,
            rework: entry["rework"]?.nodeFigure,
            within: entry["within"]?.nodeFigure,
            backTo: entry["back_to"]?.text
        )
    }
}
