internal import Foundation
internal import Subprocess
internal import SystemPackage

/// Makes documents of run folders by `maskramp report`, a program of its own.
struct ReportProgram: Sendable {
    /// What a run can be sent as.
    enum Form: Sendable {
        /// One HTML file in a language.
        case page(language: String)
        /// An Excel workbook.
        case workbook

        /// Type of the file, as HTTP names it.
        var type: String {
            switch self {
            case .page: "text/html; charset=utf-8"
            case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        }
    }

    /// Path of `maskramp`.
    let path: String

    /// Makes a document.
    ///
    /// - Parameters:
    ///   - form: which.
    ///   - folder: of the run.
    /// - Returns: its bytes.
    /// - Throws: `Refusal` with what the program said.
    func make(_ form: Form, of folder: String) async throws(Refusal) -> Data {
        let place = NSTemporaryDirectory() + "maskramp-report-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(
                atPath: place,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .failed("cannot make a folder for the report: \(error)")
        }
        defer { try? FileManager.default.removeItem(atPath: place) }
        var arguments = ["report", folder, "--quiet", "--out", place + "/report.html"]
        var name = "report.html"
        switch form {
        case .page(let language): arguments += ["--lang", language]
        case .workbook:
            arguments.append("--xlsx")
            name = "report.xlsx"
        }
        let said = await run(arguments)
        guard let data = FileManager.default.contents(atPath: place + "/" + name) else {
            throw Refusal(
                status: 501,
                code: "no_reports",
                message: "maskramp report: \(said.isEmpty ? "made no file" : said)"
            )
        }
        return data
    }

    /// Runs the program to its end.
    ///
    /// - Returns: what it wrote to standard error.
    private func run(_ arguments: [String]) async -> String {
        do {
            let ended = try await Subprocess.run(
                .path(.init(path)),
                arguments: .init(arguments),
                output: .discarded,
                error: .string(limit: 1 << 20)
            )
            return ended.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            return "cannot start \(path): \(error)"
        }
    }
}
