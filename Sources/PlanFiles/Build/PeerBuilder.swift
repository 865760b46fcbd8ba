import PlanModel

/// Makes a peer from checked values, and checks what the shape cannot say.
struct PeerBuilder {
    /// The checked file.
    let root: CheckedValue
    /// The file.
    let file: String
    /// Where complaints go.
    let problems: Problems

    /// Makers that are named without figures.
    func named() -> [NamedMaker] {
        let source = root.origin.source.flatMap { root["sources"]?[$0]?.text }
        return (root["named"]?.entries ?? [])
            .compactMap { name, what in
                what.text.map { NamedMaker(name: name, what: $0, source: source) }
            }
    }

    /// The peer; nil for a file that only names makers.
    func peer() -> Peer? {
        guard let company = root["peer"]?.text else {
            if root["named"] == nil {
                problems.add(
                    .meaning,
                    at: root.location,
                    path: "",
                    "peer is missing: the company; or named: with makers that have no figures"
                )
            }
            return nil
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let id = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
        var peer = Peer(id: id, file: file, company: company)
        peer.code = root["code"]?.text
        peer.project = root["project"]?.text
        peer.money = root["money"]
            .map {
                Money(currency: $0["currency"]?.text ?? "XXX", unit: $0["unit"]?.integer ?? 1)
            }
        peer.nodes = span(root["nodes"])
        peer.investment = figure(root["investment"], id)
        peer.construction = figure(root["construction"], id)
        peer.platesPerYear = figure(root["plates_per_year"], id)
        peer.state = root["state"]
            .flatMap { state in
                state["what"]?.text.map { Peer.State(what: $0, date: state["date"]?.date) }
            }
        peer.milestones = (root["milestones"]?.entries ?? []).compactMap(milestone)
        for (key, text) in root["remarks"]?.entries ?? [] { peer.remarks[key] = text.text }
        peer.assumptions = assumptions(id)
        (peer.basis, peer.source) = origin(root)
        peer.sources = (root["sources"]?.entries ?? [])
            .map { Source(id: $0.key, citation: $0.value.text ?? "") }
        return peer
    }

    private func origin(_ value: CheckedValue) -> (Basis, String?) {
        (
            value.origin.basis.flatMap(Basis.init(rawValue:)) ?? .assumed,
            value.origin.source
        )
    }

    private func span(_ value: CheckedValue?) -> Peer.NodeSpan? {
        guard let text = value?.text, let range = NodeRange(text) else { return nil }
        return Peer.NodeSpan(text: text, finest: range.finest, coarsest: range.coarsest)
    }

    /// A figure under a name of its own among those of all peers.
    private func figure(_ value: CheckedValue?, _ id: String, isAssumed: Bool = false) -> Figure? {
        guard var figure = value?.figure else { return nil }
        figure.path = "peers.\(id).\(figure.path)"
        if isAssumed { (figure.basis, figure.source) = (.assumed, nil) }
        return figure
    }

    private func assumptions(_ id: String) -> Peer.Assumptions {
        let entry = root["assume"]
        let dates = entry?["ground_breaking"]?.dates ?? []
        let days = dates.flatMap { [$0.first, $0.last] }
        return Peer.Assumptions(
            groundBreaking: days.min()
                .flatMap { first in
                    days.max()
                        .map {
                            let text = dates.map(\.text).joined(separator: " to ")
                            return DateInterval(first: first, last: $0, text: text)
                        }
                },
            investment: figure(entry?["investment"], id, isAssumed: true),
            construction: figure(entry?["construction"], id, isAssumed: true),
            toolShare: figure(entry?["tool_share"], id, isAssumed: true)
        )
    }

    // MARK: Milestones

    private func milestone(_ name: String, _ entry: CheckedValue) -> PeerMilestone? {
        guard let event = entry["event"]?.text.flatMap(PeerMilestone.Event.init(rawValue:)) else {
            return nil
        }
        func complain(_ message: String) {
            problems.add(.meaning, at: entry.location, path: entry.path, message)
        }
        if event.isOfNode, entry["node"] == nil {
            complain("\(event.rawValue) is an event of a node; give node: such as 90 or 90-65")
        } else if !event.isOfNode, entry["node"] != nil {
            complain("\(event.rawValue) is an event of the project; leave node: out")
        }
        let dates = ["planned", "expected", "happened"].map { entry[$0]?.date }
        if dates.allSatisfy({ $0 == nil }), !problems.touches(entry.path) {
            complain("has no date; give planned:, happened: or both")
        }
        if dates[1] != nil, dates[0] == nil {
            complain("expected: says that it was postponed; give planned: too")
        }
        let (basis, source) = origin(entry)
        return PeerMilestone(
            name: name,
            event: event,
            nodes: span(entry["node"]),
            planned: dates[0],
            expected: dates[1],
            happened: dates[2],
            basis: basis,
            source: source
        )
    }
}
