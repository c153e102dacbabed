"""Readers that take nothing are given up by the kernel: the server's queue for them has no end."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import suppress

PATIENCE = 60_000
"""Milliseconds that sent bytes may wait to be taken (RFC 5482; `TCP_USER_TIMEOUT`, Linux)."""


def give_up_who_does_not_read() -> None:
    """Set it for this process's sockets; new connections inherit it from the listening one."""
    with suppress(OSError):  # elsewhere than on Linux
        for name in os.listdir("/proc/self/fd"):
            _set(int(name))


def _set(descriptor: int) -> None:
    """Only sockets are opened again: closing a copy of another file would free its locks."""
    with suppress(OSError):
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return
        with socket.socket(fileno=os.dup(descriptor)) as held:
            if held.family in (socket.AF_INET, socket.AF_INET6):
                held.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, PATIENCE)
