internal import Foundation

/// Why a file or folder cannot be written.
public struct OutputFailure: Error, Sendable {
    /// What happened and what to do.
    public var message: String

    /// Makes a failure.
    public init(message: String) {
        self.message = message
    }

    /// The operating system's words for the call that has just failed.
    ///
    /// - Parameter path: what could not be written, as the user named it.
    /// - Returns: the failure.
    static func last(path: String) -> OutputFailure {
        let reason = String(cString: strerror(errno)).lowercased()
        return OutputFailure(message: "cannot write '\(path)': \(reason)")
    }
}
