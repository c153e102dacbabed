"""Sources on a live port: who gets on, who is refused, who gives way, what ends them."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import subprocess
import time
from datetime import datetime
from pathlib import Path

import pytest

from dateline.onair.shapes import Who
from dateline.onair.source import lines, listening, seats, signing, taking
from onair_sources import Caller, asks, basic, on_air, put, until


def test_a_put_that_expects_is_answered_at_once_and_read():
    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, put(more="Expect: 100-continue\r\n"))
            assert (await caller.head()).startswith("HTTP/1.1 100 ")
            caller.send(b"\xff\xfbsound")
            source = await station.source(data=7)
            assert (source.mount, source.kind, source.who.name) == ("live", "audio/mpeg", "ann")
            assert bytes(source.data) == b"\xff\xfbsound"
            assert station.listener.on()["live"].name == "ann"
            caller.writer.write_eof()
            await until(lambda: source.ended)
            assert source.ended == ["ended"] and not station.listener.on()

    asyncio.run(case())


@pytest.mark.parametrize(("head", "said"), [
    (f"SOURCE /live ICE/1.0\r\n{basic()}content-type: audio/mpeg\r\n\r\n", "HTTP/1.0 200 "),
    (f"SOURCE /live HTTP/1.0\r\n{basic()}content-type: audio/mpeg\r\n\r\n", "HTTP/1.0 200 "),
    (f"SOURCE /live HTTP/1.1\r\n{basic()}content-type: audio/mpeg\r\n\r\n", "HTTP/1.1 200 "),
    (f"POST /live HTTP/1.1\r\n{basic()}content-type: audio/mpeg\r\n\r\n", "HTTP/1.1 200 "),
    ("SOURCE ann:secret /live\nx-audiocast-name: x\n\n", "OK"),
])
def test_older_ways_with_sound_right_behind(head: str, said: str):
    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, head.encode() + b"sound")
            assert (await caller.reader.read(100)).decode().startswith(said)
            assert bytes((await station.source(data=5)).data) == b"sound"

    asyncio.run(case())


def test_chunks_are_unwrapped_and_their_end_answered():
    async def case():
        async with on_air() as station:
            chunked = "Transfer-Encoding: chunked\r\n"
            head = put(kind="application/ogg", more=f"{chunked}Expect: 100-continue\r\n")
            caller = await Caller.to(station, head)
            await caller.head()
            for piece in (b"3\r", b"\nOgg\r\n1", b"\r\nS\r\n0\r\n\r\n"):
                caller.send(piece)
                await asyncio.sleep(0.01)
            assert (await caller.head()).startswith("HTTP/1.1 200 ")
            source = station.mixer.sources[0]
            assert (bytes(source.data), source.kind) == (b"OggS", "audio/ogg")
            assert source.ended == ["ended"]
            broken = await Caller.to(station, put(more=chunked) + b"nonsense\r\n")
            await broken.closed()
            assert station.mixer.sources[1].ended == ["broken"]

    asyncio.run(case())


def test_shoutcast_says_its_password_first():
    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, b"ann:secret\r\n")
            assert await caller.head() == "OK2\r\nicy-caps:11\r\n\r\n"
            caller.send(b"icy-name:My Station\r\ncontent-type:audio/aacp\r\n\r\nADTS")
            source = await station.source(data=4)
            assert (source.mount, source.kind, bytes(source.data)) == ("live", "audio/aac", b"ADTS")
            assert "invalid password" in await asks(station, b"wrong\n")
            title = "/admin.cgi?pass=secret&mode=updinfo&song=%C4%8Caj"
            assert "200 OK" in await asks(station, f"GET {title} HTTP/1.0\r\n\r\n".encode())
            assert source.titles == [("Čaj", "")]
            caller.leave()
            await until(lambda: source.ended)
            await Caller.to(station, b"bare\nicy-br:64\n\nMP3")
            assert (await station.source(1, data=3)).kind == "audio/mpeg"
            assert station.asked[-1] == ("live", "source", "bare")

    asyncio.run(case())


def test_who_is_refused_and_how():
    async def case():
        async with on_air() as station:
            live = await Caller.to(station, put())
            await live.head()
            source = await station.source()
            bob = basic("bob", "hidden")
            for head, said in [
                (put(sign=""), "401"), (put(sign=basic("ann", "wrong")), "401"),
                (put(sign=basic("", "bare")), "403"), (put("nowhere", sign=bob), "400"),
                (put("breaking", sign=bob, kind=""), "403"), (put(sign=bob), "403"),
                (put("breaking", sign=bob, kind="audio/flac"), "415"),
                (put("breaking", sign=bob, more="Content-Length: x\r\n"), "400"),
                (b"DELETE /live HTTP/1.1\r\n\r\n", "405"), (b"GET /\r\n\r\n", "400"),
            ]:
                answer = await asks(station, head + b"sound that follows" * 5000)
                assert answer.split()[1] == said, (head, answer)
                assert ("WWW-Authenticate: Basic" in answer) == (said == "401")
                if said == "415":
                    assert "audio/mpeg" in answer and "audio/opus" in answer
            live.send(b"still")
            await station.source(data=5)
            assert not source.ended and len(station.mixer.sources) == 1, "nobody displaced it"

    asyncio.run(case())


def test_who_still_sends_hears_why_not():
    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, put(sign=""))
            for _ in range(10):
                caller.send(b"x" * 1000)
                await asyncio.sleep(0.02)
            assert " 401 " in await caller.head()

    asyncio.run(case())


def test_libshouts_sequence_on_one_connection():
    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, b"OPTIONS * HTTP/1.1\r\nUpgrade: TLS/1.0\r\n\r\n")
            answer = await caller.head()
            assert "200 OK" in answer and "PUT" in answer and "Connection: keep-alive" in answer
            caller.send(put(sign="", more="Content-Length: 0\r\n"))
            answer = await caller.head()
            assert " 401 " in answer and "keep-alive" in answer
            await caller.reader.readexactly(int(answer.partition("Content-Length: ")[2].split()[0]))
            caller.send(put(more="Content-Length: 0\r\n"))
            assert " 200 " in await caller.head() and not station.mixer.sources, "a probe"
            caller.send(put(more="Expect: 100-continue\r\n") + b"sound")
            assert " 100 " in await caller.head()
            await station.source(data=5)

    asyncio.run(case())


def test_a_connection_has_so_many_turns():
    async def case():
        async with on_air() as station:
            flood = await Caller.to(station, b"OPTIONS * HTTP/1.1\r\n\r\n" * 2000)
            assert (await flood.rest()).count("200 OK") == listening.TURNS == 10

    asyncio.run(case())


def test_titles_are_for_who_is_live():
    async def case():
        async with on_air() as station:
            asked = "GET /admin/metadata?mode=updinfo&mount=/live&song=a HTTP/1.0\r\n"
            assert " 400 " in await asks(station, f"{asked}{basic()}\r\n".encode())
            live = await Caller.to(station, put())
            await live.head()
            source = await station.source()
            for signed, said in [("", 401), (basic("bob", "hidden"), 401),
                                 (basic("ann", "no"), 401), (basic(), 200)]:
                assert f" {said} " in await asks(station, f"{asked}{signed}\r\n".encode())
            other = asked.replace("updinfo", "fallbacks")
            assert " 400 " in await asks(station, f"{other}{basic()}\r\n".encode())
            assert source.titles == [("a", "")] and len(station.asked) == 1, "one password hashed"

    asyncio.run(case())


def test_a_half_open_source_gives_way_to_its_presenter_and_a_live_one_does_not(
        monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(seats, "HALF_OPEN", 0.3)

    async def case():
        async with on_air() as station:
            old = await Caller.to(station, put())
            await old.head()
            first = await station.source()

            async def play() -> None:
                while True:
                    old.send(b"x")
                    await asyncio.sleep(0.05)

            playing = asyncio.create_task(play())
            assert " 403 " in await asks(station, put())
            assert not first.ended
            playing.cancel()
            await asyncio.sleep(0.05)
            new = await Caller.to(station, put())
            assert " 200 " in await new.head()
            assert first.ended == ["taken over"]
            await old.closed()
            new.send(b"new")
            assert bytes((await station.source(1, data=3)).data) == b"new"
            both = await asyncio.gather(*(Caller.to(station, put()) for _ in range(2)))
            said = sorted([(await caller.head()).split()[1] for caller in both])
            assert said == ["200", "403"], "two at once: one gets it"

    asyncio.run(case())


def test_what_came_before_a_reset_is_kept():
    def slow(mount: str, username: str, password: str, at: datetime) -> Who:
        time.sleep(0.3)
        return Who(1, username)

    async def case():
        async with on_air(admitted=slow) as station:
            caller = await Caller.to(station, put(sign=basic()))
            await asyncio.sleep(0.05)
            caller.send(b"x" * 30_000)
            caller.writer.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            caller.leave()
            source = await station.source(data=30_000)
            await until(lambda: source.ended)
            assert source.ended == ["ended"]

    asyncio.run(case())


def test_what_hangs_is_dropped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(taking, "SILENT", 0.2)
    monkeypatch.setattr(lines, "HEAD_SECONDS", 0.3)

    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, put() + b"x")
            source = await station.source(data=1)
            await caller.closed()
            assert source.ended == ["hung"]
            slow = await Caller.to(station, b"GET / HTTP/1.1\r\n")
            for _ in range(20):
                slow.send(b"a")
                await asyncio.sleep(0.02)
            assert " 408 " in await slow.head()
            mute = await Caller.to(station, b"ann:secret\r\nicy-name:never ends\r\n")
            assert "OK2" in await mute.head()
            await mute.closed()
            assert len(station.mixer.sources) == 1

    asyncio.run(case())
    assert (taking.SILENT, lines.HEAD_SECONDS) == (0.2, 0.3)


def test_ten_seconds_are_the_limits():
    assert (taking.SILENT, lines.HEAD_SECONDS) == (10, 10)


def test_the_one_that_waits_longest_makes_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listening, "WAITING", 5)

    async def case():
        async with on_air() as station:
            live = await Caller.to(station, put())
            await live.head()
            idle = [await Caller.to(station, b"G") for _ in range(5)]
            await asyncio.sleep(0.1)
            assert "GET /radio" in await asks(station, b"GET /radio HTTP/1.0\r\n\r\n")
            await idle[0].closed(1)
            idle[4].send(b"ET /late HTTP/1.0\r\n\r\n")
            assert "GET /late" in await idle[4].rest()
            live.send(b"sound")
            assert not (await station.source(data=5)).ended, "a source waits for nothing"

    asyncio.run(case())


def test_passwords_cannot_be_tried_for_long():
    async def case():
        async with on_air() as station:
            wrong = [asks(station, put(sign=basic("ann", str(turn)))) for turn in range(30)]
            said = [answer.split()[1] for answer in await asyncio.gather(*wrong)]
            assert said.count("401") == 10 and said.count("429") == 20, "thirty at once"
            assert len(station.asked) == 10
            assert " 429 " in await asks(station, put())
            assert " 401 " in await asks(station, put(sign="")), "no sign-in is no failed one"

    asyncio.run(case())


def test_what_fails_here_is_no_failure_of_theirs(caplog: pytest.LogCaptureFixture):
    async def case():
        async with on_air() as station:
            for _ in range(12):
                answer = await asks(station, put(sign=basic("ann", "the database is gone")))
                assert " 503 " in answer and "Retry-After" in answer
            assert "200" in await (await Caller.to(station, put())).head()

    asyncio.run(case())
    assert caplog.text.count("nobody can sign in") == 12


def test_who_signs_in_waits_only_so_long(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(signing, "ASKING", 3)

    async def case():
        async with on_air() as station:
            tries = [asks(station, put(sign=basic("ann", str(turn)))) for turn in range(9)]
            said = [answer.split()[1] for answer in await asyncio.gather(*tries)]
            assert said.count("503") == 6 and said.count("401") == 3

    asyncio.run(case())


def test_a_long_answer_arrives_whole_at_a_slow_listener(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "_LINGER", 0.1)

    async def long(head: object, reader: object, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * 8_000_000)

    async def case():
        async with on_air() as station:
            station.listener._answer = long
            caller = await Caller.to(station, b"GET / HTTP/1.0\r\n\r\n")
            await asyncio.sleep(0.5)
            assert len(await caller.rest()) == 8_000_000

    asyncio.run(case())


def test_failures_are_forgotten_after_a_while(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(signing, "WITHIN", 0.3)

    async def case():
        async with on_air() as station:
            wrong = [asks(station, put(sign=basic("ann", "wrong"))) for _ in range(11)]
            assert sum(" 429 " in answer for answer in await asyncio.gather(*wrong)) == 1
            await asyncio.sleep(0.35)
            assert " 401 " in await asks(station, put(sign=basic("ann", "wrong")))
            assert len(station.listener._gate._failures) == 1

    asyncio.run(case())


def test_a_studio_with_many_sources_gets_on_at_once():
    async def case():
        mounts = [f"m{number}" for number in range(25)]
        async with on_air(*mounts) as station:
            callers = await asyncio.gather(*(Caller.to(station, put(mount)) for mount in mounts))
            said = await asyncio.gather(*(caller.head() for caller in callers))
            assert all(" 200 " in answer for answer in said)

    asyncio.run(case())


def test_right_ones_do_not_count():
    async def case():
        async with on_air() as station:
            for _ in range(12):
                probe = put(more="Content-Length: 0\r\n") + b"GET / HTTP/1.0\r\n\r\n"
                assert " 200 " in await asks(station, probe)

    asyncio.run(case())


def test_a_source_is_dropped_by_hand_and_by_the_end_of_the_radio():
    async def case():
        async with on_air() as station:
            callers = [await Caller.to(station, put(mount)) for mount in ("live", "breaking")]
            for caller in callers:
                await caller.head()
            station.listener.drop("live", "the slot is over")
            station.listener.drop("live", "twice")
            await callers[0].closed()
            await station.listener.stop()
            await callers[1].closed()
            assert sorted(source.ended[0] for source in station.mixer.sources) == [
                "stopped", "the slot is over"]

    asyncio.run(case())


def test_a_file_sent_at_once_waits_in_its_program(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(taking, "AHEAD", 100_000)
    monkeypatch.setattr(taking, "RATE", 100_000)

    async def case():
        async with on_air() as station:
            await Caller.to(station, put() + b"x" * 8_000_000)
            source = await station.source(data=100_000)
            await asyncio.sleep(0.5)
            assert 100_000 <= len(source.data) < 400_000

    asyncio.run(case())


def test_tls_beside_plain(tmp_path: Path):
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-keyout", "key", "-out", "cert", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    theirs = ssl.create_default_context(cafile=str(tmp_path / "cert"))

    async def case():
        async with on_air(ssl=ours) as station:
            await station.listener.start("127.0.0.1", 0)
            assert len(set(station.listener.ports)) == 2
            caller = await Caller.to(station, put() + b"sound", ssl=theirs,
                                     server_hostname="localhost")
            assert " 200 " in await caller.head()
            await station.source(data=5)
            refused = await Caller.to(station, put(sign="") + b"x" * 200_000, ssl=theirs,
                                      server_hostname="localhost")
            assert " 401 " in await refused.head()
            bare = await Caller.to(station, b"GET / HTTP/1.0\r\n\r\n")
            await bare.closed()
            station.port = station.listener.ports[1]
            assert "GET /x" in await asks(station, b"GET /x HTTP/1.0\r\n\r\n")

    asyncio.run(case())


def test_what_is_no_sound_frees_its_mount(caplog: pytest.LogCaptureFixture):
    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, put())
            await caller.head()
            source = await station.source()
            source.over = "no sound in it"
            caller.send(b"x" * 1000)
            await caller.closed(5)
            assert source.ended == ["no sound in it"] and not station.listener.on()
            assert " 200 " in await (await Caller.to(station, put())).head()

    asyncio.run(case())
    assert "live was ended: no sound in it" in caplog.text


def test_a_source_waits_while_the_mixer_has_enough(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(seats, "HALF_OPEN", 0.3)
    monkeypatch.setattr(taking, "SILENT", 0.3)

    async def case():
        async with on_air() as station:
            caller = await Caller.to(station, put())
            await caller.head()
            source = await station.source()
            source.full = True
            caller.send(b"x" * 20_000_000)
            await asyncio.sleep(1)
            held = len(source.data)
            assert held <= 65536 and not source.ended, "it is no hung one"
            assert " 403 " in await asks(station, put()), "nor half open"
            assert len(source.data) == held
            source.full = False
            await station.source(data=3_000_000)
            source.full = True
            station.listener.drop("live", "the slot is over")
            await caller.closed(5)
            assert source.ended == ["the slot is over"]

    asyncio.run(case())
