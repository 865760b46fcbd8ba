import Foundation
import Testing

/// `maskramp exposure`.
struct ExposureTests {
    /// The small plan with a multi-beam writer that no tool is, and one short line of the command.
    private func folder() throws -> Folder {
        let folder = try Folder("small.yaml")
        let library = """
            basis: assumed
            writers:
              mbmw:
                class: multibeam
                finest_node: 5
                beam_current: 1050 nA
                duty: 40 %
                stripe_width: 82 um
                stage_speed: 40 mm/s
                stripe_turn: 0.5 s
                calibration: 4 %
                overhead: 1 h
            """
        try folder.write(library + "\n", to: "library.yaml")
        let plan = try folder.text("small.yaml")
        try folder.write(plan + "uses: [library.yaml]\n", to: "small.yaml")
        return folder
    }

    private func run(_ folder: Folder, _ words: String...) throws -> Program.Outcome {
        let fixed = ["exposure", "small.yaml", "--samples", "20000", "--engine", "cpu"]
        return try folder.start(Program.path, fixed + words).wait()
    }

    private func object(_ folder: Folder, _ words: String...) throws -> [String: Any] {
        let fixed = ["exposure", "small.yaml", "--engine", "cpu", "--format", "json"]
        let outcome = try folder.start(Program.path, fixed + words).wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try jsonObject(outcome.output)
    }

    @Test func everyRow() throws {
        let folder = try Folder("small.yaml")
        let table = try run(folder)
        #expect(table.code == 0)
        #expect(table.errors.isEmpty)
        try expectGolden(withoutMachine(table.output), "exposure.txt")
        expectNarrow(table.output)
        let json = try run(folder, "--format", "json", "--out", "write.json")
        #expect(json.code == 0)
        try expectGolden(withoutMachine(json.output), "exposure.json")
        #expect(try folder.text("write.json") == json.output)
        let csv = try run(folder, "--format", "csv", "--out", "write.csv")
        #expect(csv.code == 0)
        try expectGolden(csv.output, "exposure.csv")
        #expect(try folder.text("write.csv") == csv.output)
        #expect(folder.names() == ["small.yaml", "write.csv", "write.json"])
    }

