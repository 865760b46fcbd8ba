import Foundation
import Testing

/// The commands beside `run`.
struct CommandTests {
    @Test func initWritesAPlanThatRuns() throws {
        let folder = try Folder()
        let first = try folder.run("init", "my fab")
        #expect(first.code == 0)
        #expect(first.output == "wrote my fab.yaml\nnext: maskramp run 'my fab.yaml'\n")
        #expect(first.errors.isEmpty)
        let plan = try folder.text("my fab.yaml")
        let valid = try folder.run("validate", "my fab.yaml", "--strict")
        #expect(valid.code == 0)
        #expect(valid.output.hasPrefix("my fab.yaml: no errors, no warnings\nmy fab: 2 nodes, "))
        let next = try #require(first.output.firstMatch(of: #/next: (.*)/#)).1
        let run = try folder.shell("\(next) --replications 100 --quiet")
        #expect(run.code == 0)
        #expect(run.output.hasPrefix("my fab: ramp forecast as of "))

        let second = try folder.run("init", "my fab")
        #expect(second.code == 74)
        #expect(second.output.isEmpty)
        #expect(
            second.errors == "maskramp: error: 'my fab.yaml' is there already; "
                + "choose another name or remove it\n"
        )
        #expect(try folder.text("my fab.yaml") == plan)
        #expect(folder.names() == ["maskramp-runs", "my fab.yaml"])
    }

    @Test func initTakesShortNamesSuffixesAndFolders() throws {
        let folder = try Folder()
        #expect(try folder.run("init", "a").output.hasPrefix("wrote a.yaml\n"))
        #expect(try folder.run("init", "b.yml").output.hasPrefix("wrote b.yml\n"))
        #expect(
            try folder.text("b.yml").contains("\nplan: b\n")
                || folder.text("b.yml").contains("\nplan: \"b\"\n")
        )
        let missing = try folder.run("init", "c/d")
        #expect(missing.code == 74)
        #expect(
            missing.errors
                == "maskramp: error: cannot write 'c/d.yaml': no such file or directory\n"
        )
    }

    @Test func schemaIsJSON() throws {
        let outcome = try Folder().run("schema")
        #expect(outcome.code == 0)
        let schema = try jsonObject(outcome.output)
        #expect(schema["$schema"] is String)
        #expect((schema["$defs"] as? [String: Any])?["scenario"] != nil)
    }

    @Test func validateText() throws {
        let folder = try Folder("small.yaml")
        let good = try folder.run("validate", "small.yaml")
        #expect(good.code == 0)
        try expectGolden(good.output, "validate.txt")
        try breakPlan(folder)
        let bad = try folder.run("validate", "bad.yaml")
        #expect(bad.code == 65)
        #expect(bad.errors.isEmpty)
        try expectGolden(bad.output, "validate-bad.txt")
        let run = try folder.run("run", "bad.yaml")
        #expect(run.code == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors == bad.output.replacing("bad.yaml: 2 errors", with: "2 errors"))
    }

    @Test func validateJSON() throws {
        let folder = try Folder("small.yaml")
        let good = try folder.run("validate", "small.yaml", "--format", "json")
        #expect(good.code == 0)
        #expect(try jsonObject(good.output)["valid"] as? Bool == true)
        try breakPlan(folder)
        let bad = try folder.run("validate", "bad.yaml", "--format", "json")
        #expect(bad.code == 65)
        #expect(bad.errors.isEmpty)
        try expectGolden(bad.output, "validate-bad.json")
    }

    private func breakPlan(_ folder: Folder) throws {
        let text = try folder.text("small.yaml")
            .replacing("promised: 2025-Q4\n", with: "promised: 2025-13\n", maxReplacements: 1)
            .replacing("group: laser, model", with: "group: lazer, model")
            .replacing("paid: {2024: 4800}", with: "paid: {2024: 14800}")
        try folder.write(text, to: "bad.yaml")
    }

    @Test func strictTurnsWarningsIntoErrors() throws {
        let folder = try Folder()
        let lenient = try folder.run("validate", Program.guanshi)
        #expect(lenient.code == 0)
        #expect(lenient.output.contains(": warning: contracts.c7.paid: "))
        let strict = try folder.run("validate", Program.guanshi, "--strict")
        #expect(strict.code == 65)
        #expect(strict.output.contains(": error: contracts.c7.paid: "))
        #expect(strict.output.hasSuffix("1 error, no warnings\n"))
    }

    @Test(
        "A resolved plan is a plan with the same digest",
        arguments: ["small.yaml", Program.guanshi]
    )
    func resolved(plan: String) throws {
        let folder = try Folder("small.yaml")
        let resolved = try folder.run("validate", plan, "--resolved", "--quiet")
        #expect(resolved.code == 0)
        #expect(resolved.errors.isEmpty)
        try folder.write(resolved.output, to: "resolved.yaml")
        let again = try folder.run("validate", "resolved.yaml", "--resolved", "--quiet")
        #expect(again.code == 0)
        #expect(again.output == resolved.output)
        func identity(_ plan: String) throws -> [String?] {
            let outcome = try folder.run("run", plan, "--replications", "200", "--format", "json")
            let object = try jsonObject(outcome.output)
            return [
                object["digest"] as? String,
                (object["plan"] as? [String: Any])?["sha256"] as? String,
            ]
        }
        #expect(try identity("resolved.yaml") == identity(plan))
    }
}
