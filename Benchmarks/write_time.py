#!/usr/bin/env python3
"""Write-time sampling in NumPy and Numba beside maskramp, in one run; prints ratios.

The job is that of Kernels/exposure.h for a variable-shaped-beam writer: a lognormal shot count that
is correlated within the mask set (two normals), the parts of the write time, the chance that a
failure interrupts it, a histogram of 16,384 bins and the sums of the parts.

Needs NumPy; Numba is measured when it is there. MASKRAMP names the program, else the release build.
"""
import json
import os
import subprocess
import sys
import time

import numpy as np

SAMPLES = 4_000_000
BINS = 16_384
LONGEST = 150.0

# 28 nm critical layer on a 200 A/cm2 writer; figures of plans/library.
MEDIAN, SIGMA, OWN, SET = 68e9, 0.7, 0.4**0.5, 0.6**0.5
FLASH = 22.0 / 200.0 * 1e-6 / 3600.0
SETTLE = 2 * 110e-9 / 3600.0
STAGE, FIELDS, CALIBRATION, OVERHEAD, MTBF = 1.2, 0.15, 0.04 / 0.96, 0.7, 300.0


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
    sums = [part.sum(dtype=np.float64) for part in (beam, settling, calibration, total)]
    sums.append((total * total).sum(dtype=np.float64))
    return counts, sums, int(lost.sum())


def measure(name, work):
    work(SAMPLES // 8)
    best = min(timed(work) for _ in range(3))
    rate = SAMPLES / best
    print(f"  {name:<34}{rate / 1e6:10.1f} million samples/s")
    return rate


def timed(work):
    start = time.perf_counter()
    work(SAMPLES)
    return time.perf_counter() - start


def numpy_work(count):
    generator = np.random.Generator(np.random.Philox(1))
    block = 1 << 16  # stays in the cache
    for _ in range(0, count, block):
        numpy_block(generator, block)


def numba_work():
    try:
        import numba
    except ImportError:
        return None

    @numba.njit(parallel=True, cache=False)
    def work(count):
        chunks = numba.get_num_threads() * 8
        counts = np.zeros((chunks, BINS), dtype=np.int64)
        sums = np.zeros((chunks, 4))
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
                sums[chunk, 2] += total
                sums[chunk, 3] += np.random.random() >= np.exp(-total / MTBF)
        return counts.sum(), sums.sum()

    return work


def maskramp_rates():
    program = os.environ.get("MASKRAMP")
    if not program:
        folder = subprocess.run(
            ["swift", "build", "-c", "release", "--show-bin-path"], check=True, capture_output=True, text=True
        ).stdout.strip()
        program = os.path.join(folder, "maskramp")
    plan = os.path.join(os.path.dirname(__file__), "..", "plans", "ningbo-guanshi", "plan.yaml")
    text = subprocess.run(
        [program, "bench", plan, "--samples", "2000000", "--format", "json"],
        check=True, capture_output=True, text=True,
    ).stdout
    return [(row["engine"], row["per_second"]) for row in json.loads(text)["rates"] if row["kernel"] == "exposure"]


def main():
    print(f"Write-time samples, {SAMPLES:,} a measurement, best of 3")
    baseline = measure("NumPy, Philox, 1 thread", numpy_work)
    work = numba_work()
    if work:
        measure("Numba, Mersenne Twister, all threads", work)
    else:
        print("  Numba is not installed: not measured")
    for engine, rate in maskramp_rates():
        print(f"  {'maskramp, ' + engine:<34.34}{rate / 1e6:10.1f} million samples/s, {rate / baseline:5.1f} × NumPy")
    return 0


if __name__ == "__main__":
    sys.exit(main())
