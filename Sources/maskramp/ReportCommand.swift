internal import ArgumentParser
internal import Charts
internal import Forecast
internal import Foundation
internal import MonteCarlo
internal import PlanFiles
internal import ReportDocument
internal import Reporting

/// The language of a report, as `ReportLanguage`.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
    case english = "en"
    case chinese = "zh-Hans"

    var language: ReportLanguage { self == .english ? .english : .chinese }
}

/// A run as a file to send.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "A run as one page of HTML to send, with charts; also as a workbook, CSV and PDF.",
        discussion: """
            maskramp run fab.yaml --out my-run
            maskramp report my-run
            maskramp report my-run --lang zh-Hans --xlsx --csv --pdf

            The page needs no network and no other file. It is written into the run folder
            unless --out says where. What the run folder does not hold (months, deliveries,
            tornado, cash, peers) is computed anew from its plan with its seed.
            """
    )

    @Argument(help: .init("A run folder, as 'maskramp run' writes it.", valueName: "run"))
    var runFolder: String
    @Option(help: .init("Language of the report.", valueName: "language"))
    var lang = LanguageChoice.english
    @Flag(help: "Also an Excel workbook, with charts.")
    var xlsx = false
    @Flag(help: "Also a folder of CSV tables.")
    var csv = false
    @Flag(help: "Also a PDF, through Chromium.")
    var pdf = false
    @Option(
        help: .init(
            "A scenario file to compare with the run's plan; may be repeated.",
            valueName: "file"
        )
    )
    var scenario: [String] = []
    @Option(
        help: .init(
            "A peer file, or a folder of them, instead of those of the run; may be repeated.",
            valueName: "path"
        )
    )
    var peers: [String] = []
    @Option(
        help: .init(
            "What 'maskramp simulate --out' wrote for the run's plan, with or without --curve; may "
                + "be given for both.",
            valueName: "file"
        )
    )
    var flow: [String] = []
    @Option(
        parsing: .unconditional,
        help: .init(
            "Replications of what is computed anew, at most the run's; a quarter for a bar of the "
                + "tornado.",
            valueName: "n"
        )
    )
    var replications = Count(2_000)
    @Option(
        help: .init("auto, cpu, opencl or opencl:INDEX.", valueName: "engine")
    )
    var engine = "auto"
    @Option(
        parsing: .unconditional,
        help: .init("Threads of the cpu engine.", valueName: "n")
    )
    var threads: Count?
    @Option(help: .init("Folder of scripts, Vega's among them.", valueName: "folder"))
    var scripts = VegaScripts.folder
    @Option(help: .init("The page; its workbook and PDF go beside it.", valueName: "file"))
    var out: String?
    @Flag(help: "No progress, notes or warnings on standard error.")
    var quiet = false

    func validate() throws {
        try replications.check(option: "replications", largest: PeerStudy.mostReplications)
        try threads?.check(option: "threads", largest: 1024)
        try checkPath(out)
        _ = try EngineChoice(engine)
        guard !folder.isEmpty else { throw ValidationError("run: '' is not a folder") }
    }

    func run() throws {
        let files = ReportFiles(page: out ?? "\(folder)/report\(suffix).html")
        let source = try RunSource(folder: folder)
        try source.document.refuseProducts(file: source.planPath, command: "report")
        try files.check(csv: csv)
        let (made, reason) = try EngineChoice(engine).make(threads: threadCount)
        if let reason, !quiet { Console.note(reason) }
        Interrupt.listen()
        let progress = Progress(isQuiet: quiet)
        defer { progress.end() }
        let study = ReportStudy(
            source,
            scenarios: scenario,
            peers: peers,
            flow: flow,
            replications: replications.value,
            threads: threadCount,
            engine: made,
            progress: progress
        )
        let contents = try study.contents()
        progress.end()
        try write(contents, to: files)
    }

    private var folder: String {
        var path = runFolder
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private var threadCount: Int? { threads.map { Int($0.value) } }
    private var suffix: String { lang == .english ? "" : ".\(lang.rawValue)" }

    private func write(_ contents: ReportContents, to files: ReportFiles) throws {
        var lacks: [String] = []
        var vega: String?
        do {
            vega = try VegaScripts.text(folder: scripts)
        } catch {
            if !quiet { Console.note("warning: charts are left out: \(error.message)") }
        }
        let page = try ReportPage(contents, lang.language, scripts: vega).html()
        try NewFile.write(Data(page.utf8), to: files.page, replaces: true)
        var written = [files.page]
        let sections = contents.sections(lang.language)
        if csv {
            try files.writeTables(ReportCSV.files(sections))
            written.append(files.tables)
        }
        if xlsx {
            do {
                try ReportWorkbook(contents, lang.language).write(to: files.workbook)
                written.append(files.workbook)
            } catch let error as ReportWorkbook.Unavailable {
                lacks.append("--xlsx: \(error.message)")
            }
        }
        if pdf {
            do {
                try PagePrinter.write(page: files.page, to: files.pdf)
                written.append(files.pdf)
            } catch {
                lacks.append("--pdf: \(error.message)")
            }
        }
        try Console.result(written.joined(separator: "\n") + "\n")
        guard lacks.isEmpty else {
            throw Failure(
                code: .unavailable,
                message: lacks.map { "maskramp: error: \($0)" }.joined(separator: "\n")
            )
        }
    }
}
