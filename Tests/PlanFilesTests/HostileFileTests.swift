import Foundation
import PlanFiles
import PlanModel
import Testing

/// Files that mean harm, or are no plans at all: each gets one clear answer at once.
@Suite struct HostileFileTests {
    private static let bomb =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + (1..<30)
        .map {
            "a\($0): &a\($0) [\(repeatElement("*a\($0 - 1)", count: 10).joined(separator: ", "))]\n"
        }
        .joined()
    private static let tooDeep = "error: values are nested more than 32 levels deep; flatten them"
    private static let keyIsNoText =
        "error: a key is an alias, a list or a map; a key must be text"

    static let texts: [(text: String, issue: String)] = [
        ("", "plan.yaml:1:1: error: the file is empty"),
        ("# nothing\n", "plan.yaml:1:1: error: the file is empty"),
        ("5", "plan.yaml:1:1: error: is not a map; expected keys such as plan: and horizon:"),
        (String(repeating: "[", count: 100_000), "plan.yaml:1:65: \(tooDeep)"),
        (
            String(repeating: "%TAG !a! b\n", count: 17) + "---\na: 1\n",
            "plan.yaml:17:1: error: more than 16 lines begin with %; a plan needs none"
        ),
        (String(repeating: "- ", count: 100_000), "plan.yaml:1:1999: \(tooDeep)"),
        (String(repeating: "{a: ", count: 40) + String(repeating: "}", count: 40), ""),
        (
            bomb,
            "plan.yaml:1:34: error: the plan holds more than 200000 values, aliases (*name) "
                + "expanded; make it smaller"
        ),
        (bomb + "? *a29\n: 1\n? *a29\n: 2\n", "plan.yaml:31:3: \(keyIsNoText)"),
        (bomb + "z: {[*a29]: 1, [*a29]: 2}\n", "plan.yaml:31:5: \(keyIsNoText)"),
        (bomb + "? [*a29]\n: 1\n", "plan.yaml:31:3: \(keyIsNoText)"),
        ("? [a, b]\n: 1\n", "plan.yaml:1:3: \(keyIsNoText)"),
        (
            "a: 1\nb: 3\na: 2\n",
            "plan.yaml:1:1: error: the key 'a' is given more than once; keep one"
        ),
        (
            "28: 1\n\"28\": 3\n",
            "plan.yaml:1:1: error: the key '28' is given more than once; keep one"
        ),
        (
            "a: 1\n---\nb: 2\n",
            "plan.yaml:2:1: error: a second document starts here; keep one document a file"
        ),
        (
            "a:\n\tb: 2\n",
            "plan.yaml:2:1: error: not YAML: found character that cannot start any token (indent "
                + "with spaces, not tabs; quote @ ` % at the start)"
        ),
        ("plan: x\u{0}y", "plan.yaml:1:8: error: not YAML: control characters are not allowed"),
        ("a: *nope\n", "plan.yaml:1:4: error: not YAML: found undefined alias"),
        ("a: &a [*a]\n", "plan.yaml:1:8: error: not YAML: found undefined alias"),
    ]

    @Test(arguments: texts.map(\.text).indices) func textIsRefused(_ index: Int) throws {
        let (text, issue) = HostileFileTests.texts[index]
        let issues = try Files(["plan.yaml": text]).issues()
        if issue.isEmpty {
            #expect(issues.allSatisfy { $0.contains("nested more than 32") } && issues.count == 1)
        } else {
            #expect(issues == [issue])
        }
    }

