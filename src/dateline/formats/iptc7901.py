"""Read IPTC 7901, the European teleprinter format (The Text Transmission Format, revision 5, 1995).

A message: SOH, source and number, priority, category, words, options; a keyword line; STX, text,
ETX, day and time; EOT. The lines from STX to the one that ends with `=` are remarks such as
`1ST LEAD`, the headline and a byline. What stands from `# Notebook` or `* * * *` on is for
editors. No version, language or status can be stated, and no identifier that lasts.
"""

from __future__ import annotations

import re
from datetime import datetime

from dateline.formats.item import UNDATED, NewsItem, Place, Received, Unreadable
from dateline.formats.wirebody import from_paragraphs
from dateline.formats.wiretext import (
    FRAMELESS,
    authors,
    framed,
    line,
    note,
    quoted,
    telegram_dateline,
    telegram_time,
    teleprinted,
    told,
)

MOST_HEADLINES = 10  # lines from STX to the one that ends with "="
_HEADER = re.compile(
    r"\s{0,9}([A-Za-z]{2,4})(\d{3,6})\s+(\d)\s+([A-Za-z]{1,4})\s+(\d{1,6})([^\n]{0,200})(?:\n|$)"
)
_BARE = re.compile(
    r"[A-Za-z]{2,4}\d{3,6}[ \t]+\d[ \t]+[A-Za-z]{1,4}[ \t]+\d{1,6}(?:[ \t][^\n]{0,200})?\n"
    r"(?:[ \t]*\n){0,3}[^\n]{1,200}\n"
)
_TIME = re.compile(r"\s*(\d\d)(\d{4})\s+(?:(GMT|UTC|Z)\s+)?([^\W\d_]{3,5}\.?)\s+(\d\d)\b")
_TITLED = re.compile(r"=[ \t]*\n*\Z")
_REMARK = re.compile(r"\([^()]*\)|[A-Z0-9 /.,:()-]{2,30}|\d(st|nd|rd|th) lead", re.I)
_CAPITALS = re.compile(r"[^a-zß-öø-ÿ]+")
_NOT_TEXT = re.compile(r"^(?:# |\* \* \* ?\*)", re.M)
_INDENTED = re.compile(r" {2,}\S")
_SIGNALS = {"correct": "correction", "lead": "update", "update": "update", "refile": "update",
            "kill": "kill", "berichtigung": "correction", "korrektur": "correction"}


def read(raw: bytes) -> tuple[Received, ...]:
    """Every message of the file; Unreadable for a file that has none."""
    frameless = b"\x01" not in raw and b"\x02" not in raw
    if frameless:
        raw = framed(raw, _HEADER, _head_lines(raw), _TIME)
    messages, doubts = teleprinted(raw)
    doubts += [FRAMELESS] if frameless else []
    if not any(_HEADER.match(part) and "\x02" in part for part in messages):
        raise Unreadable(
            "this is no IPTC 7901: it has no heading of a source, a number and a priority"
        )
    return tuple(_message(part, doubts) for part in messages)


def begins(raw: bytes) -> bool:
    """Whether a file without control characters begins with a heading, and a line of keywords."""
    text = raw[:1000].decode("latin-1").replace("\r\n", "\n").lstrip("\n ")
    return bool(_BARE.match(text))


def _head_lines(raw: bytes) -> int:
    """The heading's lines: the first, and its keywords up to an empty line or one of remarks."""
    text = raw[:4000].decode("latin-1").replace("\r\n", "\n").lstrip("\n ")
    found = _BARE.match(text)
    return found[0].count("\n") if found else 1


