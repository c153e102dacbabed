"""How many may listen: as many files as the system lets one process open."""

from __future__ import annotations

import resource
import socket
from asyncio import StreamWriter

_RESERVED = 200
"""Open files for all else: sources, the database, segments, and answers that say 503."""
_UNSENT = 64 * 1024
_UNANSWERED = 20_000


def most_listeners() -> int:
    """Raise the limit of open files as far as this process may, and say what it leaves."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return max(1, hard - _RESERVED) if hard != resource.RLIM_INFINITY else 1_000_000


def bound(writer: StreamWriter) -> None:
    """Let the kernel keep little for one connection (Linux doubles it: 128 KiB, 8 s of sound).

    Otherwise it takes some megabytes, minutes of sound, before anybody sees that a listener reads
    nothing. Who does not acknowledge for 20 s is gone (`TCP_USER_TIMEOUT`, RFC 5482).
    """
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNSENT)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNANSWERED)
