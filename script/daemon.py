"""An nplusd of one's own over the directory and the sample register of Jizhou, with callers; for the scripts that measure it and those
that end it."""

import atexit
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

from cluster import PROJECT, run

BODY = "TWN-120119100"


def programs(folder):
    if folder is None:
        run("swift", "build", "-c", "release", "--traits", "Daemon", cwd=PROJECT)
        shown = run("swift", "build", "-c", "release", "--traits", "Daemon", "--show-bin-path", cwd=PROJECT,
                    stdout=subprocess.PIPE)
        folder = shown.stdout.strip()
    return pathlib.Path(folder) / "nplus", pathlib.Path(folder) / "nplusd"


class Daemon:
    """An nplusd over the cluster, on a port of its own; the same port again after each end."""

    def __init__(self, program, cluster, database):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command = [program, "serve", "--port", str(self.port)]
        self.environment = dict(os.environ, NPLUS_DATABASE_URL=cluster.address(database), NPLUSD_CONFIG="",
                                NPLUSD_LIMITS_RATE="1000000")
        self.log = cluster.folder / "nplusd.log"
        self.process = None
        # Whatever becomes of the script, its daemon goes with it.
        atexit.register(self.kill)

    def start(self):
        """Gives the seconds until it was ready for requests."""
        begun = time.monotonic()
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stderr=log)
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > begun + 60:
                sys.exit(f"服务进程没有就绪。\nThe daemon did not become ready: {self.log.read_text()[-2000:]}")
            time.sleep(0.005)
        return time.monotonic() - begun

    def is_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def memory(self):
        """Resident memory, in MB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait()


def filled(nplus, cluster, database):
    """A database with the directory and the sample register, and a token for its callers."""
    cluster.fresh(database)
    environment = dict(os.environ, NPLUS_DATABASE_URL=cluster.address(database))
    run(nplus, "run", "--deploy", PROJECT / "deploy" / "jizhou", env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    made = run(nplus, "access", "token", "load", "--role", "clerk", "--body", BODY, env=environment,
               stdout=subprocess.PIPE).stdout
    return next(word for word in made.split() if word.startswith("np_"))


def callers(nplus, daemon, token, seconds, count, work="lives", file=None):
    command = [nplus, "bench", "http", "--port", str(daemon.port), "--body", BODY, "--callers", str(count), "--seconds",
               str(seconds), "--work", work]
    if file is not None:
        command += ["--acknowledged", str(file)]
    return subprocess.Popen(command, env=dict(os.environ, NPLUS_TOKEN=token), stdout=subprocess.PIPE, text=True)


def finished(process):
    output, _ = process.communicate()
    if process.returncode != 0:
        sys.exit(f"调用者得到了不该有的答复。\nCallers were answered what nothing here may cause: {output}")
    return json.loads(output)
