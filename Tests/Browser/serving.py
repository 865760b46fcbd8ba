"""A planner for a test: a folder of plans of its own, a free port, and its end."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["MASKRAMP_SERVE"])
GUANSHI = "ningbo-guanshi/plan.yaml"


class Planner:
    """`maskramp-serve` on a copy of the plans; `with` ends it and removes all that it wrote."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="maskramp-browser-"))
        self.plans = self.folder / "plans"
        self.runs = self.folder / "runs"
        shutil.copytree(ROOT / "plans", self.plans)
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()
        shutil.rmtree(self.folder)

    def start(self, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, self.plans, "--runs", self.runs, "--port", "0", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        printed = ""
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(f"the planner did not start: {self.process.stderr.read()}")
            printed += line
            found = re.search(r"(http://127\.0\.0\.1:(\d+))/\?token=(\w+)", printed)
            if found:
                self.base, self.port, self.token = found[1], int(found[2]), found[3]
                self.entrance = found[0]
                return

    def kill(self):
        """As `kill -9`: nothing is tidied up."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        if self.process:
            self.process.wait()
            self.process.stdout.close()
            self.process.stderr.close()
            self.process = None
