"""The radio as a process of `dateline serve`: there while there is a station, back when killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest

import processes
from dateline.onair.models import Alarm, OnAir
from dateline.onair.public import remove_station
from onair_station import await_true, open_port, presenter, send_title, station
from serving import Served, free_port, serving


def radios(served):
    """The processes of the radio."""
    return [pid for pid in processes.descendants(served.process.pid)
            if processes.name(pid) == "dateline radio" and processes.alive(pid)]


def line(served):
    """The radio's line of the front page."""
    return served.get("/")[1].partition('<p class="listen">')[2].partition("</p>")[0]


def source(port):
    """A real source: ffmpeg sends a tone to the mount `live`."""
    tone = ["-re", "-f", "lavfi", "-i", "sine=frequency=440", "-c:a", "libmp3lame", "-f", "mp3"]
    return subprocess.Popen(
        ["ffmpeg", "-loglevel", "error", *tone, f"icecast://ann:sesame@127.0.0.1:{port}/live"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def test_it_is_there_with_the_station_back_after_a_kill_and_gone_with_it(house):
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):  # taken, but nobody asks for it yet
        served = Served(house, free_port(), "--no-demo", "--radio-port", str(port))
        served.await_line("Ctrl-C stops it")
    try:
        assert radios(served) == [] and not open_port(port) and "not on air yet" in line(served)
        station()
        presenter()
        assert await_true(lambda: "<bdi>" in line(served) and "silent now" not in line(served)) < 10
        assert open_port(port) and len(radios(served)) == 1
        assert len(list(os.scandir(f"/proc/{served.process.pid}/task"))) == 1  # forks are safe
        assert _with_numpy(served) == {"dateline radio"}  # nobody else has a byte of it
        if shutil.which("ffmpeg"):
            _heard_at_once(served, port)
        _killed(served, port)
        remove_station()
        assert await_true(lambda: radios(served) == []) < 10
        assert not open_port(port) and "not on air yet" in line(served)
    finally:
        assert served.stop(signal.SIGTERM) == 0
    assert "Traceback" not in "".join(served.lines)


def _with_numpy(served):
    """The names of the processes that have loaded numpy or PyAV."""
    tree = [served.process.pid, *processes.descendants(served.process.pid)]
    return {processes.name(pid) for pid in tree
            if {"numpy", "av.libs"} & set(Path(f"/proc/{pid}/maps").read_text().split("/"))}


def _heard_at_once(served, port):
    sending = source(port)
    try:
        await_true(lambda: sending.poll() is not None or OnAir.objects.filter(
            kind="live", source="live").exists())
        assert sending.poll() is None, sending.stderr.read() + "".join(served.lines)
        for title in ("Čaj – 日本", "Second <title>", "ثالث"):
            assert send_title(port, title) == 200
            shown = title.replace("<", "&lt;").replace(">", "&gt;")
            assert await_true(lambda shown=shown: shown in line(served), 6) < 3
    finally:
        sending.kill()
        sending.communicate()
    await_true(lambda: not OnAir.objects.filter(kind="live").exists())


def _killed(served, port):
    [pid] = radios(served)
    os.kill(pid, signal.SIGKILL)
    killed = datetime.now(UTC)
    assert await_true(lambda: radios(served) not in ([], [pid]) and open_port(port)) < 6
    await_true(lambda: OnAir.objects.filter(heartbeat__gt=killed).exists())
    assert served.get("/healthz") == (200, "ok\n")
    assert not Alarm.objects.filter(kind="off").exists()


def test_a_taken_port_and_wrong_settings_are_refused_in_one_line(house):
    station()
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = house.run("serve", "--no-demo", "--port", str(free_port()), "--radio-port",
                          str(other.getsockname()[1]))
    assert taken.returncode == 2 and taken.stderr.count("\n") == 1
    assert "--radio-port" in taken.stderr and "cannot be used" in taken.stderr
    wrong = house.run("serve", "--no-demo", "--radio-port", "radio")
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1
    assert "DATELINE_RADIO_PORT='radio'" in wrong.stderr


def test_on_a_machine_of_its_own_with_tls_it_ends_within_seconds(house, tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed: no certificate can be made")
    files = {"CERTIFICATE": tmp_path / "cert.pem", "KEY": tmp_path / "key.pem"}
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-subj", "/CN=localhost", "-days", "2", "-keyout", str(files["KEY"]),
         "-out", str(files["CERTIFICATE"])], check=True, capture_output=True)
    tls_port = free_port()
    house.environment.update({f"DATELINE_RADIO_{n}": str(path) for n, path in files.items()})
    house.environment["DATELINE_RADIO_TLS_PORT"] = str(tls_port)
    station()
    with serving(house, "--only", "radio", radio=True) as served:
        names = {processes.name(pid) for pid in processes.descendants(served.process.pid)}
        assert names == {"dateline radio"} and "radio, data in" in "".join(served.lines)
        await_true(lambda: open_port(tls_port) and open_port(served.radio_port))
        trusting = ssl.create_default_context(cafile=str(files["CERTIFICATE"]))
        address = f"https://localhost:{tls_port}/status-json.xsl"
        with urllib.request.urlopen(address, context=trusting, timeout=10) as answer:
            assert b"icestats" in answer.read()
        await_true(lambda: OnAir.objects.exclude(kind="off").exists())
        began = time.monotonic()
        assert served.stop(signal.SIGTERM) == 0
        assert time.monotonic() - began < 6
        assert OnAir.objects.get().kind == "off"
    files["KEY"].write_text("no key")
    wrong = house.run("serve", "--only", "radio", "--radio-port", str(free_port()))
    assert wrong.returncode == 2 and wrong.stderr.count("\n") == 1
    assert "DATELINE_RADIO_CERTIFICATE" in wrong.stderr
