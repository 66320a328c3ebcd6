"""Runs a command as systemd would a service that tells of itself, and notes what it tells.

usage: notify_socket.py NOTES COMMAND...
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading

notes, command = sys.argv[1], sys.argv[2:]
with tempfile.TemporaryDirectory() as directory:
    address = os.path.join(directory, "notify")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(address)

    def listen():
        with open(notes, "w", encoding="utf-8", buffering=1) as out:
            while True:
                # A barrier comes with a descriptor, whose closing the sender waits for.
                data, descriptors, _, _ = socket.recv_fds(listener, 4096, 4)
                for descriptor in descriptors:
                    os.close(descriptor)
                print(data.decode(), file=out)

    threading.Thread(target=listen, daemon=True).start()
    service = subprocess.Popen(
        command, env=dict(os.environ, NOTIFY_SOCKET=address, WATCHDOG_USEC="1000000"))
    code = service.wait()
sys.exit(code)
