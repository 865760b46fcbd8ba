import Foundation
import PlanFiles
import PlanModel
import ReferenceModel
import Testing

/// The figures of docs/validation.md, in closed form from the plans that they are about.
struct PublishedFigureTests {
    private static let plans = Result {
        try ["survey", "shots", "raster"]
            .map { name in
                let path = "\(ValidationPage.repository)/plans/validation/\(name).yaml"
                return try PlanReader.read(path: path).plan
            }
    }

    private let page: ValidationPage
    private let survey: Plan
    private let shots: Plan
    private let raster: Plan

    init() throws {
        page = try ValidationPage()
        let plans = try Self.plans.get()
        (survey, shots, raster) = (plans[0], plans[1], plans[2])
    }

    /// One layer class on one writer, as a function of shots.
    private struct Write {
        var layerClass: LayerClass
        var writer: Writer
        var stage: StageMotion
        var factor = 1.0

        func hours(shots: Double) -> Double {
            WriteTime(
                writer.writerClass,
                writer: writer.figures.mapValues(\.mean),
                stage: stage,
                shots: shots,
                dose: layerClass.dose?.mean ?? 0,
                passes: layerClass.passes.mean,
                density: layerClass.density?.mean ?? 0.5
            )
            .total
        }

        /// Mean over plates [h].
        ///
        /// A sum is linear in the shots; what a floor saves is bounded by the stage, and averaged
        /// over 500 quantiles.
        var mean: Double {
            guard let figure = layerClass.shotsPerPass else { return hours(shots: 0) }
            var sum = self
            sum.stage = .sum
            let all = sum.hours(shots: factor * figure.mean)
            if stage == .sum { return all }
            guard figure.kind == .random else {
                return hours(shots: factor * figure.mean)
            }
            let form = ClosedForm(figure.distribution)
            let saved = (0..<500)
                .reduce(0.0) { total, cell in
                    let shots = factor * form.quantile(above: (Double(cell) + 0.5) / 500)
                    return total + sum.hours(shots: shots) - hours(shots: shots)
                }
            return all - saved / 500
        }

        /// Shots that take so many hours, by bisection.
        func shots(hours wanted: Double) -> Double {
            var (low, high) = (0.0, 1e13)
            for _ in 0..<100 {
                let middle = (low + high) / 2
                if hours(shots: middle) < wanted { low = middle } else { high = middle }
            }
            return low
        }
    }

    private func write(
        _ plan: Plan,
        _ node: Int,
        _ layerClass: String,
        _ writer: String,
        stage: StageMotion? = nil
    ) throws -> Write {
        let entry = try #require(plan.nodes.first { $0.node == node })
        let model = try #require(plan.writers.first { $0.name == writer })
        return Write(
            layerClass: try #require(entry.layerClasses.first { $0.name == layerClass }),
            writer: model,
            stage: stage ?? model.stage
        )
    }

