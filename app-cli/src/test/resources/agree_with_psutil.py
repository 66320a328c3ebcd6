"""Holds a live trace against psutil: every row of every snapshot.

usage: agree_with_psutil.py LAUNCHER DIRECTORY

Looks at all processes with psutil just before and just after each of three snapshots. A process that
psutil saw the same both times must be in the snapshot, the same. What moves in between is left out:
the sizes of a process that has just run, the name of a kernel worker, which is its last work,
and which of the states of the moment it was in. Some processes are started for it, for there may be hardly
any others. Prints how many rows agreed and each that did not; exits 1 when one did not.
"""

import csv
import datetime
import glob
import json
import os
import subprocess
import sys
import time

import psutil

OF_THE_MOMENT = {"running", "sleeping", "disk-sleep", "idle"}
INTERVAL = 3
SNAPSHOTS = 3
OUR_OWN = 40


def joined(pid):
    with open(f"/proc/{pid}/cmdline", "rb") as f:
        raw = f.read()
    return raw.rstrip(b"\0").replace(b"\0", b" ").decode("utf-8", "backslashreplace")


def name(p):
    """psutil completes a name that the kernel cut from the arguments alone; the executable is asked first."""
    with open(f"/proc/{p.pid}/stat", "rb") as f:
        stat = f.read()
    comm = stat[stat.index(b"(") + 1 : stat.rindex(b")")]
    if len(comm) < 15:
        return p.name()
    try:
        program = os.path.basename(os.readlink(f"/proc/{p.pid}/exe").encode().removesuffix(b" (deleted)"))
    except OSError:
        program = b""
    if program.startswith(comm):
        return program.decode("utf-8", "backslashreplace")
    completed = p.name()
    return completed[:15] + completed[15:].split(" ", 1)[0]


def look():
    seen = {}
    for p in psutil.process_iter():
        try:
            with p.oneshot():
                memory = p.memory_info()
                seen[p.pid] = {
                    "name": name(p),
                    "cmdline": joined(p.pid),
                    "vms": memory.vms / 1024,
                    "rss": memory.rss / 1024,
                    "created": p.create_time(),
                    "status": p.status(),
                    "ran": (p.cpu_times()[:2], p.num_ctx_switches()),
                }
        except (psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
            pass
    return seen


def between(one, value, other):
    """With 1 % to spare: only its first thread tells how often it ran."""
    return 0.99 * min(one, other) <= value <= 1.01 * max(one, other)


def snapshots(directory):
    return sorted(glob.glob(f"{directory}/**/process_*.json", recursive=True))


def start_of(manifest):
    with open(manifest, encoding="utf-8") as f:
        started = json.load(f)["started_at"].replace("Z", "+00:00")
    return datetime.datetime.fromisoformat(started).timestamp()


def main():
    launcher, directory = sys.argv[1:]
    children = [subprocess.Popen(["sleep", "60"]) for _ in range(OUR_OWN)]
    try:
        agree(launcher, directory)
    finally:
        for child in children:
            child.kill()


def agree(launcher, directory):
    trace = subprocess.Popen(
        [launcher, "trace", f"--interval={INTERVAL}s", f"--snapshots={SNAPSHOTS}",
         f"--output={directory}", "--quiet"])
    looks = []
    for k in range(SNAPSHOTS):
        earlier = []
        while len(snapshots(directory)) < k + 1:
            seen = look()
            earlier.append((time.time(), seen))
            time.sleep(0.02)
        after = look()
        started = start_of(snapshots(directory)[k])
        looks.append(([seen for ended, seen in earlier if ended < started][-1], after))
    trace.wait()

    agreed, wrong = 0, []
    for manifest, (before, after) in zip(snapshots(directory), looks):
        with open(manifest.replace(".json", ".csv"), newline="", encoding="utf-8") as f:
            rows = {int(row["pid"]): row for row in csv.DictReader(f)}
        for pid, was in before.items():
            now = after.get(pid)
            if pid in (os.getpid(), trace.pid) or now is None or any(
                    was[k] != now[k] for k in ("name", "cmdline", "created")):
                continue
            row = rows.get(pid)
            if row is None:
                wrong.append(f"{pid}: no row")
                continue
            created = time.mktime(time.strptime(row["creation_time"][:19], "%Y-%m-%d %H:%M:%S"))
            moved = was["ran"] != now["ran"]
            same = {
                "name": row["name"] == was["name"] or was["name"].startswith("kworker/"),
                "cmdline": row["cmdline"] == was["cmdline"],
                "vms": moved or between(was["vms"], float(row["vms_kb"]), now["vms"]),
                "rss": moved or between(was["rss"], float(row["rss_kb"]), now["rss"]),
                "created": abs(created - was["created"]) <= 1.5,
                "status": row["status"] in (was["status"], now["status"])
                or {row["status"], was["status"]} <= OF_THE_MOMENT,
            }
            bad = [k for k, ok in same.items() if not ok]
            if bad:
                wrong.append(f"{pid}: {bad} row {row} psutil {was}")
            else:
                agreed += 1
    print(f"{agreed} rows agree, {len(wrong)} do not")
    for line in wrong:
        print(line)
    sys.exit(1 if wrong or agreed < SNAPSHOTS * OUR_OWN else 0)


if __name__ == "__main__":
    csv.field_size_limit(sys.maxsize)
    os.environ["TZ"] = "UTC"
    time.tzset()
    main()
