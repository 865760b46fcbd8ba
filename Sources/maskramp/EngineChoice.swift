internal import ArgumentParser
internal import CPUEngine
internal import MonteCarlo
internal import OpenCLEngine

/// Which engine the user asked for.
///
/// Nothing is ever replaced silently.
enum EngineChoice: Equatable {
    case automatic
    case cpu
    case openCL(Int)

    /// Reads `auto`, `cpu`, `opencl` or `opencl:INDEX`.
    ///
    /// - Throws: `ValidationError` for anything else.
    init(_ text: String) throws {
        switch text {
        case "auto": self = .automatic
        case "cpu": self = .cpu
        case "opencl": self = .openCL(0)
        default:
            guard text.hasPrefix("opencl:"), let index = Int(text.dropFirst(7)), index >= 0 else {
                throw ValidationError(
                    "--engine: '\(text)' is not an engine; expected auto, cpu, opencl or "
                        + "opencl:INDEX"
                )
            }
            self = .openCL(index)
        }
    }

    /// Makes the engine.
    ///
    /// - Returns: the engine and, for `auto`, why it was chosen.
    /// - Throws: `Failure` when there is no such device.
    func make(threads: Int?) throws -> (engine: any Engine, reason: String?) {
        switch self {
        case .cpu: return (CPUEngine(threadCount: threads), nil)
        case .openCL(let index):
            let listing = OpenCLListing()
            guard listing.devices.indices.contains(index) else {
                throw Failure(
                    code: .unavailable,
                    message: "maskramp: error: --engine: there is no opencl:\(index); "
                        + Self.whatThereIs(listing)
                )
            }
            return (try listing.devices[index].makeEngine(), nil)
        case .automatic:
            let listing = OpenCLListing()
            if let gpu = listing.devices.first(where: { $0.kind == "gpu" }) {
                return (try gpu.makeEngine(), "engine auto: the GPU \(gpu.name)")
            }
            let engine = CPUEngine(threadCount: threads)
            let threads = counted(engine.threadCount, "thread")
            return (engine, "engine auto: the processor, \(threads); no OpenCL GPU was found")
        }
    }

    private static func whatThereIs(_ listing: OpenCLListing) -> String {
        if let message = listing.unavailable { return message }
        if listing.devices.isEmpty {
            return "no OpenCL device was found; install a driver such as pocl-opencl-icd"
        }
        let names = listing.devices.enumerated().map { "opencl:\($0) (\($1.name))" }
        return "expected " + names.joined(separator: ", ")
    }
}
