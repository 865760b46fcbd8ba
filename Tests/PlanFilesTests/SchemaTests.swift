import Foundation
import PlanFiles
import PlanModel
import Testing

/// The JSON Schema, and what Tests/Schema/check_schema.py needs of the reader.
@Suite struct SchemaTests {
    @Test func schemaIsStableJSON() throws {
        let data = Data(PlanSchema.json().utf8)
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect(PlanSchema.json() == PlanSchema.json())
    }

    @Test func examplesHaveTheirVerdict() throws {
        for (folder, isAccepted) in [("accept", true), ("reject", false)] {
            let path = Files.repository + "/Tests/Schema/" + folder
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                let issues = try PlanReader.structuralIssues(path: path + "/" + name)
                #expect(issues.isEmpty == isAccepted, "\(name): \(issues.map(\.text))")
            }
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["MASKRAMP_SCHEMA_CASES"] != nil))
    func schemaVerdicts() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["MASKRAMP_SCHEMA_CASES"])
        var verdicts = ""
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".yaml") {
            let path = folder + "/" + name
            let issues =
                try name.hasPrefix("peer-")
                ? PeerReader.structuralIssues(path: path) : PlanReader.structuralIssues(path: path)
            let verdict = issues.first.map { "reject " + $0.text } ?? "accept"
            verdicts += "\(name) \(verdict)\n"
        }
        try verdicts.write(toFile: folder + "/verdicts.txt", atomically: true, encoding: .utf8)
        let schemas = ["schema": PlanSchema.json(), "peers-schema": PlanSchema.peersJSON()]
        for (name, text) in schemas {
            try text.write(toFile: "\(folder)/\(name).json", atomically: true, encoding: .utf8)
        }
    }
}
