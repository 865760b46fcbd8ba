internal import CKernels
internal import PlanModel

/// The writer of a tool, as the flow simulation asks for its times.
struct ToolWriter: Sendable {
    /// Class of the kernel.
    private let kernelClass: Int32
    /// Constants that every replication has, in the kernel's order.
    private let fixed: [Float]
    /// Those that differ, with their places.
    private let drawn: [(slot: Int, figure: Figure)]

    /// Takes up a tool; one without a model is a vsb writer of which nothing is known.
    init(_ tool: Tool, in plan: Plan) {
        let model = plan.writers.first { $0.name == tool.model }
        let constants = WriterConstants()
        var fixed = [Float](repeating: 0, count: Int(MR_WRITER_FIELDS.rawValue))
        var drawn: [(slot: Int, figure: Figure)] = []
        for field in WriterField.allCases {
            guard let figure = tool.settings[field] ?? model?.figures[field] else {
                fixed[field.slot] = Float(constants[field])
                continue
            }
            drawn.append((field.slot, figure))
        }
        fixed[Int(MR_W_CONTINUOUS.rawValue)] = model?.stage == .floor ? 1 : 0
        kernelClass = Int32(RampPacker.kernelClass(model?.writerClass ?? .vsb).rawValue)
        (self.fixed, self.drawn) = (fixed, drawn)
    }

    /// The constants of a replication.
    ///
    /// - Parameter value: the value of a figure.
    /// - Returns: as the kernel reads them.
    func constants(_ value: (Figure) -> Double) -> [Float] {
        var constants = fixed
        for (slot, figure) in drawn { constants[slot] = Float(value(figure)) }
        return constants
    }

    /// The time to write a plate, in parts.
    ///
    /// - Parameters:
    ///   - constants: of the replication.
    ///   - dose: [uC/cm2].
    ///   - passes: writing passes [1].
    ///   - density: exposed share of the area around a shot [1].
    /// - Returns: seconds, and seconds a shot.
    func write(
        _ constants: [Float],
        _ dose: Double,
        _ passes: Double,
        _ density: Double
    ) -> FlowFab.Write {
        var parts = [Float](repeating: 0, count: Int(MR_FLOW_WRITE_SIZE.rawValue))
        mr_cpu_write_parts(
            kernelClass,
            constants,
            Float(dose),
            Float(passes),
            Float(density),
            &parts
        )
        return .init(fixed: parts[0], base: parts[1], slope: parts[2], stage: parts[3])
    }
}
