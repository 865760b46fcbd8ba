import Foundation
import Testing

/// Files that cannot be read, plans that are wrong, places that cannot be written.
struct FileErrorTests {
    private func run(_ folder: Folder, _ plan: String, _ more: String...) throws -> Program.Outcome
    {
        let run = ["run", plan, "--replications", "100", "--engine", "cpu"]
        return try folder.start(Program.path, run + more).wait()
    }

    private func expect(
        _ outcome: Program.Outcome,
        code: Int32,
        _ errors: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.code == code, sourceLocation: sourceLocation)
        #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
        #expect(outcome.errors == errors, sourceLocation: sourceLocation)
    }

    @Test func missingFile() throws {
        let folder = try Folder()
        expect(
            try run(folder, "plan.yaml"),
            code: 74,
            "maskramp: error: plan.yaml: there is no such file; give the path of an existing one.\n"
        )
        #expect(folder.names().isEmpty)
    }

    @Test func folderInPlaceOfAFile() throws {
        let folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/fab",
            withIntermediateDirectories: true
        )
        expect(
            try run(folder, "fab"),
            code: 74,
            "maskramp: error: fab: is a folder; give the path of the file in it, such as "
                + "plan.yaml.\n"
        )
        #expect(folder.names() == ["fab"])
    }

    @Test func linkThatLeadsNowhere() throws {
        let folder = try Folder()
        symlink("nowhere.yaml", folder.path + "/plan.yaml")
        expect(
            try run(folder, "plan.yaml"),
            code: 74,
            "maskramp: error: plan.yaml: is a link to a file that is not there.\n"
        )
    }

    @Test func missingScenario() throws {
        let folder = try Folder("small.yaml")
        expect(
            try run(folder, "small.yaml", "--scenario", "late.yaml"),
            code: 74,
            "maskramp: error: late.yaml: there is no such file; give the path of an existing one.\n"
        )
    }

    /// The name was found by a search; both texts hash to 0x22295A51.
    ///
    /// Node 180 comes first, and a row of so many samples takes days.
    @Test func namesThatHashAlikeAreFoundBeforeSampling() throws {
        let folder = try Folder("small.yaml")
        let plan = try folder.text("small.yaml")
        #expect(plan.contains("  65:\n") && plan.contains("      critical:\n"))
        try folder.write(
            plan.replacing("      critical:\n", with: "      layer-2056540194:\n"),
            to: "alike.yaml"
        )
        let many = ["--samples", "100000000000", "--engine", "cpu", "--quiet"]
        expect(
            try folder.start(Program.path, ["exposure", "alike.yaml"] + many).wait(),
            code: 65,
            "maskramp: error: 'nodes.65' and 'nodes.65.layer_classes.layer-2056540194' draw the "
                + "same random numbers; rename one of them\n"
        )
    }

    @Test func fiftyWrongFieldsAreReportedAtOnce() throws {
        let folder = try Folder("small.yaml")
        var plan = try folder.text("small.yaml") + "\n"
        for index in 1...25 { plan += "wrong-\(index): 1\n" }
        plan = plan.replacing(
            "\ntargets:\n",
            with: "\ntargets:\n"
                + (1...25).map { "  t\($0): {plates_per_year: many}\n" }.joined()
        )
        try folder.write(plan, to: "wrong.yaml")
        let outcome = try run(folder, "wrong.yaml")
        #expect(outcome.code == 65)
        #expect(outcome.output.isEmpty)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 51)
        #expect(lines.last == "50 errors, no warnings")
        for line in lines.dropLast() {
            let form =
                #/wrong\.yaml:\d+:\d+: error: (wrong-\d+|targets\.t\d+\.plates_per_year): .+/#
            #expect(line.wholeMatch(of: form) != nil, "\(line)")
        }
        #expect(folder.names() == ["small.yaml", "wrong.yaml"])
    }

    @Test func hugeFile() throws {
        let folder = try Folder()
        try folder.write("plan: huge\n", to: "huge.yaml")
        truncate(folder.path + "/huge.yaml", 100 << 20)
        expect(
            try run(folder, "huge.yaml"),
            code: 65,
            "huge.yaml:1:1: error: the file has 104857600 bytes; at most 4194304 (4 MB) are read\n"
                + "1 error, no warnings\n"
        )
    }

    @Test func aliasBomb() throws {
        let folder = try Folder()
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, before) in zip("bcdefghijklmn", "abcdefghijklm") {
            let aliases = [String](repeating: "*\(before)", count: 9).joined(separator: ", ")
            text += "\(name): &\(name) [\(aliases)]\n"
        }
        try folder.write(text, to: "bomb.yaml")
        let start = ContinuousClock.now
        let outcome = try run(folder, "bomb.yaml")
        #expect(ContinuousClock.now - start < .seconds(20 * Program.patience))
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("more than 200000 values, aliases (*name) expanded"))
    }

    @Test func missingDevice() throws {
        let folder = try Folder("small.yaml")
        let outcome = try run(folder, "small.yaml", "--engine", "opencl:99")
        #expect(outcome.code == 69)
        #expect(outcome.output.isEmpty)
        let start = "maskramp: error: --engine: there is no opencl:99; "
        #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(folder.names() == ["small.yaml"])
    }

    @Test(
        "A place that cannot be written",
        arguments: [
            ("/dev/null/run", "not a directory"), ("/proc/run", "no such file or directory"),
        ]
    )
    func unwritablePlace(path: String, reason: String) throws {
        let folder = try Folder("small.yaml")
        let message = "maskramp: error: cannot write '\(path)': \(reason)\n"
        expect(try run(folder, "small.yaml", "--out", path), code: 74, message)
        let exposure = try folder.run("exposure", "small.yaml", "--quiet", "--out", path)
        expect(exposure, code: 74, message)
        #expect(folder.names() == ["small.yaml"])
    }

    @Test func folderWithOtherFilesIsKept() throws {
        let folder = try Folder("small.yaml")
        #expect(try run(folder, "small.yaml", "--out", "run").code == 0)
        try folder.write("mine", to: "run/notes.txt")
        let before = try folder.text("run/result.json")
        expect(
            try run(folder, "small.yaml", "--out", "run", "--seed", "2"),
            code: 74,
            "maskramp: error: 'run' is a folder with other files in it, such as 'notes.txt'; "
                + "--out expects a new folder or an earlier run's\n"
        )
        #expect(try folder.text("run/result.json") == before)
        expect(
            try run(folder, "small.yaml", "--out", "small.yaml"),
            code: 74,
            "maskramp: error: 'small.yaml' is a file; --out expects a folder to make\n"
        )
        #expect(folder.names() == ["run", "small.yaml"])
    }

    @Test func placeOfAResultIsAFile() throws {
        let folder = try Folder("small.yaml")
        for path in ["/dev/null", folder.path] {
            expect(
                try folder.run("exposure", "small.yaml", "--quiet", "--out", path),
                code: 74,
                "maskramp: error: '\(path)' is not a regular file; give the path of a file to make\n"
            )
        }
        #expect(folder.names() == ["small.yaml"])
    }

    /// Foreground results are whole in the run folder even when nobody can be shown them.
    @Test func fullStandardOutput() throws {
        let folder = try Folder("small.yaml")
        let full = "maskramp: error: cannot write to standard output: no space left on device\n"
        let run = "maskramp run small.yaml --replications 100 --quiet --out run >/dev/full"
        expect(try folder.shell(run), code: 74, full)
        #expect(folder.names("run").contains("result.json"))
        for command in [
            "schema", "devices", "validate small.yaml", "validate --resolved small.yaml",
        ] {
            expect(try folder.shell("maskramp \(command) >/dev/full"), code: 74, full)
        }
        // With nowhere to put the message either, the code remains.
        #expect(try folder.shell("maskramp run small.yaml >/dev/full 2>&1").code == 74)
        #expect(try folder.shell("maskramp run small.yaml 2>/dev/full").code == 0)
    }

    @Test func fullDiskKeepsTheEarlierRun() throws {
        let folder = try Folder("small.yaml")
        let disk = folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mounted = try folder.shell("mount -t tmpfs -o size=128k none disk")
        guard mounted.code == 0 else {
            print("fullDiskKeepsTheEarlierRun: skipped, no file system can be mounted here")
            return
        }
        defer { _ = try? folder.shell("umount disk") }
        #expect(try run(folder, "small.yaml", "--out", "disk/run").code == 0)
        let before = try folder.text("disk/run/result.json")
        _ = try folder.shell("head -c 1000000 /dev/zero >disk/filling")
        for path in ["disk/run", "disk/other"] {
            expect(
                try run(folder, "small.yaml", "--seed", "2", "--out", path),
                code: 74,
                "maskramp: error: cannot write '\(path)': no space left on device\n"
            )
        }
        for command in [
            "exposure small.yaml --quiet --samples 10 --out disk/x.json", "init disk/x",
        ] {
            let outcome = try folder.shell("maskramp \(command)")
            #expect(outcome.code == 74)
            #expect(outcome.errors.hasSuffix(": no space left on device\n"), "\(outcome.errors)")
        }
        #expect(folder.names("disk") == ["filling", "run"])
        #expect(try folder.text("disk/run/result.json") == before)
        #expect(folder.names("disk/run").count == 10)
    }
}
