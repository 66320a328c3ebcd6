"""Measures programs from exec to exit, taking turns, beside a farm of idle processes."""

import contextlib
import os
import statistics
import sys
import time
from typing import NamedTuple


class Run(NamedTuple):
    """Cost of one run: wall seconds, CPU seconds (user and system, with children), resident MiB."""

    wall: float
    cpu: float
    resident: float


def numbers(*defaults):
    """Returns the numbers on the command line, with defaults for those that are missing."""
    given = list(map(int, sys.argv[1:]))
    return given + list(defaults[len(given):])


@contextlib.contextmanager
def farm(count):
    """Keeps a number of processes on the machine by starting idle ones."""
    there = sum(name.isdigit() for name in os.listdir("/proc"))
    children = [
        os.posix_spawn("/bin/sleep", ["sleep", "100000"], os.environ)
        for _ in range(max(0, count - there))
    ]
    time.sleep(1)
    try:
        yield
    finally:
        for child in children:
            os.kill(child, 9)
            os.waitpid(child, 0)


def run(command, environment=None):
    """Runs a command to its end and discards its output."""
    nowhere = [(os.POSIX_SPAWN_OPEN, fd, "/dev/null", os.O_WRONLY, 0) for fd in (1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, environment or os.environ, file_actions=nowhere)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        raise RuntimeError(f"{command} ended with {status}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(runs, commands):
    """Returns the median cost of each command; the commands take turns, so noise affects all alike."""
    taken = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            cost = run(command)
            if turn > 0:
                taken[name].append(cost)
    return {name: Run(*map(statistics.median, zip(*costs))) for name, costs in taken.items()}


def table(measured, base):
    """Prints the medians and their ratios to the base."""
    print(f"{'':24} {'wall s':>8} {'CPU s':>8} {'MiB':>6} {'wall':>7} {'CPU':>7}")
    for name, cost in measured.items():
        ratio_wall, ratio_cpu = cost.wall / measured[base].wall, cost.cpu / measured[base].cpu
        print(f"{name:24} {cost.wall:8.3f} {cost.cpu:8.3f} {cost.resident:6.0f}"
              f" {ratio_wall:6.2f}x {ratio_cpu:6.2f}x")
