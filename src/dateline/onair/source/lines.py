"""One connection: its head within ten seconds, its sound, and a close that loses no answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from dateline.onair.source.heads import LIMIT, BadHead, fields_end, whole

HEAD_SECONDS = 10.0
"""For a whole head, however it trickles."""
_LINGER = 2.0


class Reader(asyncio.StreamReader):
    """What came before a reset is read as what came before an end: old programs reset to end."""

    def set_exception(self, exc: Exception) -> None:
        """The connection is lost."""
        self.feed_eof()


class Line:
    """A connection and what was read from it and not used."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.left = b""
        name = writer.get_extra_info("peername")
        self.address = str(name[0]) if isinstance(name, tuple) else ""

    async def head(self) -> bytes:
        """A head and what came with it; empty if it closed before. Raises BadHead (400, 408, 431)
        and OSError."""
        return await self._until(whole)

    async def fields(self) -> bytes:
        """Header lines to the empty one, which Shoutcast sends after its password; as `head`.

        What came after them is in `left`.
        """
        data = await self._until(lambda data, start: fields_end(data, start) >= 0)
        end = max(fields_end(data), 0)
        self.left = data[end:]
        return data[:end]

    async def _until(self, ended: Callable[[bytearray, int], bool]) -> bytes:
        data, looked = bytearray(self.left), 0
        self.left = b""
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                while not ended(data, looked):
                    looked = len(data)
                    if looked > LIMIT:
                        raise BadHead(431, "The head is longer than 16 KB.")
                    came = await self.reader.read(4096)
                    if not came:
                        if data.strip():
                            raise BadHead(400, "The head has no end.")
                        return b""
                    data += came
        except TimeoutError:
            raise BadHead(408, "The head did not come within 10 seconds.") from None
        return bytes(data)

    async def read(self) -> bytes:
        """What comes next; empty at the end."""
        data, self.left = self.left, b""
        return data or await self.reader.read(65536)

    async def say(self, data: bytes) -> None:
        """Send an answer; raises OSError, also where it is not taken in time."""
        self.writer.write(data)
        async with asyncio.timeout(HEAD_SECONDS):
            await self.writer.drain()

    async def close(self) -> None:
        """Close, so that an answer arrives although the other side still sends (RFC 9112, 9.6)."""
        with suppress(OSError):
            self.writer.transport.set_write_buffer_limits(0)
            await self.say(b"")
            async with asyncio.timeout(_LINGER):
                if self.writer.can_write_eof():
                    self.writer.write_eof()
                while await self.reader.read(65536):
                    pass
                self.writer.close()
                await self.writer.wait_closed()
