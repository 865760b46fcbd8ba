import Foundation
import PlanFiles
import PlanModel
import Testing

/// What a right plan is read as.
@Suite struct ReadingTests {
    @Test func unitsAreCanonical() throws {
        let plan = try Files(["plan.yaml": Files.fullPlan()]).read().plan
        let writer = try #require(plan.writers.first { $0.name == "shaped" })
        #expect(writer.figures[.settling]?.distribution == .fixed(110))
        #expect(writer.figures[.subFieldSettling]?.distribution == .fixed(0.5))
        #expect(writer.figures[.stripeWidth]?.distribution == .fixed(1_000))
        #expect(writer.figures[.stripeTurn]?.distribution == .fixed(0.5))
        #expect(writer.figures[.overhead]?.distribution == .fixed(1.5))
        #expect(writer.figures[.calibration]?.distribution == .fixed(0.05))
        #expect(writer.figures[.currentDensity]?.kind == .value)
        let beams = try #require(plan.writers.first { $0.name == "beams" })
        #expect(beams.figures[.beamCurrent]?.distribution == .fixed(1_000))
        let laser = try #require(plan.writers.first { $0.name == "laser" })
        #expect(laser.figures[.pixelRate]?.distribution == .fixed(4e7))
        #expect(laser.figures[.fieldHeight]?.distribution == .fixed(104))
        #expect(plan.nodes.map(\.node) == [130, 28])
        #expect(plan.nodes[1].mix.distribution == .uniform(low: 0.5, high: 0.7))
        #expect(plan.nodes[1].verification.distribution == .fixed(270 / 30.4375))
        #expect(plan.nodes[0].yieldStart == plan.nodes[0].yieldMature)
    }

    @Test func lognormalFromMedianAndP90() throws {
        let plan = try Files(["plan.yaml": Files.fullPlan()]).read().plan
        let tool = try #require(plan.tools.first { $0.name == "writer-1" })
        let sigma = log(6.0) / 1.2815515655446004
        #expect(tool.slip?.distribution == .lognormal(median: 1, sigma: sigma))
        #expect(tool.slip?.kind == .random)
        #expect(tool.slip?.path == "tools.writer-1.slip")
        #expect(tool.promised.map(\.text) == ["2025-Q3", "2026-02-28"])
    }

