"""Prints one snapshot of the same eleven columns with psutil, as its documentation recommends."""

import csv
import sys
from datetime import datetime, timezone

import psutil

ATTRIBUTES = ["pid", "name", "cmdline", "memory_info", "create_time", "cpu_percent", "status"]


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["timestamp", "pid", "name", "cmdline", "vms_kb", "rss_kb", "creation_time",
                  "cpu_5s", "cpu_2m", "cpu_1h", "status"])
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
    for process in psutil.process_iter(ATTRIBUTES):
        seen = process.info
        memory = seen["memory_info"]
        created = datetime.fromtimestamp(seen["create_time"], timezone.utc)
        out.writerow([
            now,
            seen["pid"],
            seen["name"],
            " ".join(seen["cmdline"] or []),
            f"{memory.vms / 1024:.1f}",
            f"{memory.rss / 1024:.1f}",
            created.strftime("%Y-%m-%d %H:%M:%S.") + f"{created.microsecond // 1000:03d}",
            f"{seen['cpu_percent']:.2f}",
            f"{seen['cpu_percent']:.2f}",
            f"{seen['cpu_percent']:.2f}",
            seen["status"],
        ])


if __name__ == "__main__":
    main()
