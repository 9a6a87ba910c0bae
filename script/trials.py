"""What the trials share: programs at work with many callers, one that delivers, and ways to hurt a server."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

import history
from cluster import PROJECT, parent, run

CALLERS = 24
PROGRAMS = 2


class Program:
    """One `nplus bench peer` at work; what it answered stands in its file, whatever becomes of it."""

    def __init__(self, nplus, address, file, seconds):
        # By how much its clock is wrong.
        self.clock = file.with_suffix(".clock")
        self.clock.touch()
        self.process = subprocess.Popen(
            [nplus, "bench", "peer", "--url", address, "--cases", "100000000", "--concurrency", str(CALLERS),
             "--max-seconds", str(seconds), "--acknowledged", str(file), "--clock", str(self.clock)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.is_ready = False

    def begin(self):
        """False where it was not ready, as when the server was away while it started."""
        self.is_ready = self.process.stdout.readline().strip() == "READY"
        if self.is_ready:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
        return self.is_ready

    def move(self, seconds):
        """Puts its clock off by so many seconds."""
        draft = self.clock.with_suffix(".draft")
        draft.write_text(f"{round(seconds * 1000):>20}\n", encoding="utf-8")
        draft.rename(self.clock)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def errors(self):
        """How many commands it saw fail; waits for its end. None where it broke down, which nothing here may cause."""
        answer = next((line for line in self.process.stdout if line.startswith("{")), None)
        self.process.stdin.close()
        return json.loads(answer)["errors"] if self.process.wait() == 0 and answer else None


class Delivery(threading.Thread):
    """`nplus outbox deliver` again and again, whatever becomes of each."""

    def __init__(self, nplus, address, folder):
        super().__init__()
        self.command = [nplus, "outbox", "deliver", "--into", str(folder)]
        self.environment = dict(os.environ, NPLUS_DATABASE_URL=address)
        self.is_over = threading.Event()
        self.process = None
        run(nplus, "directory", "load", PROJECT / "deploy" / "jizhou", env=self.environment, stdout=subprocess.DEVNULL)

    def once(self):
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        return self.process.wait()

    def run(self):
        while not self.is_over.wait(0.2):
            self.once()

    def finish(self, cluster):
        """Until nothing waits; what a killed one had taken counts as lost now, which else takes minutes."""
        self.is_over.set()
        self.join()
        for _ in range(20):
            # The last blow may not be mended yet.
            cluster.wait()
            try:
                cluster.sql("crash", "update outbox set not_before = now()")
            except subprocess.CalledProcessError:
                continue
            if self.once() == 0:
                return


class Trial:
    """One round: programs at work on a new database, and one that delivers, until they are judged."""

    def __init__(self, nplus, address, seconds):
        self.nplus = nplus
        self.address = address
        # In memory where there is such a folder: each message is synced to disk, and it is not the disk that is tried here.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.TemporaryDirectory(prefix="nplus-trial-", dir=memory)
        place = pathlib.Path(self.folder.name)
        self.files = [place / f"answers-{index}" for index in range(PROGRAMS)]
        self.programs = [self.start(index, seconds) for index in range(PROGRAMS)]
        self.end = time.monotonic() + seconds
        self.spool = place / "spool"
        self.spool.mkdir()
        self.delivery = Delivery(nplus, address, self.spool)
        self.delivery.start()

    def start(self, index, seconds=None):
        """A program for so long, else for the rest of the round."""
        while True:
            rest = seconds or max(1, round(self.end - time.monotonic()))
            program = Program(self.nplus, self.address, self.files[index], rest)
            if program.begin():
                return program
            program.kill()

    def told(self):
        """How many answers every program has written down so far, in bytes."""
        return [file.stat().st_size if file.exists() else 0 for file in self.files]

    def judge(self, cluster, interrupted):
        """Waits for the end of the round. Gives how many commands were answered, and what is wrong."""
        errors = [program.errors() for program in self.programs]
        found = [f"a program broke down: {program.process.returncode}"
                 for program, count in zip(self.programs, errors) if count is None]
        interrupted += sum(CALLERS if count is None else count for count in errors)
        self.delivery.finish(cluster)
        told = history.acknowledged(self.files)
        found += history.faults(cluster, "crash", told, interrupted, history.delivered(self.spool))
        self.folder.cleanup()
        return len(told), found


def children(cluster):
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and parent(name) == cluster.process.pid]


def kill(cluster):
    """Every process of a server at once."""
    # The children first would let the postmaster begin to mend; so it goes first, and cannot.
    own = children(cluster)
    for process in [cluster.process.pid, *own]:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    cluster.process.wait()
    while any(pathlib.Path(f"/proc/{process}").exists() and not zombie(process) for process in own):
        time.sleep(0.01)


def asked(cluster, query):
    """The lines of an answer; none where an earlier blow is only now felt by the server."""
    try:
        return cluster.sql("postgres", query).splitlines()
    except subprocess.CalledProcessError:
        return []


def zombie(process):
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
