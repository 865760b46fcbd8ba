import Foundation
import Testing

/// One run in shards, on several machines and engines.
struct ShardTests {
    private static let command = "maskramp run small.yaml --replications 30001 --quiet"

    @Test(arguments: [1, 2, 7, 64]) func anySplitIsTheWhole(count: Int) throws {
        let folder = try Folder("small.yaml")
        let whole = try text(folder.shell(Self.command + " --format json --out whole"))
        let engines = ["cpu --threads 1", "cpu --threads 2"] + Program.devices
        if count == 64 { try Test.requireDevice() }
        for number in (1...count).shuffled() {
            let words = "--shard \(number)/\(count) --out s/\(number)"
            let engine = engines[number % engines.count]
            let outcome = try folder.shell("\(Self.command) \(words) --engine \(engine)")
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        }
        let names = (1...count).shuffled().map { "s/\($0)" }.joined(separator: " ")
        let merged = try folder.shell("maskramp merge \(names) --format json --quiet --out merged")
        #expect(try text(merged) == whole)
        let shards = try #require(try jsonObject(merged.output)["shards"] as? [[String: Any]])
        #expect(shards.count == count)
        #expect(shards.reduce(0) { $0 + ($1["replications"] as? Int ?? 0) } == 30_001)
    }

    /// A plan of products, which has other counters.
    @Test func productsInShards() throws {
        let folder = try Folder()
        let plan = try String(
            contentsOfFile: Program.repository + "/Tests/Schema/accept/products.yaml",
            encoding: .utf8
        )
        try folder.write(plan, to: "products.yaml")
        let command = "maskramp run products.yaml --replications 1001 --quiet"
        let whole = try text(folder.shell(command + " --format json"))
        for number in 1...3 {
            #expect(try folder.shell("\(command) --shard \(number)/3 --out s\(number)").code == 0)
        }
        let merged = try folder.shell("maskramp merge s2 s3 s1 --format json --quiet --out merged")
        #expect(try text(merged) == whole)
    }

    /// Scenario, look back, peers and intervals: a run folder and a report need them.
    @Test func mergedFolderIsThatOfTheWholeRun() throws {
        let folder = try Folder()
        let plans = Program.repository + "/plans/ningbo-guanshi"
        let scenario = try #require(
            try FileManager.default.contentsOfDirectory(atPath: plans + "/scenarios").sorted().first
        )
        let command =
            "maskramp run \(Program.guanshi) --scenario \(plans)/scenarios/\(scenario) --quiet "
            + "--as-of 2023-10-31 --intervals --replications 300"
        #expect(try folder.shell(command + " --out whole").code == 0)
        for number in 1...3 {
            let words = "--shard \(number)/3 --out s\(number) --engine cpu"
            #expect(try folder.shell("\(command) \(words)").code == 0)
        }
        let merged = try folder.shell("maskramp merge s3 s1 s2 --out merged --quiet")
        #expect(merged.code == 0, "\(merged.errors)")
        let expected = try folder.files("whole")
        var found = try folder.files("merged")
        #expect(expected["base.yaml"] != nil && expected.keys.contains { $0.hasPrefix("peers/") })
        for name in ["result.json", "forecast.txt", "repeat.txt"] {
            found[name] = found[name]?.replacing("--out merged", with: "--out whole")
        }
        found["result.json"] = found["result.json"]?
            .replacing(#/  "shards" : \[\n(?:    .*\n)*  \],\n/#, with: "")
        #expect(expected.keys.sorted() == found.keys.sorted())
        for (name, text) in expected { #expect(found[name] == text, "\(name)") }
    }

    @Test func wrongShardsAreRefused() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        for (words, path) in [
            ("--shard 1/3", "a"), ("--shard 3/3", "c"), ("--shard 1/2", "half"),
            ("--shard 2/2", "rest"),
            ("--shard 2/3 --seed 2", "seed"), ("--shard 2/3 --scenario late.yaml", "late"),
        ] {
            #expect(try folder.shell("\(Self.command) \(words) --out \(path)").code == 0)
        }
        func expect(_ names: String, _ code: Int32, _ message: String) throws {
            let outcome = try folder.shell("maskramp merge \(names) --out whole")
            #expect(outcome.code == code)
            #expect(outcome.errors.hasPrefix("maskramp: error: " + message), "\(outcome.errors)")
        }
        try expect(
            "c a",
            65,
            "shard 2 of 3 is missing: no folder has replications 10,002 to 20,001 of 30,001\n"
        )
        try expect(
            "half c",
            65,
            "shards are missing: no folder has replications 15,002 to 20,001 of 30,001\n"
        )
        try expect("rest half a", 65, "two shards overlap: both have replications 1 to 10,001 of")
        try expect("c seed a", 65, "'seed' is of another run than 'a': seed 0x2 and 0x1\n")
        try expect("a late c", 65, "'late' is of another run than 'a': plan ")
        try expect("a nowhere", 74, "'nowhere' holds no parts of a run")
        let task = try folder.text("c/run.task")
        let other = task.replacing("\"maskramp\":\"0.", with: "\"maskramp\":\"9.")
        try folder.write(other, to: "c/run.task")
        try expect("a c", 74, "'c/run.task' does not have the checksum that it states")
        try folder.write(try sealed(other), to: "c/run.task")
        try expect("a c", 65, "'c' is of another run than 'a': version 9.1.0 and 0.1.0\n")
        #expect(!folder.names().contains("whole"))
    }

