"""Runs a command on a terminal of its own, notes what it shows, and closes the terminal when that shows a text.

usage: on_terminal.py NOTES TEXT COMMAND...
Exits with the command's exit code.
"""

import os
import pty
import signal
import sys

notes, text, command = sys.argv[1], sys.argv[2], sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.execvp(command[0], command)
with open(notes, "wb", buffering=0) as out:
    shown = b""
    while text.encode() not in shown:
        piece = os.read(terminal, 4096)
        out.write(piece)
        shown += piece
os.close(terminal)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
