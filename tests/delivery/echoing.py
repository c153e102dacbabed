"""A WSGI application behind the bridge, for `test_bridge`: it says what it was given."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

POOL = ThreadPoolExecutor(4)
LIMIT = 3_000_000


class Stream:
    """A streaming response, as Django's is marked."""

    streaming = True

    def __init__(self, told: Path, most: int) -> None:
        self.told, self.most, self.sent = told, most, 0

    def __iter__(self) -> Stream:
        return self

    def __next__(self) -> bytes:
        if self.sent == self.most:
            raise StopIteration
        self.sent += 1
        time.sleep(0.002)
        return b"x" * 1000

    def close(self) -> None:
        """Note how far it came."""
        self.told.write_text(str(self.sent))


def application(environ: dict[str, Any], start: Any) -> Any:
    """Answer by path."""
    path, folder = environ["PATH_INFO"], Path(os.environ["ECHO_FOLDER"])
    if path == "/broken":
        raise ValueError("as asked")
    if path == "/file":
        file = (folder / "file").open("rb")
        start("200 OK", [("Content-Length", str((folder / "file").stat().st_size))])
        return environ["wsgi.file_wrapper"](file)
    if path == "/memory":
        start("200 OK", [])
        return environ["wsgi.file_wrapper"](io.BytesIO(b"from memory" * 9000))
    if path in ("/stream", "/endless"):
        start("200 OK", [])
        return Stream(folder / path[1:], 50 if path == "/stream" else 10_000)
    plain = {name: value for name, value in environ.items() if isinstance(value, str)}
    plain["read"] = str(len(environ["wsgi.input"].read()))
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(plain).encode()]


class Echo:
    """The application of the worker."""

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        from dateline.delivery.bridge import pass_on

        await pass_on(scope, protocol, application, POOL, LIMIT)


echo = Echo()


if __name__ == "__main__":
    Granian("echoing:echo", port=int(sys.argv[1]), interface=Interfaces.RSGI, websockets=False,
            log_level=LogLevels.warning).serve()
