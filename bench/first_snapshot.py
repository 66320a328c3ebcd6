#!/usr/bin/python3
"""Measures the time from exec until the first snapshot of a trace is on disk, with its manifest.

usage: first_snapshot.py [PROCESSES [RUNS]], 200 and 15 by default
"""

import pathlib
import statistics
import subprocess
import tempfile
import time

import measure
import steady


def first_snapshot():
    with tempfile.TemporaryDirectory() as directory:
        start = time.perf_counter()
        command = [steady.PROCSNAP, "trace", "--quiet", f"--output={directory}"]
        with subprocess.Popen(command) as program:
            try:
                while not any(pathlib.Path(directory).glob("*/*/*/process/process_*.json")):
                    if program.poll() is not None:
                        raise RuntimeError("procsnap ended without a snapshot")
                    time.sleep(0.001)
                return time.perf_counter() - start
            finally:
                program.terminate()


def main():
    processes, runs = measure.numbers(200, 15)
    with measure.farm(processes):
        seconds = [first_snapshot() for _ in range(runs)]
    print(f"{processes} processes, first snapshot on disk after {statistics.median(seconds):.3f} s,"
          f" at most {max(seconds):.3f} s, {runs} runs")


if __name__ == "__main__":
    main()
