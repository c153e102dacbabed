"""What every process under the supervisor begins with."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_PR_SET_PDEATHSIG = 1
"""Linux, prctl(2): the signal that comes when the parent ends, however it ends."""


def begin(name: str, work: Callable[[], None], supervisor: int, held: int) -> None:
    """Do the work of this process, in a session of its own: Ctrl-C reaches only the supervisor.

    `held` is the supervisor's hold on the data folder: whoever keeps it open keeps others out.
    """
    os.setsid()
    os.close(held)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    with suppress(OSError):
        Path("/proc/self/comm").write_text(f"dateline {name}")  # what `top` shows; 15 bytes
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() == supervisor:  # else it ended meanwhile
        work()
