internal import ArgumentParser
internal import Foundation

/// Starts the planner in the browser, a program of its own so that no forecast waits for its build.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "The planner in the browser: move a date, buy a tool, see the forecast move.",
        discussion: """
            maskramp serve plans

            It is the program maskramp-serve beside this one; packages have it, and of the
            sources 'make serve' builds it. 'maskramp serve --help' lists its options.
            """
    )

    @Argument(
        parsing: .captureForPassthrough,
        help: .init("What maskramp-serve takes.", valueName: "arguments")
    )
    var arguments: [String] = []

    func run() throws {
        let own = Bundle.main.executableURL?.resolvingSymlinksInPath()
        let folder = own?.deletingLastPathComponent().path ?? "."
        let path = folder + "/maskramp-serve"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(
                code: .unavailable,
                message: "maskramp: error: serve: there is no maskramp-serve in '\(folder)'; "
                    + "build it with 'make serve'"
            )
        }
        // The planner takes this program's place, so that Ctrl-C reaches it alone.
        var words = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        execv(path, words)
        throw Failure(
            code: .inputOutput,
            message: "maskramp: error: serve: cannot start '\(path)': "
                + String(cString: strerror(errno)).lowercased()
        )
    }
}
