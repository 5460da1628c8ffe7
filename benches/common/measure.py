"""One run of a program: its times and the most memory that it and its children held."""
import os
import resource
import signal
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Run:
    """Seconds of the clock and of the processors, and the peak of the largest process in MB; or why it failed."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    failure: str = ""


def run(command, folder, memory, timeout):
    """Runs a command with an end after so many seconds, and with no more addresses than so many GB, as `ulimit -v` does."""

    def guard():
        resource.setrlimit(resource.RLIMIT_AS, (memory << 30, memory << 30))

    log = folder / "log"
    with open(log, "wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, preexec_fn=guard, start_new_session=True
        )
        # A program may have children that outlive it, so the whole group is ended, and only ours.
        old = signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
        signal.alarm(timeout)
        _, status, usage = os.wait4(process.pid, 0)
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 0:
        return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    if wall >= timeout:
        return Run(failure=f"not ready after {timeout} s")
    return Run(failure=f"failed after {wall:.1f} s: {last_words(log)}")


def last_words(log):
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip()[:100] for line in reversed(lines) if line.strip()), "without a word")
