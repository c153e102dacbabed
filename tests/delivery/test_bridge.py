"""What stands behind the front is given the request as WSGI says, and its answer as it gives it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving import free_port
from wire import Line


@pytest.fixture
def echo(house, tmp_path) -> Iterator[int]:
    """The port of a server with `echoing` behind the bridge."""
    (tmp_path / "file").write_bytes(bytes(range(256)) * 4000)
    here = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    more = {"ECHO_FOLDER": str(tmp_path), "PYTHONPATH": here}
    port = free_port()
    command = [sys.executable, str(Path(__file__).parent / "echoing.py"), str(port)]
    script = "import django; django.setup(); import runpy, sys; sys.argv = sys.argv[1:]; "
    script += "runpy.run_path(sys.argv[0], run_name='__main__')"
    process = subprocess.Popen([sys.executable, "-c", script, *command[1:]],
                               env=house.environment | more)
    until = time.monotonic() + 60
    while True:
        try:
            Line(port).close()
            break
        except OSError:
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.05)
    yield port
    process.terminate()
    process.wait(20)


def test_requests_and_answers_pass_the_bridge(echo, tmp_path):
    line = Line(echo)
    _the_environment(line)
    _bodies(line, echo)
    _files_and_streams(line, tmp_path)
    broken = line.ask("/broken")
    assert (broken.status, "as asked" in broken.text) == (500, False)
    line.close()
    _who_hangs_up_ends_the_stream(echo, tmp_path)


def _the_environment(line: Line) -> None:
    assert line.ask("/", "HEAD").status == 200
    said = json.loads(line.ask(
        "/caf%C3%A9?a=b%20c", x_y="1", cookie="a=1\r\ncookie: b=2", content_type="text/x",
        forwarded="for=1\r\nforwarded: for=2\r\nX_Forwarded_For: 6.6.6.6").body)
    assert said["PATH_INFO"].encode("latin-1").decode() == "/café"
    assert said["QUERY_STRING"] == "a=b%20c"
    assert said["HTTP_COOKIE"] == "a=1; b=2"
    assert said["HTTP_FORWARDED"] == "for=1,for=2"
    assert said["HTTP_X_Y"] == "1"  # sent as x-y
    assert "HTTP_X_FORWARDED_FOR" not in said  # sent with underscores: not what it pretends to be
    assert (said["REMOTE_ADDR"], said["SERVER_PROTOCOL"]) == ("127.0.0.1", "HTTP/1.1")
    assert (said["CONTENT_TYPE"], said["CONTENT_LENGTH"]) == ("text/x", "0")
    assert "HTTP_CONTENT_TYPE" not in said
    elsewhere = json.loads(line.ask("http://other.example/x").body)
    assert (elsewhere["HTTP_HOST"], elsewhere["PATH_INFO"]) == ("other.example", "/x")


def _bodies(line: Line, port: int) -> None:
    for size in (0, 1, 70_000, 2_500_000):
        said = json.loads(line.ask("/", "POST", bytes(size), content_length=str(size)).body)
        assert (said["read"], said["CONTENT_LENGTH"]) == (str(size), str(size))
    line.begin("/", "POST", transfer_encoding="chunked")
    line.send(b"5\r\nabcde\r\n3\r\nfgh\r\n0\r\n\r\n")
    assert json.loads(line.read().body)["read"] == "8"
    large = Line(port)
    large.begin("/", "POST", content_length="3000001")
    assert large.read().status == 413
    large.close()


def _files_and_streams(line: Line, folder: Path) -> None:
    assert line.ask("/file").body == (folder / "file").read_bytes()
    assert line.ask("/memory").body == b"from memory" * 9000
    assert line.ask("/stream").body == b"x" * 50_000
    until = time.monotonic() + 20
    while not (folder / "stream").exists():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert (folder / "stream").read_text() == "50"


def _who_hangs_up_ends_the_stream(port: int, folder: Path) -> None:
    line = Line(port)
    line.begin("/endless")
    line.socket.recv(2000)
    line.close()
    until = time.monotonic() + 20
    while not (folder / "endless").exists() or not (folder / "endless").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert int((folder / "endless").read_text()) < 10_000
