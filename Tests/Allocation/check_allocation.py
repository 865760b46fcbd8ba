#!/usr/bin/env python3
"""How hours go to nodes, against linear programmes solved by HiGHS (SciPy).

    check_allocation.py CASES

CASES is what AllocationTests.writeCases writes: for groups and months of random plans the open hours
of each line, its reach, the hours that one multiple of the mix takes of each node's tasks (layer
classes, and other work of the group), and the multiples that the ramp gives. For each case a programme
in which every task may go to any line of sufficient reach finds the largest multiple that all nodes of
the group can have together. The least multiple of the ramp must be that, within GAP; it may not be above.
"""
import json
import sys

import numpy as np
from scipy.optimize import linprog

GAP = 1e-6
# Hours below which the solver's own tolerance shows.
LEAST_HOURS = 0.1


def largest_multiple(case):
    """max t: every task gets t, no line gives more hours than it has."""
    lines = range(len(case["openHours"]))
    tasks = [(node, task) for node in work(case) for task, load in enumerate(case["loads"][0][node]) if load > 0]
    variables = [(line, *task) for line in lines for task in tasks if task[0] < case["reach"][line]]
    # The last column is t.
    hours = [[float(line == other) for other, _, _ in variables] + [0.0] for line in lines]
    plates = [
        [-1 / case["loads"][line][node][task] if (node, task) == wanted else 0.0 for line, node, task in variables]
        + [1.0]
        for wanted in tasks
    ]
    result = linprog(
        [0.0] * len(variables) + [-1.0],
        A_ub=np.array(hours + plates),
        b_ub=case["openHours"] + [0.0] * len(tasks),
        bounds=[(0, None)] * (len(variables) + 1),
        method="highs",
    )
    if result.status != 0:
        raise SystemExit(f"check_allocation: HiGHS: {result.message}")
    return result.x[-1]


def work(case):
    return [node for node, multiple in enumerate(case["multiples"]) if multiple is not None]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    gaps, problems = [], []
    for number, case in enumerate(cases):
        if max(case["openHours"]) < LEAST_HOURS:
            continue
        best = largest_multiple(case)
        ours = min(case["multiples"][node] for node in work(case))
        gaps.append(1 - ours / best if best > GAP else abs(ours))
        if abs(gaps[-1]) > GAP:
            problems.append(f"case {number}: {ours}, but the largest multiple is {best}")
    print(f"{len(gaps)} cases: from {min(gaps):.1e} above to {max(gaps):.1e} below the programme's optimum")
    for problem in problems:
        print(f"check_allocation: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
