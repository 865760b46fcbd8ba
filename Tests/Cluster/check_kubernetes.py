"""The Job that `--cluster kubernetes --print` writes against the schema of Kubernetes, and what its shards do.

    .venv/bin/python Tests/Cluster/check_kubernetes.py …/maskramp
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import kubernetes_validate
import yaml

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PLAN = pathlib.Path(__file__).resolve().parents[2] / "plans/ningbo-guanshi/plan.yaml"
# An image has the program on its path.
PATH = {"PATH": f"{PROGRAM.parent}:/usr/bin:/bin"}
RUN = [PROGRAM, "run", PLAN, "--replications", "600", "--engine", "cpu"]


def printed(*words):
    return subprocess.run(
        [*RUN, "--cluster", "kubernetes", "--print", "--out", "whole", "--shards", "3", *words],
        check=True, capture_output=True, text=True).stdout


def check(condition, text):
    if not condition:
        sys.exit(f"check_kubernetes: {text}")


for words in ([], [f"--cluster-option={word}" for word in ("gpu=1", "memory=4Gi", "image=registry.example/maskramp:0.1")]):
    job = yaml.safe_load(printed(*words))
    for version in ("1.29", "1.33"):
        kubernetes_validate.validate(job, version, strict=True)
    container = job["spec"]["template"]["spec"]["containers"][0]
    check(job["spec"]["completions"] == 3, "three shards are three completions")
    check(("nvidia.com/gpu" in container["resources"]["limits"]) == bool(words), "a GPU is asked for where it is wanted")

# Each index by hand, as the container would run it, and the merge that the text names.
job = yaml.safe_load(printed())
script = job["spec"]["template"]["spec"]["containers"][0]["args"][0]
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([*RUN, "--quiet", "--out", "single"], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    for index in (2, 0, 1):
        subprocess.run(
            ["/bin/sh", "-c", script], check=True, cwd=folder, stdout=subprocess.DEVNULL,
            env=PATH | {"JOB_COMPLETION_INDEX": str(index)})
    merge = next(line for line in printed().splitlines() if " merge " in line).lstrip("# ")
    subprocess.run(["/bin/sh", "-c", merge + " --quiet"], check=True, cwd=folder, stdout=subprocess.DEVNULL, env=PATH)
    digests = [json.loads((pathlib.Path(folder) / name / "result.json").read_text())["digest"] for name in ("single", "whole")]
    check(digests[0] == digests[1], "the shards of the Job have another digest than the run")
print("check_kubernetes: the Job is valid and its shards are the run")
