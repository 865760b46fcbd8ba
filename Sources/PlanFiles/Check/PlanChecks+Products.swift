import PlanModel

/// Plans that make products: what belongs to them, and units.
extension PlanChecks {
    /// Checks products and what is rated.
    func checkProducts() {
        guard root["products"] != nil else {
            for (section, entries) in rated {
                for (name, _) in entries {
                    error(
                        at: [section, name, "rated"],
                        message: "rated capacity is of products; this plan has nodes"
                    )
                }
            }
            return
        }
        if plan.nodes.isEmpty { error("products", message: "no product; give at least one") }
        for (section, instead) in [
            ("nodes", "a plan makes products or plates"),
            ("writers", "tools of products are rated"),
            ("route", "tools of products are rated"),
            ("demand", "give wanted: to the products"),
            ("targets", "give an aim as a fact that is dated after as_of"),
            ("customers", "their orders are of plates"),
        ] where !(root[section]?.entries.isEmpty ?? true) || !(root[section]?.items.isEmpty ?? true)
        {
            error(section, message: "does not go with products; \(instead)")
        }
        for group in plan.groups { checkRated(group) }
        for node in plan.nodes { checkIsMade(node) }
    }

    /// What is rated, by section.
    private var rated: [(String, [(key: String, value: CheckedValue)])] {
        ["groups", "tools"]
            .map { section in
                (section, (root[section]?.entries ?? []).filter { $0.value["rated"] != nil })
            }
    }

    private func checkRated(_ group: ToolGroup) {
        let entry = root["groups"]?[group.name]
        let own = entry?["rated"]?["unit"]?.text
        checkUnit(own, ["groups", group.name, "rated", "unit"])
        if !group.writes.isEmpty {
            error("groups", group.name, "writes", message: "products are not written")
        }
        var first = own
        for (name, tool) in root["tools"]?.entries ?? [] where tool["group"]?.text == group.name {
            let unit = tool["rated"]?["unit"]?.text
            if own == nil, tool["rated"] == nil {
                error(
                    "tools",
                    name,
                    message: "rated is missing, and group \(group.name) has none; give one "
                        + "rated: {value: 1, unit: \(plan.nodes.first?.product?.unit ?? "GW")}"
                )
            }
            if tool["speed"] != nil {
                error(
                    "tools",
                    name,
                    "speed",
                    message: "what it makes is rated; give rated: instead"
                )
            }
            checkUnit(unit, ["tools", name, "rated", "unit"])
            if let unit, let first, unit != first {
                error(
                    at: ["tools", name, "rated", "unit"],
                    message: "\(quoted(unit)) is not the unit of group \(group.name), "
                        + quoted(first)
                )
            }
            first = first ?? unit
        }
        for name in entry?["makes"]?.texts ?? [] {
            guard let product = plan.nodes.first(where: { $0.product?.name == name })?.product,
                let first, product.unit != first
            else { continue }
            error(
                "groups",
                group.name,
                "makes",
                message: "\(name) is measured in \(product.unit), the group in \(first)"
            )
        }
    }

    private func checkUnit(_ unit: String?, _ path: [String]) {
        let units = plan.nodes.compactMap(\.product?.unit)
        guard let unit, !units.contains(unit), !problems.touches("products") else { return }
        let known = Set(units).sorted().map(quoted).joined(separator: ", ")
        error(at: path, message: "no product is measured in \(quoted(unit)); units: \(known)")
    }

    private func checkIsMade(_ node: TechnologyNode) {
        let isMade = plan.route.contains { $0.hoursPerPlate?.figure(for: node.node) != nil }
        guard !isMade, let product = node.product, !problems.touches("groups"),
            !problems.touches("tools")
        else { return }
        error(
            "products",
            product.name,
            message: "no group makes it; give a group rated: {value: 1, unit: \(product.unit)}"
        )
    }
}
