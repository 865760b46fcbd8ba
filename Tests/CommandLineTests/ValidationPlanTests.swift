import Foundation
import Testing

/// The hours that docs/validation.md quotes are those that the program prints.
struct ValidationPlanTests {
    /// Hours of one layer class on one writer, as the page writes them.
    private struct Quoted {
        var node: String
        var layerClass: String
        var writer: String
        var hours: String
    }

    /// What the page quotes of a plan.
    private func quoted(_ plan: String) throws -> [Quoted] {
        let path = Program.repository + "/docs/validation.md"
        let page = try String(contentsOfFile: path, encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        var found = rows.filter { $0.count == 5 && $0[0] == plan }
            .map { Quoted(node: $0[1], layerClass: $0[2], writer: $0[3], hours: $0[4]) }
        if plan == "survey" {
            for row in rows where row.count == 7 && Int(row[0]) != nil {
                for (name, hours) in [("critical", row[4]), ("standard", row[5])] {
                    found.append(
                        Quoted(node: row[0], layerClass: name, writer: row[3], hours: hours)
                    )
                }
            }
        }
        return found
    }

    @Test(arguments: [("survey", 27), ("shots", 6), ("raster", 3)])
    func hoursAreAsQuoted(plan: String, count: Int) throws {
        let samples = 100_000.0
        let folder = try Folder()
        let outcome = try folder.run(
            "exposure",
            "\(Program.repository)/plans/validation/\(plan).yaml",
            "--samples",
            "\(Int(samples))",
            "--format",
            "json",
            "--quiet"
        )
        try #require(outcome.code == 0, "\(outcome.errors)")
        let object = try jsonObject(outcome.output)
        let rows = try #require(object["exposure"] as? [[String: Any]])
        let quoted = try quoted(plan)
        #expect(quoted.count == count)
        for one in quoted {
            let row = try #require(
                rows.first {
                    ($0["node"] as? Int).map(String.init) == one.node
                        && $0["layer_class"] as? String == one.layerClass
                        && $0["writer"] as? String == one.writer
                },
                "\(one)"
            )
            let mean = try #require(row["mean"] as? NSNumber).doubleValue
            let deviation = try #require(row["standard_deviation"] as? NSNumber).doubleValue
            let written = try #require(Double(one.hours))
            // Two decimals on the page, three in the result; four standard errors.
            let tolerance = 0.005 + 0.0005 + 4 * deviation / samples.squareRoot()
            #expect(abs(mean - written) <= tolerance, "\(one): \(mean)")
        }
    }
}
