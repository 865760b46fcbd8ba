internal import ArgumentParser
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
}

/// Which plan, and what is changed in it.
struct PlanOptions: ParsableArguments {
    @Argument(help: "The plan, a YAML file.")
    var plan: String

    @Option(name: .long, help: "A scenario file; may be repeated, applied in order.")
    var scenario: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: "The day up to which facts are known, YYYY-MM-DD, instead of the plan's."
    )
    var asOf: String?

    /// Reads the plan; warnings go to standard error.
    func read(isQuiet: Bool) throws -> PlanDocument {
        let document = try PlanReader.read(path: plan, scenarios: scenario, asOf: asOf)
        if !isQuiet {
            for warning in document.warnings { Console.note(warning.text) }
        }
        return document
    }

    /// The options as they stand on a command line.
    var words: [String] {
        [plan] + scenario.flatMap { ["--scenario", $0] } + (asOf.map { ["--as-of", $0] } ?? [])
    }
}

/// Where it is computed and from which seed.
struct EngineOptions: ParsableArguments {
    @Option(help: "auto, cpu, opencl or opencl:INDEX; 'maskramp devices' lists them.")
    var engine = "auto"

    @Option(help: "Threads of the cpu engine; all processors unless given.")
    var threads: Int?

    @Option(help: "Key of all random draws: a number, 0x for hexadecimal, or 'random'.")
    var seed = "1"

    func validate() throws {
        _ = try EngineChoice(engine)
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads: \(threads) is out of range; expected 1 to 1024")
        }
        _ = try seedValue()
    }

    /// The seed as a number; `random` is drawn here, once.
    func seedValue() throws -> UInt64 {
        if seed == "random" { return UInt64.random(in: .min ... .max) }
        let value =
            seed.lowercased().hasPrefix("0x") ? UInt64(seed.dropFirst(2), radix: 16) : UInt64(seed)
        guard let value else {
            throw ValidationError(
                "--seed: '\(seed)' is not a seed; expected 0 to 18446744073709551615, "
                    + "0x and up to 16 hexadecimal digits, or random"
            )
        }
        return value
    }
}

/// How results leave the program.
struct OutputOptions: ParsableArguments {
    @Option(help: "table or json, on standard output.")
    var format = OutputFormat.table

    @Flag(help: "No progress, notes or warnings on standard error.")
    var quiet = false
}

/// A word of a command line, quoted where a shell would read it otherwise.
func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}

/// Checks a count that a user gave.
func checkCount(_ count: UInt64, option: String, noun: String, largest: UInt64) throws {
    guard (1...largest).contains(count) else {
        throw ValidationError(
            "--\(option): \(count) is not a number of \(noun); expected 1 to \(largest)"
        )
    }
}