    @Test func pathsDoNotDependOnOrder() throws {
        let plan = try Files(["plan.yaml": Files.fullPlan()]).read().plan
        let step = try #require(plan.route.first { $0.name == "inspection" })
        #expect(
            step.hoursPerPlate?.entries.map(\.figure.path) == [
                "route.inspection.hours_per_plate.>=130", "route.inspection.hours_per_plate.90-65",
                "route.inspection.hours_per_plate.<=45",
            ]
        )
        #expect(step.passes?.figure(for: 28)?.path == "route.inspection.passes")
        #expect(
            plan.risks.first?.outcomes.first?.probability.path
                == "risks.licence.outcomes[0].probability"
        )
    }

    @Test func milestonesOfARangeAreOneForEachNode() throws {
        let plan = try Files(["plan.yaml": Files.fullPlan((">=65", "all"))]).read().plan
        #expect(
            plan.milestones.map(\.name) == [
                "arrives", "delivery", "done", "ready-130nm", "ready-28nm",
            ]
        )
        #expect(plan.milestones[1].source == "s2")
    }

    @Test func basisIsCounted() throws {
        let plan = try Files(["plan.yaml": Files.fullPlan()]).read().plan
        #expect(plan.basisCounts == [.disclosed: 1, .derived: 1, .assumed: 154])
        #expect(plan.project.investment?.basis == .disclosed)
        #expect(plan.project.investment?.source == "s2")
        #expect(plan.project.construction?.basis == .assumed)
        #expect(plan.project.construction?.source == "s1")
    }

    @Test func lookBackIgnoresWhatCameLater() throws {
        let files = try Files(["plan.yaml": Files.fullPlan()])
        #expect(try files.issues(asOf: "2024-06-30") == [])
        let plan = try files.read(asOf: "2024-06-30").plan
        #expect(plan.asOf.text == "2024-06-30")
        #expect(plan.milestones.first { $0.name == "done" }?.happened == nil)
        #expect(plan.tools.first { $0.name == "writer-2" }?.accepted.isEmpty == true)
        let inspection = plan.tools.first { $0.name == "inspection" }
        #expect(inspection?.promised.map(\.text) == ["2024-Q4"])
        #expect(
            try files.issues(asOf: "30.6.2024") == [
                "plan.yaml:1:1: error: as_of: the as-of date given with the command: '30.6.2024' is "
                    + "not a day; expected YYYY-MM-DD",
                "plan.yaml:5:8: error: as_of: '30.6.2024' is not a day; expected YYYY-MM-DD",
            ]
        )
    }

    @Test func strictMakesWarningsErrors() throws {
        let text = try Files.fullPlan(("paid: {2024: 700}", "paid: {2024: 1700}"))
        let files = try Files(["plan.yaml": text])
        #expect(try files.read().warnings.count == 1)
        #expect(throws: PlanError.self) { try files.read(strict: true) }
        #expect(try files.issues(strict: true).first?.contains(": error: ") == true)
    }

    @Test func resolvedTextReadsBackTheSame() throws {
        let first = try Files(["plan.yaml": Files.fullPlan()]).read()
        let second = try Files(["plan.yaml": first.resolvedText]).read()
        #expect(second.warnings == [])
        #expect(second.resolvedText == first.resolvedText)
        #expect(description(second.plan) == description(first.plan))
    }

    @Test func orderOfKeysDoesNotMatter() throws {
        let text = try Files.fullPlan()
        let parts = text.components(separatedBy: "\ngroups:")
        let tail = parts[1].components(separatedBy: "\nroute:")
        let moved = parts[0] + "\nroute:" + tail[1] + "groups:" + tail[0] + "\n"
        let first = try Files(["plan.yaml": text]).read()
        let second = try Files(["plan.yaml": moved]).read()
        #expect(second.resolvedText == first.resolvedText)
    }

    @Test func writesReadBackTheSame() throws {
        let path = Files.repository + "/Tests/Schema/accept/writes.yaml"
        let first = try PlanReader.read(path: path)
        #expect(first.plan.writers.map(\.stage) == [.floor, .sum])
        #expect(first.plan.nodes[0].secondWrite?.writerClass == .vsb)
        #expect(first.plan.nodes[0].layerClasses[0].density?.kind == .random)
        let second = try Files(["plan.yaml": first.resolvedText]).read()
        #expect(second.resolvedText == first.resolvedText)
        #expect(description(second.plan) == description(first.plan))
    }

    @Test(arguments: [
        (
            "current_density: 200 A/cm2", "current_density: 0 A/cm2",
            "writers.stepping.current_density: 0 A/cm2 is out of range; expected from 0.001 A/cm2 to "
                + "100000 A/cm2"
        ),
        (
            "dose: 12 uC/cm2", "dose: -1 uC/cm2",
            "nodes.28.second_write.dose: -1 uC/cm2 is out of range; expected from 0.001 uC/cm2 to "
                + "10000 uC/cm2"
        ),
        (
            "shots_per_pass: 68e9", "shots_per_pass: 2e13",
            "nodes.28.layer_classes.critical.shots_per_pass: 20000000000000 is out of range; "
                + "expected more than 0 to 10000000000000"
        ),
        (
            "shots_per_pass: 68e9",
            "shots_per_pass: {random: {lognormal: {median: 68e9, sigma: 50}}}",
            "nodes.28.layer_classes.critical.shots_per_pass: lognormal needs median > 0 and 0 < "
                + "sigma ≤ 5; found sigma 50, median 68000000000"
        ),
        (
            "settling: 110 ns", "settling: .nan ns",
            "writers.stepping.settling: '.nan ns' is not a number in ns, us, ms, s, such as 3 ns"
        ),
        (
            "- {step: second write, work: second-level}",
            "- {step: second write, work: second-level, group: ebeam}",
            "route[1]: group and hours_per_plate belong together; give both, or neither and a "
                + "second_write to the nodes"
        ),
        (
            "    second_write: {", "    # {",
            "route[1]: neither hours_per_plate nor nodes.28.second_write says how long the second "
                + "write of 28 nm takes; give one"
        ),
    ]) func impossibleWritesAreRefused(old: String, new: String, message: String) throws {
        let path = Files.repository + "/Tests/Schema/accept/writes.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        let issues = try Files(["plan.yaml": changed]).issues()
        #expect(issues.contains { $0.hasSuffix("error: " + message) }, "\(issues)")
    }

    @Test func starterPlanIsClean() throws {
        let document = try Files(["plan.yaml": StarterPlan.text(name: "My \"fab\": 1")]).read()
        #expect(document.warnings == [])
        #expect(document.plan.name == "My \"fab\": 1")
        let second = try Files(["plan.yaml": document.resolvedText]).read()
        #expect(second.resolvedText == document.resolvedText)
    }

    @Test func publishedPlansAreRight() throws {
        let folder = Files.repository + "/plans"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let path = "\(folder)/\(name)/plan.yaml"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            let first = try PlanReader.read(path: path)
            let second = try Files(["plan.yaml": first.resolvedText]).read()
            #expect(description(second.plan) == description(first.plan))
        }
    }

    /// Everything in a plan, with dictionaries in order.
    private func description(_ plan: Plan) -> String {
        var plan = plan
        var text = plan.basisCounts.map { "\($0.key) \($0.value)" }.sorted().joined()
        plan.basisCounts = [:]
        func constants(_ figures: [WriterField: Figure]) -> String {
            figures.map { "\($0.key) \($0.value)" }.sorted().joined()
        }
        for index in plan.writers.indices {
            text += constants(plan.writers[index].figures)
            plan.writers[index].figures = [:]
        }
        for index in plan.tools.indices {
            text += constants(plan.tools[index].settings)
            plan.tools[index].settings = [:]
        }
        return text + String(reflecting: plan)
    }
}
