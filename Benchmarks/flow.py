#!/usr/bin/env python3
"""A mask shop of 12 groups in SimPy and in maskramp, in one run.

Three nodes, Poisson orders plate by plate, 14 steps of stated hours, sampling, rework of the last
step, failures of the inspection tools while they work, plates lost at the end that start again before
all others. SimPy 4 has a process for each tool and a priority store for each group, and keeps no more
than cycle times; maskramp reads the shop as a plan and counts all that `simulate` reports.

Prints the mean cycle times of the last year with their standard errors, and plates finished a second
of processor time of one thread; exits with 1 when times disagree by more than 3.5 standard errors.
MASKRAMP names the program, else the release build.
"""
import calendar
import json
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

import simpy

YEARS = (2025, 2026)
NODES = {180: (180, 0.95), 65: (270, 0.92), 28: (150, 0.88)}  # plates a month, yield
GROUPS = {
    "prep": 4, "write": 6, "develop": 1, "etch": 1, "clean": 2, "registration": 1, "cd": 1,
    "inspection": 3, "repair": 1, "aims": 1, "pellicle": 1, "final": 1,
}
MTBF, MTTR = 100.0, 8.0  # h, of the inspection tools
# Step, group, hours, share, rework; the hours of a node times its factor.
FACTOR = {180: 0.7, 65: 1.0, 28: 1.3}
ROUTE = [
    ("prep", "prep", 2.5, 1, 0), ("write", "write", None, 1, 0), ("develop", "develop", 0.35, 1, 0),
    ("etch", "etch", 0.5, 1, 0), ("strip", "clean", 0.5, 1, 0), ("second etch", "etch", 0.4, 0.3, 0),
    ("registration", "registration", 0.7, 0.6, 0), ("cd", "cd", 0.55, 0.8, 0),
    ("inspection", "inspection", 1.6, 1, 0), ("repair", "repair", 1.5, 0.2, 0),
    ("aims", "aims", 0.8, 0.12, 0), ("final clean", "clean", 0.6, 1, 0),
    ("pellicle", "pellicle", 0.4, 1, 0), ("final", "final", 0.4, 1, 0.1),
]
BACK, WRITE = 12, 1  # the pellicle; where a lost plate starts again
# A laser's hours: its overhead, and the pixels of 104 mm × 132 mm.
OVERHEAD = 4.0
WRITE_HOURS = OVERHEAD + 104 * 132 / 1e6 / 1e-12 / 1e9 / 3600


def hours_of(step, node):
    """Hours of a plate at a step."""
    return WRITE_HOURS if step == WRITE else ROUTE[step][2] * FACTOR[node]


def plan():
    """The shop as a plan."""
    up = MTBF / (MTBF + MTTR)
    lines = ["plan: a mask shop", f"horizon: {{start: {YEARS[0]}-01, end: {YEARS[-1]}-12}}",
             f"as_of: {YEARS[0] - 1}-12-31", "basis: assumed", "nodes:"]
    for node, (_, good) in NODES.items():
        lines += [f"  {node}:", "    mix: 1", f"    yield: {{mature: {good}}}",
                  "    layer_classes: {all: {share: 1, writer: raster}}"]
    lines += ["demand:"]
    lines += [f"  - {{node: {node}, plates_per_month: {{{YEARS[0]}-01: {plates}}}}}"
              for node, (plates, _) in NODES.items()]
    lines += ["writers:", "  laser: {class: raster, finest_node: 28, pixel: 1000 nm, pixel_rate: 1 GHz, "
              f"beams: 1, overhead: {OVERHEAD} h}}", "groups:"]
    for group in GROUPS:
        fails = f", mtbf: {MTBF} h, mttr: {MTTR} h" if group == "inspection" else ""
        share = up if group == "inspection" else 1
        writes = ", writes: [raster]" if group == "write" else ""
        lines.append(f"  {group}: {{availability: {share}{fails}{writes}}}")
    lines += ["tools:"]
    for group, count in GROUPS.items():
        model = ", model: laser" if group == "write" else ""
        lines.append(f"  {group}: {{group: {group}{model}, count: {count}, delivered: {YEARS[0] - 1}-01}}")
    lines += ["route:"]
    for number, (step, group, _, share, rework) in enumerate(ROUTE):
        if number == WRITE:
            lines.append(f"  - {{step: {step}, work: write}}")
            continue
        each = ", ".join(f"{node}: {hours_of(number, node)} h" for node in NODES)
        more = f", share: {share}" if share < 1 else ""
        more += f", rework: {rework}, back_to: {ROUTE[BACK][0]}" if rework else ""
        lines.append(f"  - {{step: {step}, group: {group}, hours_per_plate: {{{each}}}{more}}}")
    return "\n".join(lines) + "\n"


