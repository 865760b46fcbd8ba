import Foundation
import Testing

/// Faults of devices and of the system, injected into the program as it is built.
///
/// The libraries that inject them are C under `Tests/Faults`; what they take is said there.
enum Faults {
    /// Environment in which calls of the OpenCL driver fail.
    ///
    /// - Parameters:
    ///   - calls: such as `clFinish=-2@5`; none for a driver in good health.
    ///   - more: further variables of the layer.
    /// - Returns: the environment.
    /// - Throws: when the layer does not compile.
    static func openCL(
        _ calls: String = "",
        _ more: [String: String] = [:]
    ) throws -> [String: String] {
        ["OPENCL_LAYERS": try layer.get(), "FAULTS": calls].merging(more) { $1 }
    }

    /// Environment in which the system fails.
    static func system(_ faults: [String: String]) throws -> [String: String] {
        ["LD_PRELOAD": try preloaded.get()].merging(faults) { $1 }
    }

    private static let layer = Result { try compiled("opencl_layer") }
    private static let preloaded = Result { try compiled("system") }

    /// Lies beside the tests, and is compiled anew with every run of them.
    private static func compiled(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        let path = "\(folder)/faults-\(name).so"
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            ProcessInfo.processInfo.environment["CLANG"] ?? "clang", "-shared", "-fPIC", "-O1",
            "-DCL_TARGET_OPENCL_VERSION=120",
            "\(Program.repository)/Tests/Faults/\(name).c", "-o", path,
        ]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0, "Tests/Faults/\(name).c")
        return path
    }
}

extension Folder {
    /// Runs a line of a shell with a small file system of its own at `disk`.
    ///
    /// - Parameters:
    ///   - size: as `mount` takes it.
    ///   - body: what to do there.
    /// - Returns: false when no file system can be mounted here.
    /// - Throws: what the body throws.
    func withDisk(size: String, _ body: () throws -> Void) throws -> Bool {
        let disk = path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        guard try shell("mount -t tmpfs -o size=\(size) none disk").code == 0 else { return false }
        defer { _ = try? shell("umount disk") }
        try body()
        return true
    }

    /// The digest of a run folder or of a result's file.
    func digest(_ name: String) throws -> String {
        try #require(try jsonObject(text(name))["digest"] as? String)
    }
}
