"""A POST on a connection that stands, step by step, for somebody who waits for many at once."""

from __future__ import annotations

import ssl

import h11

from dateline.lib.fetch_line import RECORD, Deadline, Line, Reading, Reply
from dateline.lib.fetch_lines import LINES

_NOT_NOW = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Steps:
    """`send` once, then `step` whenever the connection is ready, until there is a reply.

    Neither ever waits. Whatever is raised, the connection is closed then.
    """

    def __init__(
        self, line: Line, request: h11.Request, body: bytes, *, most: int, deadline: Deadline
    ) -> None:
        self.line, self.deadline = line, deadline
        self._reading = Reading(line.host, most)
        self._unsent = line.written(request, body)

    def fileno(self) -> int:
        """What a selector waits for."""
        return self.line.socket.fileno()

    @property
    def unsent(self) -> bool:
        """Whether it waits until more can be sent."""
        return bool(self._unsent)

    def send(self) -> None:
        """Hand the kernel what it takes at once."""
        try:
            self._unsent = self._unsent[self.line.at_once(self._unsent):]
        except BaseException:
            self.end()
            raise

    def step(self) -> Reply | None:
        """Go on; the reply if it is there. Raises NoAnswer."""
        try:
            self.deadline.left()
            with self.line.plainly():
                reply = self._go_on()
        except BaseException:
            self.end()
            raise
        if reply is not None:
            LINES.give_back(self.line)
        return reply

    def _go_on(self) -> Reply | None:
        reply = None
        try:
            while self._unsent:
                self._unsent = self._unsent[self.line.socket.send(self._unsent[:RECORD]):]
            while reply is None:
                self.line.http.receive_data(self.line.socket.recv(65536))
                reply = self._reading.advance(self.line.http)
        except _NOT_NOW:
            return None
        return reply

    def end(self) -> None:
        """Hang up."""
        self.line.close()
