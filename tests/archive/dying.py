"""An act in a process that kills itself before its n-th step."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def dies(act: Callable[[], Any], last: int, steps: Sequence[tuple[Any, str]]) -> bool:
    """Do it in a process of its own, which dies before the `last` step; whether it did.

    A step is a call of one of these, each a place and the name that it has there.
    """
    for alias in connections:
        connections[alias].close()
    pid = os.fork()
    if not pid:
        left = [last]

        def doomed(real: Callable[..., Any]) -> Callable[..., Any]:
            def step(*words: Any, **more: Any) -> Any:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*words, **more)
            return step

        for room, name in steps:
            setattr(room, name, doomed(getattr(room, name)))
        try:
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])
