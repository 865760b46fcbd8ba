// The devices that the parameterised tests run on.

import Foundation
import OpenCLRuntime
import Testing

enum TestDevices {
    /// Every usable device; empty on a machine without OpenCL.
    static let available: [Device] = (try? OpenCLDevices.list()) ?? []

    /// Whether a machine without a device fails the tests.
    static var isRequired: Bool {
        ProcessInfo.processInfo.environment["MASKRAMP_REQUIRE_OPENCL"] == "1"
    }
}

extension Device {
    /// Whether kernels are simulated by oclgrind.
    ///
    /// Its compiler ignores `#line` and `-Werror`. Run these tests with
    /// `--no-parallel` on it: launches from two threads upset it.
    var isOclgrind: Bool { platformName == "Oclgrind" }
}

/// A context with the kernels of these tests.
func makeProgram(on device: Device, _ text: String = addKernels) throws -> Program {
    let context = try Context(device: device) { error in
        Issue.record("an object was not released: \(error)")
    }
    return try Program(context: context, sources: [KernelSource(name: "add.cl", text: text)])
}

let addKernels = """
    __kernel void add(__global const float *g_first, __global const float *g_second,
                      __global float *g_sum, uint count) {
        uint index = get_global_id(0);
        if (index < count) g_sum[index] = g_first[index] + g_second[index];
    }
    __kernel void write_one_too_many(__global float *g_values, uint count) {
        if (get_global_id(0) == 0) g_values[count] = 1.0f;
    }
    __kernel void echo(__global ulong *g_words, __global const uint *g_unused, uint a, int b,
                       ulong c, float d) {
        g_words[0] = a;
        g_words[1] = (ulong)(long)b;
        g_words[2] = c;
        g_words[3] = as_uint(d);
        g_words[4] = g_unused == 0;
        g_words[5] = get_global_id(0);
    }
    """
