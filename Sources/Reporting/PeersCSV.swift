public import Forecast

/// A plan beside other fabs as CSV tables (RFC 4180).
public enum PeersCSV {
    /// File names and contents.
    public static func tables(_ result: PeersResult) -> [(name: String, text: String)] {
        [
            ("peers.csv", published(result)), ("events.csv", events(result)),
            ("annual.csv", annual(result)), ("dates.csv", dates(result)),
            ("ranks.csv", ranks(result)), ("slips.csv", slips(result)),
            ("milestones.csv", milestones(result)),
        ]
    }

    private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    private static func published(_ result: PeersResult) -> String {
        let names = [
            "investment", "construction", "plates_per_year", "investment_per_annual_plate",
            "investment_per_month", "plates_per_month", "finest_node",
        ]
        let header =
            ["id", "company", "code", "project", "nodes"]
            + names.flatMap { [$0, $0 + "_basis", $0 + "_why_missing", $0 + "_remark"] }
            + ["ground_breaking", "state", "state_date"]
        return CSVText.table(
            header,
            result.peers.map { fab in
                let cells = [
                    fab.investment, fab.construction, fab.platesPerYear, fab.investmentPerPlate,
                    fab.investmentPerMonth, fab.platesPerMonth, fab.finestNode,
                ]
                return [
                    fab.id, fab.company, fab.code ?? "", fab.project ?? "", fab.nodes ?? "",
                ]
                    + cells.flatMap {
                        [text($0.value), $0.basis ?? "", $0.missing ?? "", $0.remark ?? ""]
                    } + [fab.groundBreaking ?? "", fab.state ?? "", fab.stateDate ?? ""]
            }
        )
    }

    private static func events(_ result: PeersResult) -> String {
        CSVText.table(
            [
                "peer", "id", "event", "node", "planned", "expected", "happened",
                "planned_months_from", "planned_months_to", "happened_months_from",
                "happened_months_to", "basis", "source",
            ],
            result.peers.flatMap { fab in
                fab.milestones.map { event in
                    [
                        fab.id, event.id, event.event, event.node ?? "", event.planned ?? "",
                        event.expected ?? "", event.happened ?? "", text(event.plannedMonths?.from),
                        text(event.plannedMonths?.to), text(event.happenedMonths?.from),
                        text(event.happenedMonths?.to), event.basis, event.source ?? "",
                    ]
                }
            }
        )
    }

    private static func annual(_ result: PeersResult) -> String {
        CSVText.table(
            ["peer", "year", "mean", "p10", "p50", "p90"],
            result.model.fabs.flatMap { fab in
                fab.annual.map {
                    [fab.id, "\($0.year)", "\($0.mean)", "\($0.p10)", "\($0.p50)", "\($0.p90)"]
                }
            }
        )
    }

    private static func dates(_ result: PeersResult) -> String {
        CSVText.table(
            ["peer", "node", "event", "probability", "p10_months", "p50_months", "p90_months"],
            result.model.fabs.flatMap { fab in
                fab.milestones.map {
                    [
                        fab.id, "\($0.node)", $0.event, "\($0.probability)", text($0.p10),
                        text($0.p50), text($0.p90),
                    ]
                }
            }
        )
    }

    private static func ranks(_ result: PeersResult) -> String {
        CSVText.table(
            [
                "first", "second", "node", "event", "clock", "first_earlier", "second_earlier",
                "neither",
            ],
            result.model.ranks.flatMap { rank in
                [("calendar", rank.calendar), ("since_ground_breaking", rank.sinceGroundBreaking)]
                    .compactMap { clock, order in
                        order.map {
                            [
                                rank.first, rank.second, "\(rank.node)", rank.event, clock,
                                "\($0.first)", "\($0.second)", "\($0.neither)",
                            ]
                        }
                    }
            }
        )
    }

    private static func slips(_ result: PeersResult) -> String {
        CSVText.table(
            ["peer", "id", "planned", "actual", "has_happened", "months", "basis", "counted"],
            [(result.referenceClass.slips, "true"), (result.referenceClass.overdue, "false")]
                .flatMap { slips, counted in
                    slips.map {
                        [
                            $0.peer, $0.id, $0.planned, $0.actual, "\($0.hasHappened)",
                            "\($0.months)", $0.basis, counted,
                        ]
                    }
                }
        )
    }

    private static func milestones(_ result: PeersResult) -> String {
        CSVText.table(
            [
                "id", "planned", "low", "median", "high", "probability", "model_p10", "model_p50",
                "model_p90",
            ],
            result.milestones.map {
                [
                    $0.id, $0.planned, $0.low ?? "", $0.median ?? "", $0.high ?? "",
                    "\($0.model.probability)", $0.model.p10 ?? "", $0.model.p50 ?? "",
                    $0.model.p90 ?? "",
                ]
            }
        )
    }
}
