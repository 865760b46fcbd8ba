import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Stages, main fields, delays and densities, by hand.
extension WriteTimeTests {
    @Test func heatingDelayAddsToTheSettlingOfEachShot() throws {
        var writer = vsb
        writer[.heatingDelay] = 50
        // 10⁹ shots: 0.1 µs beam, twice (100 + 50) ns.
        let time = try parts(.vsb, writer, shots: 1e9, dose: 10, passes: 2)
        #expect(abs(time.beam * 3600 - 100) < 1e-6)
        #expect(abs(time.settling * 3600 - 300) < 1e-6)
    }

    @Test func mainFieldsByHand() throws {
        var writer = vsb
        (writer[.stripeWidth], writer[.mainFieldSettling]) = (500, 200_000)
        // 13,728 mm² / (0.5 mm)² main fields of 0.2 s, twice.
        let time = try parts(.vsb, writer, shots: 0, dose: 10, passes: 2)
        #expect(abs(time.settling * 3600 - 2 * 54_912 * 0.2) < 1e-6)
    }

    @Test func aContinuousStageTakesTheLongerOfBoth() throws {
        var writer = vsb
        (writer[.stripeWidth], writer[.stageSpeed], writer[.stripeTurn]) = (500, 40, 0.5)
        // The stage takes 208 · 3.8 s = 790.4 s; 10⁹ shots 0.2 s each 10⁶, so 200 s.
        let few = try parts(.vsb, writer, stage: .floor, shots: 1e9, dose: 10)
        #expect(abs((few.beam + few.settling) * 3600 - 200) < 1e-6)
        #expect(abs(few.total * 3600 - 790.4) < 1e-6)
        #expect(few.withShots == 0)
        let many = try parts(.vsb, writer, stage: .floor, shots: 1e10, dose: 10)
        #expect(abs(many.total * 3600 - 2000) < 1e-6)
        #expect(many.stage == 0 && many.withShots > 0)
        let stepping = try parts(.vsb, writer, shots: 1e10, dose: 10)
        #expect(abs(stepping.total * 3600 - 2790.4) < 1e-6)
    }

    @Test func aContinuousMultiBeamStage() throws {
        let writer: [WriterField: Double] = [
            .beamCurrent: 1000, .stripeWidth: 80, .stageSpeed: 20, .stripeTurn: 0.5,
        ]
        // 137.28 cm² · 100 µC/cm² over 1 µA is 13,728 s; 1300 stripes of 7.1 s are 9230 s.
        let time = try parts(.multibeam, writer, stage: .floor, dose: 100)
        #expect(abs(time.total * 3600 - 13_728) < 1e-6)
        let fast = try parts(.multibeam, writer, stage: .floor, dose: 10)
        #expect(abs(fast.total * 3600 - 9230) < 1e-6)
    }
}
