#!/usr/bin/python3
"""Measures the steady-state cost of procsnap, the floor and every peer that is installed, taking turns.

usage: steady.py [--peers] [--warm-up N] [--rounds N] [--repeats N] [PROCESSES ...], 2000 by default

Each runs at an interval of 2 s beside that many idle processes. A round is one CPU sample of all processes
and one snapshot; programs that do not distinguish them do the same thing twice. The CPU time per round
includes child processes. The first rounds do not count: two, or fifteen (--warm-up) for a JVM. All keep
their cadence however long a scan takes, except ps, which starts again one second after it ended.
Needs a C compiler; for the peers python3-psutil, atop and sysstat, each if installed.
"""

import argparse
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import measure

HERE = pathlib.Path(__file__).resolve().parent
PROCSNAP = str(HERE.parent / "app-cli/target/procsnap/bin/procsnap")
ROUND = 2.0
WARM_UP = 2
TICK = os.sysconf("SC_CLK_TCK")


def programs(directory, peers, jvm_warm_up):
    floor = f"{directory}/floor"
    subprocess.run(["cc", "-O2", "-o", floor, str(HERE / "floor.c")], check=True)
    trace = [PROCSNAP, "trace", "--interval=2s", "--quiet"]
    yield "floor (C)", WARM_UP, [floor, "1000000", "1000"]
    yield "floor, reopened", WARM_UP, [floor, "1000000", "1000", "anew"]
    yield "procsnap", jvm_warm_up, trace + [f"--output={directory}/procfs"]
    if not peers:
        return
    yield "procsnap with OSHI", jvm_warm_up, trace + [f"--output={directory}/oshi", "--source=oshi"]
    if shutil.which("atop"):
        yield "atop -w", WARM_UP, ["atop", "-w", f"{directory}/atop.raw", "1"]
    if shutil.which("pidstat"):
        yield "pidstat", WARM_UP, ["pidstat", "-p", "ALL", "-u", "1"]
    columns = "pid,comm,args,vsz,rss,lstart,cputimes,state"
    yield "ps", WARM_UP, ["sh", "-c", f"while :; do ps -ww -eo {columns}; sleep 1; done"]
    yield "psutil", WARM_UP, ["/usr/bin/python3", str(HERE / "psutil_loop.py"), "1"]


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", "rb") as f:
        fields = f.read().rsplit(b")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICK


def resident_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmRSS")) / 1024


def cost(command, warm_up, rounds):
    """Returns CPU milliseconds per round, and resident MiB at the end."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            time.sleep(warm_up * ROUND)
            start, before = time.monotonic(), cpu_seconds(program.pid)
            time.sleep(rounds * ROUND)
            used = cpu_seconds(program.pid) - before
            done = (time.monotonic() - start) / ROUND
            return 1000 * used / done, resident_mib(program.pid)
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--warm-up", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("processes", type=int, nargs="*", default=[2000])
    given = parser.parse_args()
    for processes in given.processes:
        with measure.farm(processes), tempfile.TemporaryDirectory() as directory:
            there = sum(name.isdigit() for name in os.listdir("/proc"))
            taken = {}
            for _ in range(given.repeats):
                for name, warm_up, command in programs(directory, given.peers, given.warm_up):
                    taken.setdefault(name, []).append(cost(command, warm_up, given.rounds))
        print(f"{there} processes, medians of {given.repeats} runs of {given.rounds} rounds taking turns")
        print(f"{'':20} {'CPU ms/round':>14} {'us/process':>12} {'MiB':>6} {'to floor':>9}")
        medians = {name: list(map(statistics.median, zip(*runs))) for name, runs in taken.items()}
        floor = medians["floor (C)"][0]
        for name, (cpu, mib) in medians.items():
            ratio = f"{cpu / floor:.2f}x" if floor > 0 else "-"
            print(f"{name:20} {cpu:14.1f} {1000 * cpu / there:12.1f} {mib:6.1f} {ratio:>9}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
