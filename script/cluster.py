"""A PostgreSQL server of one's own, for the scripts that measure and for those that break things."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
HERTZ = os.sysconf("SC_CLK_TCK")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, text=True, **options)


def built(program):
    """The program to run: the one named, else one that is built now."""
    if program is not None:
        return program
    run("swift", "build", "-c", "release", "--product", "nplus", cwd=PROJECT)
    folder = run("swift", "build", "-c", "release", "--show-bin-path", cwd=PROJECT, stdout=subprocess.PIPE).stdout
    return pathlib.Path(folder.strip()) / "nplus"


class Cluster:
    """A PostgreSQL server for one run, in a folder that is removed afterwards.

    With `disk`, such as "1g", the folder is a file system of that size in memory, where this program may mount one; see
    `is_small`. With `memory` it is in memory where there is such a folder: for trials in which processes end and no machine.
    """

    def __init__(self, disk=None, memory=False):
        self.memory = "/dev/shm" if memory and os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="nplus-bench-", dir=self.memory))
        self.is_small = disk is not None and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={disk}", "tmpfs", self.folder], stderr=subprocess.DEVNULL).returncode == 0
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None)
        if self.bin is None and shutil.which("pgbench"):
            self.bin = pathlib.Path(shutil.which("pgbench")).parent
        if self.bin is None:
            sys.exit("没有找到 PostgreSQL 服务器程序。\nThe PostgreSQL server programs were not found.")
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        self.port = 20000 + os.getpid() % 20000

    def __enter__(self):
        data = self.folder / "data"
        run(*self.prefix, self.bin / "initdb", "-D", data, "-U", "bench", "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-instructions", stdout=subprocess.DEVNULL)
        self.configure(
            f"shared_buffers = {'128MB' if self.is_small else '1GB'}\n"
            f"max_wal_size = {'256MB' if self.is_small else '8GB'}\nmax_connections = 400\njit = off\n"
            # What a killed server leaves in memory would stay there.
            "dynamic_shared_memory_type = mmap\n")
        self.start()
        return self

    def configure(self, settings):
        with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as file:
            file.write(f"listen_addresses = ''\nport = {self.port}\nunix_socket_directories = '{self.folder}'\n{settings}")

    def start(self):
        with open(self.folder / "log", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [*self.prefix, str(self.bin / "postgres"), "-D", str(self.folder / "data")],
                stdout=subprocess.DEVNULL, stderr=log)
        self.wait()

    def wait_until(self, query, seconds=60):
        """Until a query gives true."""
        for _ in range(seconds * 20):
            if self.sql("postgres", query) == "t":
                return
            time.sleep(0.05)
        sys.exit(f"等待超时：{query}\nNot true after {seconds} s: {query}")

    def answers(self, seconds):
        """Whether it takes connections before so many seconds have passed."""
        for _ in range(seconds * 10):
            if subprocess.run([self.bin / "pg_isready", "-q", "-h", self.folder, "-p", str(self.port)]).returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def wait(self):
        """Until it takes connections."""
        if self.answers(60):
            return
        sys.exit(f"数据库未能启动。\nThe server did not start: {(self.folder / 'log').read_text()[-2000:]}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
        self.remove()

    def remove(self):
        if self.is_small:
            subprocess.run(["umount", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, database):
        return f"postgresql://bench@/{database}?host={self.folder}&port={self.port}"

    def sql(self, database, *texts):
        options = [part for text in texts for part in ("-c", text)]
        result = run(self.bin / "psql", self.address(database), "-qAtX", "-v", "ON_ERROR_STOP=1", *options,
                     stdout=subprocess.PIPE)
        return result.stdout.strip()

    def fresh(self, database):
        self.sql("postgres", f"drop database if exists {database} with (force)", f"create database {database}")
        self.sql(database, "checkpoint")

    def wal(self):
        return int(self.sql("postgres", "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"))

    def seconds(self):
        """Processor time of the server's processes, those that have ended included."""
        # A process that ends between two readings would be in neither.
        time.sleep(0.5)
        total = processor_seconds(self.process.pid)
        for name in os.listdir("/proc"):
            if name.isdigit() and parent(name) == self.process.pid:
                total += processor_seconds(int(name))
        return total


class Standby(Cluster):
    """A copy of a running server that follows it; the server waits for it with each commit from then on."""

    def __init__(self, primary):
        super().__init__(memory=primary.memory is not None)
        self.primary = primary
        self.port = primary.port % 20000 + 20001

    def __enter__(self):
        primary = self.primary
        run(*self.prefix, self.bin / "pg_basebackup", "-D", self.folder / "data", "--checkpoint=fast", "--write-recovery-conf",
            "-d", f"host={primary.folder} port={primary.port} user=bench application_name=standby")
        self.configure("")
        self.start()
        primary.sql("postgres", "alter system set synchronous_standby_names = 'standby'", "select pg_reload_conf()")
        primary.wait_until("select count(*) = 1 from pg_stat_replication where sync_state = 'sync'")
        return self

    def promote(self):
        self.sql("postgres", "select pg_promote()")


def write_table(page, name, table):
    """Puts a table in its place on a page of docs."""
    path = PROJECT / "docs" / page
    head, begin, rest = path.read_text(encoding="utf-8").partition(f"<!-- table: {name} -->")
    end = "<!-- end -->"
    path.write_text(f"{head}{begin}\n\n{table}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def stat(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        return file.read().rpartition(")")[2].split()


def parent(pid):
    try:
        return int(stat(pid)[1])
    except OSError:
        return 0


def processor_seconds(pid):
    try:
        return sum(int(part) for part in stat(pid)[11:15]) / HERTZ
    except OSError:
        return 0.0
