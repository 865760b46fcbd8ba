import MonteCarlo
import OpenCLEngine
import OpenCLRuntime
import Testing

struct OpenCLEngineTests {
    @Test func listingNamesEveryDevice() {
        let listing = OpenCLListing()
        #expect(listing.devices.map(\.name) == TestEngines.devices.map(\.name))
        #expect(listing.devices.isEmpty || listing.unavailable == nil)
        for entry in listing.devices {
            #expect(!entry.platform.isEmpty && !entry.driver.isEmpty)
            #expect(["cpu", "gpu", "other"].contains(entry.kind))
            #expect(entry.computeUnits > 0 && entry.memory > 0 && entry.largestBuffer > 0)
        }
    }

    @Test(arguments: TestEngines.devices)
    func identityNamesDeviceAndDriver(device: Device) throws {
        let identity = try OpenCLEngine(device: device).identity
        #expect(identity.kind == "opencl")
        #expect(identity.device == device.name)
        #expect(identity.driver == "\(device.platformVersion) / \(device.driverVersion)")
        #expect(identity.kernelSHA256 == KernelText.sha256)
    }

    /// Short launches grow to what counters hold, long ones shrink to less than a second.
    @Test func launchesFitTheTimeTheyTake() {
        var size = LaunchSize(first: 4096, most: RampLaunch.largest)
        for _ in 0..<10 { size.learn(count: size.size, duration: .milliseconds(1)) }
        #expect(size.size == RampLaunch.largest)
        size.learn(count: size.size, duration: .seconds(4))
        #expect(size.size == RampLaunch.largest / 10)
        let fitting = size.size
        size.learn(count: fitting, duration: .milliseconds(400))
        #expect(size.size == fitting)
        // The rest of a range says nothing of what a full launch would take.
        size.learn(count: 3, duration: .milliseconds(1))
        #expect(size.size == fitting)
        while size.halve() {}
        size.learn(count: 1, duration: .milliseconds(1))
        #expect(size.size == 1)
    }

    /// Sessions of one engine take turns: threads that share it lose nothing.
    @Test(.enabled(if: !TestEngines.isSmall), arguments: TestEngines.devices)
    func sessionsShareADevice(device: Device) async throws {
        let engine = try OpenCLEngine(device: device)
        let launch = RampLaunch(seed: 3, first: 0, count: 777)
        let reference = try TestEngines.reference.ramp(PlanCase.full.tables())
        _ = try reference.advance(launch)
        let expected = try reference.tally().digest
        let digests = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let session = try engine.ramp(PlanCase.full.tables())
                    _ = try session.advance(launch)
                    return try session.tally().digest
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(digests == [String](repeating: expected, count: 4))
    }
}
