"""The web server's process: granian with the front."""

from __future__ import annotations

import importlib
import resource

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings, HTTP2Settings
from granian.log import LogLevels

HEADS = HTTP1Settings(header_read_timeout=30_000, max_buffer_size=64 * 1024)
"""A client has 30 seconds for a request's head, which may be 64 KB in all."""
HEADS_2 = HTTP2Settings(max_headers_size=64 * 1024, keep_alive_interval=30_000)
REQUESTS = 1024
"""How many connections a worker takes besides its open streams; more wait to be taken."""


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve until terminated; Django is ready."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a stream is an open file
    importlib.import_module("dateline.project.rsgi")  # its workers are forked from here
    Granian(
        "dateline.project.rsgi:application",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        websockets=False,
        backpressure=settings.STREAMS + REQUESTS,
        http1_settings=HEADS,
        http2_settings=HEADS_2,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
    ).serve()
