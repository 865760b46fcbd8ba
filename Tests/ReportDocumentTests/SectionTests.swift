import Charts
import Forecast
import Foundation
import PlanModel
import ReportDocument
import Testing

/// Reports as data: charts and tables say what the results say, in both languages.
struct SectionTests {
    private func section(
        _ id: String,
        _ language: ReportLanguage = .english
    ) throws -> (ReportSection, ReportContents) {
        let contents = try Contents.small()
        let found = contents.sections(language).first { $0.id == id }
        return (try #require(found), contents)
    }

    @Test func fanOfYearsIsTheRunsOwn() throws {
        let (output, contents) = try section("output")
        let spec = try #require(output.figures.first?.panels.first?.spec)
        let rows = spec.rows("points")
        #expect(!rows.isEmpty)
        for row in rows {
            let year = Int(row["time"]?.number ?? 0)
            let said = try #require(
                contents.run.annual.first { $0.year == year && $0.node == "all" }
            )
            #expect(row["p10"]?.number == Double(said.p10))
            #expect(row["p50"]?.number == Double(said.p50))
            #expect(row["p90"]?.number == Double(said.p90))
        }
    }

    @Test func monthsOfAYearAddUpToIt() throws {
        let contents = try Contents.small()
        for year in contents.run.annual where year.node == "all" {
            let months = contents.course.months.filter {
                $0.node == "all" && $0.month.hasPrefix("\(year.year)-")
            }
            // Means are of the same replications; a year counts whole plates.
            let sum = months.reduce(0) { $0 + $1.mean }
            #expect(abs(sum - year.mean) < 1, "\(year.year): \(sum), \(year.mean)")
        }
    }

    @Test func curvesRiseToTheProbabilityOfTheRun() throws {
        let contents = try Contents.small()
        for curve in contents.course.milestones {
            let shares = curve.months.map(\.probability)
            #expect(shares == shares.sorted())
            let said = contents.run.milestones.first { $0.id == curve.id }
            #expect(shares.last.map { abs($0 - (said?.probability ?? -1)) < 1e-6 } == true)
        }
    }

