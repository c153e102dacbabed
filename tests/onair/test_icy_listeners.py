"""Who listens by ICY: heads, titles byte by byte, slow ones, many, too many."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from dateline.onair.out.titles import block, line, plain
from dateline.onair.shapes import Heard
from onair_hearing import FRAME, SECOND, opened, plan, sound, taped, until

TITLES = (
    "Čaj – 日本", "It's \"said\"; 'so' = ok", "x" * 299 + "é", "نشرة الأخبار \u200f(مباشر)",
    "Plain",
)


def test_a_listener_is_given_a_burst_of_whole_frames_at_once():
    with opened() as port:
        port.hand(10)
        client = port.client(version="1.0", Range="bytes=0-")
        status, fields = client.head()
        assert status == "HTTP/1.0 200 OK"
        assert fields["Content-Type"] == "audio/mpeg" and fields["icy-br"] == "128"
        assert fields["icy-name"] == "Radio Wavre – 台" and fields["icy-pub"] == "0"
        assert fields["Access-Control-Allow-Origin"] == "*"
        assert "no-cache" in fields["Cache-Control"]
        assert "icy-metaint" not in fields and "Content-Range" not in fields
        assert "Content-Length" not in fields
        got = client.read(64_000 - FRAME)
        start = port.handed - len(got) - (port.handed - len(got)) % FRAME
        start = next(at for at in (start - FRAME, start, start + FRAME)
                     if taped(at, at + len(got)) == got)
        assert start % FRAME == 0 and got[:2] in (b"\xff\xfb", b"\xff\xfa")
        more = port.hand(1)
        rest = port.handed - start - len(got)
        assert client.read(rest).endswith(more)
        assert port.client(version="1.1").head()[0] == "HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    "path", ["/live", "/stream", "/;", "/;stream.nsv", "/studio", "/breaking.mp3"])
def test_the_stream_has_the_addresses_that_players_ask_for(path):
    with opened() as port:
        port.hand(1)
        client = port.client(path)
        assert client.head()[0].endswith("200 OK")
        assert client.read(1000)[:1] == b"\xff"


def test_titles_are_intact_and_the_sound_between_them_too():
    with opened() as port:
        port.hand(1, TITLES[0])
        client = port.client(Icy_MetaData="1")
        assert client.head()[1]["icy-metaint"] == "16000"
        heard, seen = b"", []
        for title in TITLES:
            port.hand(2, title)
            for _ in range(2):
                heard += client.read(16_000)
                length = client.read(1)[0] * 16
                seen.append(client.read(length).rstrip(b"\0").decode())
        assert heard == taped(0, len(heard))
        assert [s for s in seen if s] == [f"StreamTitle='{t}';" for t in TITLES]
        assert seen.count("") == 5  # one byte, zero, while it is the same


def test_a_title_holds_from_where_its_sound_begins():
    with opened() as port:
        port.hand(3, "Old")
        port.hand(1, "New")
        client = port.client(Icy_MetaData="1")  # its burst begins with the old one
        client.head()
        told = []
        for _ in range(3):
            client.read(16_000)
            told.append(client.read(client.read(1)[0] * 16).rstrip(b"\0"))
        port.hand(1, "New")
        client.read(16_000)
        told.append(client.read(client.read(1)[0] * 16).rstrip(b"\0"))
        assert told == [b"StreamTitle='Old';", b"", b"StreamTitle='New';", b""]


def test_a_title_cannot_end_its_block_or_be_longer_than_one():
    assert block("a';StreamUrl='http://evil';").count(b"';") == 1
    long = block("日" * 3000)
    assert long[0] == 255 and len(long) == 1 + 4080
    assert long[1:].rstrip(b"\0").decode().endswith("日';")
    assert plain("a\r\nSet-Cookie: b\0c\u2028d") == "a Set-Cookie: b c d"
    for title in (*TITLES, "می\u200cخواهم", "👩\u200d🚀 a\u3000b  c", "\u202bעברית\u202c"):
        assert plain(title) == title
    assert block("half \ud83d of one") == block("half   of one")
    assert line(Heard("live", ""), None, "S") == "S"
    assert line(Heard("live", "T", "A"), None, "S") == "A - T"


def test_a_name_of_the_station_adds_no_field():
    with opened(plan=plan(station="A\r\nX-Evil: 1")) as port:
        port.hand(1)
        fields = port.client().head()[1]
        assert fields["icy-name"] == "A X-Evil: 1" and "X-Evil" not in fields


def test_lists_state_and_page():
    with opened(plan=plan(station="<script>Č")) as port:
        port.hand(1)
        listener = port.client()
        listener.head()

        def told(path, **more):
            client = port.client(path, **more)
            status, fields = client.head()
            return status, fields, client.rest().decode()

        assert told("/live.m3u")[2].startswith("#EXTM3U\n#EXTINF:-1,<script>Č\nhttp://localhost:")
        assert "File1=http://localhost:" in told("/live.pls")[2]
        _status, fields, text = told("/status-json.xsl")
        source = json.loads(text)["icestats"]["source"]
        assert (source["listeners"], source["listener_peak"]) == (1, 1)
        assert source["title"] == "Evening news" and source["artist"] == "Ann Writer"
        assert source["yp_currently_playing"] == "Ann Writer - Evening news"
        assert source["listenurl"].endswith("/live.mp3") and source["server_name"] == "<script>Č"
        assert fields["Content-Type"].startswith("application/json")
        for title in TITLES:
            port.heard = Heard("live", title)
            assert json.loads(told("/status-json.xsl")[2])["icestats"]["source"]["title"] == title
        page = told("/")[2]
        assert "<script>" not in page and "&lt;script&gt;Č" in page
        ElementTree.fromstring(page.removeprefix("<!doctype html>").replace(
            '<meta charset="utf-8">', "").replace(
            '<meta name="viewport" content="width=device-width">', "").replace(" controls ", " "))
        assert told("/nothing")[0] == "HTTP/1.0 404 Not Found"
        _status, fields, text = told("/live.m3u", method="HEAD")
        assert int(fields["Content-Length"]) > 0 and text == ""
        assert told("/live.mp3", method="HEAD")[2] == ""
        player = port.client("/", Icy_MetaData="1")  # a Shoutcast client
        assert player.head()[1]["Content-Type"] == "audio/mpeg"


def test_without_station_or_sound_there_is_nothing_to_hear():
    with opened(plan=None) as port:
        assert port.client().head()[0] == "HTTP/1.0 404 Not Found"
    with opened(silent=True) as port:
        status, fields = port.client().head()
        assert status == "HTTP/1.0 503 Service Unavailable" and fields["Retry-After"]


@pytest.fixture
def certified(tmp_path):
    """A certificate's two sides: the radio's and the listener's."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-keyout", "key", "-out", "cert", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    return ours, ssl.create_default_context(cafile=str(tmp_path / "cert"))


