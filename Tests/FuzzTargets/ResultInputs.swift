import CPUEngine
import Forecast
import Foundation
import MonteCarlo
import PlanFiles
import PlanModel
import ReportDocument
import Reporting

/// What runs leave behind.
enum ResultInputs {
    private static let engine = CPUEngine(threadCount: 1)
    private static let forecast: RampForecast = right {
        try RampForecast(PlanInputs.request(PlanInputs.small), engine: engine)
    }
    private static let whole: RunPart = right {
        try forecast.part(0..<16) { _, _ in true }
    }
    /// A report of the small plan without what takes long.
    private static let contents: ReportContents = right {
        ReportContents(
            run: try forecast.result(of: whole) { true },
            plan: PlanInputs.small.plan,
            figures: PlanInputs.small.figures,
            course: try CourseStudy(
                PlanInputs.small.plan,
                seed: 1,
                replications: 16,
                engine: engine
            )
            .run { true },
            sensitivity: .missing(english: "none", chinese: "无"),
            finance: .missing(english: "none", chinese: "无"),
            comparison: .missing(english: "none", chinese: "无"),
            peers: .missing(english: "none", chinese: "无"),
            flow: .missing(english: "none", chinese: "无")
        )
    }

    private static func right<Result>(_ make: () throws -> Result) -> Result {
        do { return try make() } catch { preconditionFailure("the small plan runs: \(error)") }
    }

    /// The JSON of `run`, or of `simulate` with `--curve`, with `--gantt` or with neither.
    static func result(_ data: Data) {
        guard (try? ResultFile.check(data)) != nil else { return }
        var contents = contents
        let decoder = JSONDecoder()
        if let run = try? decoder.decode(RunResult.self, from: data) {
            _ = RunText(run, hasIntervals: true).lines()
            _ = CSVText.tables(run)
            contents.run = run
        } else if let flow = try? decoder.decode(FlowResult.self, from: data) {
            contents.flow = .found(.init(flow: flow, curve: nil))
        } else if let curve = try? decoder.decode(FlowCurveResult.self, from: data) {
            contents.flow = .found(.init(flow: nil, curve: curve))
        } else if let gantt = try? decoder.decode(FlowGanttResult.self, from: data) {
            contents.flow = .found(.init(flow: nil, curve: nil, gantt: gantt))
        } else {
            return
        }
        for language in [ReportLanguage.english, .chinese] {
            _ = ReportCSV.files(contents.sections(language))
            _ = try? ReportPage(contents, language, scripts: nil).html()
        }
    }

    /// A line with the task of a folder, a line with the header of a part, then changes to its
    /// counters: 4 bytes for which, 8 for the value.
    ///
    /// What one mutation cannot keep in step is added here: the run in the header, the length of
    /// the list of chief results, and each file's checksum.
    static func parts(_ data: Data) {
        let lines = data.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, let task = try? JSONDecoder().decode(RunTask.self, from: lines[0])
        else { return }
        _ = Scratch.write(sealed(lines[0] + Data([0x0A])), "run.task")
        _ = Scratch.write(sealed(part(of: task, lines[1], changes: lines[2])), "0.part")
        guard let folder = try? PartsFolder.open(Scratch.folder, isShared: true),
            let contents = try? folder.read(forecast),
            RunPart.missing(folder.task.range, contents.parts.map(\.range)).isEmpty,
            let sum = try? RunPart.sum(contents.parts),
            var result = try? forecast.result(of: sum, isWanted: { true })
        else { return }
        result.shards = contents.parts.map {
            .init(first: $0.first, replications: $0.replications, engine: $0.engine)
        }
        _ = RunText(result, hasIntervals: true).lines()
        _ = CSVText.tables(result)
    }

    private static func part(of task: RunTask, _ line: Data, changes: Data) -> Data {
        guard let run = try? JSONEncoder().encode(task.run),
            let json = try? JSONSerialization.jsonObject(with: line),
            var header = json as? [String: Any],
            let object = try? JSONSerialization.jsonObject(with: run)
        else { return line }
        header["run"] = object
        let first = (header["first"] as? NSNumber)?.uint64Value ?? 0
        let count = (header["replications"] as? NSNumber)?.uint64Value ?? 0
        let pairs = RampForecast.spreadPairs
        let rowCount = first < pairs ? min(count, pairs - first) : 0
        let rows = (0..<Int(rowCount)).map { whole.counts.rows[$0 % whole.counts.rows.count] }
        var counts = whole.counts
        var changes = Data(changes)
        while changes.count >= 12 {
            let index = changes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            counts.sums[index % counts.sums.count] =
                changes.dropFirst(4).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            changes = Data(changes.dropFirst(12))
        }
        let text = (try? JSONSerialization.data(withJSONObject: header)) ?? line
        return text + Data([0x0A])
            + SparseIntegers.data(counts.sums) + SparseIntegers.data(counts.wide)
            + SparseIntegers.data(counts.peaks)
            + rows.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    private static func sealed(_ data: Data) -> Data {
        var hash = SHA256()
        data.withUnsafeBytes { hash.add($0) }
        return Data((hash.hexadecimal() + "\n").utf8) + data
    }
}
