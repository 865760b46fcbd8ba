import Foundation
import Testing

/// Files of other fabs, and where their comparison goes.
struct PeersFilesTests {
    /// The text in docs/peers.md that adds a sixth fab.
    @Test func sixthFabOfTheDocumentation() throws {
        let page = try String(
            contentsOfFile: Program.repository + "/docs/peers.md",
            encoding: .utf8
        )
        let text = try #require(page.firstMatch(of: #/<!-- sixth -->\n```yaml\n((?:.*\n)*?)```/#)).1
        #expect(text.split(separator: "\n").count == 5)
        let folder = try Folder()
        try FileManager.default.copyItem(atPath: Peers.folder, toPath: folder.path + "/peers")
        try folder.write(String(text), to: "peers/sixth.yaml")
        let result = try Peers.result(
            folder,
            Program.guanshi,
            "--peers",
            "peers",
            "--replications",
            "20"
        )
        #expect((result["peers"] as? [[String: Any]])?.count == 6)
        let sixth = try Peers.fab(result, "sixth")
        let cell = try #require(sixth["investment"] as? [String: Any])
        #expect(cell["value"] as? Double == 85_000)
        #expect(cell["basis"] as? String == "assumed")
        #expect((try Peers.run(result, "sixth")["annual"] as? [[String: Any]])?.isEmpty == false)
        let model = try #require(result["model"] as? [String: Any])
        let ranks = try #require(model["ranks"] as? [[String: Any]])
        let mine = ranks.filter {
            $0["first"] as? String == "sixth" || $0["second"] as? String == "sixth"
        }
        #expect(!mine.isEmpty && mine.allSatisfy { $0["calendar"] != nil })
    }

    @Test func anotherFabMovesNoOther() throws {
        let folder = try Folder("peers-exact.yaml", "peer-half.yaml", "peer-bare.yaml")
        try FileManager.default.copyItem(atPath: Peers.folder, toPath: folder.path + "/peers")
        let five = try Peers.result(
            folder,
            Program.guanshi,
            "--peers",
            "peers",
            "--replications",
            "50"
        )
        try folder.write("peer: First\nnodes: 65\ninvestment: 90000\n", to: "peers/a-first.yaml")
        let six = try Peers.result(
            folder,
            Program.guanshi,
            "--peers",
            "peers",
            "--replications",
            "50"
        )
        for id in ["guanshi", "luxin", "qingyi"] {
            let both = try [five, six]
                .map { try Peers.run($0, id)["annual"] as? [[String: Double]] }
            #expect(both[0] == both[1], "\(id)")
        }
    }

    @Test func folderHoldsTextJSONAndCSV() throws {
        let folder = try Folder("peers-exact.yaml", "peer-half.yaml", "peer-bare.yaml")
        let outcome = try folder.run(
            "peers",
            "peers-exact.yaml",
            "--replications",
            "20",
            "--out",
            "out",
            "--quiet"
        )
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            folder.names("out") == [
                "annual.csv", "dates.csv", "events.csv", "milestones.csv", "peers.csv",
                "peers.txt", "ranks.csv", "result.json", "slips.csv",
            ]
        )
        #expect(try folder.text("out/peers.txt") == outcome.output)
        let table = try folder.text("out/peers.csv")
        #expect(
            table.contains("\r\npeer-half,Half Masks (半),600001,a half,180-90,6000.0,disclosed")
        )
        let command = try #require(outcome.output.firstMatch(of: #/\nRepeat with: (.*)\n$/#)).1
        #expect(command.hasSuffix("--replications 20 --seed 0x1 --out out"))
        let again = try folder.shell(String(command))
        let digest = try #require(outcome.output.firstMatch(of: #/\nDigest [0-9a-f]{64}\n/#)).0
        #expect(again.output.contains(digest))
    }

    @Test func wholePageIsNarrow() throws {
        let outcome = try Folder()
            .run("peers", Program.guanshi, "--replications", "100", "--quiet")
        #expect(outcome.code == 0, "\(outcome.errors)")
        expectNarrow(outcome.output)
    }

    // MARK: Errors

    @Test func planWithoutPeers() throws {
        let outcome = try Folder("small.yaml").run("peers", "small.yaml", "--quiet")
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors
                == "maskramp: error: small.yaml: the plan names no peers; give --peers with a file "
                + "or folder, or write peers: {files: [peers]} in the plan\n"
        )
    }

    @Test func ownFabThatNoFileDescribes() throws {
        let folder = try Folder("peers-exact.yaml", "peer-half.yaml", "peer-bare.yaml")
        let text = try folder.text("peers-exact.yaml")
            .replacing("peer-bare.yaml]}", with: "peer-bare.yaml], self: hlf}")
        try folder.write(text, to: "plan.yaml")
        let outcome = try folder.run("peers", "plan.yaml", "--quiet")
        #expect(outcome.code == 65)
        #expect(
            outcome.errors
                == "maskramp: error: plan.yaml: peers.self: there is no peer 'hlf'; expected the "
                + "name of a file without .yaml: peer-bare, peer-half\n"
        )
    }

    @Test func planWithoutGroundBreakingIsNotRun() throws {
        let folder = try Folder("small.yaml", "peer-half.yaml")
        let result = try Peers.result(
            folder,
            "small.yaml",
            "--peers",
            "peer-half.yaml",
            "--replications",
            "5"
        )
        let model = try #require(result["model"] as? [String: Any])
        #expect((model["fabs"] as? [Any])?.isEmpty == true)
        let blank = try #require(model["blank"] as? [[String: Any]])
        #expect(blank.map { $0["id"] as? String } == ["this-plan", "peer-half"])
        #expect(
            blank.allSatisfy {
                $0["reason"] as? String == "the plan has no project.ground_breaking to count from"
            }
        )
    }

    /// Every problem of every file at once.
    @Test func wrongPeerFiles() throws {
        let folder = try Folder("peers-exact.yaml")
        try folder.write(
            """
            peer: One
            investmnt: 5
            construction: 36
            milestones:
              m: {event: delivery, planned: 2025-13}
            """,
            to: "one.yaml"
        )
        try folder.write("nodes: 65\n", to: "two.yaml")
        let outcome = try folder.run(
            "peers",
            "peers-exact.yaml",
            "--peers",
            "one.yaml",
            "--peers",
            "two.yaml",
            "--quiet"
        )
        #expect(outcome.code == 65)
        #expect(outcome.output.isEmpty)
        try expectGolden(outcome.errors, "peers-wrong.txt")
    }
}
