internal import Dispatch
internal import Subprocess
internal import Synchronization

/// Another program of the machine, run to its end.
enum OtherProgram {
    /// How it ended.
    struct Outcome: Sendable {
        /// Exit code; 128 and the signal's number when a signal ended it.
        var code: Int32
        /// What it wrote to standard output.
        var output: String
        /// What it wrote to standard error.
        var errors: String
    }

    /// Why there is no outcome.
    enum Trouble: Error {
        /// No folder of PATH has such a program.
        case missing
        /// It took too long, and was ended.
        case late
        /// It cannot be started or listened to; with what the system says.
        case unusable(String)
    }

    /// Most bytes of each output.
    private static let mostOutput = 16 << 20

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - name: as PATH has it.
    ///   - words: its arguments.
    ///   - input: what it reads from standard input.
    ///   - limit: the longest that it may take; nil for any time.
    /// - Returns: how it ended, also when it failed.
    /// - Throws: `Trouble` when it did not run to its end.
    static func run(
        _ name: String,
        _ words: [String],
        input: String = "",
        limit: Duration? = nil
    ) throws(Trouble) -> Outcome {
        let ended = DispatchSemaphore(value: 0)
        let result = Mutex<Result<Outcome, Trouble>>(.failure(.late))
        // Commands are synchronous: this thread has nothing else to do.
        Task.detached {
            let found = await outcome(name, words, input, limit)
            result.withLock { $0 = found }
            ended.signal()
        }
        ended.wait()
        return try result.withLock { $0 }.get()
    }

    private static func outcome(
        _ name: String,
        _ words: [String],
        _ input: String,
        _ limit: Duration?
    ) async -> Result<Outcome, Trouble> {
        await withTaskGroup { group in
            group.addTask { await outcome(name, words, input) }
            if let limit {
                group.addTask {
                    try? await Task.sleep(for: limit)
                    return .failure(.late)
                }
            }
            // The other of the two is cancelled, which ends the program if it still runs.
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.late)
        }
    }

    private static func outcome(
        _ name: String,
        _ words: [String],
        _ input: String
    ) async -> Result<Outcome, Trouble> {
        do {
            let ended = try await Subprocess.run(
                .name(name),
                arguments: .init(words),
                input: .string(input),
                output: .string(limit: mostOutput),
                error: .string(limit: mostOutput)
            )
            let code: Int32 =
                switch ended.terminationStatus {
                case .exited(let code): code
                case .signaled(let signal): 128 + signal
                }
            return .success(
                Outcome(
                    code: code,
                    output: ended.standardOutput,
                    errors: ended.standardError
                )
            )
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failure(.missing)
        } catch {
            return .failure(.unusable("\(error)"))
        }
    }
}
