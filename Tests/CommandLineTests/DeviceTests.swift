import Foundation
import Testing

/// Engines, with and without OpenCL.
struct DeviceTests {
    @Test func cpuIsAlwaysListed() throws {
        let outcome = try Folder().run("devices")
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first == "Engines that can be used")
        #expect(lines.contains { $0.hasPrefix("  cpu ") })
        if Program.requiresOpenCL { #expect(lines.contains { $0.hasPrefix("  opencl:0 ") }) }
    }

    @Test func json() throws {
        let outcome = try Folder().run("devices", "--format", "json")
        let object = try jsonObject(outcome.output)
        #expect(object["maskramp"] as? String == "0.1.0")
        let devices = try #require(object["devices"] as? [[String: Any]])
        #expect(devices.first?["engine"] as? String == "cpu")
        for device in devices {
            for key in ["engine", "device", "driver", "kind"] { #expect(device[key] is String) }
            #expect(device["units"] is NSNumber)
        }
        #expect(object["unusable"] is [String])
    }

    /// The dynamic loader finds a file of the right name first, which is no library.
    @Test func withoutTheLibraryAllButOpenCLWorks() throws {
        let folder = try Folder("small.yaml")
        for name in ["libOpenCL.so", "libOpenCL.so.1"] { try folder.write("", to: name) }
        let without = ["LD_LIBRARY_PATH": folder.path]
        let devices = try folder.shell("maskramp devices", environment: without)
        #expect(devices.code == 0)
        #expect(!devices.output.contains("opencl:0"))
        #expect(devices.output.contains("\nCannot be used:\n  opencl: OpenCL is unavailable: "))
        let remedy = "install ocl-icd-libopencl1 and a driver such as pocl-opencl-icd"
        #expect(devices.output.contains(remedy))

        let run = "maskramp run small.yaml --replications 100 --engine"
        for engine in ["cpu", "auto"] {
            let outcome = try folder.shell("\(run) \(engine)", environment: without)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\nengine cpu ("))
        }
        let outcome = try folder.shell("\(run) opencl", environment: without)
        #expect(outcome.code == 69)
        #expect(outcome.output.isEmpty)
        let start = "maskramp: error: --engine: there is no opencl:0; OpenCL is unavailable: "
        #expect(outcome.errors.hasPrefix(start) && outcome.errors.contains(remedy))
    }

    @Test func withoutADriverDevicesSaysSo() throws {
        let folder = try Folder("small.yaml")
        guard !Program.devices.isEmpty else { return try Test.requireDevice() }
        let without = ["OCL_ICD_VENDORS": folder.path]
        let devices = try folder.shell("maskramp devices", environment: without)
        #expect(devices.code == 0)
        #expect(
            devices.output.hasSuffix(
                "\nCannot be used:\n"
                    + "  opencl: no device was found; install a driver such as pocl-opencl-icd\n"
            )
        )
        let outcome = try folder.shell(
            "maskramp run small.yaml --engine opencl",
            environment: without
        )
        #expect(outcome.code == 69)
        #expect(
            outcome.errors == "maskramp: error: --engine: there is no opencl:0; no OpenCL device "
                + "was found; install a driver such as pocl-opencl-icd\n"
        )
    }

    @Test func autoSaysWhatItChose() throws {
        let folder = try Folder("small.yaml")
        let outcome = try folder.run("run", "small.yaml", "--replications", "100")
        let first = outcome.errors.split(separator: "\n").first ?? ""
        #expect(first.hasPrefix("engine auto: the "), "\(outcome.errors)")
    }
}
