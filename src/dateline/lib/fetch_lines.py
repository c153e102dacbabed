"""Connections that are kept open between requests to the same origin, for all threads."""

from __future__ import annotations

import os
import resource
import threading
import time

from dateline.lib.fetch_line import Deadline, Line
from dateline.lib.fetch_target import Resolve, Target, Unreachable, checked

IDLE = 55.0  # seconds an idle connection is kept; many servers hang up at 60
CHECKED = 60.0  # seconds for which a name is taken to lead where it led
MOST = min(1000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)  # idle connections kept
TRIED = 4  # addresses of one name that are tried


def connect(where: Target, resolve: Resolve, deadline: Deadline) -> Line:
    """A new connection to one of the target's checked addresses, the first that takes it."""
    return _connect(where, checked(where, resolve, deadline.left()), deadline)


def _connect(where: Target, ips: tuple[str, ...], deadline: Deadline) -> Line:
    tried = ips[:TRIED]
    for number, ip in enumerate(tried):
        try:
            return Line(where, ip, deadline, deadline.left() / (len(tried) - number))
        except Unreachable:
            if ip == tried[-1]:
                raise
    raise Unreachable(f"{where.host}: no such name is known")


class Lines:
    """Idle connections by origin; the one used last is taken first."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._idle: dict[tuple[str, str, int], list[Line]] = {}
        self._count = 0

    def take(self, where: Target, resolve: Resolve, deadline: Deadline) -> Line:
        """A kept connection whose address is still what was checked, else a new one."""
        ips: tuple[str, ...] = ()
        while line := self._kept(where):
            if not ips and time.monotonic() - line.checked > CHECKED:
                try:
                    ips = checked(where, resolve, deadline.left())
                except BaseException:
                    line.close()
                    raise
            if ips and line.ip in ips:
                line.checked = time.monotonic()
            if (not ips or line.ip in ips) and line.is_quiet():
                return line
            line.close()
        return _connect(where, ips or checked(where, resolve, deadline.left()), deadline)

    def standing(self, where: Target) -> Line | None:
        """A kept connection that may be used at once, without asking for its name."""
        while line := self._kept(where):
            if time.monotonic() - line.checked > CHECKED:
                self._put(line)
                return None
            if line.is_quiet():
                return line
            line.close()
        return None

    def _put(self, line: Line) -> None:
        with self._guard:
            self._count += 1
            self._idle.setdefault(line.origin, []).append(line)

    def _kept(self, where: Target) -> Line | None:
        with self._guard:
            lines = self._idle.get(where.origin)
            if not lines:
                return None
            self._count -= 1
            line = lines.pop()
            if not lines:
                del self._idle[where.origin]
            return line

    def give_back(self, line: Line) -> None:
        """Keep it for the next one, if both sides want that and there is room."""
        if not line.ready():
            line.close()
            return
        old: list[Line] = []
        with self._guard:
            if self._count >= MOST:
                old = self._older_than(time.monotonic() - IDLE)
            if self._count >= MOST:
                old.append(line)
            else:
                self._count += 1
                self._idle.setdefault(line.origin, []).append(line)
        for one in old:
            one.close()

    def sweep(self) -> None:
        """Hang up what was idle too long."""
        with self._guard:
            old = self._older_than(time.monotonic() - IDLE)
        for line in old:
            line.close()

    def _older_than(self, moment: float) -> list[Line]:
        old = [line for lines in self._idle.values() for line in lines if line.idle_since < moment]
        for line in old:
            self._idle[line.origin].remove(line)
            self._count -= 1
        self._idle = {origin: lines for origin, lines in self._idle.items() if lines}
        return old

    def forget(self) -> None:
        """In a forked child: the connections are the parent's."""
        lines = [line for lines in self._idle.values() for line in lines]
        self._guard, self._idle, self._count = threading.Lock(), {}, 0
        for line in lines:
            line.close()


LINES = Lines()
os.register_at_fork(after_in_child=LINES.forget)
