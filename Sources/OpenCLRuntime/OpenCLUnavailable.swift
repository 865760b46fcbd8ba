/// No OpenCL library could be opened on this machine.
///
/// This is about the library that finds drivers. A machine that has it and no
/// driver gives an empty list of devices instead.
public struct OpenCLUnavailable: Error, Hashable, Sendable {
    /// Why each name did not open, or which functions it lacks, as the loader
    /// says it.
    public let loaderMessage: String

    /// Creates the error from the loader's message.
    public init(loaderMessage: String) {
        self.loaderMessage = loaderMessage
    }

    /// What to install, in the words of Debian and Ubuntu.
    public var remedy: String {
        "install ocl-icd-libopencl1 and a driver such as pocl-opencl-icd"
    }
}

extension OpenCLUnavailable: CustomStringConvertible {
    /// The loader's message and what to do about it, on one line.
    public var description: String {
        let reason = loaderMessage.isEmpty ? "no library name was given" : loaderMessage
        return "OpenCL is unavailable: \(reason); \(remedy)"
    }
}
