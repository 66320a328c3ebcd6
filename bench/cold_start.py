#!/usr/bin/python3
"""Compares cold starts of `procsnap snapshot --output -` and a psutil script with the same output.

usage: cold_start.py [PROCESSES [RUNS]], 2000 and 15 by default; needs python3-psutil
"""

import pathlib

import measure

HERE = pathlib.Path(__file__).resolve().parent
PROCSNAP = HERE.parent / "app-cli/target/procsnap/bin/procsnap"


def main():
    processes, runs = measure.numbers(2000, 15)
    with measure.farm(processes):
        measured = measure.in_turn(runs, {
            "psutil script": ["/usr/bin/python3", str(HERE / "psutil_snapshot.py")],
            "procsnap snapshot": [str(PROCSNAP), "snapshot", "--output", "-"],
            "procsnap --version": [str(PROCSNAP), "--version"],
        })
    print(f"{processes} processes, medians of {runs} runs taking turns")
    measure.table(measured, "psutil script")


if __name__ == "__main__":
    main()
