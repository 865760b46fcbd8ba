import PlanModel

/// Products, what tools make of them, and published figures.
extension PlanBuilder {
    /// The names of products in alphabetical order; each stands where a node of its number would.
    private var productNames: [String] { (root["products"]?.entries ?? []).map(\.key) }

    /// The number that stands for a product: the first in the alphabet is the coarsest.
    func productNumber(_ name: String?) -> Int? {
        let names = productNames
        return name.flatMap(names.firstIndex(of:)).map { names.count - $0 }
    }

    /// All products, as the nodes of the plan.
    func products() -> [TechnologyNode] {
        all("products") { name, entry in
            guard let number = productNumber(name), let unit = entry["unit"]?.text,
                let kind = entry["kind"]?.text.flatMap(Product.Kind.init(rawValue:)),
                let mix = entry["mix"]?.figure, let qualification = entry["qualification"]?.figure,
                let sampling = entry["sampling"]?.figure,
                let verification = entry["verification"]?.figure
            else { return nil }
            let mature =
                entry["yield"]?["mature"]?.figure
                ?? .value(1, path: "products.\(name).yield.mature")
            return TechnologyNode(
                node: number,
                mix: mix,
                platesPerSet: nil,
                layerClasses: [],
                secondLevelShare: nil,
                yieldStart: entry["yield"]?["start"]?.figure ?? mature,
                yieldMature: mature,
                yieldMatureAfter: entry["yield"]?["mature_after"]?.figure
                    ?? .value(0, path: "products.\(name).yield.mature_after"),
                qualification: qualification,
                sampling: sampling,
                verification: verification,
                samplePlates: .value(0, path: "products.\(name).sample_plates"),
                price: entry["price"]?.figure,
                sampleFailure: entry["sample_failure"]?.figure,
                product: Product(name: name, unit: unit, kind: kind)
            )
        }
    }

    /// A step for each group that is rated: a tool that is rated at 1 takes a year for one unit.
    func ratedSteps() -> [RouteStep] {
        let products = self.products()
        return all("groups") { name, entry in
            guard let unit = ratedUnit(of: name) else { return nil }
            let makes = entry["makes"]?.texts
            let year = Figure.value(Product.hoursOfYear, path: "groups.\(name).rated.year")
            let entries = products.compactMap { node -> NodeFigure.Entry? in
                guard let product = node.product, product.unit == unit,
                    makes?.contains(product.name) ?? true
                else { return nil }
                return .init(finest: node.node, coarsest: node.node, figure: year)
            }
            return RouteStep(
                name: name,
                work: .hours,
                group: name,
                hoursPerPlate: NodeFigure(entries: entries),
                passes: nil,
                share: nil
            )
        }
    }

    /// The unit that a group is rated in, itself or by a tool of its own.
    private func ratedUnit(of group: String) -> String? {
        if let unit = root["groups"]?[group]?["rated"]?["unit"]?.text { return unit }
        return (root["tools"]?.entries ?? [])
            .first { $0.value["group"]?.text == group && $0.value["rated"] != nil }?
            .value["rated"]?["unit"]?
            .text
    }

    /// What a tool is rated at, itself or by its group; nil where it states hours.
    func rated(_ entry: CheckedValue, group: String) -> Figure? {
        entry["rated"]?["value"]?.figure ?? root["groups"]?[group]?["rated"]?["value"]?.figure
    }

    /// What is wanted of each product that says so, a year.
    func wanted() -> [DemandLine] {
        all("products") { name, entry in
            guard let number = productNumber(name), let wanted = entry["wanted"] else { return nil }
            return DemandLine(node: number, platesPerMonth: wanted.yearFigures)
        }
    }

    /// All published figures.
    func facts() -> [Fact] {
        all("facts") { name, entry in
            guard let what = entry["what"]?.text.flatMap(Fact.What.init(rawValue:)),
                let relation = entry["relation"]?.text.flatMap(Relation.init(text:)),
                let date = entry["date"]?.date
            else { return nil }
            let value = entry["value"]?.figure
            let product = entry["product"]?.text
            let number = productNumber(product)
            return Fact(
                name: name,
                what: what,
                product: product,
                site: entry["site"]?.text,
                relation: relation,
                value: value?.distribution.fixedValue,
                unit: entry["unit"]?.text
                    ?? number.flatMap { _ in product }
                    .flatMap { root["products"]?[$0]?["unit"]?.text },
                date: date,
                state: entry["state"]?.text.flatMap(ProjectState.init(rawValue:)),
                into: entry["into"]?.texts ?? [],
                of: entry["of"]?.text,
                over: entry["over"]?.text,
                basis: value?.basis ?? entry.origin.basis.flatMap(Basis.init(rawValue:))
                    ?? .assumed,
                source: value?.source ?? entry.origin.source
            )
        }
    }
}
