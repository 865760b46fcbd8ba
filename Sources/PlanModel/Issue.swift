/// A place in a file that a planner wrote.
public struct SourceLocation: Sendable, Equatable {
    /// Path of the file as it was given.
    public var file: String
    /// Line, from 1.
    public var line: Int
    /// Column, from 1.
    public var column: Int

    /// Makes a location.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// One thing that is wrong, or looks wrong, in a plan.
public struct Issue: Sendable, Equatable {
    /// Whether the plan can be used all the same.
    public enum Severity: String, Sendable {
        /// It cannot.
        case error
        /// It can, but somebody should look.
        case warning
    }

    /// Error or warning.
    public var severity: Severity
    /// Where.
    public var location: SourceLocation
    /// Dotted path in the plan, such as `tools.writer-1.promised`.
    public var path: String
    /// What is wrong and what is expected, in one sentence.
    public var message: String

    /// Makes an issue.
    public init(severity: Severity, location: SourceLocation, path: String, message: String) {
        self.severity = severity
        self.location = location
        self.path = path
        self.message = message
    }

    /// `file:line:column: error: path: message`.
    public var text: String {
        let place = "\(location.file):\(location.line):\(location.column)"
        let subject = path.isEmpty ? "" : "\(path): "
        return "\(place): \(severity.rawValue): \(subject)\(message)"
    }
}

/// A plan that cannot be used: every issue found, errors and warnings.
public struct PlanError: Error, Sendable {
    /// In order of file and line.
    public var issues: [Issue]

    /// Makes a plan error.
    public init(issues: [Issue]) {
        self.issues = issues
    }
}
