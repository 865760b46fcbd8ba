import Foundation
import Testing

/// Files and folders that this user may not read or write, and files that cannot be read by anyone.
struct PermissionTests {
    /// Runs the program as a user who has no rights of root.
    ///
    /// - Returns: nil when there is no such user to be, or the program is out of its reach.
    private func unprivileged(_ folder: Folder, _ line: String) throws -> Program.Outcome? {
        guard geteuid() == 0 else { return try folder.shell("maskramp \(line)") }
        let user = "setpriv --reuid=65534 --regid=65534 --clear-groups"
        guard try folder.shell("\(user) maskramp --version").code == 0 else { return nil }
        return try folder.shell("\(user) maskramp \(line)")
    }

    @Test(
        "A plan or a place that permissions keep from the user",
        arguments: [
            (
                "run shut.yaml --out open/out",
                "maskramp: error: shut.yaml: cannot be read: permission denied.\n"
            ),
            (
                "run shut/small.yaml --out open/out",
                "maskramp: error: shut/small.yaml: cannot be read: permission denied.\n"
            ),
            (
                "run small.yaml --out shut/out",
                "maskramp: error: cannot write 'shut/out': permission denied\n"
            ),
            (
                "run small.yaml --out kept/out",
                "maskramp: error: cannot write 'kept/out': permission denied\n"
            ),
            (
                "run small.yaml --shard 1/2 --out kept/part",
                "maskramp: error: cannot write 'kept/part': permission denied\n"
            ),
            (
                "exposure small.yaml --out kept/out.json",
                "maskramp: error: cannot write 'kept/out.json': permission denied\n"
            ),
            (
                "report kept/run",
                "maskramp: error: cannot write 'kept/run/report.html': permission denied\n"
            ),
            (
                "run --resume kept/part-1",
                "maskramp: error: cannot write 'kept/part-1/lock': permission denied\n"
            ),
        ]
    )
    func permissions(line: String, errors: String) throws {
        let folder = try Folder("small.yaml")
        let prepared = try folder.shell(
            """
            cp small.yaml shut.yaml; mkdir shut kept open; cp small.yaml shut
            maskramp run small.yaml --replications 100 --engine cpu --out kept/run
            maskramp run small.yaml --replications 100 --engine cpu --shard 1/2 --out kept/part-1
            chmod 755 . kept kept/run kept/part-1; chmod 777 open; chmod 0 shut shut.yaml
            if [ $(id -u) != 0 ]; then chmod -R a-w kept; fi
            """
        )
        #expect(prepared.code == 0, "\(prepared.errors)")
        let before = try folder.shell("find . | sort").output
        let outcome = try unprivileged(folder, "\(line) --engine cpu --quiet")
        let after = try folder.shell("find . | sort").output
        _ = try folder.shell("chmod -R u+rwx .")
        guard let outcome else {
            return print("permissions: skipped, another user cannot start the program here")
        }
        #expect(outcome.code == 74)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == errors)
        #expect(after == before)
    }

    /// Linux gives EIO for address 0 of a process, as a broken disk does.
    @Test func readError() throws {
        let folder = try Folder("small.yaml")
        symlink("/proc/self/mem", folder.path + "/broken.yaml")
        for words in ["run broken.yaml", "run small.yaml --scenario broken.yaml"] {
            let outcome = try folder.shell("maskramp \(words)")
            #expect(outcome.code == 74)
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.errors
                    == "maskramp: error: broken.yaml: cannot be read: input/output error.\n"
            )
        }
        #expect(folder.names() == ["broken.yaml", "small.yaml"])
    }

    /// A part that cannot be read is counted again.
    @Test func partThatCannotBeRead() throws {
        let folder = try Folder("small.yaml")
        let words = "maskramp run small.yaml --replications 20000 --engine cpu --quiet"
        #expect(try folder.shell("\(words) --out whole").code == 0)
        for shard in 1...2 {
            #expect(try folder.shell("\(words) --shard \(shard)/2 --out part-\(shard)").code == 0)
        }
        let part = "part-1/0000000000000000000.part"
        #expect(try folder.shell("rm \(part) && ln -s /proc/self/mem \(part)").code == 0)
        let merged = try folder.shell("maskramp merge part-1 part-2 --out merged")
        #expect(merged.code == 74)
        #expect(
            merged.errors == "maskramp: error: \(part) cannot be read; mend it with: maskramp run "
                + "--resume part-1\n"
        )
        let mended = try folder.shell("maskramp run --resume part-1 --engine cpu --quiet")
        #expect(mended.code == 0)
        #expect(
            mended.errors == "warning: \(part) cannot be read; its replications run again\n"
        )
        #expect(try folder.shell("maskramp merge part-1 part-2 --out merged").code == 0)
        #expect(try folder.digest("merged/result.json") == folder.digest("whole/result.json"))
    }
}
