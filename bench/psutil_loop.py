"""A CPU sample and the columns of a snapshot by psutil, in turn, for ever; usage: psutil_loop.py PAUSE."""

import sys
import time

import psutil

import psutil_snapshot


def main():
    pause = float(sys.argv[1])
    while True:
        for process in psutil.process_iter():
            try:
                process.cpu_times()
            except psutil.NoSuchProcess:
                pass
        time.sleep(pause)
        psutil_snapshot.main()
        time.sleep(pause)


if __name__ == "__main__":
    main()
