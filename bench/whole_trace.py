#!/usr/bin/python3
"""Measures the cost of a whole trace at the default interval, procsnap and its peers side by side.

usage: whole_trace.py [--minutes N] [PROCESSES], 60 minutes and 2000 processes by default

procsnap and atop -w take a snapshot every 300 s. The sampler at 1 Hz is psutil reading the CPU time of every
process each second, like a recorder that computes its windows that way; it runs for two minutes only. The
first 10 s of each, with the first snapshot, are reported separately. All run at the same time and mostly
sleep. To run several measurements at once, start each in its own pid namespace:
unshare --pid --fork --mount-proc whole_trace.py 200
"""

import argparse
import os
import shutil
import signal
import subprocess
import tempfile
import time

import measure
import steady

START = 10

def wake_ups(pid):
    """Returns the voluntary context switches of each thread of a process."""
    counts = {}
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status", encoding="ascii", errors="replace") as f:
            counts[thread] = next(int(line.split()[1]) for line in f if line.startswith("voluntary"))
    return counts


class Watched:
    """A running program, with its CPU time at start and afterwards."""

    def __init__(self, name, command):
        self.name = name
        self.program = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.begin = time.monotonic()
        self.started, self.start_cpu = self.begin, 0

    def has_started(self):
        self.started, self.start_cpu = time.monotonic(), steady.cpu_seconds(self.program.pid)

    def report(self):
        now, cpu = time.monotonic(), steady.cpu_seconds(self.program.pid)
        resident = steady.resident_mib(self.program.pid)
        self.program.send_signal(signal.SIGTERM)
        self.program.wait()
        further = (cpu - self.start_cpu) / (now - self.started)
        print(f"{self.name:24} {self.start_cpu:8.2f} {3600 * further:15.2f} {100 * further:12.4f}"
              f" {resident:8.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("processes", type=int, nargs="?", default=2000)
    given = parser.parse_args()
    with measure.farm(given.processes), tempfile.TemporaryDirectory() as directory:
        print(f"{given.processes} processes, {given.minutes:g} minutes at an interval of 300 s")
        print(f"{'':24} {'start':>8} {'CPU s an hour':>15} {'% of a core':>12} {'MiB':>8}", flush=True)
        begin = time.monotonic()
        procsnap = Watched(
            "procsnap", [steady.PROCSNAP, "trace", "--quiet", f"--output={directory}/out"])
        recorders = [procsnap]
        if shutil.which("atop"):
            recorders.append(Watched("atop -w", ["atop", "-w", f"{directory}/atop.raw", "300"]))
        psutil_loop = ["/usr/bin/python3", str(steady.HERE / "psutil_loop.py"), "1", "cpu"]
        sampler = Watched("sampler at 1 Hz (psutil)", psutil_loop)
        time.sleep(min(START, 60 * given.minutes))
        for watched in [*recorders, sampler]:
            watched.has_started()
        asleep, woken = time.monotonic(), wake_ups(procsnap.program.pid)
        time.sleep(min(120, 60 * given.minutes))
        sampler.report()
        time.sleep(max(0, begin + 60 * given.minutes - time.monotonic()))
        counts = wake_ups(procsnap.program.pid)
        woken = sum(count - woken.get(thread, 0) for thread, count in counts.items())
        woken = 60 * woken / (time.monotonic() - asleep)
        for watched in recorders:
            watched.report()
        print(f"procsnap woke up {woken:.0f} times a minute, including snapshots and samples")


if __name__ == "__main__":
    main()
