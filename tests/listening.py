"""A reader's event stream, read byte by byte from a real server."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from wire import Line

MARK = re.compile(r"<!--live ([^ >]+)-->")


def tokens(page: str) -> list[str]:
    """What a page says that it shows live, each once."""
    return list(dict.fromkeys(MARK.findall(page)))


def named(page: str, name: str) -> str:
    """The one token of a fragment."""
    (found,) = (token for token in tokens(page) if token.startswith(f"{name},"))
    return found


@dataclass(frozen=True)
class Told:
    """What came in one piece: the id it ends with, and the events by token."""

    at: str
    events: dict[str, dict[str, Any]]

    def html(self, name: str) -> str:
        """The bytes of the one fragment of this name."""
        (found,) = (e["html"] for token, e in self.events.items() if token.startswith(f"{name},"))
        return str(found)

    @property
    def names(self) -> list[str]:
        """The fragments told of."""
        return sorted(token.partition(",")[0] for token in self.events)


class Listener:
    """One open stream."""

    def __init__(
        self, port: int, query: str, *, address: str = "/-/live", **headers: str
    ) -> None:
        self.line = Line(port)
        self.line.socket.settimeout(60)
        self.line.begin(f"{address}?{query}", **headers)
        self.status = int(self.line.file.readline().split()[1])
        self.headers = {}
        while (line := self.line.file.readline().decode().strip()):
            name, _, value = line.partition(": ")
            self.headers[name] = value
        self.retry = 0
        self._rest = b""

    def block(self) -> list[tuple[str, str]] | None:
        """The next block of fields (WHATWG HTML 9.2.5); None at the end of the stream."""
        while b"\n\n" not in self._rest:
            size = int(self.line.file.readline() or b"0", 16)
            self._rest += self.line.file.read(size)
            self.line.file.readline()
            if not size:
                return None
        block, _, self._rest = self._rest.partition(b"\n\n")
        fields = (line.partition(":")[::2] for line in block.decode().split("\n"))
        return [(name, value.removeprefix(" ")) for name, value in fields]

    def told(self) -> Told:
        """Everything up to the next id; raises ConnectionError where the stream ends instead."""
        events: dict[str, dict[str, Any]] = {}
        while (block := self.block()) is not None:
            fields = dict(block)
            self.retry = int(fields.get("retry", self.retry))
            if fields.get("event") == "at":
                return Told(fields["id"], events)
            if fields.get("data"):
                event = json.loads(fields["data"])
                events[event["f"]] = event
        raise ConnectionError("the stream has ended")

    def close(self) -> None:
        """Hang up."""
        self.line.close()
