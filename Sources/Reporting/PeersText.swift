public import Forecast
internal import MonteCarlo
internal import PlanModel

/// A plan beside other fabs, as text of 100 columns at most.
public struct PeersText: Sendable {
    private let result: PeersResult

    /// Makes the text of a result.
    public init(_ result: PeersResult) {
        self.result = result
    }

    /// All lines.
    public func lines() -> [String] {
        let others = result.peers.count { !$0.isOwn }
        let plans = result.model.fabs.reduce(1) { $0 + $1.variants }
        var lines = TextTable.fold(
            "\(result.plan.name) beside \(others) other fab\(others == 1 ? "" : "s"). "
                + "As of \(result.asOf)"
        )
        lines.append(
            "\(plans) plan\(plans == 1 ? "" : "s") of \(NumberText.whole(Int(result.replications))) "
                + "replications, seed \(result.seed), "
                + "\(NumberText.decimal(result.timing.seconds, decimals: 2)) s"
        )
        lines += HeadText.engine(result.engine)
        lines += HeadText.scenario(result.scenario)
        lines += published() + model() + slips()
        return lines + ["", "Digest \(result.digest)", "Repeat with: \(result.command)"]
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [""] + TargetText.fold(title).map(TextStyle.current.heading) + lines
    }

    // MARK: As published

    private func published() -> [String] {
        let unit =
            result.money.unit == 1 ? "" : "\(NumberText.whole(result.money.unit)) "
        return section(
            "As published. Money in \(unit)\(result.money.currency). ~ assumed, – not known, * see "
                + "below the table",
            PeersTables(result).published()
        )
            + [""] + result.peers.flatMap(about) + named()
    }

    /// Who it is, its state, and what to mind.
    private func about(_ fab: PeersResult.Fab) -> [String] {
        let code = fab.code.map { ", \($0)" } ?? ""
        let project = fab.project.map { ": \($0)" } ?? ""
        let own = fab.isOwn ? " (this plan)" : ""
        let state = fab.state
            .map { state in "State\(fab.stateDate.map { " (\($0))" } ?? ""): \(state)." }
        let texts = [
            "\(fab.id)\(own): \(fab.company)\(code)\(project).", state, remarks(fab),
        ]
        return TextTable.fold("  " + texts.compactMap { $0 }.joined(separator: " "), indent: 4)
    }

    private func remarks(_ fab: PeersResult.Fab) -> String? {
        let cells: [(String, PeersResult.Cell)] = [
            ("investment", fab.investment), ("construction", fab.construction),
            ("plates a year", fab.platesPerYear), ("finest node", fab.finestNode),
        ]
        var texts: [(name: String, text: String)] = cells.compactMap { name, cell in
            (cell.missing ?? cell.remark).map { (name, $0) }
        }
        for (key, text) in fab.remarks.sorted(by: { $0.key < $1.key })
        where key != "nodes" || fab.finestNode.remark == nil && fab.finestNode.missing == nil {
            texts.append((key.replacing("_", with: "-"), text))
        }
        guard !texts.isEmpty else { return nil }
        // What has the same reason shares it.
        var seen: Set<String> = []
        let lines = texts.filter { seen.insert($0.text).inserted }
            .map { line in
                let names = texts.filter { $0.text == line.text }.map(\.name)
                return names.joined(separator: ", ") + ": " + line.text
            }
        return "* " + lines.joined(separator: "; ") + "."
    }

    private func named() -> [String] {
        guard !result.named.isEmpty else { return [] }
        let names = result.named.map { "\($0.name) (\($0.what))" }.joined(separator: ", ")
        return TextTable.fold("  Named without figures: \(names).", indent: 4)
    }

    // MARK: Under one engine

    private func model() -> [String] {
        let tables = PeersTables(result)
        let blank = result.model.blank
            .flatMap { TextTable.fold("  Not run: \($0.id): \($0.reason).", indent: 4) }
        guard !result.model.fabs.isEmpty else {
            return section("Under this plan's tools and risks", blank)
        }
        let start = result.model.seenFrom ?? ""
        return section(
            "Under this plan's tools and risks. Every fab is run as seen from its ground-breaking "
                + "(this plan: \(start)); what has happened since is used for none. Each has "
                + "luck of its own. All of this is assumed; none of it was published by these companies",
            tables.settings() + blank
        )
            + section(
                "Plates that could be made in each year since ground-breaking: P50, with P10 and "
                    + "P90 below it; beside it the plates a year that the fab plans",
                tables.annual()
            )
            + section(
                "Months from ground-breaking to first delivery and to volume: as published "
                    + "(planned, happened), and the model's P50 (P10–P90)",
                tables.dates()
            )
            + section(
                "Volume of a node: how often the first fab comes before the second by the calendar; "
                    + "what is left to 100 % comes second or is beyond the horizon",
                tables.ranks()
            ) + tables.ranksSinceGroundBreaking()
    }

    // MARK: Planned and actual

    private func slips() -> [String] {
        let tables = PeersTables(result)
        let reference = result.referenceClass
        let count = reference.slips.count
        let overdue = reference.overdue.map {
            "\($0.peer) \($0.id) was overdue by \(PeersTables.months($0.months)) at least in "
                + "\($0.actual) and is not counted"
        }
        let verdict =
            switch reference.rule {
            case "none":
                "No milestone of any fab has both a planned and an actual date, so nothing can be "
                    + "said of slips and the plan's dates stand as planned."
            case "range":
                count == 1
                    ? "Only one slip is known. That is one project, not a distribution: the plan's dates "
                        + "are shown after it for want of more."
                    : "Only \(count) slips are known: not a distribution. The plan's dates are shown "
                        + "after the least, the middle and the most of them."
            default:
                "\(count) slips are known; the plan's dates are shown after their P10, P50 and P90."
            }
        let head = section(
            "Planned against actual, of all fabs (a reference class)",
            tables.slips() + ([verdict] + overdue).flatMap { TextTable.fold("  " + $0, indent: 2) }
        )
        return head
            + section(
                "The plan's own planned milestones, after such slips and by the model "
                    + "(P10, P50, P90)",
                tables.milestones()
            )
    }
}
