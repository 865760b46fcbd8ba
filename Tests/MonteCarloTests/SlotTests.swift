import CKernels
import Foundation
import MonteCarlo
import PlanModel
import Testing

@testable import PlanFiles

/// One constant of a writer: as a planner may write it, and what the kernels then read.
private struct Row {
    var field: WriterField
    var slot: mr_writer_field
    var written: String
    var read: Float

    init(_ field: WriterField, _ slot: mr_writer_field, _ written: String, _ read: Float) {
        (self.field, self.slot, self.written, self.read) = (field, slot, written, read)
    }

    /// In units other than the kernels', where a plan file has another; all numbers differ.
    static let all: [Row] = [
        Row(.currentDensity, MR_W_CURRENT_DENSITY, "1201 A/cm2", 1_201),  // A/cm²
        Row(.settling, MR_W_SETTLING, "0.11 us", 110),  // ns
        Row(.subField, MR_W_SUB_FIELD, "16000 nm", 16),  // µm
        Row(.subFieldSettling, MR_W_SUB_FIELD_SETTLING, "0.002 ms", 2),  // µs
        Row(.stripeWidth, MR_W_STRIPE_WIDTH, "0.25 mm", 250),  // µm
        Row(.stageSpeed, MR_W_STAGE_SPEED, "21 mm/s", 21),  // mm/s
        Row(.stripeTurn, MR_W_STRIPE_TURN, "500 ms", 0.5),  // s
        Row(.backscatter, MR_W_BACKSCATTER, "60 %", 0.6),  // 1
        Row(.calibration, MR_W_CALIBRATION, "4 %", 0.04),  // 1
        Row(.overhead, MR_W_OVERHEAD, "45 min", 0.75),  // h
        Row(.fieldHeight, MR_W_FIELD_HEIGHT, "100000 um", 100),  // mm
        Row(.fieldWidth, MR_W_FIELD_WIDTH, "120000 um", 120),  // mm
        Row(.pixel, MR_W_PIXEL, "0.09 um", 90),  // nm
        Row(.pixelRate, MR_W_PIXEL_RATE, "50 MHz", 5e7),  // 1/s
        Row(.beams, MR_W_BEAMS, "17", 17),  // 1
        Row(.duty, MR_W_DUTY, "70 %", 0.7),  // 1
        Row(.beamCurrent, MR_W_BEAM_CURRENT, "0.9 uA", 900),  // nA
        Row(.mainFieldSettling, MR_W_MAIN_FIELD_SETTLING, "0.5 ms", 500),  // µs
        Row(.heatingDelay, MR_W_HEATING_DELAY, "0.012 us", 12),  // ns
        Row(.drift, MR_W_DRIFT, "3 %", 0.03),  // 1
        Row(.spread, MR_W_SPREAD, "5 %", 0.05),  // 1
    ]

    /// The constants that a class of writer has.
    static func of(_ writerClass: WriterClass) -> [Row] {
        all.filter { PlanShape.isRequired($0.field, of: writerClass) != nil }
    }
}

/// Each figure of a write time lands in its slot of the kernels' tables, in the slot's unit.
struct SlotTests {
    /// A plan with one writer and one layer class for it.
    private func plan(_ writerClass: WriterClass) throws -> Plan {
        let plate =
            switch writerClass {
            case .vsb: "shots_per_pass: 3e10, dose: 23 uC/cm2, passes: 4, density: 30 %"
            case .raster: "passes: 4, density: 30 %"
            case .multibeam: "dose: 23 uC/cm2, passes: 4, density: 30 %"
            }
        let constants = Row.of(writerClass).map { "\($0.field.rawValue): \($0.written)" }
        let stage = writerClass == .raster ? "" : ", stage: floor"
        let text = """
            plan: Slots
            horizon: {start: 2026-01, end: 2026-12}
            as_of: 2026-01-01
            nodes:
              28:
                mix: 1
                yield: {mature: 1}
                layer_classes:
                  critical: {writer: \(writerClass), share: 1, \(plate)}
            writers:
              w: {class: \(writerClass), finest_node: 28\(stage), \(constants.joined(separator: ", "))}
            groups:
              g: {writes: [\(writerClass)], availability: 1}
            route:
              - {step: write, work: write}
            tools:
              t: {group: g, model: w, delivered: 2025-01}
            demand:
              - {node: all, plates_per_month: {2026: 10}}
            """
        let path = NSTemporaryDirectory() + "maskramp-slots-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try PlanReader.read(path: path).plan
    }

