"""Many streams of one process: what is rendered, and what is sent, once for all of them.

The protocol here stands for granian's; everything of ours is real.
"""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

from django.db import connections, transaction

from dateline.delivery.public import apply_ticks, depends_on, register_fragment, touch
from dateline.delivery.streams import BUDGET, Stream, Streams
from dateline.delivery.streams_tokens import Asked, token_of


class Protocol:
    """One request's, as the server gives it; `sent` is what the reader would get."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.gone = asyncio.Event()

    def response_stream(self, status, headers):
        return SimpleNamespace(send_bytes=self.sent.append)

    async def client_disconnect(self) -> None:
        await self.gone.wait()

    def stream_in(self, streams: Streams) -> Stream:
        """The stream that sends to this one."""
        return next(
            each for each in streams.open if each.transport.send_bytes.__self__ is self.sent)

    async def gets(self, text: bytes) -> bytes:
        while not (found := [data for data in self.sent if text in data]):
            await asyncio.sleep(0.01)
        return found[0]


class Headers(dict[str, str]):
    """A request's headers, as the server gives them."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


def sent(key: str) -> None:
    with transaction.atomic():
        touch([key])
    connections.close_all()


def test_all_streams_are_told_by_one_rendering(house):
    drawn = []

    def draw() -> str:
        depends_on("probe")
        drawn.append(None)
        return f"<b>{len(drawn)}</b>"

    register_fragment("probe-once", draw)
    apply_ticks()
    scope = SimpleNamespace(method="GET", query_string=f"f={token_of('probe-once', ())}",
                            client="192.0.2.1:5000", headers=Headers())

    async def listen() -> None:
        streams, readers = Streams(100, 60), [Protocol() for _ in range(50)]
        assert [streams.answer(scope, reader) for reader in readers] == [None] * 50
        first = [await reader.gets(b"<b>1</b>") for reader in readers]
        await asyncio.to_thread(sent, "probe")
        second = [await reader.gets(b"<b>2</b>") for reader in readers]
        assert (len(set(first)), len(set(second)), len(drawn)) == (1, 1, 2)
        await asyncio.to_thread(sent, "another")
        readers[0].gone.set()
        while len(streams.open) > 49:
            await asyncio.sleep(0.01)
        assert streams.clients == {"192.0.2.1": 49}
        streams._forget(readers[1].stream_in(streams))
        readers[1].gone.set(), readers[2].gone.set()
        while len(streams.open) > 47:
            await asyncio.sleep(0.01)
        assert streams.clients == {"192.0.2.1": 47}, "who was given up and hangs up goes once"
        assert len(drawn) == 2 and len(streams.watches) == 1
        streams.end()
        assert not streams.open and not streams.watches and not streams.clients
        assert streams.answer(scope, Protocol()).status == 503
        streams._pool.submit(connections.close_all).result()

    asyncio.run(asyncio.wait_for(listen(), 60))


def test_a_stream_that_was_sent_much_ends_and_is_resumed():
    stream = Stream(SimpleNamespace(send_bytes=lambda data: None), (), Asked((), (), None))
    assert stream.send(bytes(BUDGET - 1)) and not stream.send(b"x")
