import Charts
import Foundation
import Testing

/// Charts as data: what goes into a specification comes out of it.
struct ChartTests {
    private func point(_ year: Int, _ p10: Double, _ p50: Double, _ p90: Double) -> FanChart.Point {
        .init(
            time: Double(year),
            label: String(year),
            p10: p10,
            p25: nil,
            p50: p50,
            p75: nil,
            p90: p90
        )
    }

    @Test func fanHoldsEveryQuantile() {
        let spec = FanChart(
            description: "rising",
            title: "plates",
            points: [point(2026, 1, 2, 3), point(2027, 10, 20, 30)],
            isByYear: true,
            target: .init(at: 50, label: "target")
        )
        .spec
        let rows = spec.rows("points")
        #expect(rows.map { $0["p10"]?.number } == [1, 10])
        #expect(rows.map { $0["p50"]?.number } == [2, 20])
        #expect(rows.map { $0["p90"]?.number } == [3, 30])
        #expect(rows.map { $0["time"]?.number } == [2026, 2027])
        // The target must fit in the plot.
        #expect(spec.scales.first { $0.name == "y" }?.domain == .numbers([0, 50]))
        // Without P25 and P75 there is one band.
        #expect(spec.marks.count { $0.type == "area" } == 1)
    }

    @Test func fanOfLossesReachesBelowZero() {
        let spec = FanChart(
            description: "",
            title: "",
            points: [point(1, -5, -2, -1), point(2, -3, 1, 4)],
            isByYear: false
        )
        .spec
        #expect(spec.scales.first { $0.name == "y" }?.domain == .numbers([-5, 4]))
    }

