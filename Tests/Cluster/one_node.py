"""A Slurm of one node for a test: two slots, its own ports, keys and folders, and its end."""

import os
import pathlib
import secrets
import shutil
import socket
import subprocess
import tempfile
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OneNode:
    """munged, slurmctld and slurmd in the foreground; `environment` makes Slurm's commands ask them."""

    def __enter__(self):
        if os.geteuid() != 0:
            raise SystemExit("a Slurm for a test needs root: slurmd starts tasks as their users")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="maskramp-slurm-"))
        self.folder.chmod(0o755)
        self.processes = []
        self.environment = os.environ | {"SLURM_CONF": str(self.folder / "slurm.conf")}
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.folder)

    def start(self):
        munge = self.folder / "munge"
        munge.mkdir()
        (munge / "key").write_bytes(secrets.token_bytes(128))
        (munge / "key").chmod(0o400)
        for path in (munge, munge / "key"):
            shutil.chown(path, "munge", "munge")
        munge.chmod(0o755)
        self.launch(
            "munged", "--foreground", f"--socket={munge}/socket", f"--key-file={munge}/key",
            f"--pid-file={munge}/pid", f"--log-file={munge}/log", f"--seed-file={munge}/seed",
            user="munge", group="munge", extra_groups=[])
        self.wait_for(lambda: (munge / "socket").exists(), "munged")
        host = socket.gethostname().split(".")[0]
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        (self.folder / "slurm.conf").write_text(f"""\
ClusterName=check
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={munge}/socket
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_min_interval=100000
ReturnToService=2
MailProg=/bin/true
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
""")
        self.launch("slurmctld", "-D")
        self.launch("slurmd", "-D", "-N", host)
        self.wait_for(lambda: "idle" in self.ask("sinfo", "--noheader", "--format=%T"), "slurmd")

    def launch(self, *words, **options):
        log = open(self.folder / f"{words[0]}.log", "wb")
        with log:
            self.processes.append(subprocess.Popen(
                words, stdout=log, stderr=log, env=self.environment, **options))

    def ask(self, *words):
        """What one of Slurm's commands prints."""
        return subprocess.run(words, env=self.environment, capture_output=True, text=True).stdout

    def wait_for(self, condition, name):
        end = time.monotonic() + 60
        while not condition():
            if time.monotonic() > end:
                log = self.folder / f"{name}.log"
                raise SystemExit(f"{name} did not start: {log.read_text()[-2000:]}")
            time.sleep(0.2)
