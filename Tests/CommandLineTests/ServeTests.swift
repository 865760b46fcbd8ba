import Foundation
import Testing

/// `maskramp serve` becomes the program `maskramp-serve` that lies beside it.
struct ServeTests {
    private func folder(with serve: String?) throws -> Folder {
        let folder = try Folder()
        try FileManager.default.copyItem(atPath: Program.path, toPath: folder.path + "/maskramp")
        if let serve {
            try folder.write(serve, to: "maskramp-serve")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755],
                ofItemAtPath: folder.path + "/maskramp-serve"
            )
        }
        return folder
    }

    @Test func withoutItsProgramItSaysHowToBuildIt() throws {
        let folder = try folder(with: nil)
        let outcome = try folder.start(folder.path + "/maskramp", ["serve"]).wait()
        #expect(outcome.code == 69)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors
                == "maskramp: error: serve: there is no maskramp-serve in "
                + "'\(URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path)'; build it "
                + "with 'make serve'\n"
        )
    }

    @Test(
        "What is asked of it reaches the planner as it stands",
        arguments: [["plans", "--port", "0"], ["--help"], ["a b", "--listen", "0.0.0.0"], []]
    )
    func arguments(words: [String]) throws {
        let script = "#!/bin/sh\nfor w in \"$@\"; do echo \"[$w]\"; done\nexit 3\n"
        let folder = try folder(with: script)
        let outcome = try folder.start(folder.path + "/maskramp", ["serve"] + words).wait()
        #expect(outcome.code == 3)
        #expect(outcome.output == words.map { "[\($0)]\n" }.joined())
        #expect(outcome.errors.isEmpty)
    }
}
