"""The whole radio, as `dateline serve` runs it: real sources, 200 listeners, a browser, and kills.

One server for all of it. The issue's limit is two seconds; where one other program more on the
machine would break it, the median is held to it, and each case to LOADED.
"""

from __future__ import annotations

import html
import io
import json
import math
import os
import shutil
import signal
import socket
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

import processes
from browsing import chromium
from conftest import houses
from dateline.delivery.public import touch
from dateline.lib import clock
from dateline.onair.models import Episode, OnAir, Programme, Recording, Slot, Station
from dateline.onair.public import fill
from dateline.onair.rewind import keeping
from dateline.onair.sound.tracks import add_track
from listening import Listener, tokens
from onair_crowd import Source, listening, soon
from onair_player import opened, plays
from onair_sounding import encoded, tone
from onair_station import open_port, presenter, send_title, station
from onair_taping import file_of, length
from serving import serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")]
CYCLES = 100 if os.environ.get("DATELINE_NIGHTLY") else 5
LIMIT, LOADED = 2.0, 4.0
"""Seconds: of the issue, and what is allowed once on a machine that others use."""
LIVE, FILE = 440, 700
"""Hertz of the source and of the station's own sound."""
TITLES = ("Čaj – 日本", 'She said: "it\'s on", \'quoted\'', "ö日" * 150, "مرحبا بالعالم (live)")


@dataclass
class Radio:
    """A radio on air, and every source it has had."""

    served: object
    port: int
    air: Path
    sources: list[Source] = field(default_factory=list)

    def source(self) -> Source:
        """Another real source, connected."""
        self.sources.append(Source(self.port, self.air / "spool", LIVE))
        return self.sources[-1]

    @contextmanager
    def live(self) -> Iterator[Source]:
        """A real source for the length of the block."""
        source = self.source()
        try:
            yield source
        finally:
            self.sources[-1].kill()

    def process(self) -> int:
        """The radio's process; 0: there is none."""
        found = [pid for pid in processes.descendants(self.served.process.pid)
                 if processes.name(pid) == "dateline radio" and processes.alive(pid)]
        return found[0] if found else 0

    def kept(self) -> list[str]:
        """The addresses in the list of what can be heard again."""
        return [line for line in self.list("rewind").splitlines() if line.startswith("s/")]

    def list(self, name: str) -> str:
        """A list for players, as a listener of the web has it."""
        return self.served.get(f"/listen/{name}.m3u8?l={'0' * 24}")[1]


@pytest.fixture(scope="module")
def radio(migrated, tmp_path_factory):
    """A station whose own sound is a tone, in a programme that is being recorded."""
    with pytest.MonkeyPatch.context() as patch:
        making = houses(migrated, patch)
        house = next(making)()
        station()
        presenter()
        bells = add_track(None, io.BytesIO(encoded(tone(FILE, 20), "mp3")), clock.now(),
                          title="Bells")
        fill("Songs", [bells.pk])
        Station.objects.update(pre_roll=0, post_roll=0)
        Programme.objects.update(record=True)
        _on_since(clock.now() - timedelta(seconds=5), minutes=60)
        alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
        with serving(alike, "--no-demo", radio=True) as served:
            on = Radio(served, served.radio_port, house.data / "air")
            soon(lambda: open_port(on.port) and on.kept(), 40, every=0.3)
            yield on
            for source in on.sources:
                source.kill()
        assert "Traceback" not in "".join(served.lines), "".join(served.lines)
        next(making, None)


def _on_since(starts, minutes):
    """The programme that is recorded is on from then on."""
    show = Programme.objects.order_by("pk").first()
    with transaction.atomic():
        Slot.objects.update_or_create(programme=show, rule="", defaults={
            "day": starts.date(), "at": starts.time(), "minutes": minutes})
        touch({"onair:schedule"})


def test_no_listener_is_lost_however_often_the_source_is_killed(radio):
    fallback, back = [], []
    with listening(radio.port, 200) as (crowd, ear), radio.live() as source:
        soon(lambda: near(ear, LIVE), 15)
        for _ in range(CYCLES):
            killed = source.kill()
            soon(lambda: near(ear, FILE), 15)
            fallback.append(time.monotonic() - killed)
            source = radio.source()
            soon(lambda: near(ear, LIVE), 15)
            back.append(time.monotonic() - source.connected)
        assert radio.served.get("/healthz")[0] == 200
        soon(lambda: OnAir.objects.get().listeners == 201)
    assert crowd.dropped == 0 and crowd.longest < LIMIT
    for times in (fallback, back):
        assert statistics.median(times) <= LIMIT and max(times) <= LOADED, times


def near(ear, hertz):
    """Whether this is what comes now."""
    return abs(ear.pitch() - hertz) < 15