    @Test(
        arguments: [
            "--shard 0/3", "--shard 4/3", "--shard 1", "--shard 1/0", "--shard x/y",
            "--shard 1/2 --seed random", "--shard 1/2 --until-precision 1%",
        ]
    )
    func wrongUseIsRefused(words: String) throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.shell("maskramp run small.yaml --out d \(words)")
        #expect(outcome.code == 64 && outcome.errors.contains("--shard"), "\(outcome.errors)")
        #expect(folder.names() == ["small.yaml"])
    }

    @Test(
        arguments: [
            ("run", "--cluster slurm --shard 1/2"), ("run", "--cluster slurm --estimate"),
            ("run", "--cluster slurm --seed random"), ("simulate", "--cluster slurm"),
            ("simulate", "--cluster slurm --gantt 2028-W14 --out d"),
            ("exposure", "--cluster slurm --format csv --out d"),
            ("sensitivity", "--cluster slurm --shard 1/2 --out d"),
        ]
    )
    func wrongUseOfAClusterIsRefused(command: String, words: String) throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.shell("maskramp \(command) small.yaml \(words)")
        #expect(outcome.code == 64 && outcome.errors.contains("--cluster"), "\(outcome.errors)")
        #expect(folder.names() == ["small.yaml"])
    }

    @Test func damageIsFoundNamedAndMended() throws {
        let folder = try Folder("small.yaml")
        let whole = try text(folder.shell(Self.command + " --format json --out whole"))
        for number in 1...2 {
            let words = "--shard \(number)/2 --out s\(number)"
            #expect(try folder.shell("\(Self.command) \(words)").code == 0)
        }
        let again = try folder.shell("\(Self.command) --shard 1/2 --out s1")
        #expect(again.code == 74 && again.errors.contains("go on with it by"), "\(again.errors)")
        let name = "s2/0000000000000015001.part"
        let part = URL(fileURLWithPath: "\(folder.path)/\(name)")
        let good = try Data(contentsOf: part)
        for place in [3, 70, good.count / 2, good.count - 1] {
            var bad = good
            bad[place] ^= 1
            try bad.write(to: part)
            let merged = try folder.shell("maskramp merge s1 s2 --out whole2")
            #expect(merged.code == 74)
            #expect(
                merged.errors
                    == "maskramp: error: \(name) does not have the checksum that it states; mend "
                    + "it with: maskramp run --resume s2\n"
            )
        }
        for (length, reason) in [
            (good.count - 8, "does not have the checksum that it states"), (20, "is cut short"),
            (0, "is cut short"),
        ] {
            try good.prefix(length).write(to: part)
            let mended = try folder.shell("maskramp run --resume s2 --quiet")
            #expect(mended.code == 0)
            #expect(
                mended.errors == "warning: \(name) \(reason); its replications run again\n"
            )
            let merged = try folder.shell("maskramp merge s1 s2 s1 --format json --quiet")
            #expect(try text(merged) == whole)
        }
        try FileManager.default.removeItem(at: part)
        let merged = try folder.shell("maskramp merge s1 s2 --out whole2")
        #expect(merged.code == 74)
        #expect(merged.errors.contains("'s2' is not finished: it lacks replications 15,002 to "))
    }

    /// A checksum says that a file is whole, not that somebody means well.
    @Test func whatNoRunCountsIsRefused() throws {
        let folder = try Folder("small.yaml")
        #expect(try folder.shell("\(Self.command) --shard 1/1 --out s").code == 0)
        let name = "s/0000000000000000000.part"
        let good = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        // After the header: how many zeros, then the first counter that is none, seven bits a byte.
        func end(_ start: Int) throws -> Int {
            try #require(good[start...].firstIndex { $0 < 0x80 }) + 1
        }
        let first = try end(try #require(good.dropFirst(65).firstIndex(of: 0x0A)) + 1)
        for value in [[UInt8](repeating: 0xFF, count: 9) + [1], [0xB2, 0xEA, 0x01], [0x01]] {
            var bad = good
            bad.replaceSubrange(first..<(try end(first)), with: value)
            try bad.dropFirst(65).write(to: URL(fileURLWithPath: "\(folder.path)/contents"))
            let seal = "(sha256sum <contents | head -c 64; echo; cat contents) >\(name)"
            #expect(try folder.shell(seal).code == 0)
            let merged = try folder.shell("maskramp merge s --out whole")
            #expect(merged.code == 74)
            #expect(
                merged.errors
                    == "maskramp: error: \(name) has counters that no run of the plan comes to; "
                    + "mend it with: maskramp run --resume s\n"
            )
        }
        let task = try folder.text("s/run.task")
        for count in ["0", "\(UInt64.max)"] {
            let other = task.replacing("\"replications\":30001", with: "\"replications\":\(count)")
            try folder.write(try sealed(other), to: "s/run.task")
            let merged = try folder.shell("maskramp merge s --out whole")
            #expect(merged.code == 74)
            #expect(
                merged.errors
                    == "maskramp: error: 's/run.task' names \(count) replications; expected 1 to "
                    + "1099511627776; remove the folder and start anew\n"
            )
        }
        #expect(!folder.names().contains("whole"))
    }

    /// The result without what differs between engines and ways to the same end.
    private func text(_ outcome: Program.Outcome) throws -> String {
        try #require(outcome.code == 0, "\(outcome.errors)")
        var result = try jsonObject(outcome.output)
        for key in ["engine", "timing", "shards", "command"] { result[key] = nil }
        let data = try JSONSerialization.data(withJSONObject: result, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    /// A sealed file with the checksum of what is in it.
    private func sealed(_ text: String) throws -> String {
        let contents = text.drop { $0 != "\n" }.dropFirst()
        let folder = try Folder()
        try folder.write(String(contents), to: "contents")
        return try folder.shell("sha256sum contents").output.prefix(64) + "\n" + contents
    }
}