    @Test func sharesOfAQuarterAddUpToOne() throws {
        let (limits, _) = try section("limits")
        let spec = try #require(limits.figures.first?.panels.first?.spec)
        var sums: [String: Double] = [:]
        for row in spec.rows("cells") {
            guard case .text(let quarter) = row["column"] else { continue }
            sums[quarter, default: 0] += row["share"]?.number ?? 0
        }
        #expect(!sums.isEmpty)
        for (quarter, sum) in sums { #expect(abs(sum - 1) < 1e-4, "\(quarter): \(sum)") }
    }

    @Test func flowIsWhatTheSimulationSays() throws {
        let (flow, contents) = try section("flow")
        let result = try #require(contents.flow.result)
        let own = try #require(result.flow)
        let tables = flow.figures.flatMap(\.tables)
        func table(_ id: String) throws -> ReportTable {
            try #require(tables.first { $0.id == id })
        }
        for row in try table("cycle-times").rows {
            let said = own.plates.first {
                row[0] == .number(Double($0.year)) && row[1] == .text($0.node)
            }
            #expect(row[3] == .number(try #require(said?.cycleDays)))
            #expect(row[2] == .number(try #require(said?.finished)))
        }
        for row in try table("tool-states").rows {
            let shares = row[2..<8]
                .map { cell in
                    if case .number(let share) = cell { share } else { -1.0 }
                }
            #expect(abs(shares.reduce(0, +) - 1) < 1e-3)
        }
        let heat = try #require(flow.figures.dropFirst(2).first?.panels.first?.spec)
        let waits = own.quarters.compactMap(\.waitHours).sorted()
        #expect(heat.rows("cells").compactMap { $0["share"]?.number }.sorted() == waits)
        let week = try #require(result.gantt)
        let bars = try #require(flow.figures.last?.panels.first?.spec)
        let drawn = bars.data.flatMap { bars.rows($0.name) }
            .reduce(0) { $0 + ($1["to"]?.number ?? 0) - ($1["from"]?.number ?? 0) }
        let counted = week.bars.filter { $0.state != "standby" }.reduce(0) { $0 + $1.seconds }
        #expect(counted > 0 && drawn == Double(counted) * 1000)
        let load = try #require(flow.figures.dropLast().last?.panels.first?.spec)
        let steady = load.rows("steady").count + load.rows("growing").count
        #expect(steady > 0 && steady <= 2 * contents.plan.nodes.count)
    }

    @Test func everyFigureOfThePlanIsListedWithItsBasis() throws {
        let (assumptions, contents) = try section("assumptions")
        let rows = assumptions.tables.flatMap(\.rows)
        let basis = contents.run.basis
        for (word, count) in [
            ("disclosed", basis.disclosed), ("derived", basis.derived), ("assumed", basis.assumed),
        ] {
            #expect(rows.count { $0[2] == .text(word) } == count, "\(word)")
        }
    }

    @Test func missingPartsSayWhy() throws {
        #expect(try section("scenarios").0.missing == "no scenario")
        #expect(try section("peers", .chinese).0.missing == "没有同行")
    }

    @Test func languagesDifferInWordsAlone() throws {
        let contents = try Contents.small()
        let (english, chinese) = (contents.sections(.english), contents.sections(.chinese))
        #expect(english.map(\.id) == chinese.map(\.id))
        for (left, right) in zip(english, chinese) {
            #expect(left.paragraphs.count == right.paragraphs.count, "\(left.id)")
            let tables = [left, right].map { $0.figures.flatMap(\.tables) + $0.tables }
            #expect(tables[0].map(\.id) == tables[1].map(\.id))
            for (one, other) in zip(tables[0], tables[1]) {
                #expect(numbers(one) == numbers(other), "\(one.id)")
            }
            #expect(left.notes.count == right.notes.count, "\(left.id)")
            for text in [right.title, right.short] + right.paragraphs + right.notes {
                let hasHan = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
                #expect(hasHan, "\(text)")
            }
        }
    }

    private func numbers(_ table: ReportTable) -> [Double] {
        table.rows.joined()
            .compactMap { cell in
                if case .number(let number) = cell { number } else { nil }
            }
    }

    @Test func sheetsHaveNamesThatExcelTakes() throws {
        let tables = try Contents.small().sections(.english)
            .flatMap { $0.figures.flatMap(\.tables) + $0.tables }
        #expect(Set(tables.map(\.id)).count == tables.count)
        for table in tables {
            #expect(table.id.count <= 31 && !table.id.contains { "[]:*?/\\".contains($0) })
            for row in table.rows { #expect(row.count == table.columns.count, "\(table.id)") }
        }
    }
}

/// The page and the workbook.
struct PageTests {
    @Test func pageNeedsNothingElse() throws {
        let page = try ReportPage(Contents.small(), .english, scripts: "var vega;").html()
        #expect(page.contains("default-src 'none'"))
        for word in ["src=\"", "http://", "https://", "@import", "url("] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func wordsOfAPlanAreNoMarkup() throws {
        var contents = try Contents.small()
        contents.run.plan.name = "<b>A & \"B\"</b>"
        let page = try ReportPage(contents, .english, scripts: nil).html()
        #expect(page.contains("<h1>&lt;b&gt;A &amp; &quot;B&quot;&lt;/b&gt;</h1>"))
        #expect(!page.contains("<b>A"))
    }

    @Test func missingLibraryNamesThePackage() throws {
        let workbook = ReportWorkbook(
            try Contents.small(),
            .english,
            libraries: ["libnowhere.so.0"]
        )
        let path = NSTemporaryDirectory() + "maskramp-\(UUID().uuidString).xlsx"
        do {
            try workbook.write(to: path)
            Issue.record("a workbook without its library")
        } catch let error as ReportWorkbook.Unavailable {
            #expect(error.message.contains("install Debian's package libxlsxwriter-dev"))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
