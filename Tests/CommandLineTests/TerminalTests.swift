import Foundation
import Testing

/// What a person at a terminal sees, and nobody else.
struct TerminalTests {
    /// Runs a line of a shell in a terminal of some width.
    private func onTerminal(
        _ folder: Folder,
        columns: Int,
        _ environment: [String: String] = [:]
    ) throws -> String {
        let line =
            "stty cols \(columns) && maskramp run small.yaml --replications 200 --quiet "
            + "--engine cpu --out run"
        var all = ["TERM": "xterm", "NO_COLOR": ""]
        for (name, value) in environment { all[name] = value }
        let words = "script --quiet --return --echo never --command '\(line)' /dev/null </dev/null"
        let outcome = try folder.shell(words, environment: all)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output.replacing("\r\n", with: "\n")
    }

    private func hasBars(_ text: String) -> Bool { text.contains("█") && text.contains("░") }
    private func hasColour(_ text: String) -> Bool { text.contains("\u{1B}[") }

    @Test func barsAndColourAreForTerminals() throws {
        let folder = try Folder("small.yaml")
        let shown = try onTerminal(folder, columns: 100)
        #expect(hasBars(shown) && hasColour(shown))
        let grey = try onTerminal(folder, columns: 100, ["NO_COLOR": "1"])
        #expect(hasBars(grey) && !hasColour(grey))
        let dumb = try onTerminal(folder, columns: 100, ["TERM": "dumb"])
        #expect(!hasBars(dumb) && !hasColour(dumb))
        let piped = try folder.shell(
            "maskramp run small.yaml --replications 200 --quiet --engine cpu --out run | cat"
        )
        #expect(!hasBars(piped.output) && !hasColour(piped.output))
        // Without drawings the words and numbers are the same.
        #expect(withoutMachine(dumb) == withoutMachine(piped.output))
        #expect(try folder.text("run/forecast.txt").contains("\u{1B}") == false)
    }

    @Test(arguments: [72, 80, 100, 200]) func linesKeepToTheWidth(columns: Int) throws {
        let folder = try Folder("small.yaml")
        let text = try onTerminal(folder, columns: columns, ["NO_COLOR": "1"])
        #expect(hasBars(text))
        for line in text.split(separator: "\n") where !line.hasPrefix("Repeat with: ") {
            #expect(line.count <= min(columns, 100), "\(line)")
        }
    }
}
