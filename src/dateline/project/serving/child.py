"""What every process under the supervisor does: end when the supervisor is gone."""

from __future__ import annotations

import os
import signal
import threading


def end_with_supervisor() -> None:
    """The supervisor holds our standard input open; when it ends, however it ends, so do we."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    # Not through sys.stdin: a worker forked meanwhile would wait for its lock for ever.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
