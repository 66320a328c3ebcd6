#!/usr/bin/python3
"""What a whole trace at the default interval costs, from exec on: procsnap and its peers, side by side.

usage: whole_trace.py [--minutes N] [PROCESSES], 60 minutes and 2000 processes unless said otherwise

procsnap and atop -w take a snapshot every 300 s; the sampler at 1 Hz is psutil asking every process for
its CPU time each second, as a recorder does that keeps its windows so; it is watched for two minutes
only. All run at the same time and mostly sleep. For more than one machine in one, start each of them
in a pid namespace of its own: unshare --pid --fork --mount-proc whole_trace.py 200
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


def wake_ups(pid):
    """How often a thread of the process went to sleep by itself."""
    count = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status", encoding="ascii", errors="replace") as f:
            count += next(int(line.split()[1]) for line in f if line.startswith("voluntary"))
    return count


def start(command):
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def report(name, program, seconds):
    cpu, resident = steady.cpu_seconds(program.pid), steady.resident_mib(program.pid)
    program.send_signal(signal.SIGTERM)
    program.wait()
    print(f"{name:24} {3600 * cpu / seconds:12.2f} {100 * cpu / seconds:13.4f} {resident:7.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("processes", type=int, nargs="?", default=2000)
    given = parser.parse_args()
    with measure.farm(given.processes), tempfile.TemporaryDirectory() as folder:
        print(f"{given.processes} processes, {given.minutes:g} minutes at an interval of 300 s")
        print(f"{'':24} {'CPU s an hour':>12} {'% of a core':>13} {'MiB':>7}", flush=True)
        begin = time.monotonic()
        procsnap = start([steady.PROCSNAP, "trace", "--quiet", f"--output={folder}/out"])
        atop = None
        if shutil.which("atop"):
            atop = start(["atop", "-w", f"{folder}/atop.raw", "300"])
        sampler, since = start(["/usr/bin/python3", steady.HERE / "psutil_loop.py", "1", "cpu"]), time.monotonic()
        time.sleep(min(120, 60 * given.minutes))
        report("sampler at 1 Hz (psutil)", sampler, time.monotonic() - since)
        asleep, woken = time.monotonic(), wake_ups(procsnap.pid)
        time.sleep(max(0, begin + 60 * given.minutes - time.monotonic()))
        minutes = (time.monotonic() - asleep) / 60
        woken = (wake_ups(procsnap.pid) - woken) / minutes if minutes > 0.01 else 0
        if atop:
            report("atop -w", atop, time.monotonic() - begin)
        report("procsnap", procsnap, time.monotonic() - begin)
        print(f"procsnap woke up {woken:.0f} times a minute, snapshots and samples counted")


if __name__ == "__main__":
    main()
