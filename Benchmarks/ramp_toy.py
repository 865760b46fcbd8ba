#!/usr/bin/env python3
"""A ramp of 12 groups of three tools over 60 months in Numba and in maskramp, in one run.

Each of 36 tools is promised for a day, at any hour of it, and comes a triangular delay later; each group has a normal
availability and a normal share of usable time (60 random inputs). A month's capacity is the least of
the groups', each of which is its tools that are there, times hours, over hours a plate; it counts from
the day on which the last group has its first tool. Numba does just that and sums each year's plates. maskramp reads it as a plan and also keeps a histogram of every year
and node, what binds and the utilisation of each group in every month, which is what a planner reads.

Prints rates, the ratio, and the means of each year with their standard errors; exits with 1 when they
disagree. MASKRAMP names the program, else the release build.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

GROUPS, TOOLS, MONTHS = 12, 3, 60
REPLICATIONS = 100_000
# Of group g: hours of a plate. Of tool t of a group: month of the promise, and the delay's triangle.
HOURS = [2.0 + 0.25 * g for g in range(GROUPS)]
PROMISED = [[3 * t + g % 4 for t in range(TOOLS)] for g in range(GROUPS)]
DELAY = (0.0, 3.0, 12.0)
AVAILABILITY, USABLE = (0.85, 0.03, 0.7, 0.97), (0.90, 0.03, 0.75, 0.99)


def plan():
    """The toy as a plan; a month's promise is its first day."""
    lines = [
        "plan: a toy of 12 groups", "horizon: {start: 2024-01, end: 2028-12}", "as_of: 2023-12-31",
        "nodes:", "  65:", "    mix: 1", "    yield: {mature: 1}",
        "    layer_classes: {relaxed: {share: 1, writer: raster}}",
        "writers:",
        "  laser: {class: raster, finest_node: 65, pixel: 1000 nm, pixel_rate: 1 GHz, beams: 1, overhead: 0 h}",
        "groups:", "  z-laser: {writes: [raster], availability: 1}",
    ]
    for g in range(GROUPS):
        a, u = (
            f"{{random: {{normal: {{mean: {m}, sd: {s}, low: {low}, high: {high}}}}}}}"
            for m, s, low, high in (AVAILABILITY, USABLE)
        )
        lines.append(f"  g{g:02}: {{availability: {a}, usable: {u}}}")
    lines += ["route:", "  - {step: write, work: write}"]
    lines += [f"  - {{step: s{g:02}, group: g{g:02}, hours_per_plate: {HOURS[g]} h}}" for g in range(GROUPS)]
    # A writer that never binds.
    lines += ["tools:", "  laser: {group: z-laser, model: laser, delivered: 2023, speed: 100}"]
    for g in range(GROUPS):
        for t in range(TOOLS):
            month = f"{2024 + PROMISED[g][t] // 12}-{PROMISED[g][t] % 12 + 1:02}-01"
            delay = "{random: {triangular: [%g, %g, %g], in: months}}" % DELAY
            lines.append(f"  t{g:02}-{t}: {{group: g{g:02}, promised: {month}, slip: {delay}}}")
    lines += ["demand:", "  - {node: all, plates_per_month: {2024: 5000}}"]
    return "\n".join(lines) + "\n"


