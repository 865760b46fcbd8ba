#!/usr/bin/env python3
"""Sobol' indices and range reductions of Sources/Statistics beside SALib and OpenTURNS; accuracy and time.

Every estimator is given the same evaluations: N·(inputs + 2), the design of Saltelli et al. 2010. They are drawn in two
ways: as plain random numbers (what maskramp's engines draw, and OpenTURNS by default), and as a scrambled Sobol'
sequence (what SALib's users draw). The functions are Ishigami's and the g-function, whose indices are known. Estimates
are held within 0 and 1 for all, which ours always are.

Time is what each takes beyond the model: sampling where it is a step of its own, and estimates with intervals. maskramp
has no such step, because its kernels draw while they advance.

The last table is the reduction of the interdecile range (P10 to P90) by a normal input, against its closed form.

Needs SALib, OpenTURNS, NumPy and SciPy. MASKRAMP names a program beside which StatisticsBenchmark lies, else the release
build.
"""
import functools
import os
import subprocess
import sys
import time
import warnings

import numpy as np
import openturns as ot
from SALib.analyze import sobol as salib_analyze
from SALib.sample import sobol as salib_sample
from scipy.special import ndtr

N = 1024
REPETITIONS = 200
SCALE = 1e6
TIMED = (20, 16_384)


def ishigami(x):
    x = (2 * x - 1) * np.pi
    return np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


def ishigami_indices():
    one, two, both = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2, 49 / 8, 8 * 0.01 * np.pi**8 / 225
    return np.array([one, two, 0]) / (one + two + both), np.array([one + both, two, both]) / (one + two + both)


def g_function(a):
    parts = 1 / (3 * (1 + a) ** 2)
    all_parts = np.prod(1 + parts)
    indices = parts / (all_parts - 1), parts * all_parts / (1 + parts) / (all_parts - 1)
    return lambda x: np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=-1), indices


G = g_function(np.array([0, 1, 4.5, 9, 99, 99, 99, 99]))
FUNCTIONS = {"Ishigami, 3 inputs": (ishigami, ishigami_indices()), "g-function, 8 inputs": G}


def plain_design(inputs, count, seed):
    """Rows of A, of B, and of A with each column from B."""
    random = np.random.Generator(np.random.Philox(seed)).random((2, count, inputs))
    runs = np.repeat(random[:1], inputs + 2, axis=0)
    runs[1] = random[1]
    for column in range(inputs):
        runs[column + 2, :, column] = random[1, :, column]
    return runs


def problem(inputs):
    return {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [[0, 1]] * inputs}


def sequence_design(inputs, count, seed):
    """The same from SALib's own sampler, whose rows are A, each mixed one, B."""
    rows = salib_sample.sample(problem(inputs), count, calc_second_order=False, scramble=True, seed=seed)
    runs = rows.reshape(count, inputs + 2, inputs).transpose(1, 0, 2)
    return np.concatenate([runs[:1], runs[-1:], runs[1:-1]])


@functools.cache
def program():
    beside = os.environ.get("MASKRAMP")
    if not beside:
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
        command = ["swift", "build", "-c", "release", "--package-path", root]
        subprocess.run(command + ["--product", "StatisticsBenchmark"], check=True, stdout=sys.stderr)
        shown = subprocess.run(command + ["--show-bin-path"], check=True, capture_output=True, text=True)
        beside = os.path.join(shown.stdout.strip(), "maskramp")
    return os.path.join(os.path.dirname(beside), "StatisticsBenchmark")


def run_ours(mode, header, values):
    numbers = np.concatenate([np.array(header, dtype=np.int32), np.asarray(values, dtype=np.int32).ravel()])
    output = subprocess.run([program(), mode], input=numbers.tobytes(), check=True, capture_output=True).stdout
    lines = output.decode().split("\n")[:-1]
    return np.array([[float(word) for word in line.split()] for line in lines[:-1]]), float(lines[-1])


def ours(designs, results):
    """First and total indices, each (experiment, input, [value, lower, upper])."""
    experiments, runs, count = results.shape
    found, _ = run_ours("indices", [runs - 2, count, experiments], np.rint(results * SCALE))
    found = found.reshape(experiments, runs - 2, 6)
    return found[..., :3], found[..., 3:]


def salib(designs, results, resamples=100):
    first, total = [], []
    for values in results:
        inputs = len(values) - 2
        rows = np.concatenate([values[:1], values[2:], values[1:2]]).T.ravel()
        found = salib_analyze.analyze(problem(inputs), rows, calc_second_order=False, num_resamples=resamples, seed=1)
        for name, target in (("S1", first), ("ST", total)):
            value, reach = np.array(found[name]), np.array(found[name + "_conf"])
            target.append(np.stack([value, value - reach, value + reach], -1))
    return np.array(first), np.array(total)


def openturns(kind, asymptotic=True):
    def estimate(designs, results):
        found = [indices_of(kind, asymptotic, *samples(*pair)) for pair in zip(designs, results)]
        return np.array([first for first, _ in found]), np.array([total for _, total in found])

    return estimate


def samples(design, values):
    """What OpenTURNS takes: inputs and results as its own samples, and the number of replications."""
    return ot.Sample(design.reshape(-1, design.shape[-1])), ot.Sample(values.reshape(-1, 1)), values.shape[1]