def shop(seed):
    """One course of the shop in SimPy: cycle times of the last year [days] by node, and all plates."""
    env, rng = simpy.Environment(), random.Random(seed)
    stores = {group: simpy.PriorityStore(env) for group in GROUPS}
    ends = [0.0]
    for year in YEARS:
        for month in range(1, 13):
            ends.append(ends[-1] + 24 * calendar.monthrange(year, month)[1])
    counted = ends[12 * (len(YEARS) - 1)]
    times, finished, order = {node: [] for node in NODES}, [0], [0]

    def come(plate):
        node, began, step, priority, sent = plate
        while step < len(ROUTE):
            share = ROUTE[step][3]
            if sent or share == 1 or rng.random() < share:
                break
            step, sent = step + 1, False
        order[0] += 1
        stores[ROUTE[step][1]].put(simpy.PriorityItem((priority, order[0]), (node, began, step, priority)))

    def leave(node, began, step, priority):
        _, _, _, _, rework = ROUTE[step]
        if step + 1 == len(ROUTE) and rng.random() >= NODES[node][1]:
            come((node, began, WRITE, 0, False))
        elif rework and rng.random() < rework:
            come((node, began, BACK, priority, BACK == step))
        elif step + 1 < len(ROUTE):
            come((node, began, step + 1, priority, False))
        else:
            finished[0] += 1
            if env.now > counted:
                times[node].append((env.now - began) / 24)

    def tool(group):
        fails = group == "inspection"
        up = rng.expovariate(1 / MTBF) if fails else math.inf
        while True:
            item = (yield stores[group].get()).item
            left = hours_of(item[2], item[0])
            while left > up:
                yield env.timeout(up)
                left -= up
                yield env.timeout(rng.expovariate(1 / MTTR))
                up = rng.expovariate(1 / MTBF)
            yield env.timeout(left)
            up -= left
            leave(*item)

    def orders(node):
        for begin, end in zip(ends, ends[1:]):
            # A Poisson process begins anew with each month.
            gap = (end - begin) / NODES[node][0]
            at = begin + rng.expovariate(1 / gap)
            while at < end:
                yield env.timeout(at - env.now)
                come((node, env.now, 0, 1, False))
                at += rng.expovariate(1 / gap)

    for group, count in GROUPS.items():
        for _ in range(count):
            env.process(tool(group))
    for node in NODES:
        env.process(orders(node))
    env.run(until=ends[-1])
    return times, finished[0]


def main():
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    program = os.environ.get("MASKRAMP", ".build/release/maskramp")
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(plan())
        file.flush()
        words = [program, "simulate", file.name, "--by-plate", "--replications", str(replications),
                 "--engine", "cpu", "--threads", "1", "--format", "json", "--quiet", "--seed", "1"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        result = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        ours = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    plates = replications * sum(row["finished"] for row in result["plates"] if row["node"] == "all")
    begin = time.process_time()
    courses = [shop(seed) for seed in range(max(4, replications // 20))]
    theirs = time.process_time() - begin
    rates = plates / ours, sum(count for _, count in courses) / theirs
    wrong = 0
    for node in NODES:
        row = next(row for row in result["plates"] if row["year"] == YEARS[-1] and row["node"] == str(node))
        means = [sum(times[node]) / len(times[node]) for times, _ in courses]
        mean = sum(means) / len(means)
        error = math.sqrt(sum((x - mean) ** 2 for x in means) / (len(means) - 1) / len(means))
        apart = (row["cycle_days"] - mean) / math.hypot(error, row["standard_error"])
        wrong += abs(apart) > 3.5
        print(f"{node:4} nm: maskramp {row['cycle_days']:.3f} ± {row['standard_error']:.3f} days, "
              f"SimPy {mean:.3f} ± {error:.3f}, {apart:+.1f} standard errors apart")
    print(f"maskramp {rates[0]:,.0f} plates/s of one thread ({replications} replications, program start and "
          f"report included), SimPy {simpy.__version__} {rates[1]:,.0f}: {rates[0] / rates[1]:.0f} times")
    for row in result["groups"]:
        if row["year"] == YEARS[-1]:
            print(f"  {row['group']:13} {row['productive']:.0%} productive")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