    /// Expects the numbers in bold of a row's cells to be these.
    private func expect(
        _ name: String,
        _ values: [Double],
        cells: Range<Int>? = nil,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let row = try #require(page.row(name), "no row \(name)", sourceLocation: sourceLocation)
        let text = (cells.map { Array(row[$0]) } ?? row).joined(separator: " ")
        let written = ValidationPage.bold(text)
        #expect(
            written.count == values.count
                && zip(written, values).allSatisfy { ValidationPage.states($0, $1) },
            "\(name): \(written), expected \(values)",
            sourceLocation: sourceLocation
        )
    }

    /// Expects what a row of the first table says: ours, and the difference to the first number
    /// in bold of what was published.
    private func expectAgainstPublished(
        _ name: String,
        _ values: [Double],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        try expect(name, values, cells: 3..<4, sourceLocation: sourceLocation)
        let row = try #require(page.row(name))
        let first = ValidationPage.bold(row[1]).first
        let published = try #require(first.flatMap { Double($0) })
        let difference = (values[0] / published - 1) * 100
        let whole = Int(difference.rounded())
        let words = whole < 0 ? "−\(-whole) %" : "\(whole) %"
        let isAbove = row[4] == "above" && values[0] > published
        #expect(row[4] == words || isAbove, "\(name): \(words)", sourceLocation: sourceLocation)
    }

    // MARK: - The VSB average

    /// A node of the survey: its part of all VSB plates, and their mean hours.
    private struct Part {
        var node: Int
        var weight: Double
        var hours: Double
    }

    private func parts(
        scale: (Int) -> Double = { _ in 1 },
        floor: Bool = false
    ) throws -> [Part] {
        try page.numbered(cells: 7)
            .map { row in
                let node = try #require(survey.nodes.first { "\($0.node)" == row[0] })
                let vsb = node.layerClasses.filter { $0.writerClass == .vsb }
                let share = vsb.reduce(0) { $0 + $1.share.mean }
                let hours = try vsb.reduce(0.0) { sum, layerClass in
                    var one = try write(survey, node.node, layerClass.name, row[3])
                    one.factor = scale(node.node)
                    let current = try #require(one.writer.figures[.currentDensity])
                    if floor && current.mean >= 200 { one.stage = .floor }
                    return sum + layerClass.share.mean * one.mean / share
                }
                let mix = try #require(node.mix).mean
                return Part(node: node.node, weight: mix * share, hours: hours)
            }
    }

    private func mean(_ parts: [Part]) -> Double {
        parts.reduce(0) { $0 + $1.weight * $1.hours } / parts.reduce(0) { $0 + $1.weight }
    }

    @Test func surveyTableIsThatOfThePlan() throws {
        let rows = page.numbered(cells: 7)
        let nodes = survey.nodes.filter { node in
            node.layerClasses.contains { $0.writerClass == .vsb }
        }
        #expect(rows.map { $0[0] } == nodes.map { "\($0.node)" })
        for (row, part) in zip(rows, try parts()) {
            let node = try #require(nodes.first { $0.node == part.node })
            let mix = try #require(node.mix).mean
            let critical = try write(survey, part.node, "critical", row[3]).mean
            let standard = try write(survey, part.node, "standard", row[3]).mean
            for (written, value) in [
                (row[1], 100 * mix), (row[2], 100 * part.weight / mix), (row[4], critical),
                (row[5], standard), (row[6], part.hours),
            ] {
                #expect(ValidationPage.states(written, value), "\(row), expected \(value)")
            }
        }
    }

    @Test func meanOfAllVSBPlates() throws {
        let parts = try parts()
        try expectAgainstPublished("A1", [mean(parts)])
        let weight = parts.reduce(0) { $0 + $1.weight }
        #expect(page.text.contains("In all \(percent(weight)) of all plates"))
        let coarse = mean(parts.filter { $0.node >= 28 })
        let fine = mean(parts.filter { $0.node < 28 })
        let fineShare = parts.reduce(0) { $0 + ($1.node < 28 ? $1.weight : 0) } / weight
        try expect("B1", [coarse + 0.15 * (fine - coarse)])
        try expect("B2", [coarse + 0.35 * (fine - coarse)])
        // Low and high ends of 100-300 and 200-600 against their geometric means.
        try expect("B3", [mean(self.parts { $0 < 28 ? 1 / 3.0.squareRoot() : 1 })])
        try expect("B4", [mean(self.parts { $0 < 28 ? 3.0.squareRoot() : 1 })])
        try expect("B5", [mean(self.parts { _ in 0.8 })])
        try expect("B6", [mean(self.parts { _ in 0.5 })])
        try expect("B7", [mean(self.parts { _ in 2 })])
        try expect("B8", [mean(self.parts(floor: true))])
        let needed = (8.64 - coarse) / (fine - coarse)
        let paragraph = try #require(page.text.split(separator: "What follows.").last)
        let written = ValidationPage.bold(String(paragraph)).prefix(4)
        for (one, value) in zip(written, [coarse, fine, 100 * needed, 100 * fineShare]) {
            #expect(ValidationPage.states(one, value), "\(one), expected \(value)")
        }
    }

    private func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }

    // MARK: - The others

    @Test func meanOfMultiBeamPlates() throws {
        try expectAgainstPublished("A2", [try write(survey, 7, "multi-beam", "mbmw-101").mean])
    }

    @Test func denseLayers() throws {
        func dense(_ node: Int, _ writer: String) throws -> Double {
            try write(survey, node, "dense", writer).mean
        }
        try expectAgainstPublished(
            "A3",
            [try dense(14, "vsb-50kv-800a"), try dense(7, "vsb-50kv-1200a")]
        )
        try expect(
            "A3",
            [try dense(22, "vsb-50kv-400a"), try dense(28, "vsb-50kv-200a")],
            cells: 5..<6
        )
        // 1.9 times the median: fill 0.8 for 0.6, density 0.5 for 0.35.
        for node in survey.nodes where node.node <= 28 {
            let median = node.layerClasses.first { $0.name == "critical" }?.shotsPerPass
            let dense = node.layerClasses.first { $0.name == "dense" }?.shotsPerPass
            guard case .lognormal(let shots, _) = try #require(median).distribution else {
                Issue.record("\(node.node) has no lognormal")
                continue
            }
            let ratio = try #require(dense).mean / shots
            #expect(abs(ratio - 0.8 / 0.6 * 0.5 / 0.35) < 0.01, "\(node.node): \(ratio)")
        }
    }

    @Test func twoHundredThousandMillionShots() throws {
        for (name, dose, writer) in [
            ("A4", "dose-25", "shots-400a"), ("A5", "dose-30", "shots-800a"),
            ("A6", "dose-75", "shots-1200a"),
        ] {
            try expectAgainstPublished(name, [try write(shots, 7, dose, writer).mean])
        }
        for (name, dose, writer) in [
            ("C1", "dose-25", "vsb-50kv-400a"), ("C2", "dose-30", "vsb-50kv-800a"),
        ] {
            let sum = try write(shots, 7, dose, writer, stage: .sum)
            let floor = try write(shots, 7, dose, writer, stage: .floor)
            let shots = [sum, floor].map { $0.shots(hours: 12.14) / 1e9 }
            try expect(name, [sum.mean, floor.mean] + shots)
        }
    }

    @Test func platesADay() throws {
        let group = try #require(raster.groups.first { $0.name == "laser" })
        let library = try #require(survey.groups.first { $0.name == "laser" })
        let availability = group.availability.mean
        let usable = group.usable.mean
        #expect(abs(library.availability.mean - availability) < 1e-9)
        #expect(abs(library.usable.mean - usable) < 1e-9)
        func hours(_ writer: String) throws -> Double {
            try write(raster, 180, "plate", writer).mean
        }
        func perDay(_ writer: String) throws -> Double {
            try 24 * availability * usable / hours(writer)
        }
        try expectAgainstPublished("A7", [try perDay("mebes-320mhz")])
        try expectAgainstPublished("A8", [try perDay("laser-364nm")])
        for (name, writer) in [
            ("D1", "mebes-320mhz"), ("D2", "mebes-160mhz"), ("D3", "laser-364nm"),
        ] {
            let hours = try hours(writer)
            try expect(name, [hours, try perDay(writer), 24 / hours])
        }
    }

    @Test func meanOverMedian() throws {
        let one = try write(shots, 7, "lognormal", "shots-400a")
        let figure = try #require(one.layerClass.shotsPerPass)
        guard case .lognormal(let median, _) = figure.distribution else {
            Issue.record("not a lognormal")
            return
        }
        try expectAgainstPublished("A9", [one.mean / one.hours(shots: median)])
    }

    @Test func sevenKnownAnswersHaveTheirTests() throws {
        let rows = page.numbered(cells: 3)
        #expect(rows.map { $0[0] } == (1...7).map { "\($0)" })
        let folder = ValidationPage.repository + "/Tests/ReferenceTests"
        let tests = try FileManager.default.contentsOfDirectory(atPath: folder)
            .map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
            .joined()
        for row in rows {
            let names = row[2].matches(of: #/`(\w+)`/#).map { String($0.1) }
            #expect(!names.isEmpty)
            for name in names { #expect(tests.contains("func \(name)("), "\(name)") }
        }
    }
}

extension Figure {
    /// Mean of what the plans of this page use; not a number for anything else.
    fileprivate var mean: Double {
        switch distribution {
        case .fixed(let value): value
        case .triangular(let low, let mode, let high): (low + mode + high) / 3
        case .lognormal(let median, let sigma): median * exp(sigma * sigma / 2)
        default: .nan
        }
    }
}