def indices_of(kind, asymptotic, inputs, outputs, count):
    algorithm = kind(inputs, outputs, count)
    algorithm.setUseAsymptoticDistribution(asymptotic)
    pairs = (
        (algorithm.getFirstOrderIndices(), algorithm.getFirstOrderIndicesInterval()),
        (algorithm.getTotalOrderIndices(), algorithm.getTotalOrderIndicesInterval()),
    )
    return [
        np.array([list(value), list(interval.getLowerBound()), list(interval.getUpperBound())]).T
        for value, interval in pairs
    ]


ESTIMATORS = {
    "maskramp": ours,
    "SALib": salib,
    "OpenTURNS Saltelli (its default)": openturns(ot.SaltelliSensitivityAlgorithm),
    "OpenTURNS Jansen": openturns(ot.JansenSensitivityAlgorithm),
    "OpenTURNS Martinez": openturns(ot.MartinezSensitivityAlgorithm),
    "OpenTURNS Mauntz-Kucherenko": openturns(ot.MauntzKucherenkoSensitivityAlgorithm),
}


def score(found, exact):
    """Root mean square error over inputs and experiments, and the least and mean coverage of an input's interval."""
    error = np.clip(found[..., 0], 0, 1) - exact
    held = ((found[..., 1] <= exact) & (exact <= found[..., 2])).mean(axis=0)
    return f"{np.sqrt((error**2).mean()):10.4f}{held.mean():8.0%}{held.min():6.0%}"


def compare_accuracy():
    print(f"{REPETITIONS} experiments of {N:,} replications. Root mean square error of the indices; mean and least")
    print("coverage over inputs of the 95 % intervals (for OpenTURNS the asymptotic ones).")
    samplings = {"plain random numbers": plain_design, "Sobol' sequence, scrambled": sequence_design}
    for function_name, (function, (first, total)) in FUNCTIONS.items():
        for sampling_name, design in samplings.items():
            print(f"  {function_name}, {N * (len(first) + 2):,} evaluations, {sampling_name}")
            print(f"    {'':34}   first  coverage          total  coverage")
            designs = np.array([design(len(first), N, seed) for seed in range(1, REPETITIONS + 1)])
            results = function(designs)
            for name, estimate in ESTIMATORS.items():
                found = estimate(designs, results)
                print(f"    {name:34}{score(found[0], first)}  {score(found[1], total)}", flush=True)


def best(work, repeats=3):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def compare_time():
    inputs, count = TIMED
    print(f"Seconds beyond the model, {inputs} inputs, {count:,} replications, best of 3: sampling, estimating")
    designs = plain_design(inputs, count, 1)[None]
    results = g_function(np.arange(inputs) / 2.0)[0](designs)
    header, values = [inputs, count, 1], np.rint(results * SCALE)
    own = min(run_ours("indices", header, values)[1] for _ in range(3))
    print(f"  {'maskramp':46}{'-':>8}{own:9.4f}")

    sampling = best(lambda: salib_sample.sample(problem(inputs), count, calc_second_order=False))
    estimating = best(lambda: salib(designs, results))
    print(f"  {'SALib, 100 resamples (its default)':46}{sampling:8.3f}{estimating:9.3f}")

    uniform = ot.JointDistribution([ot.Uniform(0, 1)] * inputs)
    sampling = best(lambda: ot.SobolIndicesExperiment(uniform, count, False).generate())
    prepared = samples(designs[0], results[0])
    kinds = {"Saltelli": ot.SaltelliSensitivityAlgorithm, "Jansen": ot.JansenSensitivityAlgorithm,
             "Martinez": ot.MartinezSensitivityAlgorithm}
    for name, kind in kinds.items():
        for asymptotic, interval in ((True, "asymptotic"), (False, "100 resamples (its default)")):
            estimating = best(lambda: indices_of(kind, asymptotic, *prepared))
            print(f"  {f'OpenTURNS {name}, {interval}':46}{sampling:8.3f}{estimating:9.3f}", flush=True)


def check_range():
    print(f"Reduction of the interdecile range by a normal input of correlation r, {REPETITIONS} experiments")
    print(f"  {'n':>8}{'r':>6}{'exact':>8}{'bias':>9}{'deviation':>11}{'stated':>8}{'coverage':>10}")
    generator = np.random.Generator(np.random.Philox(7))
    for count in (512, 2048, 16_384):
        for r in (0.0, 0.3, 0.7, 0.95):
            x, rest = generator.standard_normal((2, REPETITIONS, count))
            words = (ndtr(x) * 2**32).astype(np.uint32).view(np.int32)
            results = np.rint(1000 * (r * x + np.sqrt(1 - r * r) * rest)).astype(np.int32)
            pairs = np.stack([words, results], axis=1)
            found, _ = run_ours("range", [-6000, 10, 1200, count, REPETITIONS], pairs)
            exact = 1 - np.sqrt(1 - r * r)
            held = ((found[:, 1] <= exact) & (exact <= found[:, 2])).mean()
            print(
                f"  {count:8,}{r:6.2f}{exact:8.4f}{found[:, 0].mean() - exact:+9.4f}{found[:, 0].std():11.4f}"
                f"{found[:, 3].mean():8.4f}{held:10.0%}",
                flush=True,
            )


def main():
    warnings.filterwarnings("ignore", category=FutureWarning)
    compare_accuracy()
    compare_time()
    check_range()
    return 0


if __name__ == "__main__":
    sys.exit(main())
