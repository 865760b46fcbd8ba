import Foundation
import Testing

struct ReportTests {
    /// Every part of a report, in its order.
    private static let sections = [
        "answers", "output", "deliveries", "milestones", "limits", "flow", "tornado", "scenarios",
        "peers", "cash", "assumptions", "repeat",
    ]

    private func run(_ more: String...) throws -> Folder {
        let folder = try Folder("small.yaml", "late.yaml")
        let words = [
            "run", "small.yaml", "--replications", "60", "--engine", "cpu", "--out", "run",
        ]
        let outcome = try folder.start(Program.path, words + more).wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    /// Reports the run in the folder, with scripts that are there on no machine.
    private func report(_ folder: Folder, _ more: String...) throws -> Program.Outcome {
        let words = [
            "report", "run", "--engine", "cpu", "--replications", "20", "--scripts", "nowhere",
        ]
        return try folder.start(Program.path, words + more).wait()
    }

    @Test func pageHasEveryPartInBothLanguages() throws {
        let folder = try run()
        for (language, name) in [("en", "report.html"), ("zh-Hans", "report.zh-Hans.html")] {
            let outcome = try report(folder, "--lang", language)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output == "run/\(name)\n")
            let page = try folder.text("run/\(name)")
            #expect(page.contains("<html lang=\"\(language)\">"))
            let places = Self.sections.map { page.range(of: "<section id=\"\($0)\"")?.lowerBound }
            #expect(!places.contains(nil))
            #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        }
    }

    @Test func missingPartsSayWhy() throws {
        let folder = try run()
        let outcome = try report(folder)
        #expect(
            outcome.errors == "warning: charts are left out: Vega is not installed: there is no "
                + "'nowhere/vega/vega-encode.min.js'; install Debian's package libjs-vega\n"
        )
        let page = try folder.text("run/report.html")
        #expect(page.contains("This run has no scenario."))
        #expect(page.contains("The plan names no peers."))
        #expect(page.contains("Single plates were not simulated."))
        #expect(page.contains("install Debian's package libjs-vega"))
        #expect(!page.contains("class=\"chart\""))
        // Tables stay.
        #expect(page.contains("data-table=\"annual\""))
    }

    @Test func runWithScenarioIsComparedWithItsPlan() throws {
        let folder = try run("--scenario", "late.yaml")
        #expect(folder.names("run").contains("base.yaml"))
        #expect(try report(folder, "--csv").code == 0)
        let page = try folder.text("run/report.html")
        #expect(page.contains("data-table=\"scenarios\""))
        let changes = try folder.text("run/report-tables/scenario_changes.csv")
        #expect(changes.contains("tools."), "\(changes)")
    }

    @Test func flowSimulationsOfThePlanAreShown() throws {
        let folder = try run()
        let simulate = ["simulate", "small.yaml", "--replications", "4", "--engine", "cpu"]
        for more in [["--out", "flow.json"], ["--load", "0.1,0.4", "--out", "curve.json"]] {
            let outcome = try folder.start(Program.path, simulate + more).wait()
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        #expect(try report(folder, "--flow", "flow.json", "--flow", "curve.json").code == 0)
        let page = try folder.text("run/report.html")
        for table in ["cycle-times", "in-process", "queues", "tool-states", "load"] {
            #expect(page.contains("data-table=\"\(table)\""), "\(table)")
        }
        // Twice the same kind, or no simulation at all.
        for (file, reason) in [
            ("flow.json", "is not a further result of"), ("small.yaml", "is not JSON\n"),
        ] {
            let outcome = try report(folder, "--flow", "flow.json", "--flow", file)
            #expect(outcome.code == 65)
            #expect(outcome.errors.contains("--flow: '\(file)' \(reason)"), "\(outcome.errors)")
        }
        #expect(try report(folder, "--flow", "nothing.json").code == 74)
        let other = simulate + ["--scenario", "late.yaml", "--out", "late.json"]
        #expect(try folder.start(Program.path, other).wait().code == 0)
        let outcome = try report(folder, "--flow", "late.json")
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("--flow: 'late.json' is of another plan"))
    }

    @Test func sameRunGivesSamePage() throws {
        let folder = try run()
        #expect(try report(folder).code == 0)
        let first = try folder.text("run/report.html")
        #expect(try report(folder, "--threads", "3").code == 0)
        #expect(try folder.text("run/report.html") == first)
    }

    @Test func runReplacesItsReports() throws {
        let folder = try run()
        #expect(try report(folder, "--csv").code == 0)
        #expect(folder.names("run").contains("report-tables"))
        let again = try folder.run(
            "run",
            "small.yaml",
            "--replications",
            "60",
            "--engine",
            "cpu",
            "--out",
            "run"
        )
        #expect(again.code == 0, "\(again.errors)")
        #expect(!folder.names("run").contains { $0.hasPrefix("report") })
    }

    @Test func whatIsNoRunFolderIsRefused() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run("report", "small")
        #expect(outcome.code == 74)
        #expect(
            outcome.errors == "maskramp: error: 'small' is no run folder: 'small/result.json' "
                + "cannot be read; expected a folder that 'maskramp run PLAN --out FOLDER' wrote\n"
        )
        #expect(folder.names() == ["small.yaml"])
    }

    /// Counts whose sums no integer holds, and a file that no memory holds.
    @Test func resultThatNoRunHasIsRefused() throws {
        let folder = try run()
        let text = try folder.text("run/result.json")
        for (old, new, number) in [
            ("\"p50\" : 0", "\"p50\" : 9223372036854775807", "9223372036854775807"),
            ("\"replications\" : 60", "\"replications\" : 1e300", "1e+300"),
        ] {
            try folder.write(text.replacing(old, with: new), to: "run/result.json")
            let outcome = try report(folder)
            #expect(outcome.code == 65)
            #expect(
                outcome.errors
                    == "maskramp: error: run/result.json: holds the number \(number), which no result "
                    + "comes to; expected at most 1e15\n"
            )
        }
        #expect(try folder.shell("truncate -s 1G run/result.json").code == 0)
        let outcome = try report(folder)
        #expect(outcome.code == 65)
        #expect(
            outcome.errors
                == "maskramp: error: run/result.json: has 1073741824 bytes; at most 67108864 are read\n"
        )
    }

    @Test func planOfAnotherRunIsRefused() throws {
        let folder = try run()
        let plan = try folder.text("run/plan.yaml")
        try folder.write(
            plan.replacingOccurrences(of: "plan: \"", with: "plan: \"other "),
            to: "run/plan.yaml"
        )
        let outcome = try report(folder)
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("run/plan.yaml: not the plan of result.json beside it"))
        #expect(!folder.names("run").contains("report.html"))
    }

    @Test func pdfWithoutChromiumSaysWhatToInstall() throws {
        let folder = try run()
        let outcome = try folder.shell(
            "PATH=/nowhere \(Program.path) report run --engine cpu --replications 20 "
                + "--scripts nowhere --quiet --pdf"
        )
        #expect(outcome.code == 69)
        #expect(outcome.output == "run/report.html\n")
        #expect(outcome.errors.contains("install Debian's package chromium"))
    }
}
