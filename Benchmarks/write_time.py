#!/usr/bin/env python3
"""Write-time sampling in NumPy, Numba and PyOpenCL beside maskramp, in one run; prints ratios.

The job is that of Kernels/exposure.h for a variable-shaped-beam writer: a lognormal shot count that
is correlated within the mask set (two normals from two Philox blocks), the parts of the write time,
the chance that a failure interrupts it (a uniform), a histogram of 16,384 bins and the sums of the
parts and of the total's square.

The PyOpenCL kernel is what one would write first: a work item for each stretch of samples, a scalar
loop, the driver's own functions (Box-Muller), atomics on one histogram.

NumPy is needed; Numba and PyOpenCL are measured where they are there. MASKRAMP names the program,
else the release build. Best of several runs, because other work may share the machine.
"""
import json
import os
import subprocess
import sys
import time

import numpy as np

SAMPLES = 4_000_000
REPEATS = 3
BINS = 16_384
LONGEST = 150.0

# 28 nm critical layer on a 200 A/cm2 writer; figures of plans/library.
MEDIAN, SIGMA, OWN, SET = 68e9, 0.7, 0.4**0.5, 0.6**0.5
FLASH = 22.0 / 200.0 * 1e-6 / 3600.0
SETTLE = 2 * 110e-9 / 3600.0
STAGE, FIELDS, CALIBRATION, OVERHEAD, MTBF = 1.2, 0.15, 0.04 / 0.96, 0.7, 300.0

NAIVE = """
uint4 philox(uint4 c, uint2 k) {
    for (int round = 0; round < 10; ++round) {
        uint high0 = mul_hi(0xD2511F53u, c.x), high1 = mul_hi(0xCD9E8D57u, c.z);
        c = (uint4)(high1 ^ c.y ^ k.x, 0xCD9E8D57u * c.z, high0 ^ c.w ^ k.y, 0xD2511F53u * c.x);
        k += (uint2)(0x9E3779B9u, 0xBB67AE85u);
    }
    return c;
}
float unit(uint word) { return ((float)(word >> 8) + 0.5f) / 16777216.0f; }
float normal(uint a, uint b) { return sqrt(-2.0f * log(unit(a))) * cos(6.2831853f * unit(b)); }
__kernel void sample(__global uint *counts, __global double *sums, uint each) {
    uint item = get_global_id(0);
    double beams = 0, settlings = 0, calibrations = 0, totals = 0, squares = 0, lost = 0;
    for (uint i = item * each; i < (item + 1) * each; ++i) {
        uint4 own = philox((uint4)(i, 0, 12345, 0x40000000), (uint2)(1, 0));
        uint4 set = philox((uint4)(i, 0, 777, 0x40000000), (uint2)(1, 0));
        float z = OWN * normal(own.x, own.y) + SET * normal(set.x, set.y);
        float shots = MEDIAN * exp(SIGMA * z);
        float beam = shots * FLASH, settling = shots * SETTLE + FIELDS;
        float calibration = (beam + settling + STAGE) * CALIBRATION;
        float total = beam + settling + STAGE + calibration + OVERHEAD;
        lost += unit(own.z) >= exp(-total / MTBF);
        beams += beam; settlings += settling; calibrations += calibration;
        totals += total; squares += total * total;
        atomic_inc(&counts[min((int)(total * SCALE), BINS - 1)]);
    }
    sums[item * 6] = beams; sums[item * 6 + 1] = settlings; sums[item * 6 + 2] = calibrations;
    sums[item * 6 + 3] = totals; sums[item * 6 + 4] = squares; sums[item * 6 + 5] = lost;
}
"""


