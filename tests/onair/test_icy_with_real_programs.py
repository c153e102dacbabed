"""ffprobe, mpv and curl listen; a real icecast2 relays us, and they listen to that."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from browsing import chromium
from onair_hearing import on_air, opened, until

TITLE = "Čaj – 日本, \"it's\" عربي"
ICECAST = """<icecast><limits><clients>50</clients><sources>5</sources></limits>
<authentication><source-password>a</source-password><admin-user>a</admin-user>
<admin-password>a</admin-password></authentication><hostname>localhost</hostname>
<listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
<relay><server>127.0.0.1</server><port>{ours}</port><mount>/live.mp3</mount>
<local-mount>/relay.mp3</local-mount><on-demand>0</on-demand>
<relay-shoutcast-metadata>1</relay-shoutcast-metadata></relay>
<mount type="normal"><mount-name>/relay.mp3</mount-name><charset>UTF-8</charset></mount>
<paths><logdir>{folder}</logdir><webroot>/usr/share/icecast2/web</webroot>
<adminroot>/usr/share/icecast2/admin</adminroot></paths>
<logging><loglevel>3</loglevel></logging>
<security><chroot>0</chroot>{owner}</security></icecast>"""


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def _probed(address: str) -> dict:
    """What ffprobe finds in a stream."""
    done = subprocess.run(
        [_program("ffprobe"), "-v", "error", "-analyzeduration", "1000000", "-of", "json",
         "-show_entries", "format_tags:stream=codec_name,sample_rate,channels,bit_rate", address],
        capture_output=True, text=True, timeout=30, check=True)
    assert not done.stderr
    return json.loads(done.stdout)


def _check(found: dict, *, name: str = "Radio Wavre – 台") -> None:
    (stream,) = found["streams"]
    assert (stream["codec_name"], stream["sample_rate"], stream["channels"]) == ("mp3", "48000", 2)
    assert stream["bit_rate"] == "128000"
    assert found["format"]["tags"]["StreamTitle"] == TITLE
    assert found["format"]["tags"]["icy-name"] == name


def test_ffprobe_finds_the_sound_and_the_title():
    _program("ffprobe")
    with opened() as port, on_air(port, title=TITLE):
        _check(_probed(f"http://127.0.0.1:{port.number}/live.mp3"))


def test_mpv_plays_and_shows_the_title(tmp_path):
    mpv = _program("mpv")
    with opened() as port, on_air(port, title=TITLE):
        played = subprocess.run(
            [mpv, "--no-config", "--no-video", "--ao=pcm", f"--ao-pcm-file={tmp_path}/out.wav",
             "--untimed", "--length=3", "--msg-level=all=warn,display-tags=info",
             f"http://127.0.0.1:{port.number}/live.mp3"],
            capture_output=True, text=True, timeout=40, check=False)
    assert played.returncode == 0, played.stdout + played.stderr
    assert (tmp_path / "out.wav").stat().st_size > 2 * 48_000 * 2 * 2  # two seconds at least
    assert TITLE in played.stdout, played.stdout


def test_curl_takes_it_as_http_and_as_icy():
    curl = _program("curl")
    with opened() as port, on_air(port):
        for more in ([], ["--http1.0"], ["-H", "Icy-MetaData: 1"], ["-r", "0-"]):
            got = subprocess.run(
                [curl, "-sS", "-i", "-m", "0.8", *more, f"http://127.0.0.1:{port.number}/stream"],
                capture_output=True, timeout=20, check=False)
            assert got.returncode == 28, got.stderr  # it would go on for ever
            head, _, body = got.stdout.partition(b"\r\n\r\n")
            assert b" 200 OK" in head.splitlines()[0] and len(body) > 48_000


def test_a_browser_begins_at_once():
    _program("chromium")
    with opened() as port, on_air(port, ahead=12), chromium() as browser:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port.number}/")
        page.evaluate("document.querySelector('audio').play()")
        began = time.monotonic()
        until(lambda: page.evaluate("document.querySelector('audio').currentTime") > 0.5)
        assert time.monotonic() - began < 3  # with less in hand Chromium waits for two seconds more
        assert page.evaluate("document.querySelector('audio').duration") == float("inf")


@pytest.fixture
def relay():
    """Start a real icecast2 that relays a port of ours."""
    started = []
    folder = Path(tempfile.mkdtemp(prefix="dateline-icecast-"))  # where nobody may write a log

    def start(ours: int) -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        root = os.getuid() == 0
        owner = ("<changeowner><user>nobody</user><group>nogroup</group></changeowner>"
                 if root else "")
        folder.chmod(0o777)
        config = folder / "icecast.xml"
        config.write_text(ICECAST.format(port=port, ours=ours, folder=folder, owner=owner))
        started.append(subprocess.Popen(
            [_program("icecast2"), "-c", str(config)], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL))
        return port

    yield start
    for process in started:
        process.terminate()
        process.wait(10)
    shutil.rmtree(folder)


def _relayed(port: int) -> dict:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/status-json.xsl", timeout=5) as got:
            return json.load(got)["icestats"].get("source") or {}
    except (OSError, ValueError):  # without a source, 2.4.4 writes no JSON
        return {}


def test_a_real_icecast_relays_us_with_titles(relay):
    _program("icecast2")
    _program("ffprobe")
    with opened() as port, on_air(port, title=TITLE):
        theirs = relay(port.number)
        until(lambda: TITLE in str(_relayed(theirs).get("title", "")), 15)
        source = _relayed(theirs)
        assert source["server_name"] == "Radio Wavre – 台" and source["server_type"] == "audio/mpeg"
        _check(_probed(f"http://127.0.0.1:{theirs}/relay.mp3"))
        assert port.listeners.count() == 0  # one relay: no listener of ours
