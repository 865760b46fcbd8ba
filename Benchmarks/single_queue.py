#!/usr/bin/env python3
"""One queue before one tool (M/M/1, load 0.9) in SimPy, in cimba and in maskramp's kernel, in one run.

Two shapes: a million mean services in one replication on one thread, and thousands of replications of
a thousand mean services on all threads, each the median of several runs, one program after the other in
turn. Prints customers served a second, replications a second, and
the mean time in the system beside the closed form, 1/(1 − 0.9) = 10 mean services; short replications
begin empty and stay below it. Exits with 1 when a long run is off by more than a twentieth.

Needs SimPy and cimba; without cimba, which wants a Python of its own, the rest is measured. MASKRAMP
names a program beside which FlowBenchmark lies, else the release build is made.
"""
import os
import random
import statistics
import subprocess
import sys
import time

import simpy

try:
    import cimba
    from cimba import inputs
except ImportError:
    cimba = None

LOAD = 0.9
LONG, SHORT, MANY = 1_000_000, 1_000, 20_000
RUNS = 9


def benchmark():
    """The program FlowBenchmark."""
    beside = os.environ.get("MASKRAMP")
    if beside is None:
        command = [os.environ.get("SWIFT", "swift"), "build", "-c", "release"]
        command += os.environ.get("SWIFT_FLAGS", "").split()
        subprocess.run(command + ["--product", "FlowBenchmark"], check=True, stdout=sys.stderr)
        shown = subprocess.run(command + ["--show-bin-path"], check=True, capture_output=True, text=True)
        return os.path.join(shown.stdout.strip(), "FlowBenchmark")
    return os.path.join(os.path.dirname(beside), "FlowBenchmark")


def ours(units, replications, threads):
    """Served, mean time in the system, seconds."""
    words = [benchmark(), str(LOAD), str(units), str(replications), str(threads)]
    line = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return int(line[0]), float(line[1]), float(line[2])


def in_simpy(units):
    """The same with SimPy 4, which keeps each customer's time."""
    env, rng = simpy.Environment(), random.Random(1)
    server = simpy.Resource(env)
    served, total = 0, 0.0

    def customer():
        nonlocal served, total
        begun = env.now
        with server.request() as turn:
            yield turn
            yield env.timeout(rng.expovariate(1))
        served, total = served + 1, total + env.now - begun

    def source():
        while True:
            yield env.timeout(rng.expovariate(LOAD))
            env.process(customer())

    env.process(source())
    begun = time.perf_counter()
    env.run(until=units)
    return served, total / served, time.perf_counter() - begun


def cimba_queue():
    """The queue as cimba's manual writes it: it counts who waits, and keeps no customer's time."""

    class Queue(cimba.Model):
        interarrival: cimba.Input[float] = inputs.dist.exponential(mean=1 / LOAD)
        service: cimba.Input[float] = inputs.dist.exponential(mean=1)
        queue: cimba.Container
        mean_queue: cimba.Output[float]

        @cimba.process
        def arrivals(self):
            while True:
                cimba.hold(self.interarrival.next())
                self.queue.put(1)

        @cimba.process
        def server(self):
            while True:
                self.queue.get(1)
                cimba.hold(self.service.next())

        @cimba.on_end
        def measure(self):
            self.mean_queue = self.queue.mean_level()

    return Queue()


def in_cimba(model, units, replications):
    """Seconds."""
    window = cimba.Window(warmup=0, duration=units)
    begun = time.perf_counter()
    cimba.Experiment(model, replications=replications, window=window, seed=1).run()
    return time.perf_counter() - begun


def median(seconds):
    """The middle run, and the fastest and slowest as a text."""
    return statistics.median(seconds), f"{min(seconds):.2f} to {max(seconds):.2f} s"


def main():
    threads = os.cpu_count()
    model = cimba_queue() if cimba else None
    if model:
        in_cimba(model, SHORT, threads)  # compiled then
    runs, others = [], []
    for _ in range(RUNS):
        runs.append(ours(LONG, 1, 1))
        if model:
            others.append(in_cimba(model, LONG, 1))
    seconds, spread = median([run[2] for run in runs])
    served, mean, _ = runs[0]
    wrong = abs(mean - 10) > 0.5
    kernel = served / seconds
    print(f"one thread, {LONG:,} mean services, medians of {RUNS} runs: maskramp {kernel:,.0f} served/s "
          f"({spread}), in the system {mean:.2f}")
    served, mean, seconds = in_simpy(LONG // 10)
    print(f"  SimPy {simpy.__version__} {served / seconds:,.0f} served/s, in the system {mean:.2f}: "
          f"maskramp {kernel * seconds / served:.0f} times")
    if model:
        seconds, spread = median(others)
        rate = LOAD * LONG / seconds
        print(f"  cimba {cimba.__version__} {rate:,.0f} served/s ({spread}): maskramp {kernel / rate:.2f} times")
    runs, others = [], []
    for _ in range(RUNS):
        runs.append(ours(SHORT, MANY, threads))
        if model:
            others.append(in_cimba(model, SHORT, MANY))
    seconds, spread = median([run[2] for run in runs])
    served, mean, _ = runs[0]
    kernel = MANY / seconds
    print(f"{threads} threads, {MANY:,} replications of {SHORT:,} mean services: maskramp {kernel:,.0f} "
          f"replications/s ({spread}), {served / seconds:,.0f} served/s, in the system {mean:.2f}")
    if model:
        seconds, spread = median(others)
        rate = MANY / seconds
        print(f"  cimba {cimba.__version__} {rate:,.0f} replications/s ({spread}): maskramp {kernel / rate:.2f} times")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