def test_one_that_reads_nothing_is_dropped_and_the_others_get_every_byte():
    _one_reads_nothing(None, None)


def test_over_tls_too(certified):
    _one_reads_nothing(*certified)


def _one_reads_nothing(ours, theirs):
    with opened(tls=ours) as port:
        port.hand(1)
        slow = port.client(buffer=4096, tls=theirs)
        others = [port.client(Icy_MetaData="1", tls=theirs), port.client(tls=theirs)]
        for client in [slow, *others]:
            client.head()
        heard = [b"", b""]
        for _ in range(40):  # 40 × 2 s of sound, as fast as it is read
            port.hand(2)
            heard[0] += others[0].read(16_000)
            others[0].read(others[0].read(1)[0] * 16)
            heard[0] += others[0].read(16_000)
            others[0].read(others[0].read(1)[0] * 16)
            heard[1] += others[1].read(2 * SECOND)
            if port.listeners.count() == 2:
                break
        until(lambda: port.listeners.count() == 2)
        assert heard[0] == taped(0, len(heard[0])) and heard[1] == taped(0, len(heard[1]))
        assert len(heard[1]) > 20 * SECOND
        assert len(slow.rest()) < 30 * SECOND


def test_two_hundred_listen_and_none_is_dropped():
    with opened() as port:
        port.hand(1)
        clients = [port.client() for _ in range(200)]
        for client in clients:
            client.head()
        until(lambda: port.listeners.count() == 200)
        for _ in range(5):
            port.hand(2)
            first = clients[0].read(2 * SECOND)
            assert all(client.read(2 * SECOND) == first for client in clients[1:])
        assert port.listeners.count() == 200
        for client in clients[:150]:
            client.close()
        until(lambda: port.listeners.count() == 50)
        port.hand(1)
        assert clients[-1].read(SECOND // 2)


def test_one_who_only_talks_is_let_go():
    with opened() as port:
        port.hand(1)
        client = port.client()
        client.head()
        until(lambda: port.listeners.count() == 1)
        client.line.sendall(b"x" * 70_000)
        until(lambda: port.listeners.count() == 0)


def test_relays_are_not_counted_as_listeners_and_each_is_tallied():
    class Book:
        def __init__(self):
            self.open, self.seen = set(), []

        def enter(self, platform):
            self.open.add(platform)
            self.seen.append(platform)
            return platform

        def leave(self, token):
            self.open.discard(token)

    book = Book()
    with opened(tally=book) as port:
        port.hand(1)
        relay = port.client(User_Agent="Icecast 2.4.4")
        radio = port.client(User_Agent="Sonos/79.1 (ACR_Vendor)")
        relay.head(), radio.head()
        until(lambda: len(port.listeners._hearers) == 2)
        assert port.listeners.count() == 1 and sorted(book.seen) == ["radio", "relay"]
        radio.close()
        relay.close()
        until(lambda: not book.open)


def test_when_no_more_may_listen_the_next_is_told_so():
    with opened(most=30) as port:
        port.hand(1)
        clients = [port.client() for _ in range(40)]
        codes = [client.head()[0].split()[1] for client in clients]
        assert sorted(codes) == ["200"] * 30 + ["503"] * 10
        next(c for c, code in zip(clients, codes, strict=True) if code == "200").close()
        until(lambda: port.listeners.count() == 29)
        assert port.client().head()[0].split()[1] == "200"


_LIMITED = """
import resource, socket
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 230))
from dateline.onair.out.limits import most_listeners
print(most_listeners(), len([socket.socket() for _ in range(200)]))
"""


def test_the_limit_of_open_files_is_raised_and_some_are_kept_back():
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", _LIMITED], capture_output=True,
                          text=True, check=True)
    assert done.stdout.split() == ["30", "200"]


