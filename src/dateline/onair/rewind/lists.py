"""Playlists of what is kept (RFC 8216): the live one, and the one of the hours back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache

from dateline.onair.rewind.keeping import HEADER, Mark, Segment, Window

LIVE = 8
"""Segments of the live list: about 25 s."""
TARGET = 3
"""EXT-X-TARGETDURATION: 3.072 s, rounded to the nearest whole second (RFC 8216, 4.3.3.1)."""
STALE = 30.0
"""Seconds: what is older is not live, whatever a list said."""
DATED = 20
"""Every so many segments the list says the time again."""


class NotKept(Exception):
    """That time is not in what is kept; the text says what is."""


def many(window: Window, hours: int) -> tuple[Segment, ...]:
    """What may be heard again, of the last `hours`."""
    kept = [one for one in window.segments if one.rewind]
    if not kept:
        return ()
    since = window.segments[-1].ends - hours * 3600
    return tuple(one for one in kept if one.ends > since)


@lru_cache(maxsize=2)
def live(window: Window) -> str:
    """The live list; empty where nothing was ever sent."""
    chosen = window.segments[-LIVE:]
    return _list(chosen, _during(window.marks, chosen), chosen[0].number) if chosen else ""


@lru_cache(maxsize=32)
def rewind(window: Window, hours: int, since: float | None = None) -> str:
    """The list of what may be heard again; empty where there is nothing.

    With `since` (seconds since 1970) it begins there, as long as that is kept, and says so to the
    player (EXT-X-START, RFC 8216, 4.3.5.2).
    """
    chosen = many(window, hours)
    begins = ""
    if since is not None and chosen:
        chosen = tuple(one for one in chosen if one.ends > since) or chosen[-1:]
        offset = max(0.0, since - chosen[0].starts)
        begins = f"#EXT-X-START:TIME-OFFSET={offset:.3f},PRECISE=YES"
    if not chosen:
        return ""
    return _list(chosen, _during(window.marks, chosen), chosen[0].again, begins)


def found_at(window: Window, hours: int, at: datetime) -> None:
    """Raise NotKept, in plain words, unless there is something to hear from this time on."""
    chosen = many(window, hours)
    if not chosen:
        raise NotKept("Nothing is kept to be heard again.")
    first, last = chosen[0].starts, chosen[-1].ends
    if not first <= at.timestamp() < last:
        said = " to ".join(_instant(moment) for moment in (first, last))
        raise NotKept(f"{_instant(at.timestamp())} is not kept. What can be heard again: {said}.")


def moment_of(text: str, zone: tzinfo, now: datetime) -> datetime:
    """The time somebody asks for, aware: `14:05` or `14:05:30`, the latest that is past in this
    zone, or an instant (ISO 8601; without an offset it is of the zone).

    Raises ValueError, or OverflowError for an instant that no calendar has.
    """
    if "T" in text:
        found = datetime.fromisoformat(text.replace(" ", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    clock = time.fromisoformat(text)
    if clock.tzinfo is not None or ":" not in text:
        raise ValueError(f"{text}: write 14:05, or a whole instant.")
    today = now.astimezone(zone).date()
    days = (today, today - timedelta(days=1))
    asked = [datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC)
             for day in days for fold in (0, 1)]  # a time that comes twice (PEP 495)
    return max(moment for moment in asked if moment <= now)


def variants(address: str, bitrate: int) -> str:
    """The list of lists (RFC 8216, 4.3.4.2), whose only address is this listener's own."""
    return (
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        f'#EXT-X-STREAM-INF:BANDWIDTH={bitrate * 1150},CODECS="mp4a.40.2"\n{address}\n'
    )


def _list(
    chosen: Sequence[Segment], marks: Iterable[Mark], first: int, begins: str = ""
) -> str:
    lines = [
        "#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{TARGET}",
        f"#EXT-X-MEDIA-SEQUENCE:{first}", f"#EXT-X-DISCONTINUITY-SEQUENCE:{chosen[0].breaks}",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    lines += [begins] if begins else []
    lines += map(_range, marks)
    return "\n".join([*lines, *_lines(chosen), ""])


def _lines(chosen: Sequence[Segment]) -> Iterator[str]:
    before: Segment | None = None
    for place, one in enumerate(chosen):
        broken = before is not None and before.breaks != one.breaks
        if broken:
            yield "#EXT-X-DISCONTINUITY"
        if before is None or before.header != one.header:
            yield f'#EXT-X-MAP:URI="s/{one.header}/{HEADER}"'
        if broken or place % DATED == 0:
            yield f"#EXT-X-PROGRAM-DATE-TIME:{_instant(one.starts)}"
        yield f"#EXTINF:{one.ends - one.starts:.5f},"
        yield f"s/{one.header}/{one.name}"
        before = one


def _during(marks: Sequence[Mark], chosen: Sequence[Segment]) -> list[Mark]:
    """What is heard at the beginning, and what begins until the end."""
    start, end = chosen[0].starts, chosen[-1].ends
    before = [mark for mark in marks if mark.at <= start][-1:]
    return before + [mark for mark in marks if start < mark.at < end]


def _range(mark: Mark) -> str:
    """What is heard from when on (EXT-X-DATERANGE, RFC 8216, 4.3.2.7)."""
    said = [f'ID="heard-{round(mark.at * 1000)}"', 'CLASS="dateline.heard"',
            f'START-DATE="{_instant(mark.at)}"', f'X-TITLE="{_quotable(mark.title)}"',
            f'X-ARTIST="{_quotable(mark.artist)}"']
    if mark.starts:
        said += [f'X-PROGRAMME="{_quotable(mark.programme)}"',
                 f'X-PROGRAMME-START="{_instant(mark.starts)}"']
    return f"#EXT-X-DATERANGE:{','.join(said)}"


def _quotable(text: str) -> str:
    """A quoted string has no quote and no line's end (RFC 8216, 4.2)."""
    return " ".join(text.replace('"', "”").split())


def _instant(seconds: float) -> str:
    moment = datetime.fromtimestamp(round(seconds, 3), UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
