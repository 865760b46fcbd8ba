import MonteCarlo
import PlanModel
import ReferenceModel
import Testing

/// Layer classes of one node on writers of different kinds, against allocations made by hand.
struct LayerClassTests {
    /// Two writers: one takes 1 h and 4 h for plates of the two classes, the other 2 h for each.
    ///
    /// - Parameter step: hours of the writers for every plate besides the write, on either; nil for
    ///   none.
    /// - Returns: a plan of one month.
    private func plan(step: Double?) -> Plan {
        // Shots of 1 µC/cm² take 0.1 s each at 10⁻⁵ A/cm², nothing at 100 A/cm².
        func layerClass(_ name: String, shots: Double) -> LayerClass {
            LayerClass(
                name: name,
                share: .value(0.5, path: "\(name).share"),
                writerClass: .vsb,
                shotsPerPass: .value(shots, path: "\(name).shots"),
                dose: .value(1, path: "\(name).dose"),
                passes: .value(1, path: "\(name).passes"),
                density: nil
            )
        }
        func writer(_ name: String, _ currentDensity: Double, overhead: Double) -> Writer {
            let values: [WriterField: Double] = [
                .currentDensity: currentDensity, .stripeWidth: 1e9, .stageSpeed: 1e9,
                .overhead: overhead,
            ]
            return Writer(
                name: name,
                writerClass: .vsb,
                figures: values.reduce(into: [:]) {
                    $0[$1.key] = .value($1.value, path: "writers.\(name).\($1.key.rawValue)")
                },
                finestNode: 28
            )
        }
        let classes = [layerClass("light", shots: 36_000), layerClass("heavy", shots: 144_000)]
        var plan = Plan.plain(
            nodes: [.plain(90, classes: classes)],
            groups: [.plain("write", writes: [.vsb])],
            tools: [
                .plain("slow-beam", group: "write", model: "slow-beam"),
                .plain("slow-load", group: "write", model: "slow-load"),
            ],
            route: [.write] + (step.map { [.hours("write", $0)] } ?? []),
            demand: [],
            monthCount: 1
        )
        plan.writers = [
            writer("slow-beam", 1e-5, overhead: 0), writer("slow-load", 100, overhead: 2),
        ]
        return plan
    }

    /// Plates of January, in hours of a month of two equal tools.
    ///
    /// Light plates go to the first writer, heavy ones to the second, until that is full; then the
    /// first takes some: with t light and t heavy plates, x of them there, t + 4x = 744 and
    /// 2(t − x) = 744, so x = 74.4 and t = 446.4. Were the classes to go together, 744/2.5 + 744/2 would come out.
    @Test func eachClassGoesToTheWriterThatIsBetterAtIt() throws {
        let plates = try capacity(plan(step: nil))
        let (apart, together) = (892.8, 744 / 2.5 + 744 / 2.0)
        #expect(abs(plates - apart) < 0.05)
        #expect(plates > together + 200)
    }

    /// Stated hours are work of their own: with t light and t heavy plates and 2 h stated for each,
    /// light ones go to the first writer, heavy ones to the second, and the stated hours fill both
    /// up: t + 2t + 2·2t = 2·744.
    @Test func statedHoursGoWhereverHoursAreCheap() throws {
        let plan = plan(step: 2)
        let plates = try capacity(plan)
        let model = RampReference(plan: plan).replication(Draws(seed: 1, replication: 0))
        let reference = Double(model.capacity[0]) / 256
        let wanted: Double = 4 * 744 / 7
        #expect(abs(plates - reference) < 0.05)
        #expect(abs(plates - wanted) < 0.05)
    }

    private func capacity(_ plan: Plan) throws -> Double {
        Double(try KernelRun(plan).outcomes(count: 1)[0].capacity[0]) / 256
    }
}
