"""A real `dateline serve` for tests: its own port, its own processes."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import House


class Served:
    """A running server; `lines` is what it has printed."""

    def __init__(self, house: House, port: int, *words: str, radio: bool = False) -> None:
        self.port, self.radio_port = port, free_port() if radio else 0
        self.base = f"http://localhost:{port}"
        command = [str(Path(sys.executable).parent / "dateline"), "serve", "--port", str(port)]
        command += ["--radio-port", str(self.radio_port)] if radio else []
        self.process = subprocess.Popen(
            [*command, *words], env=house.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )
        self.lines: list[str] = []
        self.reading = threading.Thread(target=self._read)
        self.reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as out:
            self.lines.extend(out)

    def await_line(self, text: str) -> None:
        """Wait until a line with this text was printed."""
        until = time.monotonic() + 60
        while not any(text in line for line in list(self.lines)):
            assert time.monotonic() < until, "".join(self.lines)
            if self.process.poll() is not None:
                self.reading.join(20)  # so that the reason is told
                raise AssertionError("".join(self.lines) or f"status {self.process.returncode}")
            time.sleep(0.02)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address; redirects are followed."""
        try:
            with urllib.request.urlopen(self.base + path, timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send a signal and return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(20)
        self.reading.join(20)
        return status


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(house: House, *words: str, radio: bool = False) -> Iterator[Served]:
    """Serve an installation for the length of the block; `radio`: on a free port, if there is a
    station."""
    served = Served(house, free_port(), *words, radio=radio)
    try:
        served.await_line("Ctrl-C stops it")
        yield served
    finally:
        if served.process.poll() is None:
            served.stop(signal.SIGTERM)
