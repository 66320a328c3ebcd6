"""Processes that mean no good to those who read them. usage: hostile_processes.py ENDLESS ODD STORM

ENDLESS processes whose command line is 64 GiB long, ODD ones with the oddest names and arguments there
are, and one with the longest command line that execve takes; says "ready", and then, with STORM 1, starts
and ends processes as fast as it can until its input ends."""

import ctypes
import mmap
import os
import random
import resource
import select
import signal
import struct
import sys

PR_SET_NAME = 15
PR_SET_PDEATHSIG = 1
PR_SET_MM = 35
PR_SET_MM_MAP = 14
MAP_NORESERVE = 0x4000
ENDLESS_BYTES = 64 << 30

NAMES = [b"a) R 1 (b", b"line\nbreak", b"tab\tesc\x1b[2J", b"=1+1", b',"', b"", b"\xff\xfe", b") Z 0", b"((((("]

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.sbrk.restype = ctypes.c_void_p


def die_with_parent():
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def endless():
    """Points arg_start and arg_end of this process at 64 GiB of nothing; any user may."""
    with open("/proc/self/stat", "rb") as f:
        fields = [0, 0, 0] + f.read().rsplit(b")", 1)[1].split()
    field = lambda number: int(fields[number])
    nothing = libc.mmap(None, ENDLESS_BYTES, mmap.PROT_READ,
                        mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    memory_map = struct.pack(
        "=11QQII", field(26), field(27), field(45), field(46), field(47), libc.sbrk(0), field(28),
        nothing, nothing + ENDLESS_BYTES, field(50), field(51), 0, 0, 0xFFFFFFFF)
    if libc.prctl(PR_SET_MM, PR_SET_MM_MAP, ctypes.c_char_p(memory_map), ctypes.c_ulong(len(memory_map)), 0):
        os._exit(ctypes.get_errno())
    signal.pause()


def odd(number):
    """Half of them have it in their name, half in their arguments, with every byte there is."""
    name = NAMES[number % len(NAMES)]
    if number % 2:
        dice = random.Random(number)
        garbage = bytes(dice.randrange(1, 256) for _ in range(40))
        os.execv("/bin/sh", [b"sh", b"-c", b"read nothing", name, b"", garbage])
    libc.prctl(PR_SET_NAME, name, 0, 0, 0)
    signal.pause()


def longest():
    resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    os.execv("/bin/sh", ["sh", "-c", "read nothing"] + ["x" * 131071] * 47)


def start(what, *arguments):
    pid = os.fork()
    if pid == 0:
        die_with_parent()
        what(*arguments)
        os._exit(1)
    return pid


def main():
    endless_ones, odd_ones, storm = map(int, sys.argv[1:])
    children = [start(endless) for _ in range(endless_ones)]
    children += [start(odd, number) for number in range(odd_ones)]
    children.append(start(longest))
    print("ready", flush=True)
    if not storm:
        sys.stdin.read()
        return
    while not select.select([0], [], [], 0)[0]:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)


main()