    @Test func heatOfNumbersHasItsOwnSteps() {
        let cells = [0.04, 0.26, 9.94, 9.96, 120.4]
            .map { HeatChart.Cell(column: "\($0)", row: "a", share: $0) }
        let chart = HeatChart(
            description: "",
            columns: cells.map(\.column),
            rows: ["a"],
            cells: cells,
            numberSteps: [1, 2, 3, 4, 5]
        )
        let words = chart.spec.rows("cells").map { $0["text"] }
        #expect(words == ["", "0.3", "9.9", "10", "120"].map { .text($0) })
        #expect(
            chart.spec.scales.first { $0.name == "step" }?.domain == .numbers([1, 2, 3, 4, 5])
        )
    }

    @Test func overloadedTimesAreHollowAndPressNothingFlat() {
        func point(_ load: Double, _ value: Double, _ isGrowing: Bool) -> LoadChart.Point {
            .init(
                load: load,
                value: value,
                low: value - 1,
                high: value + 1,
                isGrowing: isGrowing
            )
        }
        let spec = LoadChart(
            description: "",
            title: "days",
            loadTitle: "load",
            curves: [
                .init(
                    name: "28",
                    points: [point(0.5, 3, false), point(1, 9, false), point(1.5, 12, true)]
                        + [point(2, 90, true)]
                )
            ]
        )
        .spec
        #expect(spec.rows("steady").map { $0["value"]?.number } == [3, 9])
        // 1.3 times the end of the highest steady interval, 13, is as high as the plot goes.
        #expect(spec.rows("growing").map { $0["value"]?.number } == [12, 13])
        #expect(spec.scales.first { $0.name == "y" }?.domain == .numbers([0, 13]))
    }

    @Test func stackGoesFromCoarseToFine() {
        let parts = [("28", 3.0), ("250", 1.0)]
            .map { StackChart.Part(year: 2030, name: $0.0, value: $0.1) }
        let spec = StackChart(
            description: "",
            title: "",
            legend: "",
            names: ["250", "28"],
            parts: parts
        )
        .spec
        #expect(spec.rows("parts").map { $0["order"]?.number } == [1, 0])
        #expect(spec.data[0].transform?.first?.type == "stack")
    }

    @Test func heatShowsWholePercentAndNoZeros() {
        let cells = [0.004, 0.2, 1].enumerated()
            .map { HeatChart.Cell(column: "c\($0.offset)", row: "r", share: $0.element) }
        let spec = HeatChart(
            description: "",
            columns: ["c0", "c1", "c2"],
            rows: ["r"],
            cells: cells
        )
        .spec
        #expect(spec.rows("cells").map { $0["text"] } == ["", "20", "100"])
    }

    @Test func tornadoPutsWordsOutsideItsBars() {
        let spec = TornadoChart(
            description: "",
            title: "",
            mean: 10,
            bars: [.init(name: "a", atLow: 14, atHigh: 7, low: "1 h", high: "2 h")],
            ends: ("P10", "P90")
        )
        .spec
        #expect(spec.rows("bars").map { $0["align"] } == ["left", "right"])
        #expect(spec.rows("bars").map { $0["value"]?.number } == [14, 7])
    }

    @Test func curvesDifferInDashes() {
        let points = [CurveChart.Point(time: 0, probability: 0)]
        let spec = CurveChart(
            description: "",
            title: "",
            curves: ["a", "b"].map { .init(name: $0, points: points) },
            asOf: nil
        )
        .spec
        #expect(spec.scales.first { $0.name == "dash" }?.range == .dashes([[], [7, 3]]))
    }

    @Test func specificationSurvivesJSON() throws {
        let spec = GanttChart(
            description: "when",
            rows: [
                .init(
                    name: "writer-1",
                    promised: .init(from: 1, to: 2),
                    delivered: .init(p10: 1, p50: 2, p90: 3, isKnown: false),
                    accepted: nil
                )
            ],
            span: .init(from: 0, to: 9),
            asOf: .init(at: 4, label: "as of")
        )
        .spec
        let data = try JSONEncoder().encode(spec)
        #expect(try JSONDecoder().decode(VegaSpec.self, from: data) == spec)
        #expect(spec.rows("delivered").first?["p90"]?.number == 3)
        #expect(spec.rows("accepted").isEmpty)
    }

    @Test func everyColourIsOfBothSchemes() throws {
        let names = Set(Palette.light.colours.map(\.name))
        #expect(names == Set(Palette.dark.colours.map(\.name)))
        let spec = DifferenceChart(
            description: "",
            title: "",
            names: ["a"],
            bars: [.init(year: 2030, name: "a", mean: 1, low: 0, high: 2)]
        )
        .spec
        let text = String(decoding: try JSONEncoder().encode(spec), as: UTF8.self)
        for part in text.split(separator: "var(--").dropFirst() {
            #expect(names.contains(String(part.prefix { $0 != ")" })))
        }
        #expect(!text.contains("\"#"), "a colour is a variable of the style sheet")
    }

    @Test func timesAreThoseOfTheCalendar() {
        // As `date -u -d 2028-02-29 +%s` says.
        #expect(ChartTime.milliseconds("2028-02-29") == 1_835_395_200_000)
        #expect(ChartTime.milliseconds("1970-01") == 0)
        #expect(ChartTime.milliseconds("2028-13") == nil)
        // Half of February 2027, which has 28 days.
        #expect(
            ChartTime.milliseconds(months: 13.5, fromYear: 2026, month: 1)
                == ChartTime.milliseconds("2027-02-15")
        )
    }
}

/// Vega's scripts, where they are installed and where they are not.
struct VegaScriptsTests {
    @Test func missingScriptsNameThePackage() {
        #expect(throws: VegaScripts.Missing(path: "/nowhere/vega/vega-encode.min.js")) {
            try VegaScripts.text(folder: "/nowhere")
        }
        #expect(VegaScripts.Missing(path: "x").message.contains("libjs-vega"))
    }

    @Test func modulesBringWhatTheyRequire() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("vega-\(UUID().uuidString)")
        let home = folder.appendingPathComponent("vega")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let roots = [
            "vega-parser", "vega-view", "vega-interpreter", "vega-transforms",
            "vega-view-transforms",
        ]
        for name in roots + ["vega-util"] {
            try Data("/* \(name) */".utf8)
                .write(to: home.appendingPathComponent("\(name).min.js"))
        }
        let text = "t(exports,require(\"vega-util\"))\n</script>\n//# sourceMappingURL=a.map\n"
        try Data(text.utf8).write(to: home.appendingPathComponent("vega-encode.min.js"))
        let script = try VegaScripts.text(folder: folder.path)
        #expect(script.contains("modules[\"vega-util\"]"))
        #expect(!script.contains("</script"))
        #expect(!script.contains("sourceMappingURL"))
    }
}
