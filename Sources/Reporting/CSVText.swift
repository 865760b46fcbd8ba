public import Forecast

/// The parts of a run as CSV tables (RFC 4180).
public enum CSVText {
    /// File names and contents.
    public static func tables(_ result: RunResult) -> [(name: String, text: String)] {
        [
            ("annual.csv", annual(result.annual)),
            ("capacity.csv", annual(result.capacity)),
        ]
            + (result.products.map { [("products.csv", products($0))] } ?? [])
            + (result.facts.map { [("facts.csv", facts($0))] } ?? [])
            + (result.capacityByNode.map { [("capacity_by_node.csv", annual($0))] } ?? [])
            + dates(result) + months(result)
    }

    private static func products(_ rows: [ProductRow]) -> String {
        table(
            ["product", "unit", "kind", "year", "measure", "mean", "p10", "p50", "p90"],
            rows.map {
                [
                    $0.product, $0.unit, $0.kind, "\($0.year)", $0.measure, "\($0.mean)",
                    "\($0.p10)", "\($0.p50)", "\($0.p90)",
                ]
            }
        )
    }

    private static func facts(_ rows: [FactRow]) -> String {
        table(
            [
                "id", "what", "product", "site", "relation", "value", "unit", "date", "aim",
                "state", "into", "basis", "source", "of", "over", "ratio_relation", "ratio_about",
                "ratio", "mean", "p10", "p50", "p90", "agrees",
            ],
            rows.map { row in
                [
                    row.id, row.what, row.product ?? "", row.site ?? "", row.relation,
                    row.value.map { "\($0)" } ?? "", row.unit ?? "", row.date, "\(row.isAim)",
                    row.state ?? "", row.into.joined(separator: ";"), row.basis, row.source ?? "",
                    row.of ?? "", row.over ?? "", row.ratioRelation ?? "",
                    row.ratioIsAbout.map { "\($0)" } ?? "", row.ratio.map { "\($0)" } ?? "",
                ]
                    + [\FactRow.Spread.mean, \.p10, \.p50, \.p90, \.agrees]
                    .map { part in row.forecast.map { "\($0[keyPath: part])" } ?? "" }
            }
        )
    }

    private static func dates(_ result: RunResult) -> [(name: String, text: String)] {
        [
            (
                "milestones.csv",
                table(
                    [
                        "id", "event", "probability", "p10", "p50", "p90", "planned", "happened",
                        "basis",
                    ],
                    result.milestones.map {
                        [
                            $0.id, $0.event, "\($0.probability)", $0.p10 ?? "", $0.p50 ?? "",
                            $0.p90 ?? "", $0.planned ?? "", $0.happened ?? "", $0.basis,
                        ]
                    }
                )
            ),
            (
                "targets.csv",
                table(
                    ["id", "value", "measure", "year", "probability"],
                    result.targets.flatMap { target in
                        target.byYear.map {
                            [
                                target.id, "\(target.value)", target.measure, "\($0.year)",
                                "\($0.probability)",
                            ]
                        }
                    }
                )
            ),
        ]
    }

    private static func months(_ result: RunResult) -> [(name: String, text: String)] {
        [
            (
                "bottlenecks.csv",
                table(
                    ["month", "group", "share"],
                    result.bottlenecks.map { [$0.month, $0.group, "\($0.share)"] }
                )
            ),
            (
                "utilisation.csv",
                table(
                    ["month", "group", "denominator", "mean"],
                    result.utilisation.map { [$0.month, $0.group, $0.denominator, "\($0.mean)"] }
                )
            ),
        ]
    }

    private static func annual(_ rows: [RunResult.AnnualRow]) -> String {
        table(
            [
                "year", "node", "unit", "mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95",
                "standard_error",
            ],
            rows.map { row in
                [String(row.year), row.node, row.unit, "\(row.mean)"]
                    + [row.p05, row.p10, row.p25, row.p50, row.p75, row.p90, row.p95]
                    .map(String.init) + ["\(row.standardError)"]
            }
        )
    }

    /// A table with its header.
    public static func table(_ header: [String], _ rows: [[String]]) -> String {
        ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
