import Foundation
import OpenCLRuntime
import Testing

struct OpenCLDevicesTests {
    /// Without this, a machine that lost its driver would pass all tests of devices:
    /// there would be none to run.
    @Test func requiredDeviceIsPresent() throws {
        guard TestDevices.isRequired else { return }
        let survey = try OpenCLDevices.survey()
        #expect(!survey.devices.isEmpty, "left out: \(survey.skipped)")
    }

    @Test(arguments: TestDevices.available)
    func deviceDescribesItself(device: Device) {
        #expect(!device.name.isEmpty)
        #expect(!device.vendor.isEmpty)
        #expect(!device.driverVersion.isEmpty)
        #expect(device.platformVersion.hasPrefix("OpenCL "))
        #expect(device.version.hasPrefix("OpenCL "))
        #expect(device.description == "\(device.name) (\(device.platformName))")
        #expect(device.computeUnits >= 1)
        #expect(device.globalMemory >= device.maximumAllocation)
        // OpenCL 1.2, table 4.3: at least 128 MiB in one buffer.
        #expect(device.maximumAllocation >= 128 << 20)
        #expect(device.maximumWorkGroupSize >= 1)
        #expect(device.isLittleEndian)
    }

    @Test func listingTwiceGivesEqualDevices() {
        #expect((try? OpenCLDevices.list()) ?? [] == TestDevices.available)
    }

    /// Reads its drivers from a folder that holds none, in a process of its own.
    @Test(.enabled(if: !TestDevices.available.isEmpty))
    func noDriverGivesAnEmptyList() async {
        await #expect(processExitsWith: .success) {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "no-opencl-drivers-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            setenv("OCL_ICD_VENDORS", folder.path, 1)
            let survey = try OpenCLDevices.survey()
            precondition(survey.devices.isEmpty && survey.skipped.isEmpty)
        }
    }
}