    @Test func bytesThatAreNoTextAreRefused() throws {
        let files = try Files()
        try files.write("plan.yaml", Data([0x70, 0xFF, 0xFE]))
        #expect(
            try files.issues() == [
                "plan.yaml:1:1: error: the file is not UTF-8 text; save it as UTF-8"
            ]
        )
        try files.write("plan.yaml", Data(count: 4_194_305))
        #expect(
            try files.issues() == [
                "plan.yaml:1:1: error: the file has 4194305 bytes; at most 4194304 (4 MB) are read"
            ]
        )
    }

    @Test func byteOrderMarkIsSkipped() throws {
        #expect(try Files(["plan.yaml": "\u{FEFF}" + Files.fullPlan()]).issues() == [])
    }

    @Test func whatIsNoFileIsRefused() throws {
        let files = try Files(["folder/x": ""])
        func message(_ path: String) -> String? {
            do {
                _ = try PlanReader.read(path: path)
                return nil
            } catch {
                return (error as? PlanFileError)?.message
            }
        }
        let folder = files.folder + "/folder"
        #expect(
            message(folder)
                == "\(folder): is a folder; give the path of the file in it, such as plan.yaml."
        )
        #expect(
            message(folder + "/y")
                == "\(folder)/y: there is no such file; give the path of an existing one."
        )
        #expect(message("/dev/null") == "/dev/null: is not a regular file; give the path of one.")
        #expect(throws: PlanFileError.self) {
            try files.write("plan.yaml", Data("plan: x".utf8))
            _ = try files.read(scenarios: ["none.yaml"])
        }
    }

    @Test func numbersThatAreNone() throws {
        for text in [".nan", ".inf", "-.inf", "0x10", "017", "1__0", "true", "1e", "--1", "1 %"] {
            let issues = try Files.issues(("learning: {uncertain", "learning: \(text) #"))
            #expect(
                issues == ["plan.yaml:20:13: error: factors.learning: \(complaint(text))"]
            )
        }
        #expect(
            try Files.issues(("operating_cost: 100", "operating_cost: 1e999")) == [
                "plan.yaml:119:19: error: economics.operating_cost: '1e999' is too large a number"
            ]
        )
    }

    private func complaint(_ text: String) -> String {
        let units = ["0x10": "x10", "1__0": "__0", "1e": "e", "1 %": "%"]
        guard let unit = units[text] else { return "'\(text)' is not a number" }
        return "'\(text)' has the unknown unit '\(unit)'; expected a number"
    }

    @Test func everyProblemIsListedAtOnce() throws {
        var text = "plan: x\nhorizon: {start: 2024-01, end: 2030-12}\nas_of: 2025-01-01\ntools:\n"
        for number in 1...60 { text += "  t\(number): {group: g, delivered: 2025-13, slip: 3}\n" }
        let issues = try Files(["plan.yaml": text]).issues()
        #expect(issues.count == 181)
        #expect(issues == issues.sorted { $0.localizedStandardCompare($1) == .orderedAscending })
    }

    @Test func floodOfProblemsIsCut() throws {
        let keys = (1...3_000).map { "k\($0): 1" }.joined(separator: "\n")
        let issues = try Files(["plan.yaml": keys]).issues()
        #expect(issues.count == 1_001)
        #expect(issues.last?.hasSuffix("more problems are not listed; mend these first") == true)
    }

    /// Every value below a key has the key in its path: the memory of a thousand long ones.
    @Test func longKeyIsRefused() throws {
        let key = String(repeating: "k", count: 1_001)
        #expect(
            try Files(["plan.yaml": "a: 1\nnodes:\n  \(key): {mix: 1}\n"]).issues() == [
                "plan.yaml:3:3: error: the key '\(key.prefix(60))…' has 1001 bytes; at most 1000 are "
                    + "read"
            ]
        )
    }

    /// What a list or a map names is not looked at beyond its limit, in any part of a plan.
    @Test func tooManyEntriesAreRefused() throws {
        func list(_ item: (Int) -> String) -> String {
            (0..<1_001).map(item).joined(separator: ", ")
        }
        let text = """
            plan: x
            horizon: {start: 2024-01, end: 2030-12}
            as_of: 2025-01-01
            sources: {\(list { "s\($0): x" })}
            calendar: {holidays: [\(list { _ in "2024-01-01" })]}
            project: {invested: {\(list { "\(1_900 + $0 % 300)-\(10 + $0 / 300): 1" })}}
            demand: [{node: all, plates_per_month: {2024: {value: 1, source: nobody}}}]
            """
        #expect(
            try Files(["plan.yaml": text]).issues() == [
                "plan.yaml:4:10: error: sources: has 1001 entries; at most 1000 are read",
                "plan.yaml:5:22: error: calendar.holidays: has 1001 entries; at most 1000 are read",
                "plan.yaml:6:21: error: project.invested: has 1001 entries; at most 1000 are read",
            ]
        )
    }

    /// Each cell is small, and stands for a hundred thousand values.
    @Test func bombsInCellsAreRefused() throws {
        let tens = (1...5)
            .map { "&a\($0) [\(Self.copies(10, $0 == 1 ? "x" : "*a\($0 - 1)"))]" }
        let rows = (1...200).map { "t\($0),\"[\(tens.joined(separator: ", "))]\"" }
        let files = try Files([
            "plan.yaml": "plan: x\ntools: tools.csv\n",
            "tools.csv": "name,note\n" + rows.joined(separator: "\n"),
        ])
        let issues = try files.issues()
        #expect(
            issues.contains {
                $0.hasPrefix("tools.csv:") && $0.contains("the plan holds more than 200000 values")
            }
        )
    }

    @Test func longScenarioIsRefused() throws {
        let changes = (0...1_000).map { "  sources.s\($0): x\n" }.joined()
        let files = try Files([
            "plan.yaml": Files.fullPlan(), "long.yaml": "scenario: x\nchanges:\n" + changes,
        ])
        #expect(
            try files.issues(scenarios: ["long.yaml"]) == [
                "long.yaml:3:3: error: changes: has 1001 entries; at most 1000 are read"
            ]
        )
    }

    static let sizes: [(old: String, new: @Sendable (Int) -> String, count: Int, issue: String)] = [
        (
            "\nrisks:",
            { "\nrisks:\n  many: {outcomes: [\(copies($0, "{probability: 0}"))]}" }, 51,
            "risks.many.outcomes: 51 outcomes; at most 50 are modelled"
        ),
        (
            "\nmilestones:",
            { count in
                "\nmilestones:"
                    + (0..<count).map { "\n  m\($0): {node: all, event: ready}" }.joined()
            },
            501, "milestones, one for each node; at most 1000 are modelled"
        ),
    ]

    private static func copies(_ count: Int, _ text: String) -> String {
        repeatElement(text, count: count).joined(separator: ", ")
    }

    @Test(arguments: sizes.indices) func largeSectionsAreRefused(_ index: Int) throws {
        let (old, new, count, issue) = Self.sizes[index]
        let issues = try Files.issues((old, new(count)))
        #expect(issues.count == 1 && issues[0].contains(issue), "\(issues)")
    }

    /// An error under each of many paths costs as much as one: the same map stands in all of them.
    @Test func manyWrongPathsAreQuick() throws {
        let nodes = (1...60).map { "  \($0): {layer_classes: *l}" }.joined(separator: "\n")
        let classes = (1...16).map { "c\($0): {share: x, dose: x, passes: x}" }
        let text = "plan: x\nnote: &l {\(classes.joined(separator: ", "))}\nnodes:\n\(nodes)\n"
        let start = ContinuousClock().now
        #expect(try Files(["plan.yaml": text]).issues().count > 16)
        #expect(ContinuousClock().now - start < .seconds(10))
    }

    @Test func tooManyToolsAreRefusedBeforeTheyCostTime() throws {
        let text = try Files.fullPlan(
            ("  laser: {group: laser, model: laser, delivered: 2024}", "")
        )
        let many = (0..<1_001)
            .map {
                "  laser-\($0): {group: laser, model: laser, delivered: 2024}"
            }
        let crowded = text.replacing(
            "\ntools:",
            with: "\ntools:\n" + many.joined(separator: "\n"),
            maxReplacements: 1
        )
        #expect(
            try Files(["plan.yaml": crowded]).issues() == [
                "plan.yaml:74:3: error: tools: has 1004 entries; at most 1000 are read"
            ]
        )
        let batches = (0..<5)
            .map {
                "  batch-\($0): {group: laser, model: laser, count: 1000, delivered: 2024}"
            }
        let large = text.replacing(
            "\ntools:",
            with: "\ntools:\n" + batches.joined(separator: "\n"),
            maxReplacements: 1
        )
        #expect(
            try Files(["plan.yaml": large]).issues() == [
                "plan.yaml:74:3: error: tools: 5004 tools, count included; at most 4000 are modelled"
            ]
        )
    }
}
