"""The web server's process: granian with the front."""

from __future__ import annotations

import argparse
import resource

import django
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings, HTTP2Settings
from granian.log import LogLevels

from dateline.project.serving.child import end_with_supervisor

HEADS = HTTP1Settings(header_read_timeout=30_000, max_buffer_size=64 * 1024)
"""A client has 30 seconds for a request's head, which may be 64 KB in all."""
HEADS_2 = HTTP2Settings(max_headers_size=64 * 1024, keep_alive_interval=30_000)


REQUESTS = 1024
"""How many connections a worker takes besides its open streams; more wait to be taken."""


def main() -> None:
    """Serve until terminated."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    chosen = parser.parse_args()
    django.setup()
    end_with_supervisor()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a stream is an open file
    Granian(
        "dateline.project.rsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.RSGI,
        workers=chosen.workers,
        websockets=False,
        backpressure=settings.STREAMS + REQUESTS,
        http1_settings=HEADS,
        http2_settings=HEADS_2,
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    main()
