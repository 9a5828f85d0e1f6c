"""Figures: how long a process takes, and how much memory, from outside."""
import os
import statistics
import subprocess
import sys
import time

RUNS = int(os.environ.get("BENCH_RUNS", "11"))
# Of what takes a second each time, fewer are enough.
FEW = min(RUNS, 5)
ENV = {
    "PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.invalid",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.invalid",
}


class Figure:
    """What a thing took, in seconds, each time it was done; and the most
    memory that it took, in MiB."""

    def __init__(self, times=(), memory=0):
        self.times = list(times)
        self.memory = memory

    @property
    def median(self):
        return statistics.median(self.times)

    def __add__(self, other):
        """Of one after the other."""
        return Figure((a + b for a, b in zip(self.times, other.times)),
                      max(self.memory, other.memory))

    def told(self, unit=1000):
        """Milliseconds with their spread: "3.1 (2.9-4.4)"; where there is
        one alone, it alone."""
        digits = 1 if self.median * unit >= 1 else 2
        middle, least, most = (
            f"{time * unit:.{digits}f}"
            for time in (self.median, min(self.times), max(self.times)))
        return (f"{middle} ({least}-{most})" if len(self.times) > 1
                else middle)


class Step:
    """A process to be timed: its words, what it reads (bytes, or the path of
    a file), and where it runs."""

    def __init__(self, *argv, reads=b"", within=None):
        self.argv = argv
        self.reads = reads
        self.within = within

    def open_input(self):
        if isinstance(self.reads, str):
            return open(self.reads, "rb")
        told, tell = os.pipe()
        os.set_blocking(tell, False)
        os.write(tell, self.reads)  # a pipe holds as much as we ever tell
        os.close(tell)
        return os.fdopen(told, "rb")


def run(step, ok=(0,)):
    """Does a step once."""
    with step.open_input() as reads:
        begun = time.monotonic()
        child = subprocess.Popen(
            step.argv, cwd=step.within, env=ENV, stdin=reads,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode not in ok:
        sys.exit(f"bench: {step.argv} ended with {child.returncode}: "
                 f"{errors.decode(errors='replace')[:500]}")
    return Figure([took], usage.ru_maxrss / 1024)


def gather(done):
    """One figure of several."""
    return Figure((one.median for one in done),
                  max(one.memory for one in done))


def in_turn(makers, runs=RUNS):
    """Does the steps make(0), make(1) … of each of several makers by name,
    after one that is not counted: one of each in turn, so that what else the
    machine does meets them all alike."""
    done = {name: [] for name in makers}
    for number in range(-1, runs):
        for name, make in makers.items():
            took = run(make(number))
            if number >= 0:
                done[name].append(took)
    return {name: gather(all_of_it) for name, all_of_it in done.items()}


def again(*argv, runs=RUNS, within=None):
    """Does one step again and again."""
    step = Step(*argv, within=within)
    return in_turn({"it": lambda _: step}, runs)["it"]


def always(*argv):
    """A maker of one step."""
    step = Step(*argv)
    return lambda _: step


def answer(*argv, within=None):
    """What a process prints."""
    return subprocess.run(argv, cwd=within, env=ENV, check=True, text=True,
                          stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE).stdout


def write_answer(path, step):
    """What a process prints, into a file."""
    with open(path, "wb") as out, step.open_input() as reads:
        subprocess.run(step.argv, cwd=step.within, env=ENV, check=True,
                       stdin=reads, stdout=out)


def folder_size(path):
    """MiB that a folder takes on the disk."""
    return sum(os.lstat(os.path.join(top, name)).st_blocks * 512
               for top, _, names in os.walk(path) for name in names) / 2**20
