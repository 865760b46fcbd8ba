import PlanModel

/// Published figures: what belongs together, and what contradicts itself.
extension PlanChecks {
    /// Checks all facts.
    func checkPublished() {
        for fact in plan.facts { check(fact) }
        checkContradictions()
        checkParts()
        checkStates()
    }

    private func check(_ fact: Fact) {
        func complain(_ key: String, _ message: String) {
            error("facts", fact.name, key, message: message)
        }
        if fact.what == .utilisation {
            checkUtilisation(fact)
        } else {
            for (key, value) in [("of", fact.of), ("over", fact.over)] where value != nil {
                complain(key, "belongs to a utilisation; this is a \(fact.what.rawValue)")
            }
            if fact.value == nil, fact.state == nil {
                complain("value", "value is missing; give it, or a state")
            }
            if fact.value != nil, fact.unit == nil {
                complain("unit", "unit is missing; give it, or the product")
            }
        }
        if [.production, .sales].contains(fact.what), !fact.date.isOfWholeMonths {
            complain(
                "date",
                "\(fact.date.text) is no period; expected a month, quarter, half-year or year, in "
                    + "which it was \(fact.what == .sales ? "sold" : "made")"
            )
        }
        let product = plan.nodes.first { $0.product?.name == fact.product }?.product
        if let product, let unit = fact.unit, unit != product.unit, fact.what != .utilisation {
            complain("unit", "\(quoted(unit)) is not the unit of \(product.name), \(product.unit)")
        }
        if (fact.state == .merged) != !fact.into.isEmpty {
            complain(
                "into",
                fact.into.isEmpty
                    ? "into is missing: the sites that it was merged into"
                    : "belongs to state: merged"
            )
        }
        let sites = Set(plan.facts.compactMap(\.site))
        for site in fact.into where !sites.contains(site) {
            complain("into", "no fact is about the site \(quoted(site))")
        }
    }

    /// A share names its denominator.
    private func checkUtilisation(_ fact: Fact) {
        guard let part = plan.fact(named: fact.of), let whole = plan.fact(named: fact.over) else {
            if fact.of == nil || fact.over == nil {
                error(
                    "facts",
                    fact.name,
                    message: "a utilisation names the facts that it divides; give of: and over:"
                )
            }
            return
        }
        if whole.what != .capacity {
            error(
                "facts",
                fact.name,
                "over",
                message: "\(whole.name) is a \(whole.what.rawValue); expected a capacity"
            )
        } else if part.unit != whole.unit {
            error(
                "facts",
                fact.name,
                "over",
                message: "\(whole.name) is in \(whole.unit ?? "no unit"), \(part.name) in "
                    + (part.unit ?? "no unit")
            )
        } else if let stated = fact.value, let ratio = plan.ratio(of: fact),
            let relation = ratio.relation,
            !fact.relation.bounds(of: stated)
                .overlaps(relation.bounds(of: ratio.value, isAbout: ratio.isAbout))
        {
            warning(
                "facts",
                fact.name,
                "value",
                message: "\(short(stated)) is stated, but \(part.name) over \(whole.name) is "
                    + "\(relation.rawValue) \(short(ratio.value))"
            )
        }
    }

    /// Two values of the same thing at the same time.
    private func checkContradictions() {
        for (index, later) in plan.facts.enumerated() {
            guard let value = later.value else { continue }
            for earlier in plan.facts[..<index] {
                guard let other = earlier.value, earlier.what == later.what,
                    later.what != .utilisation, earlier.product == later.product,
                    earlier.site == later.site, earlier.unit == later.unit,
                    earlier.date.first == later.date.first, earlier.date.last == later.date.last,
                    !earlier.relation.bounds(of: other)
                        .overlaps(later.relation.bounds(of: value))
                else { continue }
                warning(
                    "facts",
                    later.name,
                    "value",
                    message: "\(later.relation.rawValue) \(short(value)) contradicts "
                        + "\(earlier.name), \(earlier.relation.rawValue) \(short(other)) of the "
                        + "same date"
                )
            }
        }
    }

    /// Capacities of sites against that of the whole.
    private func checkParts() {
        for whole in plan.facts {
            guard whole.what == .capacity, whole.site == nil, let value = whole.value else {
                continue
            }
            var sites: [String: Fact] = [:]
            for part in plan.facts {
                guard part.what == .capacity, let site = part.site, part.product == whole.product,
                    part.unit == whole.unit, part.date.last <= whole.date.last,
                    part.date.first >= sites[site]?.date.first ?? part.date.first
                else { continue }
                sites[site] = part
            }
            let parts = sites.values.filter { $0.state != .merged }
            let least = parts.reduce(0) { sum, part in
                sum + (part.value.map { part.relation.bounds(of: $0).lowerBound } ?? 0)
            }
            if least > whole.relation.bounds(of: value).upperBound {
                warning(
                    "facts",
                    whole.name,
                    "value",
                    message: "\(whole.relation.rawValue) \(short(value)), but its sites come to "
                        + "\(short(least)) or more"
                )
            }
        }
    }

    /// A project does not go back.
    private func checkStates() {
        let order = ProjectState.allCases
        for later in plan.facts {
            guard let state = later.state, let place = order.firstIndex(of: state),
                let site = later.site
            else { continue }
            for earlier in plan.facts
            where earlier.site == site && earlier.product == later.product
                && earlier.date.last < later.date.first
            {
                guard let before = earlier.state, let first = order.firstIndex(of: before),
                    first > place
                else { continue }
                warning(
                    "facts",
                    later.name,
                    "state",
                    message: "\(state.rawValue) \(later.date.text) is behind \(before.rawValue) "
                        + "\(earlier.date.text) (\(earlier.name))"
                )
            }
        }
    }
}
