internal import Foundation

/// Prints a page as PDF, through a Chromium that is installed.
enum PagePrinter {
    /// Why there is no PDF.
    struct Unavailable: Error {
        let message: String
    }

    /// Names under which Chromium and its relatives are found.
    private static let names = ["chromium", "chromium-browser", "google-chrome", "chrome"]
    /// Longest that printing may take [s].
    private static let limit = 120.0

    /// Prints a page.
    ///
    /// - Parameters:
    ///   - page: the HTML file.
    ///   - pdf: the file to write.
    /// - Throws: `Unavailable` when there is no Chromium, or it writes nothing.
    static func write(page: String, to pdf: String) throws(Unavailable) {
        guard let program = found() else {
            throw Unavailable(
                message: "there is no Chromium to print with; install Debian's package chromium. "
                    + "Any browser can print the page as PDF too"
            )
        }
        let staging = "\(pdf).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
        let profile = FileManager.default.temporaryDirectory
            .appendingPathComponent("maskramp-\(UUID().uuidString)")
        defer {
            unlink(staging)
            try? FileManager.default.removeItem(at: profile)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments =
            [
                "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
                "--user-data-dir=\(profile.path)",
                "--print-to-pdf=\(URL(fileURLWithPath: staging).path)",
            ] + (geteuid() == 0 ? ["--no-sandbox"] : [])
            + [URL(fileURLWithPath: page).absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Unavailable(message: "\(program) cannot be started")
        }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(limit)
        while process.isRunning, clock.now < end { usleep(50_000) }
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
            throw Unavailable(message: "\(program) did not finish in \(Int(limit)) s")
        }
        guard process.terminationStatus == 0, isWhole(staging), rename(staging, pdf) == 0 else {
            throw Unavailable(
                message: "\(program) wrote no PDF (exit code \(process.terminationStatus))"
            )
        }
    }

    /// Whether a PDF has its end, which a full disk keeps from it.
    private static func isWhole(_ path: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { return false }
        return data.starts(with: Data("%PDF".utf8))
            && data.suffix(64).range(of: Data("%%EOF".utf8)) != nil
    }

    private static func found() -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let places = path.split(separator: ":").map(String.init)
        return names.lazy.flatMap { name in places.lazy.map { "\($0)/\(name)" } }
            .first { access($0, X_OK) == 0 }
    }
}
