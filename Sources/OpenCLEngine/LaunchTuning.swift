package import OpenCLRuntime

/// The form of the launches on a device.
///
/// It changes speed, never a result.
package struct LaunchTuning: Sendable {
    /// Replications that a work item of the ramp advances together.
    package var rampLanes: Int
    /// Lanes of a work item of the write times, which draws four samples in each.
    package var exposureLanes: Int
    /// Work items of a group [1], where the kernel allows as many.
    package var groupSize: Int
    /// Replications of a session's first launch.
    package var firstReplications: UInt32
    /// Most replications of any launch.
    package var mostReplications: UInt32
    /// Events by which the first launch of a flow simulation advances each replication.
    package var firstEvents: UInt32
    /// Samples of a run's first launch.
    package var firstSamples: UInt32
    /// Most samples of any launch.
    package var mostSamples: UInt32
    /// Fills new scratch with NaN and a strange integer, so that a kernel that reads what it has
    /// not written gives itself away.
    package var poisonsScratch = false

    /// The form that suits a device.
    ///
    /// A CPU device turns the lanes of a block into vector instructions and runs a group on one
    /// core. A GPU has a work item for each replication.
    package init(_ device: Device) {
        let isCPU = device.kind == .cpu
        rampLanes = isCPU ? 16 : 1
        exposureLanes = isCPU ? 16 : 1
        groupSize = isCPU ? 1 : 64
        firstReplications = isCPU ? 4096 : 16_384
        mostReplications = 1 << 19
        firstEvents = isCPU ? 1 << 14 : 1 << 10
        firstSamples = isCPU ? 1 << 18 : 1 << 20
        mostSamples = 1 << 30
    }
}
