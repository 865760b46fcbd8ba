internal import Foundation
internal import Reporting

/// Standard output for results, standard error for everything else.
enum Console {
    /// What standard output can show: a terminal has its width and bars, and colour unless
    /// `NO_COLOR` is set (no-color.org); everything else gets plain text.
    static var style: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        guard isatty(STDOUT_FILENO) == 1, environment["TERM"] != "dumb" else { return .plain }
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return TextStyle(
            width: isKnown ? Int(size.ws_col) : 100,
            hasBars: true,
            hasColour: (environment["NO_COLOR"] ?? "").isEmpty
        )
    }

    /// Writes lines for a person.
    ///
    /// - Parameter lines: made in the style of standard output.
    /// - Throws: `Failure` when the output cannot take it.
    static func result(lines: () -> [String]) throws {
        let text = TextStyle.$current.withValue(style) { lines().joined(separator: "\n") + "\n" }
        try result(text)
    }

    /// Writes a result.
    ///
    /// - Throws: `Failure` when the output cannot take it, a full disk for one.
    static func result(_ text: String) throws {
        try result(Data(text.utf8))
    }

    /// Writes a result.
    ///
    /// - Throws: `Failure` when the output cannot take it.
    static func result(_ data: Data) throws {
        try data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = write(
                    STDOUT_FILENO,
                    UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                    rest.count
                )
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    let reason = String(cString: strerror(errno)).lowercased()
                    throw Failure(
                        code: .inputOutput,
                        message: "maskramp: error: cannot write to standard output: \(reason)"
                    )
                }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Writes a line to standard error.
    static func note(_ text: String) {
        unfinished(text + "\n")
    }

    /// Writes text without a line break to standard error.
    ///
    /// Nobody can be told when that fails.
    static func unfinished(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// Work done and time left, on standard error while that is a terminal.
final class Progress {
    private let isShown: Bool
    private let start = ContinuousClock().now
    private let before: UInt64
    private var hasLine = false

    /// - Parameters:
    ///   - isQuiet: nothing is shown.
    ///   - before: work that was done earlier, and tells nothing of the time left.
    init(isQuiet: Bool, before: UInt64 = 0) {
        self.before = before
        isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Shows how much of the work is done.
    ///
    /// - Parameters:
    ///   - done: from 0 to `total`.
    ///   - total: all of it.
    func show(_ done: UInt64, of total: UInt64) {
        guard isShown, total > 0, done > before else { return }
        let seconds = (ContinuousClock().now - start) / .seconds(1)
        let left = seconds * Double(total - done) / Double(done - before)
        let percent = Int(Double(done) / Double(total) * 100)
        let text = "\r\u{1B}[K\(percent) %  \(NumberText.duration(left)) left"
        Console.unfinished(text)
        hasLine = true
    }

    /// Clears the line.
    func end() {
        if hasLine { Console.unfinished("\r\u{1B}[K") }
        hasLine = false
    }
}
