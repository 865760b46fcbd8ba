// The engines that the parity tests compare with one thread of the CPU.

import CPUEngine
import Foundation
import MonteCarlo
import OpenCLEngine
import OpenCLRuntime
import Synchronization
import Testing

/// An engine under a name for messages.
struct EngineCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () throws -> any Engine
}

enum TestEngines {
    /// Every usable device; empty on a machine without OpenCL.
    static let devices: [Device] = (try? OpenCLDevices.list()) ?? []

    /// Whether a machine without a device fails the tests.
    static let isRequired = ProcessInfo.processInfo.environment["MASKRAMP_REQUIRE_OPENCL"] == "1"

    /// Whether sizes are cut down for a simulated device.
    static let isSmall = ProcessInfo.processInfo.environment["MASKRAMP_SMALL"] == "1"

    /// What all others are compared with.
    static let reference: any Engine = CPUEngine(threadCount: 1)

    /// The CPU with several threads, and every device with its own form of launches and others.
    static let all: [EngineCase] = {
        let threads = [2, 3]
            .map { count in
                EngineCase(testDescription: "\(String(count)) threads") {
                    CPUEngine(threadCount: count)
                }
            }
        return isSmall ? opencl : threads + opencl
    }()

    /// Every device, in several forms of launches.
    static let opencl = devices.flatMap { device in
        forms(of: device).map { $0.engine(on: device) }
    }

    private static func forms(of device: Device) -> [LaunchForm] {
        let own = LaunchForm(name: "own form", tuning: LaunchTuning(device))
        if isSmall { return [own] }
        var single = own
        single.name = "1 lane in groups of 64"
        (single.tuning.rampLanes, single.tuning.exposureLanes) = (1, 1)
        (single.tuning.groupSize, single.tuning.poisonsScratch) = (64, true)
        var pieces = own
        pieces.name = "4 lanes in odd pieces"
        (pieces.tuning.rampLanes, pieces.tuning.exposureLanes) = (4, 4)
        (pieces.tuning.groupSize, pieces.tuning.poisonsScratch) = (3, true)
        (pieces.tuning.firstReplications, pieces.tuning.mostReplications) = (37, 1001)
        (pieces.tuning.firstSamples, pieces.tuning.mostSamples) = (1, 3001)
        return [own, single, pieces]
    }
}

/// A form of launches on a device, and the one engine that has it.
private struct LaunchForm {
    var name: String
    var tuning: LaunchTuning

    func engine(on device: Device) -> EngineCase {
        // Made at its first use, on the thread of that use, and once: tests share its programs.
        let engine = Mutex<OpenCLEngine?>(nil)
        return EngineCase(testDescription: "\(device.description), \(name)") { [tuning] in
            try engine.withLock { engine in
                if let engine { return engine }
                let made = try OpenCLEngine(device: device, tuning: tuning)
                engine = made
                return made
            }
        }
    }
}

struct DeviceTests {
    /// Tests over no device are green; this one is not where a device is required.
    @Test func aDeviceIsThereWhereOneIsRequired() {
        #expect(!TestEngines.devices.isEmpty || !TestEngines.isRequired)
    }
}
