"""A JSON array from a file, value by value (RFC 8259); only one of them is held in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from dateline.discussion.bringing.shapes import NotComments

PIECE = 1 << 16
LONGEST = 1 << 28
"""Signs that one value has at most."""
_BLANKS = " \t\r\n"


def values(file: IO[bytes]) -> Iterator[Any]:
    """Yield each value of the array the file holds. Raises NotComments."""
    reader, number = _Reader(file), 0
    if reader.sign() != "[":
        raise NotComments("it is no JSON array")
    reader.at += 1
    while True:
        sign = reader.sign()
        if sign == "]":
            return
        if number and sign != ",":
            raise NotComments(f"after value {number}: a comma or the end is missing")
        reader.at += 1 if number else 0
        number += 1
        yield reader.value(number)


class _Reader:
    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.held, self.at = file, "", 0
        self.rest, self.more, self.piece = b"", True, PIECE

    def sign(self) -> str:
        """The next sign that is no blank, which stays; empty at the end."""
        while True:
            while self.at < len(self.held):
                if self.held[self.at] not in _BLANKS:
                    return self.held[self.at]
                self.at += 1
            if not self._read():
                return ""

    def value(self, number: int) -> Any:
        """The next value; twice as much is read each time it is not whole yet."""
        self.sign()
        self.piece = PIECE
        while True:
            try:
                found, end = json.JSONDecoder().raw_decode(self.held, self.at)
                if end < len(self.held) or not self.more:
                    self.held, self.at = self.held[end:], 0
                    return found
            except (ValueError, RecursionError) as error:
                if not self.more or len(self.held) - self.at > LONGEST:
                    raise NotComments(f"value {number} is not whole JSON ({error})"[:300]) from None
            self._read()

    def _read(self) -> bool:
        raw = self.file.read(self.piece)
        self.more, self.piece = bool(raw), self.piece * 2
        self.held, self.at = self.held[self.at:] + self._text(raw), 0
        return self.more

    def _text(self, raw: bytes) -> str:
        raw = self.rest + raw
        try:
            text, self.rest = raw.decode(), b""
        except UnicodeDecodeError as error:
            if len(raw) - error.start > 3 or not self.more:
                raise NotComments("it is not UTF-8") from None
            text, self.rest = raw[: error.start].decode(), raw[error.start :]
        return text.removeprefix("\ufeff")