    /// Slots that a class of writer leaves alone hold what `Kernels/write_time.h` never divides by,
    /// and the field of 26 mm × 33 mm at 4×.
    private func expected(_ writerClass: WriterClass) -> [Float] {
        var slots = [Float](repeating: 0, count: Int(MR_WRITER_FIELDS.rawValue))
        slots[Int(MR_W_FIELD_HEIGHT.rawValue)] = 104
        slots[Int(MR_W_FIELD_WIDTH.rawValue)] = 132
        slots[Int(MR_W_DUTY.rawValue)] = 1
        for row in Row.of(writerClass) { slots[Int(row.slot.rawValue)] = row.read }
        slots[Int(MR_W_CONTINUOUS.rawValue)] = writerClass == .raster ? 0 : 1
        return slots
    }

    @Test func everyConstantIsTriedInAnotherSlot() {
        #expect(Row.all.map(\.field) == WriterField.allCases)
        let slots = Row.all.map(\.slot.rawValue) + [MR_W_CONTINUOUS.rawValue]
        #expect(Set(slots) == Set(0..<MR_WRITER_FIELDS.rawValue))
        #expect(Set(Row.all.map(\.read)).count == Row.all.count)
    }

    @Test(arguments: WriterClass.allCases)
    func exposureReadsEachFigureInItsUnit(writerClass: WriterClass) throws {
        let plan = try plan(writerClass)
        let layerClass = try #require(plan.nodes.first?.layerClasses.first)
        let writer = try #require(plan.writers.first)
        let floats = try ExposureCase(
            node: 28,
            layerClass: layerClass.name,
            plate: PlateConstants(means: layerClass, shotFactor: Quantity(2)),
            writer: WriterConstants(means: writer.figures),
            writerClass: writerClass,
            stage: writer.stage,
            meanTimeBetweenFailures: Quantity(160)
        )
        .floats
        func slot(_ entry: mr_exposure_floats) -> Float { floats[Int(entry.rawValue)] }
        let first = Int(MR_X_WRITER.rawValue)
        let slots = floats[first..<first + Int(MR_WRITER_FIELDS.rawValue)]
        #expect(Array(slots) == expected(writerClass))
        #expect(slot(MR_X_SHOTS_MEDIAN) == (writerClass == .vsb ? 6e10 : 0))
        #expect(slot(MR_X_SHOTS_SIGMA) == 0)
        #expect(slot(MR_X_DOSE) == (writerClass == .raster ? 0 : 23))
        #expect(slot(MR_X_PASSES) == 4)
        #expect(slot(MR_X_DENSITY) == 0.3)
        #expect(slot(MR_X_FAILURE_RATE) == 0.00625)
    }

    @Test(arguments: WriterClass.allCases)
    func rampReadsEachFigureInItsUnit(writerClass: WriterClass) throws {
        let tables = try RampTables(plan: try plan(writerClass))
        func header(_ entry: mr_ramp_header) -> Int { Int(tables.integers[Int(entry.rawValue)]) }
        func value(_ index: Int) -> Float {
            tables.floats[header(MR_VALUES) + Int(tables.integers[index])]
        }
        let writer = header(MR_LINES) + Int(MR_L_WRITER.rawValue)
        let slots = (0..<Int(MR_WRITER_FIELDS.rawValue)).map { value(writer + $0) }
        #expect(slots == expected(writerClass))
        func term(_ entry: mr_term_record) -> Float {
            value(header(MR_TERMS) + Int(entry.rawValue))
        }
        #expect(term(MR_T_SHOTS) == (writerClass == .vsb ? 3e10 : 0))
        #expect(term(MR_T_DOSE) == (writerClass == .raster ? 0 : 23))
        #expect(term(MR_T_PASSES) == 4)
        #expect(term(MR_T_DENSITY) == 0.3)
    }
}
