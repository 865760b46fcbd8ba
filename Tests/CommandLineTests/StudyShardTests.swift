import Foundation
import Testing

/// Simulations, write times and sensitivities in shards.
struct StudyShardTests {
    private static let simulate = "simulate small.yaml --load 0.3 --replications 7"

    @Test(
        "Any split is the whole",
        arguments: [
            (simulate, 2), ("simulate small.yaml --by-plate --load 0.2 --replications 70", 64),
            ("simulate small.yaml --load 0.2,0.1,40 --most-plates 2000 --replications 5", 3),
            ("simulate small.yaml --load 0.3 --compare late.yaml --replications 5", 2),
            ("exposure small.yaml --samples 1001", 7),
            ("exposure small.yaml --samples 3 --set passes=3 --what-if writer=vsb-50kv", 1),
            ("sensitivity small.yaml --replications 640 --output output.2027", 3),
        ]
    )
    func anySplitIsTheWhole(question: String, count: Int) throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let whole = try text(folder.shell("maskramp \(question) --format json --quiet"))
        let engines = ["cpu --threads 1", "cpu --threads 2"] + Program.devices
        for number in (1...count).shuffled() {
            let words = "--shard \(number)/\(count) --out s/\(number) --quiet"
            let engine = engines[number % engines.count]
            let outcome = try folder.shell("maskramp \(question) \(words) --engine \(engine)")
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        }
        let names = (1...count).shuffled().map { "s/\($0)" }.joined(separator: " ")
        let words = "--format json --quiet --engine cpu --out whole.json"
        let merged = try folder.shell("maskramp merge \(names) \(words)")
        #expect(try text(merged) == whole)
        #expect(try folder.text("whole.json") == merged.output)
        let shards = try #require(try jsonObject(merged.output)["shards"] as? [[String: Any]])
        let total = question.split(separator: " ").compactMap { Int($0) }.last
        #expect(shards.reduce(0) { $0 + ($1["replications"] as? Int ?? 0) } == total)
    }

    @Test func wrongShardsAreRefused() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        for (words, path) in [
            (Self.simulate, "a"), (Self.simulate + " --rule shortest", "rule"),
            (Self.simulate + " --seed 2", "seed"), (Self.simulate + " --compare late.yaml", "late"),
            ("sensitivity small.yaml --replications 7", "sensitivity"),
            ("exposure small.yaml --samples 7", "exposure"), ("run small.yaml", "run"),
        ] {
            let outcome = try folder.shell("maskramp \(words) --shard 1/3 --out \(path) --quiet")
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        func expect(_ names: String, _ code: Int32, _ message: String) throws {
            let outcome = try folder.shell("maskramp merge \(names) --out whole")
            #expect(outcome.code == code)
            #expect(outcome.errors.hasPrefix("maskramp: error: " + message), "\(outcome.errors)")
        }
        let other = "is of another run than 'a': "
        try expect("a sensitivity", 65, "'sensitivity' \(other)study sensitivity and simulate\n")
        try expect("a run", 65, "'run' \(other)study run and simulate\n")
        try expect("a seed", 65, "'seed' \(other)seed 0x2 and 0x1\n")
        try expect(
            "a rule",
            65,
            "'rule' \(other)options '--rule shortest --load 0.3' and '--load 0.3'\n"
        )
        try expect(
            "a a",
            65,
            "shards 2, 3 of 3 are missing: no folder has replications 4 to 7 of 7\n"
        )
        try expect(
            "exposure",
            65,
            "shards 2, 3 of 3 are missing: no folder has samples 4 to 7 of 7\n"
        )
        // The same file by name, with another scenario in it.
        try folder.write(
            folder.text("late.yaml").replacing("2026-Q2", with: "2026-Q3"),
            to: "late.yaml"
        )
        let words = Self.simulate + " --compare late.yaml --shard 2/3 --out other --quiet"
        #expect(try folder.shell("maskramp \(words)").code == 0)
        try expect(
            "late other",
            65,
            "'other' is of another run than 'late': compared scenarios that differ\n"
        )
        #expect(!folder.names().contains("whole"))
    }

    @Test func damageIsFoundNamedAndMended() throws {
        let folder = try Folder("small.yaml")
        let whole = try text(folder.shell("maskramp \(Self.simulate) --format json --quiet"))
        for number in 1...2 {
            let words = "--shard \(number)/2 --out s\(number) --quiet"
            #expect(try folder.shell("maskramp \(Self.simulate) \(words)").code == 0)
        }
        let name = "s2/0000000000000000004.part"
        let part = URL(fileURLWithPath: "\(folder.path)/\(name)")
        try Data(contentsOf: part).dropLast().write(to: part)
        let merged = try folder.shell("maskramp merge s1 s2 --out whole")
        #expect(merged.code == 74)
        #expect(
            merged.errors
                == "maskramp: error: \(name) does not have the checksum that it states; mend it "
                + "with: maskramp run --resume s2\n"
        )
        let mended = try folder.shell("maskramp run --resume s2 --quiet")
        #expect(mended.code == 0 && mended.errors.hasPrefix("warning: \(name) "))
        let text = try text(folder.shell("maskramp merge s2 s1 --format json --quiet"))
        #expect(text == whole)
    }

    @Test(
        arguments: [
            "--shard 0/3 --out d", "--shard 1/2", "--shard 1/2 --seed random --out d",
        ]
    )
    func wrongUseIsRefused(words: String) throws {
        let folder = try Folder("small.yaml")
        for command in ["simulate", "exposure", "sensitivity"] {
            let outcome = try folder.shell("maskramp \(command) small.yaml \(words)")
            #expect(outcome.code == 64 && outcome.errors.contains("--shard"), "\(outcome.errors)")
        }
        #expect(folder.names() == ["small.yaml"])
    }

    /// The result without what differs between engines and ways to the same end.
    private func text(_ outcome: Program.Outcome) throws -> String {
        try #require(outcome.code == 0, "\(outcome.errors)")
        var result = try jsonObject(outcome.output)
        for key in ["engine", "timing", "shards", "command"] { result[key] = nil }
        let data = try JSONSerialization.data(withJSONObject: result, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }
}
