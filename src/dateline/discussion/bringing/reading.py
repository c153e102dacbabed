"""Which of the formats a file is in, told by the file itself; and its parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import IO

from dateline.discussion.bringing import blogger, disqus, generic, isso, movabletype, wordpress
from dateline.discussion.bringing.shapes import NotComments, Parts

FORMATS = {"wordpress": wordpress, "disqus": disqus, "blogger": blogger, "json": generic,
           "isso": isso, "movabletype": movabletype}
_READ = 65_536
_ROOT = re.compile(rb"<\??[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_ENTRY = re.compile(rb"(?:[A-Z][A-Z ]{2,19}:[^\n]{0,2000}\n|\r?\n){1,30}-----\r?\n[A-Z ]+:")
Reader = Callable[..., Parts]


def format_of(file: IO[bytes]) -> str:
    """The name of its format; the file is read from its beginning after. Raises NotComments."""
    begins = file.read(_READ).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if begins[:1] in (b"{", b"["):
        return "json" if begins[:1] == b"{" else "isso"
    if _ENTRY.match(begins):
        return "movabletype"
    for tag in _ROOT.findall(begins):
        name = re.match(rb"<([\w.-]+)", tag)
        if name:
            known = {b"rss": "wordpress", b"disqus": "disqus", b"feed": "blogger"}.get(name[1])
            if known:
                return known
            break
    raise NotComments("it is neither WordPress' export (RSS), nor Disqus' XML, nor Blogger's "
                      "backup (Atom), nor Movable Type's text, nor JSON of ours or of Isso: "
                      "give --format")


def parts_of(path: Path, form: str, *, now: datetime, zone: tzinfo) -> tuple[str, Parts]:
    """The system a file comes from, and its parts, read as they are asked for; `zone` is of times
    in a format that never says one. Raises NotComments.
    """
    with path.open("rb") as file:
        known = FORMATS[form or format_of(file)]
    read: Reader = known.parts
    if known is movabletype:
        read = partial(read, zone=zone)
    return known.SYSTEM, _parts(path, read, now)


def _parts(path: Path, read: Reader, now: datetime) -> Parts:
    with path.open("rb") as file:
        yield from read(file, now=now)
