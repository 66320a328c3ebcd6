"""Alternately reads the CPU time of every process and the columns of a snapshot with psutil, forever.

usage: psutil_loop.py INTERVAL [cpu], in seconds; with cpu it reads only the CPU time
"""

import sys
import time

import psutil

import psutil_snapshot


def sample_cpu():
    for process in psutil.process_iter():
        try:
            process.cpu_times()
        except psutil.NoSuchProcess:
            pass


def main():
    interval = float(sys.argv[1])
    due = time.monotonic()
    readers = [sample_cpu] if sys.argv[2:] == ["cpu"] else [sample_cpu, psutil_snapshot.main]
    while True:
        for read in readers:
            read()
            due += interval
            time.sleep(max(0, due - time.monotonic()))


if __name__ == "__main__":
    main()
