"""A thousand malformed and hostile heads on a live port: no crash, no traceback, nothing left."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import threading

import pytest

from dateline.onair.source import lines, seats, signing
from onair_sources import Caller, Station, basic, on_air, put

SEEDS = [
    put(), put(more="Expect: 100-continue\r\n"),
    put(more="Transfer-Encoding: chunked\r\n") + b"3\r\nabc\r\n",
    f"SOURCE /live ICE/1.0\r\n{basic()}content-type: audio/mpeg\r\n\r\n".encode(),
    b"SOURCE hackme /live\n\n", b"ann:secret\r\nicy-name:x\r\n\r\n", b"OPTIONS * HTTP/1.1\r\n\r\n",
    b"GET /live HTTP/1.0\r\nIcy-MetaData: 1\r\n\r\n",
    b"GET /admin/metadata?mode=updinfo&mount=/live&song=%C4%8Caj&charset=utf-8 HTTP/1.0\r\n\r\n",
    b"GET /admin.cgi?pass=secret&mode=updinfo&song=x HTTP/1.0\r\n\r\n",
]
NASTY = [
    b"\x00", b"\r", b"\n", b"\r\n\r\n", b"\xff\xfe", b"%00", b"%", b"%s%n", b"../", b": ",
    b" " * 50, b"\x16\x03\x01",
    b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: gzip\r\n",
    b"A" * 20_000, b"a: b\r\n" * 3_000, b"&a=1" * 200, b"charset=idna&",
    b"HTTP/9.9", b"\xed\xa0\x80",
    b"Authorization: Basic ====\r\n", b"FFFFFFFF\r\n", b"\xe2\x80\xae",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]


def hostile(chance: random.Random) -> bytes:
    """One: a good head that is cut, mixed, repeated or filled with what hurts; or noise."""
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(data) + 1)
        way = chance.randrange(5)
        if way == 0:
            data[at:at] = chance.choice(NASTY)
        elif way == 1:
            del data[at:at + chance.randint(1, 30)]
        elif way == 2:
            data[at:at + 1] = bytes([chance.randrange(256)])
        elif way == 3:
            data[at:] = chance.choice(SEEDS)[at // 2:]
        else:
            data = bytearray(chance.randbytes(chance.randint(0, 200))) + data[at:]
    return bytes(data)


async def _send(station: Station, chance: random.Random) -> None:
    """Send one, in pieces; then reset, close the half, or wait a moment for an answer."""
    data, caller = hostile(chance), await Caller.to(station)
    cut = chance.randrange(len(data) + 1)
    try:
        caller.send(data[:cut])
        await asyncio.sleep(0)
        caller.send(data[cut:])
        if chance.random() < 0.7 and not caller.writer.transport.is_closing():
            caller.writer.write_eof()
            await caller.closed(15)
        else:
            await asyncio.sleep(chance.random() / 50)
    except OSError:
        pass
    finally:
        caller.leave()


def test_a_thousand_hostile_heads(monkeypatch: pytest.MonkeyPatch,
                                  caplog: pytest.LogCaptureFixture):
    monkeypatch.setattr(lines, "HEAD_SECONDS", 2.0)
    monkeypatch.setattr(lines, "_LINGER", 0.2)
    monkeypatch.setattr(seats, "HALF_OPEN", 0.05)
    monkeypatch.setattr(signing, "FAILURES", 100_000)
    caplog.set_level(logging.INFO)
    chance = random.Random(8)

    async def case():
        async with on_air() as station:
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda _loop, told: faults.append(told))
            await _still_well(station, 0)
            tasks, files = len(asyncio.all_tasks()), len(os.listdir("/proc/self/fd"))
            for _ in range(50):
                await asyncio.gather(*(_send(station, chance) for _ in range(20)))
            async with asyncio.timeout(10):
                while len(asyncio.all_tasks()) > tasks or station.listener.on():
                    await asyncio.sleep(0.05)
            assert len(os.listdir("/proc/self/fd")) <= files
            assert all(len(source.ended) == 1 for source in station.mixer.sources)
            await _still_well(station, len(station.mixer.sources))

    faults: list[object] = []
    asyncio.run(case())
    for thread in threading.enumerate():
        if thread.name.startswith("signing-in"):
            thread.join(5)
            assert not thread.is_alive()
    assert not faults and not [one for one in caplog.records if one.levelno >= logging.WARNING]


async def _still_well(station: Station, number: int) -> None:
    """A good source gets on, and off."""
    caller = await Caller.to(station, put(more="Expect: 100-continue\r\n"))
    assert " 100 " in await caller.head()
    caller.send(b"sound")
    assert bytes((await station.source(number, data=5)).data) == b"sound"
    caller.writer.write_eof()
    await caller.rest()
    caller.leave()
    async with asyncio.timeout(5):
        while station.listener.on() or len(asyncio.all_tasks()) > 1:
            await asyncio.sleep(0.01)
