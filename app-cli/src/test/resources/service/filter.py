"""Runs a command with the system calls alone that the lines SystemCallFilter= of a unit let through."""

import ctypes
import os
import subprocess
import sys

ALLOW = 0x7FFF0000
REFUSE_WITH_EPERM = 0x00050001


def calls(group):
    """The names in a group, which consists of names and of groups."""
    if not group.startswith("@"):
        return {group}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True, check=True, text=True)
    names = [line.strip() for line in listed.stdout.splitlines()[1:]]
    return set().union(*(calls(name) for name in names if name and not name.startswith("#")))


# systemd itself lets @default through, always.
allowed = calls("@default")
for line in sys.argv[1].splitlines():
    named = set().union(*(calls(word) for word in line.lstrip("~").split()))
    allowed = allowed - named if line.startswith("~") else allowed | named

seccomp = ctypes.CDLL("libseccomp.so.2", use_errno=True)
seccomp.seccomp_init.restype = ctypes.c_void_p
context = ctypes.c_void_p(seccomp.seccomp_init(REFUSE_WITH_EPERM))
for name in allowed:
    number = seccomp.seccomp_syscall_resolve_name(name.encode())
    if number >= 0 and seccomp.seccomp_rule_add(context, ALLOW, number, 0) != 0:
        sys.exit("no rule for " + name)
if seccomp.seccomp_load(context) != 0:
    sys.exit("the filter was not taken")
os.execv(sys.argv[2], sys.argv[2:])