def _message(message: str, said: list[str]) -> Received:
    doubts = list(said)
    heading, began, rest = message.partition("\x02")
    text, ended, trailer = rest.partition("\x03")
    if not began or not ended or "\x04" not in trailer:
        doubts.append("the message breaks off: its end is not marked")
    header = _HEADER.match(heading)
    if not header:
        doubts.append(f"the heading is not IPTC's: {quoted(heading)}")
    above = heading[header.end() :] if header else ""
    if _TITLED.search(above):  # the headline stands above the text
        keyword, _, rest = above.strip("\n ").partition("\n")
        above, text = keyword, f"{rest}\n{text}"
    keyword = line(above).rstrip("/ ")
    when = _when(trailer, doubts)
    remarks, headline, byline, text = _top(text, doubts)
    place, agency, paragraphs = _body(text, doubts)
    body = from_paragraphs(paragraphs)
    item = NewsItem(
        guid=_guid(f"{header[1]}{header[2]}" if header else "", when, doubts),
        uri="",
        version=1,
        headline=headline,
        standfirst="",
        body_text=body.text,
        body_html=body.html,
        language="",
        pubstatus="usable",
        version_created=when or UNDATED,
        first_created=None,
        published=None,
        slugline=keyword,
        urgency=_urgency(header[3] if header else "", doubts),
        located=Place(place) if place else None,
        credit=agency,
        bylines=authors(byline),
        section=header[4] if header else "",
        signal=_signal(remarks),
    )
    return Received(item, told(doubts), when)


def _top(text: str, doubts: list[str]) -> tuple[list[str], str, str, str]:
    """Remarks, headline, byline, and the text below them."""
    lines = text.lstrip("\n").split("\n")
    end = next((at for at, one in enumerate(lines[:MOST_HEADLINES])
                if one.rstrip().endswith("=")), None)
    if end is None:
        doubts.append("no line ends with “=”, as the last above the text does; no headline is read")
        return [], "", "", text
    top = [line(one) for one in lines[: end + 1]]
    top[-1] = top[-1].rstrip("= ")
    top = [one for one in top if one]
    byline = top.pop() if len(top) > 1 and top[-1].lower().startswith(("by ", "von ")) else ""
    remarks = []
    while len(top) > 1 and _REMARK.fullmatch(top[0]) and _CAPITALS.fullmatch(top[0]):
        remarks.append(top.pop(0))
    while len(top) > 1 and top[0].startswith("(") and top[0].endswith(")"):
        remarks.append(top.pop(0))
    doubts.extend(f"the sender marks it {quoted(one)}" for one in remarks)
    if not top:
        doubts.append("no headline is stated")
    return remarks, " ".join(top), byline, "\n".join(lines[end + 1 :])


def _body(text: str, doubts: list[str]) -> tuple[str, str, list[str]]:
    """Place, agency and paragraphs, without what is meant for editors."""
    notes = _NOT_TEXT.search(text)
    if notes:
        doubts.append(note(" / ".join(filter(None, map(line, text[notes.start() :].split("\n"))))))
        text = text[: notes.start()]
    paragraphs = _paragraphs(text)
    place, agency = "", ""
    if paragraphs:
        place, agency, paragraphs[0] = telegram_dateline(paragraphs[0])
    return place, agency, paragraphs


def _paragraphs(text: str) -> list[str]:
    """Parted by empty lines or an indent; wrapped lines are joined."""
    found: list[list[str]] = [[]]
    for one in text.split("\n"):
        if not one.strip() or _INDENTED.match(one):
            found.append([])
        if one.strip():
            found[-1].append(one)
    return [line(" ".join(part)) for part in found if part]


def _when(trailer: str, doubts: list[str]) -> datetime | None:
    found = _TIME.match(trailer)
    if not found:
        doubts.append("no time is stated")
        return None
    return telegram_time(found[2], found[1], found[4], found[5], found[3] or "", doubts)


def _guid(number: str, when: datetime | None, doubts: list[str]) -> str:
    if not number or when is None:
        doubts.append("it has no identifier: whether it came before cannot be told")
        return ""
    doubts.append("its identifier is made of source, number and day; it has none that lasts")
    return f"iptc7901:{number}:{when:%Y-%m-%d}"


def _urgency(digit: str, doubts: list[str]) -> int | None:
    if digit and digit not in "123456":
        doubts.append(f"the priority {quoted(digit)} is none of 1 to 6")
        return None
    return int(digit) if digit else None


def _signal(remarks: list[str]) -> str:
    said = " ".join(remarks).casefold()
    return next((signal for mark, signal in _SIGNALS.items() if mark in said), "")