def test_the_outlet_hands_on_whole_frames_with_the_title_that_holds_for_them():
    from dateline.onair.out.air import Air
    from dateline.onair.out.outlet import Mp3Outlet

    class Three:
        """Completes a frame with every third block."""

        blocks = 0

        def put(self, block):
            self.blocks += 1
            frame = type("Encoded", (), {"data": sound()[:FRAME]})
            return [frame] if self.blocks % 3 == 0 else []

    air = Air(128)
    outlet = Mp3Outlet(air, Three(), lambda: "Radio")
    for _ in range(3):
        outlet.put(None, 0.0)
    outlet.tell(Heard("live", "News", "Ann"), None)
    for _ in range(3):
        outlet.put(None, 0.0)
    assert air.take() == sound()[:FRAME] * 2
    assert air.title_at(FRAME - 1) == block("Radio") and air.title_at(FRAME) == block("Ann - News")


def test_the_mixers_sound_reaches_the_listener_as_whole_frames():
    import numpy

    wave = numpy.sin(numpy.arange(48_000) * 440 * 2 * numpy.pi / 48_000) * 0.3
    both = numpy.stack([wave, wave], axis=1).astype(numpy.float32)
    with opened(silent=True) as port:
        outlet = port.listeners.outlet(128)
        for _ in range(3):
            for at in range(0, 48_000, 960):
                outlet.put(both[at:at + 960], 0.0)
        client = port.client()
        client.head()
        got = client.read(2 * SECOND // FRAME * FRAME)
        assert len({got[at:at + 2] for at in range(0, len(got), FRAME)}) == 1
        assert got[:1] == b"\xff"


def test_the_site_has_lists_that_lead_to_the_radio(reader):
    from dateline.onair.models import Station

    assert reader.get("/listen/live.m3u").status == 404
    Station.objects.create(name="Radio\nWavre", mounts=["studio"])
    answer = reader.get("/listen/live.m3u")
    assert answer.status == 200 and answer.headers["Content-Type"].startswith("audio/x-mpegurl")
    _mark, title, address = answer.text.splitlines()
    assert title == "#EXTINF:-1,Radio Wavre"
    assert address.startswith("http://localhost:") and address.endswith("/live.mp3")
    assert address in reader.get("/listen/live.pls").text
    assert reader.get("/listen/live.pls", "POST").status in (403, 405)
