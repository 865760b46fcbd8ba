import Foundation
import Testing

/// The program under test, as it lies beside the tests.
enum Program {
    /// What a run of the program gave.
    struct Outcome {
        /// Standard output.
        var output: String
        /// Standard error.
        var errors: String
        /// Exit code; 128 and the signal's number when a signal ended it.
        var code: Int32
    }

    /// The repository that holds this test.
    static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Golden files and plans.
    static let fixtures = repository + "/Tests/CommandLineTests/Fixtures"

    /// The plan that everything is built for.
    static let guanshi = repository + "/plans/ningbo-guanshi/plan.yaml"

    /// The built program.
    static let path = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("maskramp").path

    /// Whether golden files are written rather than compared.
    static var updatesGolden: Bool {
        ProcessInfo.processInfo.environment["MASKRAMP_UPDATE_GOLDEN"] == "1"
    }

    /// How many times as slow the program may be as an ordinary build of it, as under a sanitizer.
    static let patience = Int(ProcessInfo.processInfo.environment["MASKRAMP_PATIENCE"] ?? "") ?? 1

    /// Whether a missing OpenCL device fails the tests.
    static var requiresOpenCL: Bool {
        ProcessInfo.processInfo.environment["MASKRAMP_REQUIRE_OPENCL"] == "1"
    }

    /// The OpenCL devices that the program lists, such as `opencl:0`.
    static let devices: [String] = {
        guard let folder = try? Folder(),
            let text = try? folder.run("devices", "--format", "json").output,
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
            let devices = (object as? [String: Any])?["devices"] as? [[String: Any]]
        else { return [] }
        return devices.compactMap { $0["engine"] as? String }.filter { $0.hasPrefix("opencl") }
    }()
}

/// A folder for one test, in which the program runs; gone with the value.
final class Folder {
    /// The folder.
    let path: String

    /// Makes a folder.
    ///
    /// - Parameter fixtures: files of `Fixtures` to copy into it.
    /// - Throws: an error of the file system.
    init(_ fixtures: String...) throws {
        path = NSTemporaryDirectory() + "maskramp-cli-" + UUID().uuidString
        let manager = FileManager.default
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        for name in fixtures {
            try manager.copyItem(atPath: "\(Program.fixtures)/\(name)", toPath: "\(path)/\(name)")
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// All that is in the folder or one below it, sorted; hidden files too.
    func names(_ folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
    }

    /// The text of a file.
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    /// Writes a file.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    /// Runs the program in the folder to its end.
    func run(_ arguments: String...) throws -> Program.Outcome {
        try start(Program.path, arguments).wait()
    }

    /// Runs a line of a shell in the folder; `maskramp` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> Program.Outcome {
        try start("/bin/sh", ["-c", line], environment: environment).wait()
    }

    /// Starts a program in the folder.
    func start(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> Running {
        try Running(program, arguments, folder: path, environment: environment)
    }
}

/// A program that runs.
///
/// What it writes goes to files, so that no full pipe stops it.
final class Running {
    private let process = Process()
    private let files: String

    init(
        _ program: String,
        _ arguments: [String],
        folder: String,
        environment: [String: String]
    ) throws {
        files = NSTemporaryDirectory() + "maskramp-cli-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
        let binaries = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        var all = ProcessInfo.processInfo.environment
        all["PATH"] = binaries + ":" + (all["PATH"] ?? "")
        all["COLUMNS"] = nil
        for (name, value) in environment { all[name] = value }
        process.environment = all
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(files + "/output")
        process.standardError = try Self.file(files + "/errors")
        try process.run()
    }

    deinit {
        if process.isRunning { kill() }
        try? FileManager.default.removeItem(atPath: files)
    }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    /// Sends SIGINT, as Ctrl-C does, once the program listens to it.
    func interrupt() {
        for _ in 0..<300 where !catchesInterrupt { Thread.sleep(forTimeInterval: 0.1) }
        Thread.sleep(forTimeInterval: 0.3)
        process.interrupt()
    }

    /// Sends a signal; SIGKILL ends it at once, as a power cut does.
    func kill(_ signal: Int32 = SIGKILL) { Foundation.kill(process.processIdentifier, signal) }

    /// Linux tells which signals a process handles: bit 1 is SIGINT's.
    private var catchesInterrupt: Bool {
        let path = "/proc/\(process.processIdentifier)/status"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let mask = text.firstMatch(of: #/SigCgt:\t([0-9a-f]+)/#)
        else { return false }
        return (UInt64(mask.1, radix: 16) ?? 0) & 2 != 0
    }

    /// Waits for its end, two minutes at most, or as much longer as patience has it.
    func wait() throws -> Program.Outcome {
        let pid = process.processIdentifier
        let watchdog = DispatchWorkItem { Foundation.kill(pid, SIGKILL) }
        let end = DispatchTime.now() + .seconds(120 * Program.patience)
        DispatchQueue.global().asyncAfter(deadline: end, execute: watchdog)
        process.waitUntilExit()
        watchdog.cancel()
        func text(_ name: String) throws -> String {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(files)/\(name)"))
            return String(decoding: data, as: UTF8.self)
        }
        let isSignal = process.terminationReason == .uncaughtSignal
        return Program.Outcome(
            output: try text("output"),
            errors: try text("errors"),
            code: process.terminationStatus + (isSignal ? 128 : 0)
        )
    }
}

/// Compares a text with a golden file, line by line.
func expectGolden(
    _ text: String,
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let path = "\(Program.fixtures)/\(name)"
    if Program.updatesGolden {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return
    }
    let golden = try String(contentsOfFile: path, encoding: .utf8)
    guard text != golden else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(lines, expected).enumerated().first { $1.0 != $1.1 }?.offset
    let first = index ?? min(lines.count, expected.count)
    let found = first < lines.count ? String(lines[first]) : "no line"
    let wanted = first < expected.count ? String(expected[first]) : "no line"
    Issue.record(
        "\(name):\(first + 1): '\(found)', expected '\(wanted)'",
        sourceLocation: sourceLocation
    )
}

/// The object of a JSON text.
func jsonObject(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
}

/// A text of a run without what differs between machines: time, processor, driver, and the
/// kernels' text.
func withoutMachine(_ text: String) -> String {
    text
        .replacing(#/, [0-9.,]+ s\n/#, with: ", TIME s\n")
        .replacing(#/engine cpu \([^\n]*\)/#, with: "engine cpu (DEVICE)")
        .replacing(#/ *"build" : "[0-9a-f]{12}",\n/#, with: "")
        .replacing(#/ \(build [0-9a-f]{12}\)/#, with: "")
        .replacing(#/"(device|driver|kernel_sha256)" : "[^"]*"/#) {
            "\"\($0.1)\" : \"MACHINE\""
        }
        .replacing(#/"(seconds|replications_per_second)" : [0-9.e+]+/#) { "\"\($0.1)\" : 0" }
        .replacing(#/\nkernels  [0-9a-f]{64}/#, with: "\nkernels  KERNELS")
}
