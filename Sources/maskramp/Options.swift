internal import ArgumentParser
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import PlanModel
internal import Reporting

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
}

/// Which plan, and what is changed in it.
struct PlanOptions: ParsableArguments {
    @Argument(help: .init("The plan, a YAML file.", valueName: "plan"))
    var plan: String

    @Option(
        name: .long,
        help: .init("A scenario file; may be repeated, applied in order.", valueName: "file")
    )
    var scenario: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: .init(
            "The day up to which facts are known, YYYY-MM-DD, instead of the plan's.",
            valueName: "day"
        )
    )
    var asOf: String?

    func validate() throws { try checkDay(asOf) }

    /// Reads the plan; warnings go to standard error.
    func read(_ fidelity: Fidelity = .moments, isQuiet: Bool) throws -> PlanDocument {
        var document = try PlanReader.read(path: plan, scenarios: scenario, asOf: asOf)
        // Products are no single pieces that could be lucky.
        document.plan.fidelity = document.plan.hasProducts ? .means : fidelity
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
    @Option(
        help: .init(
            "auto, cpu, opencl or opencl:INDEX; 'maskramp devices' lists them.",
            valueName: "engine"
        )
    )
    var engine = "auto"
    @OptionGroup var draws: DrawOptions

    func validate() throws {
        _ = try EngineChoice(engine)
    }

    /// Makes the engine, and says on standard error what `auto` chose and why.
    func make(isQuiet: Bool) throws -> any Engine {
        let (made, reason) = try EngineChoice(engine).make(threads: draws.threadCount)
        if let reason, !isQuiet { Console.note(reason) }
        return made
    }

    /// The options that decide a result, as they stand on a command line.
    ///
    /// - Parameters:
    ///   - count: the option that says how many replications, and how many.
    ///   - seed: as a number, so that one drawn at random can be used again.
    ///   - more: words between the seed and the engine.
    ///   - hasEngine: whether they name an engine that was chosen.
    /// - Returns: the words.
    func words(
        count: (name: String, value: Count),
        seed: UInt64,
        more: [String] = [],
        hasEngine: Bool = true
    ) -> [String] {
        ["--" + count.name, "\(count.value.value)", "--seed", "0x" + String(seed, radix: 16)]
            + more + (engine == "auto" || !hasEngine ? [] : ["--engine", engine])
    }

    /// The seed as a number; `random` is drawn here, once.
    func seedValue() throws -> UInt64 { try draws.seedValue() }
}

/// How many threads, and which seed.
struct DrawOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: .init(
            "Threads of the cpu engine; one for each processor unless given.",
            valueName: "n"
        )
    )
    var threads: Count?

    /// Threads of the cpu engine, when they are given.
    var threadCount: Int? { threads.map { Int($0.value) } }

    @Option(
        parsing: .unconditional,
        help: .init(
            "Key of all random draws: a number, 0x for hexadecimal, or 'random'.",
            valueName: "seed"
        )
    )
    var seed = "1"

    func validate() throws {
        try threads?.check(option: "threads", largest: 1024)
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

    /// Writes a result as JSON to a file, if one is named, and prints it.
    ///
    /// - Parameters:
    ///   - result: the result.
    ///   - out: the file; replaced when it is there.
    ///   - isLasting: whether the file is on the disk before it is printed.
    ///   - lines: the result as text.
    /// - Throws: `Failure` when the file or standard output cannot be written.
    func publish(
        _ result: some Encodable,
        to out: String?,
        isLasting: Bool = false,
        lines: () -> [String]
    ) throws {
        let json = try JSONText.data(result)
        if let out { try NewFile.write(json, to: out, replaces: true, isLasting: isLasting) }
        switch format {
        case .json: try Console.result(json)
        case .table: try Console.result(lines: lines)
        }
    }
}

extension PlanDocument {
    /// The plan as results name it.
    var identity: RunResult.PlanIdentity {
        .init(name: plan.name, sha256: MonteCarlo.SHA256.hexadecimal(of: resolvedText))
    }
}

/// A word of a command line, quoted where a shell would read it otherwise.
func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0) }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}

/// A count as a user writes it.
///
/// What is no count is kept for the message.
struct Count: ExpressibleByArgument, CustomStringConvertible {
    let value: UInt64
    private let text: String

    init(_ value: UInt64) {
        self.value = value
        text = String(value)
    }

    init(argument: String) {
        value = UInt64(argument) ?? 0
        text = argument
    }

    var description: String { text }

    /// Checks the range.
    ///
    /// - Throws: `ValidationError` for what is no count or out of range.
    func check(option: String, largest: UInt64) throws {
        guard (1...largest).contains(value) else {
            throw ValidationError(
                "--\(option): '\(text)' is not a number of \(option); "
                    + "expected 1 to \(NumberText.whole(Int(largest)))"
            )
        }
    }
}

/// Checks where a result should go.
///
/// - Throws: `ValidationError` for a path that no file can have.
func checkPath(_ out: String?) throws {
    if out == "" { throw ValidationError("--out: '' is not a path") }
}

/// Checks the as-of date, when it is given.
///
/// - Throws: `ValidationError` for what is not a day.
func checkDay(_ asOf: String?) throws {
    guard let asOf else { return }
    guard let day = DateInterval(asOf), day.first == day.last else {
        throw ValidationError("--as-of: '\(asOf)' is not a day; expected YYYY-MM-DD")
    }
}
