import Testing

/// What holds for every question about a plan.
extension Folder {
    /// A question's table and JSON are those of the golden files.
    func expectGoldens(_ question: [String], _ name: String) throws {
        let table = try start(Program.path, question + ["--quiet"]).wait()
        #expect(table.code == 0 && table.errors.isEmpty, "\(table.errors)")
        expectNarrow(table.output)
        expectSound(table.output)
        try expectGolden(withoutMachine(table.output), name + ".txt")
        let json = try start(Program.path, question + ["--format", "json", "--quiet"]).wait()
        #expect(json.code == 0 && json.errors.isEmpty, "\(json.errors)")
        expectSound(json.output)
        try expectGolden(withoutMachine(json.output), name + ".json")
        let result = try jsonObject(json.output)
        for key in ["maskramp", "plan", "seed", "engine", "digest", "as_of"] {
            #expect(result[key] != nil, "\(key)")
        }
    }

    /// The result is the same with every number of threads and on every device, and another with
    /// another seed.
    func expectSameOnEngines(_ question: [String]) throws {
        func text(_ more: String...) throws -> String {
            let words = question + ["--format", "json", "--quiet"] + more
            let outcome = try start(Program.path, words).wait()
            try #require(outcome.code == 0, "\(outcome.errors)")
            return withoutMachine(outcome.output)
                .replacing(#/"(kind|command)" : "[^\n]*"/#) { "\"\($0.1)\" : \"\"" }
        }
        let first = try text("--engine", "cpu", "--threads", "1")
        #expect(try text("--engine", "cpu", "--threads", "3") == first)
        #expect(try text("--engine", "cpu", "--seed", "2") != first)
        try Test.requireDevice()
        for device in Program.devices {
            #expect(try text("--engine", device) == first, "\(device)")
        }
    }

    /// The command that a result prints is the one that was given, and gives the same again.
    ///
    /// - Returns: what the command prints.
    @discardableResult
    func expectRepeatable(_ command: String) throws -> String {
        let first = try shell(command)
        #expect(first.code == 0, "\(first.errors)")
        let line = try #require(first.output.firstMatch(of: #/\nRepeat with: (.*)\n$/#)).1
        #expect(line == command)
        let digest = try #require(first.output.firstMatch(of: #/\nDigest [0-9a-f]{64}\n/#)).0
        #expect(try shell(String(line)).output.contains(digest))
        return first.output
    }
}

/// No table has a number that is none.
func expectSound(_ output: String) {
    let words = output.lowercased().split { !$0.isLetter && !$0.isNumber }
    for word in ["nan", "inf", "infinity"] {
        #expect(!words.contains(Substring(word)), "'\(word)'")
    }
}
