internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import OpenCLRuntime
internal import Reporting

/// A study that keeps what it has counted, so that it can be stopped, killed and gone on with.
final class PartsRun {
    /// Where the parts are; nil as long as there is nothing that is worth keeping.
    private(set) var folder: PartsFolder?
    private let task: RunTask
    private let path: String
    private let study: any CountedStudy
    private let isQuiet: Bool
    private var pace: Pace
    /// Replications that files in the folder hold.
    private var keptCount: UInt64 = 0

    /// A run that begins.
    ///
    /// The folder of a shard is made at once, as it is the shard's result. That of a whole run is
    /// made when the run has taken a while.
    ///
    /// - Parameters:
    ///   - path: where the parts go.
    ///   - task: what is counted.
    ///   - study: the whole.
    ///   - isQuiet: whether no progress is shown.
    /// - Throws: `OutputFailure` when there is something else at that path.
    init(_ path: String, _ task: RunTask, _ study: any CountedStudy, isQuiet: Bool) throws {
        (self.path, self.task, self.study) = (path, task, study)
        self.isQuiet = isQuiet
        if task.shard == nil {
            try PartsFolder.check(path)
            pace = Pace(first: .seconds(2))
        } else {
            folder = try PartsFolder.make(path, task)
            pace = Pace(first: Pace.shortest)
        }
    }

    /// A run that goes on.
    init(_ folder: PartsFolder, _ study: any CountedStudy, isQuiet: Bool) {
        (path, task, self.folder) = (folder.path, folder.task, folder)
        (self.study, self.isQuiet) = (study, isQuiet)
        pace = Pace(first: Pace.shortest)
    }

    /// Counts what is missing.
    ///
    /// - Returns: all parts of the task.
    /// - Throws: `Failure` when the user stops it; `OutputFailure`, or the engine's own error.
    func complete() throws -> [RunPart] {
        var parts = try kept()
        do {
            try count(&parts)
        } catch is RampForecast.Cancelled {
            throw stopped(parts.reduce(0) { $0 + $1.replications })
        }
        return parts
    }

    private func count(_ parts: inout [RunPart]) throws {
        let all = UInt64(task.range.count)
        var done = parts.reduce(0) { $0 + $1.replications }
        keptCount = done
        Interrupt.listen()
        let progress = Progress(isQuiet: isQuiet, before: done)
        defer { progress.end() }
        // So many replications to a file, so that damage to one costs little.
        let enough = task.run.replications / 64
        for gap in RunPart.missing(task.range, parts.map(\.range)) {
            var next = gap.lowerBound
            while next < gap.upperBound {
                var lastKept: UInt64 = 0
                let part = try study.part(next..<gap.upperBound) { count, counted in
                    progress.show(done + count, of: all)
                    if Interrupt.isRequested { return false }
                    guard let counted, pace.isDue else { return true }
                    try keep(counted())
                    (lastKept, keptCount) = (count, done + count)
                    return count < enough
                }
                parts.append(part)
                done += part.replications
                next = part.range.upperBound
                let isStopped = Interrupt.isRequested && done < all
                if part.replications > lastKept,
                    folder != nil || (isStopped && pace.isDue)
                {
                    try keep(part)
                    keptCount = done
                }
                if isStopped {
                    progress.end()
                    throw stopped(done)
                }
            }
        }
    }

    /// What was counted earlier and is whole.
    private func kept() throws -> [RunPart] {
        guard let folder else { return [] }
        let contents = try folder.read(study)
        for file in contents.damaged {
            Console.note(
                "warning: \(folder.path)/\(file.name) \(file.reason); its \(task.run.noun) run again"
            )
            folder.remove(file.name)
        }
        return contents.parts
    }

    private func keep(_ part: RunPart) throws {
        let start = ContinuousClock().now
        let folder = try folder ?? PartsFolder.make(path, task)
        self.folder = folder
        try folder.write(part)
        pace.end(took: ContinuousClock().now - start)
    }

    /// Why the run ends before its result is there.
    ///
    /// - Parameter done: replications that are counted.
    /// - Returns: says how to go on if parts are kept.
    func stopped(_ done: UInt64) -> Failure {
        guard let folder else {
            return Failure.stopped(after: done, task.run.noun)
        }
        return Failure(
            code: .interrupted,
            message: "maskramp: stopped; \(kept(done, in: folder)); go on with: \(resume(folder))"
        )
    }

    /// Adds what is kept, and how to go on, to the error of a device or a disk.
    ///
    /// - Parameter error: what ended the run.
    /// - Returns: the error to end the program with.
    func ended(by error: any Error) -> any Error {
        // A refusal is the plan's: going on changes nothing.
        guard let folder, !(error is Failure || error is FlowRefusal),
            var failure = Failure(error)
        else { return error }
        let kept = "maskramp: \(kept(keptCount, in: folder))"
        if let error = error as? OpenCLError {
            failure.message =
                "maskramp: error: \(error)\n\(kept); every engine goes on to the same digest: "
                + "\(resume(folder)) --engine cpu"
        } else {
            failure.message += "\n\(kept); go on with: \(resume(folder))"
        }
        return failure
    }

    private func kept(_ done: UInt64, in folder: PartsFolder) -> String {
        "\(NumberText.whole(Int(done))) of \(NumberText.whole(task.range.count)) \(task.run.noun) "
            + "are kept in '\(folder.path)'"
    }

    private func resume(_ folder: PartsFolder) -> String {
        "maskramp run --resume \(quoted(folder.path))"
    }

    /// When parts are brought to the disk: often at first, then so that an end at any moment costs
    /// about 1 % of what was done, and the disk at most 5 % of the time.
    private struct Pace {
        static let shortest = Duration.milliseconds(200)
        private let start = ContinuousClock().now
        private var next: ContinuousClock.Instant

        init(first: Duration) { next = start + first }

        var isDue: Bool { ContinuousClock().now >= next }

        mutating func end(took: Duration) {
            let now = ContinuousClock().now
            next = now + max(Self.shortest, took * 20, min((now - start) / 100, .seconds(30)))
        }
    }
}