def numpy_block(generator, count):
    own = generator.standard_normal(count, dtype=np.float32)
    shared = generator.standard_normal(count, dtype=np.float32)
    uniform = generator.random(count, dtype=np.float32)
    shots = np.float32(MEDIAN) * np.exp(np.float32(SIGMA) * (np.float32(OWN) * own + np.float32(SET) * shared))
    beam = shots * np.float32(FLASH)
    settling = shots * np.float32(SETTLE) + np.float32(FIELDS)
    calibration = (beam + settling + np.float32(STAGE)) * np.float32(CALIBRATION)
    total = beam + settling + np.float32(STAGE) + calibration + np.float32(OVERHEAD)
    lost = uniform >= np.exp(-total * np.float32(1 / MTBF))
    bins = np.minimum((total * np.float32(BINS / LONGEST)).astype(np.int32), BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    sums = [part.sum(dtype=np.float64) for part in (beam, settling, calibration, total, total * total)]
    return counts, sums, int(lost.sum())


def measure(name, work, baseline=None):
    work(SAMPLES // 8)
    best = min(timed(work) for _ in range(REPEATS))
    report(name, SAMPLES / best, baseline)
    return SAMPLES / best


def report(name, rate, baseline):
    ratio = f", {rate / baseline:5.1f} × NumPy" if baseline else ""
    print(f"  {name:<44.44}{rate / 1e6:8.1f} million samples/s{ratio}")


def timed(work):
    start = time.perf_counter()
    work(SAMPLES)
    return time.perf_counter() - start


def numpy_work(count):
    generator = np.random.Generator(np.random.Philox(1))
    block = 1 << 16  # stays in the cache
    for _ in range(0, count, block):
        numpy_block(generator, block)


def numba_work(threads):
    try:
        import numba
    except ImportError:
        return None

    @numba.njit(parallel=True, cache=False, fastmath=True)
    def sample(count):
        chunks = numba.get_num_threads() * 8
        counts = np.zeros((chunks, BINS), dtype=np.int64)
        sums = np.zeros((chunks, 6))
        for chunk in numba.prange(chunks):
            for _ in range(count // chunks):
                z = OWN * np.random.standard_normal() + SET * np.random.standard_normal()
                shots = MEDIAN * np.exp(SIGMA * z)
                beam = shots * FLASH
                settling = shots * SETTLE + FIELDS
                calibration = (beam + settling + STAGE) * CALIBRATION
                total = beam + settling + STAGE + calibration + OVERHEAD
                counts[chunk, min(int(total * (BINS / LONGEST)), BINS - 1)] += 1
                sums[chunk, 0] += beam
                sums[chunk, 1] += settling
                sums[chunk, 2] += calibration
                sums[chunk, 3] += total
                sums[chunk, 4] += total * total
                sums[chunk, 5] += np.random.random() >= np.exp(-total / MTBF)
        return counts.sum(), sums.sum()

    def work(count):
        numba.set_num_threads(threads)
        sample(count)

    return work


def opencl_works():
    """The naive kernel on every device that PyOpenCL finds."""
    try:
        import pyopencl as cl
    except ImportError:
        return []
    try:
        devices = [device for platform in cl.get_platforms() for device in platform.get_devices()]
    except cl.Error:
        return []
    return [(device.name, opencl_work(cl, device)) for device in devices if "Oclgrind" not in device.name]


def opencl_work(cl, device):
    constants = {
        "MEDIAN": MEDIAN, "SIGMA": SIGMA, "OWN": OWN, "SET": SET, "FLASH": FLASH, "SETTLE": SETTLE, "STAGE": STAGE,
        "FIELDS": FIELDS, "CALIBRATION": CALIBRATION, "OVERHEAD": OVERHEAD, "MTBF": MTBF, "SCALE": BINS / LONGEST,
    }
    defines = "".join(f"#define {name} {value:.9e}f\n" for name, value in constants.items())
    context = cl.Context([device])
    queue = cl.CommandQueue(context)
    kernel = cl.Kernel(cl.Program(context, defines + f"#define BINS {BINS}\n" + NAIVE).build(), "sample")
    items = device.max_compute_units * (16 if device.type & cl.device_type.CPU else 2048)
    counts = cl.Buffer(context, cl.mem_flags.READ_WRITE, 4 * BINS)
    sums = cl.Buffer(context, cl.mem_flags.WRITE_ONLY, 8 * 6 * items)

    def work(count):
        cl.enqueue_fill_buffer(queue, counts, np.uint32(0), 0, 4 * BINS)
        kernel(queue, (items,), None, counts, sums, np.uint32(count // items))
        queue.finish()

    return work


def maskramp_rates():
    program = os.environ.get("MASKRAMP")
    if not program:
        folder = subprocess.run(
            ["swift", "build", "-c", "release", "--show-bin-path"], check=True, capture_output=True, text=True
        ).stdout.strip()
        program = os.path.join(folder, "maskramp")
    plan = os.path.join(os.path.dirname(__file__), "..", "plans", "ningbo-guanshi", "plan.yaml")
    best = {}
    for _ in range(REPEATS):
        text = subprocess.run(
            [program, "bench", plan, "--samples", "4000000", "--replications", "2000", "--format", "json"],
            check=True, capture_output=True, text=True,
        ).stdout
        for row in json.loads(text)["rates"]:
            if row["kernel"] == "exposure" and "Oclgrind" not in row["engine"]:
                best[row["engine"]] = max(best.get(row["engine"], 0), row["per_second"])
    return best


def main():
    print(f"Write-time samples, {SAMPLES:,} a measurement, best of {REPEATS}")
    baseline = measure("NumPy, Philox, 1 thread", numpy_work)
    for threads in sorted({1, os.cpu_count() or 1}):
        work = numba_work(threads)
        if work:
            measure(f"Numba, Mersenne Twister, threads: {threads}", work, baseline)
        elif threads == 1:
            print("  Numba is not installed: not measured")
    naive = {name: measure(f"PyOpenCL, one loop a work item, {name}", work, baseline) for name, work in opencl_works()}
    if not naive:
        print("  PyOpenCL is not installed or finds no device: not measured")
    rates = maskramp_rates()
    for engine, rate in rates.items():
        report(f"maskramp, {engine}", rate, baseline)
        for name, slow in naive.items():
            if engine.endswith(name):
                print(f"    {rate / slow:5.1f} × the PyOpenCL kernel")
    threads = [rate for engine, rate in rates.items() if engine.startswith("cpu")]
    if len(threads) == 2:
        print(f"    all threads {threads[1] / threads[0]:5.2f} × one")
    return 0


if __name__ == "__main__":
    sys.exit(main())
