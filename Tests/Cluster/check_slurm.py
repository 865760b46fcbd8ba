"""Runs in shards on a real Slurm of one node: one digest, also when tasks and the program itself are killed.

    python3 Tests/Cluster/check_slurm.py …/maskramp
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from one_node import OneNode

PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve()
PLAN = pathlib.Path(__file__).resolve().parents[2] / "plans/ningbo-guanshi/plan.yaml"
# Some seconds for a task of a debug build.
REPLICATIONS = os.environ.get("MASKRAMP_REPLICATIONS", "24000")
RUN = [PROGRAM, "run", PLAN, "--replications", REPLICATIONS, "--engine", "cpu"]


class SlurmTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.slurm = OneNode().__enter__()
        cls.addClassCleanup(cls.slurm.__exit__)
        cls.folder = tempfile.TemporaryDirectory(prefix="maskramp-cluster-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.place = pathlib.Path(cls.folder.name)
        subprocess.run([*RUN, "--out", "single", "--quiet"], cwd=cls.place, check=True, stdout=subprocess.DEVNULL)
        cls.digest = cls.result("single")["digest"]

    @classmethod
    def result(cls, name):
        return json.loads((cls.place / name / "result.json").read_text())

    def begin(self, *words):
        return subprocess.Popen(
            [*RUN, "--cluster", "slurm", *words], cwd=self.place, env=self.slurm.environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def tasks(self, text):
        """Numbers of processes of shards, by their command line."""
        found = []
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if words[0] == bytes(PROGRAM) and any(text.encode() in word for word in words):
                found.append(int(path.parent.name))
        return found

    def wait_for(self, condition):
        end = time.monotonic() + 120
        while not (value := condition()):
            self.assertLess(time.monotonic(), end, "nothing came of it")
            time.sleep(0.05)
        return value

    def test_a_killed_task_is_submitted_again(self):
        run = self.begin("--shards", "5", "--out", "killed")
        os.kill(self.wait_for(lambda: self.tasks("killed.shards/2"))[0], signal.SIGKILL)
        output, errors = run.communicate(timeout=300)
        self.assertEqual(run.returncode, 0, errors)
        self.assertRegex(errors, r"slurm job \d+: shards 1-5 of 5\n")
        self.assertRegex(errors, r"slurm job \d+: shards 2 of 5, attempt 2 of 3\n")
        result = self.result("killed")
        self.assertEqual(result["digest"], self.digest)
        self.assertEqual(sum(row["replications"] for row in result["shards"]), int(REPLICATIONS))
        self.assertFalse((self.place / "killed.shards").exists())

    def test_the_same_command_comes_back_to_its_job(self):
        run = self.begin("--shards", "4", "--out", "left")
        self.wait_for(lambda: self.tasks("left.shards/1"))
        run.send_signal(signal.SIGINT)
        output, errors = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 130, errors)
        self.assertIn("goes on without this program", errors)
        output, errors = self.begin("--shards", "4", "--out", "left").communicate(timeout=300)
        self.assertNotIn("attempt 2", errors)
        self.assertEqual(self.result("left")["digest"], self.digest)

    def test_printed_script_is_what_a_site_submits(self):
        run = self.begin("--shards", "2", "--out", "hand", "--print", "--quiet", "--cluster-option=--comment=by-hand")
        script, errors = run.communicate(timeout=60)
        self.assertEqual((run.returncode, errors), (0, ""))
        self.assertIn("#SBATCH --array=1-2\n", script)
        self.assertIn("#SBATCH --comment=by-hand\n", script)
        (self.place / "hand.shards").mkdir()
        subprocess.run(
            ["sbatch", "--wait", "--parsable"], input=script, text=True, check=True, cwd=self.place,
            env=self.slurm.environment, stdout=subprocess.DEVNULL)
        subprocess.run(
            [PROGRAM, "merge", "hand.shards/1", "hand.shards/2", "--out", "hand", "--quiet"], check=True, cwd=self.place, stdout=subprocess.DEVNULL)
        self.assertEqual(self.result("hand")["digest"], self.digest)

    def test_other_questions_are_spread_too(self):
        for name, *words in (
                ("simulate", "--replications", "6", "--load", "0.1,0.2"),
                ("exposure", "--node", "28", "--samples", "100000"),
                ("sensitivity", "--replications", "32")):
            with self.subTest(name):
                command = [PROGRAM, name, PLAN, *words, "--engine", "cpu", "--quiet", "--format", "json", "--out"]
                results = []
                for more in (["one.json"], ["all.json", "--cluster", "slurm", "--shards", "3"]):
                    run = subprocess.run([*command, *more], cwd=self.place, env=self.slurm.environment, capture_output=True, text=True)
                    self.assertEqual(run.returncode, 0, run.stderr)
                    results.append(json.loads((self.place / more[0]).read_text()))
                    self.assertEqual(json.loads(run.stdout), results[-1])
                self.assertEqual(results[0]["digest"], results[1]["digest"])
                self.assertEqual(len(results[1]["shards"]), 3)
                self.assertFalse((self.place / "all.json.shards").exists())

    def test_what_slurm_refuses_is_told(self):
        run = self.begin("--shards", "2", "--out", "no", "--cluster-option=--partition=nowhere")
        output, errors = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 69)
        self.assertRegex(errors, r"maskramp: error: sbatch: .*[Ii]nvalid partition")


if __name__ == "__main__":
    unittest.main(verbosity=2)
