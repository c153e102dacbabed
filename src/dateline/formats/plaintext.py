"""A story as plain text, as a telegram brings it: for editors, printers and old systems.

UTF-8, lines end with `\\n`, a paragraph is one line (who prints it wraps it), an empty line parts
paragraphs. First the slugline with urgency and version, then what must be known before the text
(kill, correction, update, embargo), headline, byline, standfirst, the text with its dateline, the
credit, and last where it is from. A field never breaks out of its line. The words are English.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dateline.formats.item import NewsItem, Notice
from dateline.formats.wiretext import line, lines

END = "— 30 —"
"""The mark below a text that editors know since the telegraph."""
_MARKS = {"kill": "KILL", "withdrawal": "WITHDRAWN", "correction": "CORRECTION",
          "update": "UPDATE"}


def dump(item: NewsItem) -> bytes:
    """Write the item; a canceled one without its text. Raises ValueError for a naive time."""
    parts = _canceled(item) if item.pubstatus == "canceled" else _story(item)
    return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace")


def _canceled(item: NewsItem) -> Iterator[str]:
    final = [notice for notice in item.notices if notice.kind in ("kill", "withdrawal")]
    killed = item.signal == "kill" or any(notice.kind == "kill" for notice in final)
    yield f"{'KILL' if killed else 'WITHDRAWN'} | version {item.version}"
    for notice in final:
        yield _notice(Notice(notice.kind, notice.text, notice.at))
    yield "Do not use this story. Take it out wherever it was used."
    yield END
    yield _origin(item)


def _story(item: NewsItem) -> Iterator[str]:
    urgent = f"urgency {item.urgency}" if item.urgency else ""
    yield " | ".join(filter(None, (line(item.slugline), urgent, f"version {item.version}")))
    for notice in item.notices:
        yield _notice(notice)
    if item.pubstatus == "withheld":
        until = f"EMBARGO until {_moment(item.embargoed)}" if item.embargoed else "EMBARGO"
        yield f"{until}: not for publication yet"
    yield line(item.headline)
    yield f"By {_listed(item.bylines)}" if any(map(line, item.bylines)) else ""
    yield line(item.standfirst)
    yield _text(item)
    yield "\n".join(_pictures(item))
    yield END
    yield line(item.rights)
    yield _origin(item)


def _text(item: NewsItem) -> str:
    place, credit = line(item.located.name if item.located else "").upper(), line(item.credit)
    dateline = f"{place} ({credit}) — " if place and credit else f"{place} — " if place else ""
    text = lines(item.body_text).strip()
    signed = f"\n\n({credit})" if credit and not place else ""
    return f"{dateline}{text}{signed}" if text else ""


def _notice(notice: Notice) -> str:
    said = f"{_MARKS[notice.kind]} {_moment(notice.at)}: {line(notice.text)}".rstrip(": ")
    wrong = f"Wrong: {line(notice.wrong)}" if line(notice.wrong) else ""
    right = f"Right: {line(notice.right)}" if line(notice.right) else ""
    return "\n".join(filter(None, (said, wrong, right)))


def _pictures(item: NewsItem) -> Iterator[str]:
    for number, picture in enumerate(item.pictures, start=1):
        said = line(picture.caption or picture.alt)
        by = f"({line(picture.credit)})" if line(picture.credit) else ""
        address = max(picture.renditions, key=lambda one: one.width).href if (
            picture.renditions) else ""
        yield " ".join(filter(None, (f"Picture {number}:", said, by, line(address))))


def _listed(names: tuple[str, ...]) -> str:
    said = [line(name) for name in names if line(name)]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def _moment(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError(f"a time must have a zone, {at.isoformat()} has none")
    return f"{at.astimezone(UTC):%d %B %Y %H:%M} UTC".lstrip("0")


def _origin(item: NewsItem) -> str:
    dates = (f"Published {_moment(item.published)}" if item.published else "",
             f"this version {_moment(item.version_created)}")
    named = (line(item.guid), line(item.uri))
    shown = dates if item.pubstatus != "canceled" else dates[1:]
    return "\n".join(filter(None, ("; ".join(filter(None, shown)), *named)))