def month_hours():
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    leap = lambda year: year % 4 == 0
    return np.array(
        [24.0 * (days[m % 12] + (m % 12 == 1 and leap(2024 + m // 12))) for m in range(MONTHS)]
    )


def numba_work(threads):
    import numba

    hours, promised, plate = month_hours(), np.array(PROMISED, dtype=np.float64), np.array(HOURS)
    low, mode, high = DELAY
    cut = (mode - low) / (high - low)
    (a_mean, a_sd, a_low, a_high), (u_mean, u_sd, u_low, u_high) = AVAILABILITY, USABLE

    @numba.njit(fastmath=True)
    def normal(mean, sd, least, most):
        while True:
            x = mean + sd * np.random.standard_normal()
            if least <= x <= most:
                return x

    @numba.njit(parallel=True, fastmath=True)
    def trials(count):
        chunks = numba.get_num_threads() * 8
        sums = np.zeros((chunks, 5))
        squares = np.zeros((chunks, 5))
        for chunk in numba.prange(chunks):
            ready = np.zeros((GROUPS, TOOLS))
            rate = np.zeros(GROUPS)
            for _ in range(count // chunks):
                opens = 0.0
                for g in range(GROUPS):
                    rate[g] = normal(a_mean, a_sd, a_low, a_high) * normal(u_mean, u_sd, u_low, u_high) / plate[g]
                    for t in range(TOOLS):
                        u = np.random.random()
                        if u < cut:
                            delay = low + np.sqrt(u * (high - low) * (mode - low))
                        else:
                            delay = high - np.sqrt((1 - u) * (high - low) * (high - mode))
                        # A day's part of its month.
                        within = 24.0 / hours[int(promised[g, t])] * np.random.random()
                        ready[g, t] = promised[g, t] + within + delay
                    opens = max(opens, ready[g].min())
                for year in range(5):
                    plates = 0.0
                    for month in range(12 * year, 12 * year + 12):
                        least = 1e9
                        for g in range(GROUPS):
                            present = 0.0
                            for t in range(TOOLS):
                                present += min(1.0, max(0.0, month + 1 - ready[g, t]))
                            least = min(least, present * rate[g])
                        plates += least * hours[month] * min(1.0, max(0.0, month + 1 - opens))
                    sums[chunk, year] += plates
                    squares[chunk, year] += plates * plates
        return sums.sum(axis=0), squares.sum(axis=0)

    numba.set_num_threads(threads)
    trials(1000)
    start = time.perf_counter()
    sums, squares = trials(REPLICATIONS * 4)
    seconds = time.perf_counter() - start
    count = REPLICATIONS * 4 // (threads * 8) * threads * 8
    mean = sums / count
    return count / seconds, mean, np.sqrt((squares / count - mean**2) / count)


def maskramp(program, *words):
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def main():
    program = os.environ.get("MASKRAMP")
    if not program:
        folder = subprocess.run(
            ["swift", "build", "-c", "release", "--show-bin-path"], check=True, capture_output=True, text=True
        ).stdout.strip()
        program = os.path.join(folder, "maskramp")
    print(f"Ramp of {GROUPS} groups, {GROUPS * TOOLS} tools, {MONTHS} months")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "toy.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(plan())
        best = {}
        for _ in range(3):
            words = ("bench", path, "--samples", "1", "--replications", str(REPLICATIONS), "--format", "json", "--quiet")
            for row in json.loads(maskramp(program, *words))["rates"]:
                if row["kernel"] == "ramp" and "Oclgrind" not in row["engine"]:
                    best[row["engine"]] = max(best.get(row["engine"], 0), row["per_second"])
        words = ("run", path, "--replications", str(REPLICATIONS), "--engine", "cpu", "--format", "json", "--quiet")
        capacity = json.loads(maskramp(program, *words, "--out", os.path.join(folder, "run")))["capacity"]
    threads = os.cpu_count() or 1
    numba = {}
    for count in sorted({1, threads}):
        numba[count] = numba_work(count)
        print(f"  Numba, threads: {count:<24}{numba[count][0]:12,.0f} trials/s")
    for engine, rate in best.items():
        print(f"  maskramp, {engine:<30.30}{rate:12,.0f} replications/s, {rate / numba[threads][0]:.3f} × Numba, all threads")
    worst = 0.0
    for row, mean, error in zip(capacity, numba[threads][1], numba[threads][2]):
        off = (row["mean"] - mean) / np.hypot(row["standard_error"], error)
        worst = max(worst, abs(off))
        print(f"  {row['year']}: maskramp {row['mean']:9.2f}, Numba {mean:9.2f}, {off:+.1f} standard errors")
    if worst > 4:
        print("The means disagree.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
