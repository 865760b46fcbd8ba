import Foundation
import Testing

/// Disks that are full or fail, places that may not be read or written.
struct DiskFaultTests {
    private static let full = "no space left on device\n"

    private func skip(_ test: String, _ reason: String) {
        print("\(test): skipped, \(reason)")
    }

    /// A run in parts on a disk that fills up: what is whole stays, and the run goes on from there
    /// when there is space again.
    @Test func runGoesOnWhenThereIsSpaceAgain() throws {
        let folder = try Folder("small.yaml")
        let words = "run small.yaml --replications 400000 --engine cpu --quiet --out"
        #expect(try folder.shell("maskramp \(words) whole").code == 0)
        #expect(try folder.shell("maskramp \(words) second --shard 2/2").code == 0)
        let done = try folder.withDisk(size: "4m") {
            let running = try folder.start(
                "/bin/sh",
                ["-c", "exec maskramp \(words) disk/first --shard 1/2"]
            )
            for _ in 0..<1000 where !folder.names("disk/first").contains("run.task") {
                Thread.sleep(forTimeInterval: 0.002)
            }
            _ = try folder.shell("head -c 10000000 /dev/zero >disk/filling")
            let outcome = try running.wait()
            #expect(outcome.code == 74)
            #expect(outcome.output.isEmpty)
            let said = outcome.errors
                .replacing(#/first/[0-9]+\.part/#, with: "first/SOME.part")
                .replacing(#/[0-9,]+ of 200,000/#, with: "SOME of 200,000")
            #expect(
                said == "maskramp: error: cannot write 'disk/first/SOME.part': no space left on "
                    + "device\nmaskramp: SOME of 200,000 replications are kept in 'disk/first'; "
                    + "go on with: maskramp run --resume disk/first\n"
            )
            #expect(folder.names("disk") == ["filling", "first"])
            let names = folder.names("disk/first")
            #expect(!names.contains { $0.contains("unfinished") }, "\(names)")
            _ = try folder.shell("rm disk/filling")
            let resumed = try folder.shell("maskramp run --resume disk/first --engine cpu --quiet")
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(try folder.shell("maskramp merge disk/first second --out merged").code == 0)
            #expect(try folder.digest("merged/result.json") == folder.digest("whole/result.json"))
        }
        if !done { skip("runGoesOnWhenThereIsSpaceAgain", "no file system can be mounted here") }
    }

    /// A limit on the size of files is met as a full disk is, where the system would end the program.
    @Test func limitOnTheSizeOfFiles() throws {
        let folder = try Folder("small.yaml", "late.yaml", "finance.yaml")
        let run = "maskramp run small.yaml --replications 100 --engine cpu --out run"
        #expect(try folder.shell(run).code == 0)
        let many = "--replications 100 --engine cpu --quiet --out out"
        for (words, path) in [
            ("run small.yaml", "out"), ("run small.yaml --shard 1/2", "out/run.task"),
            ("compare small.yaml --scenario late.yaml", "out"),
            ("simulate small.yaml", "out"),
            ("finance finance.yaml", "out"),
            ("report \(folder.path)/run --xlsx", "out"),
        ] {
            let outcome = try folder.shell("ulimit -f 1; maskramp \(words) \(many)")
            #expect(outcome.code == 74)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors == "maskramp: error: cannot write '\(path)': file too large\n")
            #expect(folder.names() == ["finance.yaml", "late.yaml", "run", "small.yaml"])
        }
    }

    /// A disk that takes data but does not keep them: parts are given up only once the result is on
    /// the disk, and then also when it cannot be shown.
    @Test func diskThatFailsWhenDataAreBroughtToIt() throws {
        let folder = try Folder("small.yaml")
        let words = "run small.yaml --replications 1000000 --threads 1 --engine cpu --quiet"
        let shard = try folder.shell(
            "maskramp \(words) --shard 1/2 --out part",
            environment: Faults.system(["FAULTS_FSYNC": "\(EIO):part/run.task"])
        )
        #expect(shard.code == 74)
        #expect(
            shard.errors == "maskramp: error: cannot write 'part/run.task': input/output error\n"
        )
        #expect(folder.names() == ["small.yaml"])

        let running = try folder.start(
            "/bin/sh",
            ["-c", "exec maskramp \(words) --out out"],
            environment: Faults.system(["FAULTS_FSYNC": "\(EIO):/result.json"])
        )
        // A run of more than two seconds keeps parts, however fast the machine is.
        Thread.sleep(forTimeInterval: 0.7)
        running.kill(SIGSTOP)
        Thread.sleep(forTimeInterval: 2.1)
        running.kill(SIGCONT)
        let run = try running.wait()
        #expect(run.code == 74)
        #expect(run.output.isEmpty)
        #expect(
            run.errors == "maskramp: error: cannot write 'out': input/output error\nmaskramp: "
                + "1,000,000 of 1,000,000 replications are kept in 'out.parts'; go on with: "
                + "maskramp run --resume out.parts\n"
        )
        #expect(folder.names() == ["out.parts", "small.yaml"])
        let full = try folder.shell("maskramp run --resume out.parts --quiet >/dev/full")
        #expect(full.code == 74)
        #expect(full.errors == "maskramp: error: cannot write to standard output: " + Self.full)
        #expect(folder.names() == ["out", "small.yaml"])
        #expect(folder.names("out").contains("result.json"))
    }

    /// Each part of a report is as it was, or whole.
    @Test func reportOnAFullDisk() throws {
        let folder = try Folder("small.yaml")
        let done = try folder.withDisk(size: "512k") {
            let run = "maskramp run small.yaml --replications 100 --engine cpu --out disk/run"
            #expect(try folder.shell(run).code == 0)
            _ = try folder.shell("head -c 1000000 /dev/zero >disk/filling")
            let before = folder.names("disk/run")
            for (more, place) in [
                ("", "disk/run/report.html"), ("--out disk/other.html --xlsx", "disk/other.html"),
            ] {
                let outcome = try folder.shell(
                    "maskramp report disk/run --replications 100 --engine cpu --quiet \(more)"
                )
                #expect(outcome.code == 74)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors == "maskramp: error: cannot write '\(place)': " + Self.full)
            }
            #expect(folder.names("disk") == ["filling", "run"])
            #expect(folder.names("disk/run") == before)
        }
        if !done { skip("reportOnAFullDisk", "no file system can be mounted here") }
    }

    /// A PDF of which a part is missing is none, whatever its printer says.
    @Test func pdfThatIsCutShort() throws {
        let folder = try Folder("small.yaml")
        let run = "maskramp run small.yaml --replications 100 --engine cpu --out run"
        #expect(try folder.shell(run).code == 0)
        try folder.write(
            """
            #!/bin/sh
            for word; do case $word in --print-to-pdf=*) echo '%PDF-1.4' >"${word#*=}";; esac; done
            """,
            to: "chromium"
        )
        chmod(folder.path + "/chromium", 0o755)
        let outcome = try folder.shell(
            "PATH=$PWD:$PATH maskramp report run --replications 100 --engine cpu --quiet --pdf"
        )
        #expect(outcome.code == 69)
        #expect(
            outcome.errors == "maskramp: error: --pdf: chromium wrote no PDF (exit code 0)\n"
        )
        let names = folder.names("run").filter { $0.hasPrefix("report") }
        #expect(names == ["report.html"], "\(names)")
    }
}
