import Foundation
import Testing

/// OpenCL devices and drivers that fail.
@Suite(.enabled(if: Program.requiresOpenCL || !Program.devices.isEmpty))
struct DeviceFaultTests {
    private static let advice = "with --engine cpu the processor gives the same result\n"

    private func run(
        _ folder: Folder,
        _ words: String,
        _ environment: [String: String]
    ) throws -> Program.Outcome {
        try folder.shell("maskramp \(words)", environment: environment)
    }

    /// Digests of a plan's answers that no device is needed for.
    private func digest(_ folder: Folder, _ words: String, _ result: String) throws -> String {
        let outcome = try run(folder, "\(words) --engine cpu --quiet", [:])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let digest = try folder.digest(result)
        _ = try folder.shell("rm -r out*")
        return digest
    }

    /// Memory is lacking when buffers are made, when they are first used, and when a launch begins;
    /// the numbers of the calls are those of buffers that a smaller launch makes smaller.
    @Test(
        "A device with little memory is given smaller launches, to the same digest",
        arguments: [
            (
                "run small.yaml --replications 3000 --out out", "out/result.json",
                "clCreateBuffer=-4@4+2 clEnqueueFillBuffer=-4@2+2 clEnqueueNDRangeKernel=-5@1+2"
            ),
            (
                "simulate small.yaml --replications 30 --out out.json", "out.json",
                "clCreateBuffer=-4@10+2 clEnqueueFillBuffer=-4@6+1 clEnqueueNDRangeKernel=-5@3+1"
            ),
            (
                "exposure small.yaml --samples 10000 --out out.json", "out.json",
                "clCreateBuffer=-4@4+1 clEnqueueFillBuffer=-4@2+1 clEnqueueNDRangeKernel=-5@1+1"
            ),
        ]
    )
    func littleMemory(words: String, result: String, calls: String) throws {
        let folder = try Folder("small.yaml")
        let expected = try digest(folder, words, result)
        let notes = ["FAULTS_LOG": folder.path + "/faults"]
        let line = "\(words) --engine opencl --quiet"
        let outcome = try run(folder, line, Faults.openCL(calls, notes))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try folder.digest(result) == expected)
        // Each of the faults was met.
        let met = try Set(folder.text("faults").split(separator: "\n"))
        #expect(met == ["clCreateBuffer", "clEnqueueFillBuffer", "clEnqueueNDRangeKernel"])
    }

    @Test(
        "A device without memory ends the command",
        arguments: [
            ("run small.yaml", "clCreateBuffer=-4@4"),
            ("simulate small.yaml", "clEnqueueNDRangeKernel=-4@2"),
            ("exposure small.yaml --samples 1000", "clCreateBuffer=-4"),
        ]
    )
    func noMemory(command: String, calls: String) throws {
        let folder = try Folder("small.yaml")
        let outcome = try run(folder, "\(command) --engine opencl --out out", Faults.openCL(calls))
        #expect(outcome.code == 69)
        #expect(outcome.output.isEmpty)
        let call = calls.prefix { $0 != "=" }
        let start = "maskramp: error: \(call) gave CL_MEM_OBJECT_ALLOCATION_FAILURE (-4) "
        #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
        #expect(outcome.errors.hasSuffix("\n" + Self.advice), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 2)
        #expect(folder.names() == ["small.yaml"])
    }

    @Test(
        "A device that is lost ends a command that keeps nothing",
        arguments: [
            ("run small.yaml", "clEnqueueReadBuffer=-36@2"),
            ("compare small.yaml --scenario late.yaml", "clFinish=-2"),
            ("simulate small.yaml", "clFinish=-5@2"),
            ("exposure small.yaml --samples 1000", "clFinish=-14"),
            ("target small.yaml", "clEnqueueNDRangeKernel=-36@2"),
        ]
    )
    func lostDevice(command: String, calls: String) throws {
        let folder = try Folder("small.yaml", "late.yaml")
        let outcome = try run(folder, "\(command) --engine opencl --out out", Faults.openCL(calls))
        #expect(outcome.code == 69)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("maskramp: error: cl"), "\(outcome.errors)")
        #expect(outcome.errors.hasSuffix("\n" + Self.advice), "\(outcome.errors)")
        #expect(folder.names() == ["late.yaml", "small.yaml"])
    }

    /// The device goes when the first part has been kept; the processor goes on from there.
    @Test func lostDeviceKeepsWhatWasCounted() throws {
        let folder = try Folder("small.yaml")
        let words = "run small.yaml --replications 1000000 --shard 1/2 --quiet --out"
        #expect(try run(folder, "\(words) whole --engine cpu", [:]).code == 0)
        let part = "\(folder.path)/out/0000000000000000000.part"
        let lost = try run(
            folder,
            "\(words) out --engine opencl",
            Faults.openCL("clFinish=-2", ["FAULTS_WHEN": part])
        )
        #expect(lost.code == 69)
        #expect(lost.output.isEmpty)
        let lines = lost.errors.split(separator: "\n").map(String.init)
        try #require(lines.count == 2, "\(lost.errors)")
        let start = "maskramp: error: clFinish gave CL_DEVICE_NOT_AVAILABLE (-2) on "
        #expect(lines[0].hasPrefix(start))
        let command = "maskramp run --resume out --engine cpu"
        #expect(
            lines[1].replacing(#/: [0-9,]+ of/#, with: ": SOME of")
                == "maskramp: SOME of 500,000 replications are kept in 'out'; every engine goes on "
                + "to the same digest: \(command)"
        )
        #expect(lines[1].firstMatch(of: #/maskramp: 0 of/#) == nil)
        let resumed = try folder.shell("\(command) --quiet")
        #expect(resumed.code == 0, "\(resumed.errors)")
        let second = "run small.yaml --replications 1000000 --shard 2/2 --quiet --engine cpu"
        #expect(try run(folder, "\(second) --out second", [:]).code == 0)
        for first in ["out", "whole"] {
            let merge = try folder.shell("maskramp merge \(first) second --out \(first)-merged")
            #expect(merge.code == 0, "\(merge.errors)")
        }
        #expect(
            try folder.digest("out-merged/result.json") == folder.digest("whole-merged/result.json")
        )
        // Who counted which is said.
        let shards =
            try jsonObject(folder.text("out-merged/result.json"))["shards"] as? [[String: Any]]
        let kinds = shards?.compactMap { ($0["engine"] as? [String: Any])?["kind"] as? String }
        #expect(kinds == ["opencl", "cpu", "cpu"])
    }

    /// The driver's own compiler says where the kernels' text is wrong.
    @Test func kernelThatDoesNotBuild() throws {
        let folder = try Folder("small.yaml")
        let outcome = try run(
            folder,
            "run small.yaml --engine opencl --out out",
            Faults.openCL("", ["FAULTS_TYPO": "get_global_id=get_globel_id"])
        )
        #expect(outcome.code == 69)
        #expect(outcome.output.isEmpty)
        let start = "maskramp: error: clBuildProgram gave CL_BUILD_PROGRAM_FAILURE (-11) on "
        #expect(outcome.errors.contains(start), "\(outcome.errors)")
        #expect(outcome.errors.contains("\nbuild log:\n"), "\(outcome.errors)")
        let source = try String(
            contentsOfFile: "\(Program.repository)/Kernels/ramp.cl",
            encoding: .utf8
        )
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("get_global_id") }) + 1
        #expect(outcome.errors.contains("ramp.cl:\(line):"), "\(outcome.errors)")
        #expect(outcome.errors.contains("get_globel_id"))
        #expect(outcome.errors.hasSuffix("\n" + Self.advice), "\(outcome.errors)")
        #expect(folder.names() == ["small.yaml"])
    }

    /// `auto` chooses a GPU when there is one, and stays with it when it fails.
    @Test func autoIsNotChangedWhenItsDeviceFails() throws {
        let folder = try Folder("small.yaml")
        let words = "run small.yaml --replications 3000 --out out"
        let expected = try digest(folder, words, "out/result.json")
        let gpu = ["FAULTS_GPU": "1"]
        let whole = try run(folder, words, Faults.openCL("", gpu))
        #expect(whole.code == 0, "\(whole.errors)")
        #expect(whole.errors.hasPrefix("engine auto: the GPU "), "\(whole.errors)")
        #expect(whole.output.contains("\nengine opencl ("))
        #expect(try folder.digest("out/result.json") == expected)
        _ = try folder.shell("rm -r out")
        for calls in ["clCreateContext=-2", "clFinish=-2"] {
            let outcome = try run(folder, words, Faults.openCL(calls, gpu))
            #expect(outcome.code == 69)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasSuffix("\n" + Self.advice), "\(outcome.errors)")
            #expect(folder.names() == ["small.yaml"])
        }
    }
}
