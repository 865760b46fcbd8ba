import OpenCLRuntime
import Testing

struct OpenCLLibraryTests {
    @Test func absentLibraryIsNamedWithWhatToInstall() {
        let error = #expect(throws: OpenCLUnavailable.self) {
            try OpenCLDevices.list(libraryNames: ["libNoOpenCL.so.1", "libNoOpenCL.so"])
        }
        #expect(
            error?.description == """
                OpenCL is unavailable: \
                libNoOpenCL.so.1: cannot open shared object file: No such file or directory; \
                libNoOpenCL.so: cannot open shared object file: No such file or directory; \
                install ocl-icd-libopencl1 and a driver such as pocl-opencl-icd
                """
        )
    }

    @Test func libraryWithoutTheFunctionsIsNotOpenCL() {
        let error = #expect(throws: OpenCLUnavailable.self) {
            try OpenCLDevices.list(libraryNames: ["libm.so.6"])
        }
        let message = error?.loaderMessage ?? ""
        #expect(message.hasPrefix("libm.so.6: no function clGetPlatformIDs, clGetPlatformInfo, "))
        #expect(message.hasSuffix(", clEnqueueNDRangeKernel"))
    }

    @Test func messageOfAnEndlessNameIsCut() {
        let name = String(repeating: "x", count: 10_000)
        let error = #expect(throws: OpenCLUnavailable.self) {
            try OpenCLDevices.list(libraryNames: [name])
        }
        #expect((error?.loaderMessage.utf8.count ?? 0) <= 4095)
    }

    @Test func noNameIsSaid() {
        let error = #expect(throws: OpenCLUnavailable.self) {
            try OpenCLDevices.list(libraryNames: [])
        }
        #expect(error?.description.contains("no library name was given") == true)
    }

    @Test(.enabled(if: !TestDevices.available.isEmpty))
    func laterNameIsUsedWhenAnEarlierOneFails() throws {
        let names = ["libNoOpenCL.so", "libm.so.6"] + OpenCLDevices.libraryNames
        #expect(try OpenCLDevices.list(libraryNames: names) == TestDevices.available)
    }
}
