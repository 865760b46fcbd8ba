import Testing

/// `maskramp bench`.
struct BenchTests {
    private let few = ["bench", "small.yaml", "--replications", "200", "--samples", "1000"]

    @Test func digestsAgree() throws {
        let folder = try Folder("small.yaml")
        let table = try folder.start(Program.path, few).wait()
        #expect(table.code == 0, "\(table.errors)")
        #expect(table.output.contains("\nAll digests agree.\nDigest "))
        expectNarrow(table.output)
        let json =
            try folder.start(Program.path, few + ["--format", "json", "--out", "b.json"]).wait()
        #expect(json.code == 0)
        let object = try jsonObject(json.output)
        #expect(object["agree"] as? Bool == true)
        #expect((object["plan"] as? [String: Any])?["name"] as? String == "Small fab")
        #expect(object["seed"] as? String == "0x1")
        #expect(object["maskramp"] as? String == "0.1.0")
        #expect((object["digest"] as? String)?.count == 64)
        let engines = try #require(object["engines"] as? [[String: Any]])
        #expect(engines.count >= 1 + Program.devices.count)
        let rates = try #require(object["rates"] as? [[String: Any]])
        #expect(rates.count == 2 * engines.count)
        #expect(try folder.text("b.json") == json.output)
        #expect(folder.names() == ["b.json", "small.yaml"])
    }

    @Test func optionsMeanWhatTheyMeanElsewhere() throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let cpu = ["--engine", "cpu", "--threads", "2", "--format", "json", "--quiet"]
        func object(_ words: String...) throws -> [String: Any] {
            let outcome = try folder.start(Program.path, few + cpu + words).wait()
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.errors.isEmpty)
            return try jsonObject(outcome.output)
        }
        let plain = try object()
        let rates = try #require(plain["rates"] as? [[String: Any]])
        #expect(rates.map { $0["engine"] as? String } == ["cpu, 2 threads", "cpu, 2 threads"])
        #expect(plain["scenario"] as? [String] == [])
        let late = try object("--scenario", "late.yaml")
        #expect((late["scenario"] as? [String])?.count == 1)
        let other = try object("--seed", "0x2")
        #expect(other["seed"] as? String == "0x2")
        let past = try object("--as-of", "2025-02-01")
        let digests = [plain, late, other, past].map { $0["digest"] as? String ?? "" }
        #expect(Set(digests).count == 4)
        let exposure = try folder.shell(
            "maskramp exposure small.yaml --samples 1000 --engine cpu --format json"
        )
        #expect(
            rates.last?["digest"] as? String == (try jsonObject(exposure.output))["digest"]
                as? String
        )
    }

    @Test func wrongOptions() throws {
        let folder = try Folder("small.yaml")
        let engine = try folder.run("bench", "small.yaml", "--engine", "foo")
        #expect(engine.code == 64)
        #expect(engine.errors.hasPrefix("Error: --engine: 'foo' is not an engine; expected auto"))
        let device = try folder.run("bench", "small.yaml", "--engine", "opencl:99")
        #expect(device.code == 69)
        #expect(device.errors.hasPrefix("maskramp: error: --engine: there is no opencl:99; "))
        let seed = try folder.run("bench", "small.yaml", "--seed", "xyz")
        #expect(seed.code == 64)
        #expect(seed.errors.hasPrefix("Error: --seed: 'xyz' is not a seed"))
    }
}
