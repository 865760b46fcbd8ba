internal import CKernels
internal import PlanModel

extension Plan {
    /// Months of a year of products, and a tool's hours in each of them.
    static let productMonthHours = Product.hoursOfYear / 12
    /// Most plates that the kernel counts in a month, all products together.
    private static let mostOfMonth = 60_000.0
    /// Finest step of a product's amounts.
    private static let finest = 1 << 20

    /// Parts of a product's unit as which the kernel counts it, by the plan's nodes: powers of two,
    /// as large as its months allow; 1 for nodes.
    ///
    /// - Throws: `PackError` where a unit is too small for the plan's amounts.
    var unitScales: [Int] {
        get throws(PackError) {
            var scales: [Int] = []
            for node in nodes {
                guard let product = node.product else {
                    scales.append(1)
                    continue
                }
                let most = largestMonth(of: node)
                let room = Self.mostOfMonth / Double(nodes.count)
                guard most <= room else {
                    throw PackError(
                        message: "products.\(product.name): up to \(Int(most)) \(product.unit) a "
                            + "month; expected at most \(Int(room)), give it in a larger unit"
                    )
                }
                var scale = 1
                while scale < Self.finest, Double(2 * scale) * most <= room { scale *= 2 }
                scales.append(scale)
            }
            return scales
        }
    }

    /// More than a product's tools could make in a month, and what is wanted of it.
    private func largestMonth(of node: TechnologyNode) -> Double {
        let groups = route.filter { $0.hoursPerPlate?.figure(for: node.node) != nil }
            .compactMap(\.group)
        let made =
            groups.map { group in
                tools.filter { $0.group == group }
                    .reduce(0) {
                        $0 + ($1.speed?.distribution.largest ?? 1) * Double($1.count)
                    }
            }
            .min() ?? 0
        let wanted = wanted(of: node)?.map(\.figure.distribution.largest).max() ?? 0
        return max(2 * made, wanted) / 12
    }

    private func wanted(of node: TechnologyNode) -> [YearFigure]? {
        demand.last { $0.node == node.node }?.platesPerMonth
    }

    /// The plan with its products counted as the kernel counts plates: in parts of units, by month.
    ///
    /// A product of which no amount is wanted is wanted without end.
    func countingProducts(_ scales: [Int]) -> Plan {
        guard hasProducts else { return self }
        var plan = self
        plan.fidelity = .means
        let begin = DateInterval(first: start.firstDay, last: start.firstDay, text: start.text)
        plan.demand = []
        for (index, node) in nodes.enumerated() {
            let scale = Double(scales[index])
            plan.nodes[index].mix.distribution = node.mix.distribution.scaled(by: scale)
            let endless = Figure.value(
                scale * largestMonth(of: node),
                path: "\(node.path).endless"
            )
            let lines =
                wanted(of: node)?
                .map { line in
                    var line = line
                    line.figure.distribution = line.figure.distribution.scaled(by: scale / 12)
                    return line
                }
                ?? [YearFigure(period: begin, figure: endless)]
            plan.demand.append(DemandLine(node: node.node, platesPerMonth: lines))
        }
        for index in plan.route.indices {
            guard let hours = plan.route[index].hoursPerPlate else { continue }
            let entries = hours.entries.map { entry in
                var entry = entry
                let node = nodes.firstIndex { $0.node == entry.finest }
                let scale = Double(node.map { scales[$0] } ?? 1)
                entry.figure.distribution = entry.figure.distribution.scaled(by: 1 / scale)
                return entry
            }
            plan.route[index].hoursPerPlate = NodeFigure(entries: entries)
        }
        return plan
    }
}