def test_titles_are_intact_on_every_output_and_on_the_page_within_a_second(radio):
    page, seen = radio.served.get("/listen/status/")[1], []
    shown = Listener(radio.served.port, f"f={'+'.join(tokens(page))}")
    with listening(radio.port, 0) as (_, ear), radio.live():
        soon(lambda: OnAir.objects.filter(kind="live").exists())
        for title in TITLES:
            assert send_title(radio.port, title) == 200
            sent = time.monotonic()
            while title not in html.unescape(str(shown.told().events)):
                assert time.monotonic() < sent + 10
            seen.append(time.monotonic() - sent)
            soon(lambda title=title: title in ear.titles)
            assert _status(radio.port)["title"] == title
            soon(lambda title=title: title in [mark.title for mark in keeping.marks(radio.air)])
        said = [f'X-TITLE="{title.replace(chr(34), "”")}"' for title in TITLES]
        soon(lambda: all(each in radio.list("live") for each in said), 15, every=0.3)
    shown.close()
    assert ear.titles[-4:] == list(TITLES)
    assert statistics.median(seen) <= 1 and max(seen) <= LOADED, seen


def _status(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/status-json.xsl", timeout=10) as answer:
        return json.load(answer)["icestats"]["source"]


def test_every_port_every_file_and_no_mount_for_what_is_no_sound(radio):
    limits = Path(f"/proc/{radio.process()}/limits").read_text()
    [soft, hard] = next(line for line in limits.splitlines()
                        if line.startswith("Max open files")).split()[3:5]
    assert soft == hard
    with socket.create_connection(("127.0.0.1", radio.port + 1), 10) as shoutcast:
        shoutcast.sendall(b"ann:sesame\r\n")
        assert shoutcast.recv(100).startswith(b"OK2")
    noise = subprocess.Popen(
        ["curl", "-s", "-u", "ann:sesame", "-H", "Content-Type: audio/mpeg", "-T", "-",
         f"http://127.0.0.1:{radio.port}/breaking"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:  # it would go on for ever
        with pytest.raises(BrokenPipeError):
            for _ in range(1000):
                noise.stdin.write(b"no sound" * 1024)
                noise.stdin.flush()
                time.sleep(0.01)
        soon(lambda: noise.poll() is not None)
    finally:
        noise.kill()
        noise.communicate()
    soon(lambda: any("breaking was ended" in line for line in radio.served.lines))


def test_a_browser_hears_it_through_a_kill_of_the_source_and_one_of_the_radio(radio):
    with chromium() as browser, radio.live() as source:
        page, failed = opened(browser, radio.served.base)
        page.get_by_role("link", name="Listen now").click()
        at = plays(page)
        source.kill()
        _goes_on(page, at, 3)
        source = radio.source()
        page.wait_for_timeout(2000)  # a part of the recording that is worth something
        before, was = radio.kept(), radio.process()
        os.kill(was, signal.SIGKILL)
        took = soon(lambda: radio.process() not in (0, was) and open_port(radio.port), 15)
        assert took <= LOADED  # half a second where the machine does nothing else
        source.kill()
        source = radio.source()
        _goes_on(page, plays(page), 12)  # past the gap
        _all_is_kept(radio, before)
        at = page.evaluate("window.heard.currentTime")
        page.get_by_role("button", name="−30 s").click()
        page.wait_for_function("(at) => window.heard.currentTime < at - 25", arg=at)
        plays(page)
        page.get_by_role("button", name="Back to live").click()
        page.wait_for_function("(at) => window.heard.currentTime > at", arg=at)
        plays(page)
        assert page.evaluate("window.heard.error") is None and failed == []


def _goes_on(page, at, seconds):
    page.wait_for_function("(at) => !window.heard.paused && window.heard.currentTime > at",
                           arg=at + seconds, timeout=1000 * (seconds + 15))


def _all_is_kept(radio, before):
    """What could be heard before can be heard again, and decoded to its end; one gap is said."""
    text = radio.list("rewind")
    now = radio.kept()
    assert len(before) > 3 and now[:len(before)] == before and len(now) > len(before)
    assert text.count("#EXT-X-DISCONTINUITY\n") == 1
    folder = radio.air / "hls" / before[0].split("/")[1]
    whole = (folder / "init.mp4").read_bytes() + b"".join(
        (radio.air / "hls" / each.removeprefix("s/")).read_bytes() for each in now)
    played = subprocess.run(["ffmpeg", "-v", "error", "-xerror", "-i", "-", "-f", "null", "-"],
                            input=whole, capture_output=True, check=False)
    assert played.returncode == 0 and not played.stderr, played.stderr


def test_the_recording_of_all_that_is_whole(radio):
    begun, now = radio.sources[0].connected - time.monotonic(), clock.now()
    minutes = math.ceil((10 - begun) / 60)
    _on_since(now - timedelta(minutes=minutes), minutes)  # it is over
    soon(lambda: Recording.objects.exclude(state="waiting").exists(), 60, every=0.3)
    made = Recording.objects.get()
    assert made.state == "made", made.trouble
    sent = sum(source.seconds for source in radio.sources)
    assert abs(length(file_of(made)) - sent) < 1 + 0.3 * len(radio.sources)
    assert [mark["what"] for mark in made.marks].count("reconnect") >= CYCLES
    assert len(made.marks) == len(radio.sources) - 1
    assert Episode.objects.get().state == "draft"