    @Test func oneRowWithSettingsOnAnotherWriter() throws {
        let folder = try folder()
        let words = [
            "--node", "65", "--layer-class", "critical", "--writer", "writer-1", "--set", "dose=25",
            "--set", "current_density=400 A/cm2", "--set", "shots=3e10", "--set", "mtbf=200 h",
            "--set", "density={random: {uniform: [20 %, 60 %]}}", "--what-if", "writer=mbmw",
        ]
        let fixed = ["exposure", "small.yaml", "--samples", "20000", "--engine", "cpu"]
        let table = try folder.start(Program.path, fixed + words).wait()
        #expect(table.code == 0)
        #expect(table.errors.isEmpty)
        try expectGolden(withoutMachine(table.output), "exposure-row.txt")
        expectNarrow(table.output)
        let csv = try folder.start(Program.path, fixed + words + ["--format", "csv"]).wait()
        try expectGolden(csv.output, "exposure-row.csv")
        let bins = ["--format", "csv", "--histogram"]
        let histogram = try folder.start(Program.path, fixed + words + bins).wait()
        try expectGolden(histogram.output, "exposure-histogram.csv")
        let json = try folder.start(Program.path, fixed + words + ["--format", "json"]).wait()
        let object = try jsonObject(json.output)
        let set = try #require(object["set"] as? [[String: String]])
        #expect(
            set.map { $0["name"] } == [
                "dose", "current_density", "shots_per_pass", "mtbf", "density",
            ]
        )
        #expect(set.allSatisfy { $0["basis"] == "assumed" })
        #expect(set.first?["value"] == "25 uC/cm2")
    }

    @Test func histogramsAreDrawnForAllRowsOnDemand() throws {
        let folder = try Folder("small.yaml")
        let table = try run(folder, "--histogram")
        #expect(table.code == 0)
        #expect(table.output.components(separatedBy: ": plates by hours\n").count == 4)
        expectNarrow(table.output)
    }

    @Test func histogramsAreShortAndSumToTheSamples() throws {
        let rows = try object(try Folder("small.yaml"), "--samples", "30011")["exposure"]
        for row in try #require(rows as? [[String: Any]]) {
            let histogram = try #require(row["histogram"] as? [String: [Double]])
            let (edges, plates) = (histogram["edges"] ?? [], histogram["plates"] ?? [])
            #expect(plates.reduce(0, +) == 30_011)
            #expect(edges.count == plates.count + 1)
            #expect(plates.count <= 100)
            #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
            // The mean is rounded to 0.001 h.
            let mean = try #require(row["mean"] as? Double)
            #expect((edges.first ?? 0) - 0.001 < mean && mean < (edges.last ?? 0) + 0.001)
        }
    }

    /// Hours of the small plan's critical plate with that many shots.
    private func hours(shots: Double) -> Double {
        // 18 µC/cm² over the mean of triangular(200, 400, 800) A/cm², twice 100 ns; two times 104
        // stripes of 132 mm at 20 mm/s and 0.5 s; 5 % calibration; 1.5 h overhead.
        let shot = 18 / (1400.0 / 3) * 1e-6 + 2 * 100e-9
        return (shots * shot + 2 * 104 * (132.0 / 20 + 0.5)) / 3600 / 0.95 + 1.5
    }

    @Test func quantilesAreThoseOfTheLognormal() throws {
        let samples = 400_000.0
        let rows = try object(
            try Folder("small.yaml"),
            "--samples",
            "400000",
            "--layer-class",
            "critical"
        )["exposure"]
        let row = try #require((rows as? [[String: Any]])?.first)
        // Quantiles of the standard normal, Abramowitz and Stegun 1964, table 26.5.
        let normal = [
            ("p05", 0.05, -1.644854), ("p25", 0.25, -0.674490), ("p50", 0.5, 0),
            ("p75", 0.75, 0.674490), ("p95", 0.95, 1.644854), ("p99", 0.99, 2.326348),
        ]
        for (name, p, z) in normal {
            let shots = 2e10 * exp(0.6 * z)
            let exact = hours(shots: shots)
            // Four standard errors √(p(1−p)/n)/f, with the density f of the hours, and rounding to
            // 0.001 h.
            let slope = (exact - hours(shots: 0)) * 0.6
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot() / slope
            let error = (p * (1 - p) / samples).squareRoot() / density
            let found = try #require(row[name] as? Double)
            #expect(abs(found - exact) < 4 * error + 0.001, "\(name): \(found), exact \(exact)")
        }
        let mean = try #require(row["mean"] as? Double)
        let lost = try #require(row["lost"] as? Double)
        let plates = try #require(row["plates_per_tool_day"] as? Double)
        // The three are rounded to 0.001, 0.0001 and 0.001.
        #expect(abs(plates - 24 / mean * (1 - lost)) < 0.005)
    }

    @Test func aSettingIsAsGoodAsAChangedPlan() throws {
        let folder = try Folder("small.yaml")
        let set = try object(
            folder,
            "--samples",
            "5000",
            "--layer-class",
            "critical",
            "--set",
            "dose=30",
            "--set",
            "settling=0.08 us",
            "--set",
            "sigma=0.9",
            "--set",
            "shots=1e10"
        )
        let plan = try folder.text("small.yaml")
            .replacing("dose: 18 uC/cm2", with: "dose: 30 uC/cm2")
            .replacing("settling: 100 ns", with: "settling: 80 ns")
            .replacing("median: 2e10, sigma: 0.6", with: "median: 1e10, sigma: 0.9")
        try folder.write(plan, to: "small.yaml")
        let changed = try object(folder, "--samples", "5000", "--layer-class", "critical")
        #expect(set["digest"] as? String == changed["digest"] as? String)
        #expect(set["digest"] as? String != nil)
    }

    @Test func aPlateThatStaysWhereItIsHasTheSameHours() throws {
        let folder = try Folder("small.yaml")
        let words = ["--samples", "5000", "--what-if", "writer=vsb-50kv"]
        let object = try jsonObject(
            try folder.start(
                Program.path,
                ["exposure", "small.yaml", "--format", "json", "--quiet"] + words
            )
            .wait().output
        )
        let whatIf = try #require(object["what_if"] as? [String: Any])
        let rows = try #require(whatIf["rows"] as? [[String: Any]])
        #expect(rows.count == 1)
        #expect(rows.first?["difference"] as? Double == 0)
        #expect(rows.first?["ratio"] as? Double == 1)
        let leftOut = try #require(whatIf["left_out"] as? [[String: Any]])
        #expect(leftOut.count == 2)
        #expect(
            leftOut.first?["reason"] as? String
                == "the plates state no shots_per_pass, which a vsb writer needs"
        )
    }

    @Test func everyErrorAtOnce() throws {
        let folder = try folder()
        let lines = [
            "--node 7 --node x --layer-class criticl --writer foo --writer mbmw",
            "--node 180 --layer-class critical", "--layer-class relaxed --writer writer-1",
            "--set dose=-5 --set dose --set dosis=3 --set =3 --set wavelength=193",
            "--set current_density=0 --set sigma=50 --set sigma=0 --set shots=2e13",
            "--set passes=NaN --set 'settling=80 A/cm2' --set density=1.2 --set dose=1e999",
            "--set density=0.3 --set 'density=30 %' --set mtbf=0 --set pixel=",
            "--set 'shots={random: {lognormal: {median: 6e10, sigma: 50}}}' --set 'pixel={a'",
            "--set 'dose={random: {uniform: [1, 2]}}' --set 'beams={value: 3, basis: disclosed}'",
            "--node 180 --set current_density=400", "--what-if mbmw", "--what-if writer=",
            "--what-if writer=nope --node 7", "--what-if writer=inspection-1",
            "--layer-class relaxed --what-if writer=vsb-50kv",
            "--layer-class relaxed --what-if writer=mbmw",
        ]
        var text = ""
        for line in lines {
            let outcome = try folder.shell("maskramp exposure small.yaml " + line)
            #expect(outcome.code == 64, "\(line)")
            #expect(outcome.output.isEmpty)
            text += "$ maskramp exposure small.yaml \(line)\n\(outcome.errors)\n"
        }
        try expectGolden(text, "exposure-errors.txt")
        let wrong = try folder.text("small.yaml").replacing("dose: 18", with: "dose: -18")
        try folder.write(wrong, to: "small.yaml")
        let both = try folder.shell("maskramp exposure small.yaml --set dose=-5")
        #expect(both.code == 65)
        #expect(both.errors.hasPrefix("maskramp: error: --set dose=-5: -5 uC/cm2 is out of range"))
        #expect(both.errors.hasSuffix("\n1 error, no warnings\n"))
    }

    @Test func aReachThatIsTooCoarseIsSaid() throws {
        let folder = try folder()
        let plan = try folder.text("small.yaml")
            .replacing("finest_node: 45", with: "finest_node: 90")
        try folder.write(plan, to: "small.yaml")
        let outcome = try run(folder, "--what-if", "writer=vsb-50kv", "--quiet")
        #expect(outcome.code == 64)
        #expect(
            outcome.errors == "maskramp: error: --what-if: vsb-50kv can write none of the selected "
                + "plates: the plates state no shots_per_pass, which a vsb writer needs; vsb-50kv "
                + "reaches 90 nm and nothing finer\n"
        )
    }

    @Test func digestIsTheSameOnEveryEngine() throws {
        try Test.requireDevice()
        let folder = try Folder("small.yaml")
        func digest(_ words: String) throws -> String? {
            let line = "maskramp exposure small.yaml --samples 5000 --format json \(words)"
            return try jsonObject(try folder.shell(line).output)["digest"] as? String
        }
        let expected = try #require(try digest("--engine cpu --threads 1"))
        #expect(try digest("--engine cpu --threads 2") == expected)
        for device in Program.devices {
            #expect(try digest("--engine \(device)") == expected, "\(device)")
        }
        #expect(try digest("--engine cpu --seed 2") != expected)
    }
}
