import Foundation
import PlanFiles
import PlanModel
import Testing

/// Peer files, as they are read.
@Suite struct PeerFileTests {
    private func read(_ text: String) throws -> PeerDocument {
        let files = try Files(["p.yaml": text])
        return try PeerReader.read(paths: [files.folder + "/p.yaml"])
    }

    private func issues(_ text: String) throws -> [String] {
        let files = try Files(["p.yaml": text])
        do {
            _ = try PeerReader.read(paths: [files.folder + "/p.yaml"])
            return []
        } catch let error as PlanError {
            return error.issues.map { $0.text.replacing(files.folder + "/", with: "") }
        }
    }

    @Test func everyPartIsRead() throws {
        let document = try read(
            """
            peer: Masks
            code: 600001
            project: base
            money: {currency: CNY, unit: 100000000}
            nodes: 130-65
            investment: {value: 6.69, source: a}
            construction: 36 months
            plates_per_year: 12000
            basis: disclosed
            source: b
            sources: {a: one, b: two}
            state: {what: in trial, date: 2025-04}
            milestones:
              start: {event: ground-breaking, happened: 2024-03-18, basis: derived}
              first: {node: 90-65, event: delivery, planned: 2025, expected: 2026-H1}
            remarks: {code: a remark}
            assume:
              ground_breaking: [2023-H2, 2024]
              construction: {uncertain: {uniform: [24, 36], in: months}}
              tool_share: 70 %
            named: {Other (甲): captive}
            """
        )
        #expect(document.named == [NamedMaker(name: "Other (甲)", what: "captive", source: "two")])
        let peer = try #require(document.peers.first)
        #expect(peer.id == "p" && peer.company == "Masks" && peer.code == "600001")
        #expect(peer.money == Money(currency: "CNY", unit: 100_000_000))
        #expect(peer.nodes == Peer.NodeSpan(text: "130-65", finest: 65, coarsest: 130))
        #expect(peer.investment?.distribution == .fixed(6.69))
        #expect(peer.investment?.basis == .disclosed && peer.investment?.source == "a")
        #expect(
            peer.construction?.source == "b" && peer.construction?.path == "peers.p.construction"
        )
        #expect(peer.state == Peer.State(what: "in trial", date: DateInterval("2025-04")))
        #expect(peer.groundBreaking?.basis == .derived)
        let first = try #require(peer.milestones.first { $0.name == "first" })
        #expect(first.expected?.text == "2026-H1" && first.nodes?.finest == 65)
        #expect(peer.remarks == ["code": "a remark"])
        let assumed = peer.assumptions
        #expect(assumed.groundBreaking?.first.text == "2023-07-01")
        #expect(assumed.groundBreaking?.last.text == "2024-12-31")
        // What is assumed is no disclosed figure, whatever the file says of its facts.
        #expect(assumed.toolShare?.basis == .assumed && assumed.toolShare?.source == nil)
        #expect(assumed.construction?.path == "peers.p.assume.construction")
    }

    @Test(
        "What is wrong is said with its place",
        arguments: [
            (
                "nodes: 65",
                "p.yaml:1:1: error: peer is missing: the company; or named: with makers that have no figures"
            ),
            ("peer: A\ninvestment: lots", "p.yaml:2:13: error: investment: 'lots' is not a number"),
            (
                "peer: A\nconstruction: 0 months",
                "p.yaml:2:15: error: construction: 0 months is out of range; expected more than 0 months to 1200 months"
            ),
            (
                "peer: A\nmilestones: {m: {event: delivery, planned: 2025}}",
                "p.yaml:2:17: error: milestones.m: delivery is an event of a node; give node: such as 90 or 90-65"
            ),
            (
                "peer: A\nmilestones: {m: {event: in-use, node: 90, planned: 2025}}",
                "p.yaml:2:17: error: milestones.m: in-use is an event of the project; leave node: out"
            ),
            (
                "peer: A\nmilestones: {m: {event: in-use}}",
                "p.yaml:2:17: error: milestones.m: has no date; give planned:, happened: or both"
            ),
            (
                "peer: A\nmilestones: {m: {event: in-use, expected: 2025}}",
                "p.yaml:2:17: error: milestones.m: expected: says that it was postponed; give planned: too"
            ),
            (
                "peer: A\nsource: x",
                "p.yaml:2:9: error: source: unknown source 'x'; there are no sources"
            ),
            (
                "peer: A\ninvestment: {value: 5, source: x}",
                "p.yaml:2:32: error: investment.source: unknown source 'x'; there are no sources"
            ),
            (
                "peer: A\nremarks: {plates: no}",
                "p.yaml:2:11: error: remarks.plates: unknown key 'plates'; known keys: code, construction, ground_breaking, investment, milestones, nodes, plates_per_year, project, state"
            ),
            ("- a", "p.yaml:1:1: error: is not a map; expected keys such as peer: and investment:"),
        ]
    )
    func complaint(text: String, issue: String) throws {
        #expect(try issues(text + "\n") == [issue])
    }

    @Test func twoFilesOfOneName() throws {
        let files = try Files(["a/p.yaml": "peer: A\n", "b/p.yaml": "peer: B\n"])
        let error = try #require(throws: PlanError.self) {
            try PeerReader.read(paths: [files.folder + "/a", files.folder + "/b/p.yaml"])
        }
        #expect(
            error.issues.map { $0.text.replacing(files.folder + "/", with: "") } == [
                "b/p.yaml:1:1: error: peer: 'p' is the name of a/p.yaml too; rename one of the files"
            ]
        )
    }

    @Test func folderWithoutFiles() throws {
        let files = try Files(["a/notes.txt": "no peer"])
        let error = try #require(throws: PlanFileError.self) {
            try PeerReader.read(paths: [files.folder + "/a"])
        }
        #expect(
            error.message.hasSuffix("/a: holds no .yaml file; expected one file for each peer.")
        )
    }

    @Test func shippedFilesFitTheSchema() throws {
        let folder = Files.repository + "/plans/peers"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") }
        #expect(names.count == 6)
        for name in names {
            #expect(try PeerReader.structuralIssues(path: "\(folder)/\(name)").isEmpty, "\(name)")
        }
        let document = try PeerReader.read(paths: [folder])
        #expect(document.peers.count == 5 && document.named.count == 6)
        // Every figure among the facts is disclosed, and says where.
        for peer in document.peers {
            for figure in [peer.investment, peer.construction, peer.platesPerYear] {
                guard let figure else { continue }
                #expect(figure.basis == .disclosed && figure.source == "reply", "\(figure.path)")
            }
            #expect(peer.milestones.allSatisfy { $0.source != nil && $0.basis != .assumed })
        }
    }

    @Test func schemaIsJSON() throws {
        let data = Data(PlanSchema.peersJSON().utf8)
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["title"] as? String == "MaskRamp peer")
    }

    /// The peers that a plan names are no part of what is forecast.
    @Test func planNamesItsPeersAndKeepsItsIdentity() throws {
        let text = try Files.fullPlan()
        let plain = try Files(["plan.yaml": text]).read()
        let files = try Files(["plan.yaml": text + "\npeers: {files: [peers], self: x}\n"])
        let named = try files.read()
        #expect(plain.peers == nil)
        #expect(named.peers?.files == [files.folder + "/peers"])
        #expect(named.peers?.own == "x")
        #expect(named.resolvedText == plain.resolvedText)
    }
}
