internal import Foundation

/// Prints a page as PDF, through a Chromium that is installed.
enum PagePrinter {
    /// Why there is no PDF.
    struct Unavailable: Error {
        let message: String
    }

    /// Names under which Chromium and its relatives are found.
    private static let names = ["chromium", "chromium-browser", "google-chrome", "chrome"]
    /// Longest that printing may take.
    private static let limit = Duration.seconds(120)

    /// Prints a page.
    ///
    /// - Parameters:
    ///   - page: the HTML file.
    ///   - pdf: the file to write.
    /// - Throws: `Unavailable` when there is no Chromium, or it writes nothing.
    static func write(page: String, to pdf: String) throws(Unavailable) {
        let staging = "\(pdf).unfinished-\(ProcessInfo.processInfo.processIdentifier)"
        let profile = FileManager.default.temporaryDirectory
            .appendingPathComponent("maskramp-\(UUID().uuidString)")
        defer {
            unlink(staging)
            try? FileManager.default.removeItem(at: profile)
        }
        let words =
            [
                "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
                "--user-data-dir=\(profile.path)",
                "--print-to-pdf=\(URL(fileURLWithPath: staging).path)",
            ] + (geteuid() == 0 ? ["--no-sandbox"] : [])
            + [URL(fileURLWithPath: page).absoluteString]
        let (name, code) = try print(words)
        guard code == 0, isWhole(staging), rename(staging, pdf) == 0 else {
            throw Unavailable(message: "\(name) wrote no PDF (exit code \(code))")
        }
    }

    /// Has the first Chromium that there is print.
    ///
    /// - Returns: its name and exit code.
    private static func print(_ words: [String]) throws(Unavailable) -> (String, Int32) {
        for name in names {
            do {
                return (name, try OtherProgram.run(name, words, limit: limit).code)
            } catch {
                switch error {
                case .missing: continue
                case .late: throw Unavailable(message: "\(name) did not finish in \(limit)")
                case .unusable: throw Unavailable(message: "\(name) cannot be started")
                }
            }
        }
        throw Unavailable(
            message: "there is no Chromium to print with; install Debian's package chromium. "
                + "Any browser can print the page as PDF too"
        )
    }

    /// Whether a PDF has its end, which a full disk keeps from it.
    private static func isWhole(_ path: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { return false }
        return data.starts(with: Data("%PDF".utf8))
            && data.suffix(64).range(of: Data("%%EOF".utf8)) != nil
    }
}
