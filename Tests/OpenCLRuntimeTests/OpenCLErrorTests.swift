import OpenCLRuntime
import Testing

struct OpenCLErrorTests {
    @Test func statusKeepsTheKhronosSpelling() {
        #expect(OpenCLStatus.CL_SUCCESS.description == "CL_SUCCESS (0)")
        #expect(
            OpenCLStatus.CL_BUILD_PROGRAM_FAILURE.description == "CL_BUILD_PROGRAM_FAILURE (-11)"
        )
        #expect(OpenCLStatus(rawValue: -5) == .CL_OUT_OF_RESOURCES)
        #expect(
            OpenCLStatus(rawValue: -1001).description == "CL_PLATFORM_NOT_FOUND_KHR (-1001)"
        )
    }

    @Test func statusWithoutASpellingShowsItsNumber() {
        #expect(OpenCLStatus(rawValue: -9999).name == nil)
        #expect(
            OpenCLStatus(rawValue: -9999).description
                == "status -9999, which Khronos does not define"
        )
    }

    @Test func everyStatusOfTheSpecificationHasAName() {
        // The numbers between were never given out.
        let codes = Array(-72 ... -30) + Array(-19...0) + [-1001]
        let names = codes.compactMap { OpenCLStatus(rawValue: Int32($0)).name }
        #expect(names.count == codes.count)
        #expect(Set(names).count == names.count)
        #expect(OpenCLStatus(rawValue: -20).name == nil)
        #expect(OpenCLStatus(rawValue: -73).name == nil)
    }

    @Test func descriptionHasOnlyWhatIsKnown() {
        let bare = OpenCLError(status: .CL_OUT_OF_RESOURCES, operation: "clFinish")
        #expect(bare.description == "clFinish gave CL_OUT_OF_RESOURCES (-5)")
        let full = OpenCLError(
            status: .CL_INVALID_ARG_SIZE,
            operation: "clSetKernelArg",
            device: "a card",
            kernel: "add",
            detail: "argument 3 of 8 bytes",
            buildLog: "add.cl:1: a warning"
        )
        #expect(
            full.description == """
                clSetKernelArg gave CL_INVALID_ARG_SIZE (-51) for kernel add on a card: \
                argument 3 of 8 bytes
                build log:
                add.cl:1: a warning
                """
        )
    }

    @Test func catchMatchesAStatus() {
        do {
            throw OpenCLError(status: .CL_INVALID_VALUE, operation: "clFinish")
        } catch OpenCLStatus.CL_OUT_OF_RESOURCES {
            Issue.record("another status matched")
        } catch OpenCLStatus.CL_INVALID_VALUE {
            // The clause under test.
        } catch {
            Issue.record("no clause matched \(error)")
        }
    }
}
