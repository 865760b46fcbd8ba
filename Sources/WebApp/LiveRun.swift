internal import Foundation
internal import Reporting
internal import Synchronization

/// A run that is under way: how far it is, whether it is still wanted, and who watches.
final class LiveRun: Sendable {
    /// How far a run is.
    struct Progress: Encodable, Sendable {
        /// Replications done.
        var done: UInt64
        /// Replications in all.
        var total: UInt64
    }

    private struct State {
        var progress: Progress
        var isWanted = true
        var last: String?
        var watchers: [Int: AsyncStream<String>.Continuation] = [:]
        var next = 0
    }

    private let state: Mutex<State>

    /// Makes a run of so many replications.
    init(total: UInt64) {
        state = Mutex(State(progress: Progress(done: 0, total: total)))
    }

    /// How far it is.
    var progress: Progress { state.withLock(\.progress) }

    /// Asks it to stop; it does after the launch that is under way.
    func cancel() { state.withLock { $0.isWanted = false } }

    /// Tells how far it is.
    ///
    /// - Returns: whether it is still wanted.
    func advance(_ done: UInt64, of total: UInt64) -> Bool {
        state.withLock { state in
            state.progress = Progress(done: done, total: total)
            for watcher in state.watchers.values {
                watcher.yield(Self.event("progress", state.progress))
            }
            return state.isWanted
        }
    }

    /// Tells the last of it, and ends all streams.
    func end(_ record: RunRecord) {
        state.withLock { state in
            let last = Self.event(record.state.rawValue, record)
            state.last = last
            for watcher in state.watchers.values {
                watcher.yield(last)
                watcher.finish()
            }
            state.watchers = [:]
        }
    }

    /// Events of the stream: first how far it is, last what has become of it.
    func events() -> AsyncStream<String> {
        // Who reads slowly misses steps between, never the last event.
        AsyncStream(bufferingPolicy: .bufferingNewest(16)) { watcher in
            state.withLock { state in
                watcher.yield(Self.event("progress", state.progress))
                if let last = state.last {
                    watcher.yield(last)
                    watcher.finish()
                    return
                }
                let number = state.next
                state.next += 1
                state.watchers[number] = watcher
                watcher.onTermination = { [weak self] _ in
                    // Not within the lock: ending a stream may call this at once.
                    Task { self?.leave(number) }
                }
            }
        }
    }

    /// The stream of a run that has ended.
    static func ended(_ record: RunRecord) -> AsyncStream<String> {
        AsyncStream { watcher in
            watcher.yield(event(record.state.rawValue, record))
            watcher.finish()
        }
    }

    private func leave(_ number: Int) {
        state.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }

    private static func event(_ name: String, _ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(value)) ?? Data("{}".utf8)
        return "event: \(name)\ndata: \(String(decoding: data, as: UTF8.self))\n\n"
    }
}
