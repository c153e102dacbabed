"""Read ANPA 1312, the American teleprinter format (Wire Service Transmission Guidelines, 1989).

A message: SYN SYN SOH, service level and number, US, selector; a line of priority, category,
keyword, day and words; STX, text, ETX, source and time; EOT. In the text `^` begins a line that is
flush left and `<` or `=` ends it, a tab begins a paragraph, BS or `;` a line of a table.
Quotation marks are ``` `` ``` and `''`, a dash is ` _ `, a half is `{`; rules of underscores are
dropped. No version, language or status can be stated, and no identifier that lasts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dateline.formats.articlewalk import ArticleBlock
from dateline.formats.item import UNDATED, NewsItem, Place, Received, Unreadable
from dateline.formats.wirebody import Body
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

URGENCIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5}
"""Flash, bulletin, urgent, regular and deferred as IPTC's urgency."""
CATEGORIES = {
    "a": "domestic news", "b": "special events", "c": "features", "d": "food",
    "e": "entertainment", "f": "finance", "i": "international news", "k": "commentary",
    "l": "lifestyle", "n": "state and regional news", "o": "weather", "p": "politics",
    "q": "sports results", "r": "racing", "s": "sports", "t": "travel", "v": "advisories",
    "w": "Washington news",
}
_OPENING = re.compile(r"\s{0,9}([A-Za-z])(\d{3,4})[\x1e\x1f]?([^\n]{0,40})\n")
_BARE = re.compile(
    r"[A-Za-z]\d{3,4}[A-Za-z][\w-]{1,38}\n"
    r"[A-Za-z] [A-Za-z0-9]{1,3} [^\n]{1,80}\d\d-\d\d[^\n]{0,20}\n"
)
"""A heading whose control characters are lost."""
_HEADER = re.compile(
    r"\s{0,9}([A-Za-z]) ([A-Za-z0-9]{1,3})[\x13\x14]?[\x11\x12]? ?([^\n]{0,80}?)"
    r"(?:\s{1,40}(\d\d)-(\d\d)(?: (\d{1,5}))?)?\s{0,9}\n"
)
_TRAILER = re.compile(
    r"([A-Za-z]{1,10})-[A-Za-z]{1,5}-(\d\d)-(\d\d)-(\d\d) (\d{4}) ?([A-Z]{3})?"
)
_LAST = re.compile(r"[A-Za-z]{1,10}-[\w:-]{6,40}(?: \d{4} ?[A-Z]{0,3})?\s*$")
_INDENT = re.compile(r" {2,}\S")
_BEFORE_KEYWORD = re.compile(r"\^?(?:\*\d{1,9}<\s{0,9}\^?)?")
_NOTE = re.compile(r"\(?(Eds|Editors?'?s?'? Note|AP (Photo|Graphic|Video|Audio))\b", re.I)
_RULE = re.compile(r"[_\s-]+")
_CELL = re.compile(r"(?:[\x1e\x1f]\s*)+|;")
_SIGNALS = (("kill", "kill"), ("correct", "correction"), ("writethru", "update"), ("ld", "update"))


@dataclass
class _Text:
    """What is gathered while the lines of a text are read."""

    keyword: str = ""
    take: str = ""
    headline: str = ""
    standfirst: str = ""
    byline: list[str] = field(default_factory=list)
    place: str = ""
    agency: str = ""
    began: bool = False
    signed: bool = False  # the line before this one was a byline
    blocks: list[ArticleBlock] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)


def read(raw: bytes) -> tuple[Received, ...]:
    """Every message of the file; Unreadable for a file that has none."""
    frameless = b"\x01" not in raw and b"\x02" not in raw
    if frameless:
        raw = framed(raw, _BARE, 2, _LAST)
    messages, doubts = teleprinted(raw)
    doubts += [FRAMELESS] if frameless else []
    if not messages or not any(_OPENING.match(part) and "\x02" in part for part in messages):
        raise Unreadable(
            "this is no ANPA 1312: it has no heading of a service level, a number and a text"
        )
    return tuple(_message(part, doubts) for part in messages)


def begins(raw: bytes) -> bool:
    """Whether a file without control characters begins with a heading."""
    text = raw[:1000].decode("latin-1").replace("\r\n", "\n").lstrip("\n ")
    return bool(_BARE.match(text))


def _message(message: str, said: list[str]) -> Received:
    doubts = list(said)
    heading, _, rest = message.partition("\x02")
    body, ended, trailer = rest.partition("\x03")
    if not ended or "\x04" not in trailer:
        doubts.append("the message breaks off: its end is not marked")
    opening = _OPENING.match(heading)
    header = _HEADER.match(heading, opening.end() if opening else 0)
    if not opening or not header:
        doubts.append(f"the heading is not ANPA's: {quoted(heading)}")
    letter, section, slug = (header[1], header[2], header[3]) if header else ("", "", "")
    text = _read(body, doubts)
    when = _when(trailer, doubts)
    number = f"{opening[1]}{opening[2]}" if opening else ""
    item = NewsItem(
        guid=_guid(number, when, doubts),
        uri="",
        version=1,
        headline=text.headline,
        standfirst=text.standfirst,
        body_text=Body(tuple(text.blocks)).text,
        body_html=Body(tuple(text.blocks)).html,
        language="",
        pubstatus="usable",
        version_created=when or UNDATED,
        first_created=None,
        published=None,
        slugline=text.keyword or line(slug),
        urgency=_urgency(letter, doubts),
        located=Place(text.place) if text.place else None,
        credit=text.agency,
        bylines=(", ".join(text.byline),) if text.byline else (),
        section=_section(section, doubts),
        signal=_signal(text, doubts),
    )
    return Received(item, told(doubts), when)


def _read(body: str, doubts: list[str]) -> _Text:
    text = _Text()
    if not any(one[:1] in ("^", "\t", "\x08") for one in body.split("\n")):
        body = _signed(body)
        doubts.append("it has none of ANPA's signs of a line; it was parted by its indents")
    lines = _joined(body)
    if lines and lines[0].startswith("^"):
        text.keyword, text.take = _keyword(lines.pop(0))
    for one in lines:
        _line(text, one, doubts)
    _end_table(text)
    if "{" in body:
        doubts.append("“{” was read as ½")
    if text.take:
        doubts.append(f"the sender marks it {quoted(text.take)}")
    if not text.headline:
        doubts.append("no headline is stated")
    return text


def _signed(body: str) -> str:
    """Plain lines with ANPA's signs: those flush left above the first indented one are its top."""
    found, began = [], False
    for one in body.split("\n"):
        indented = bool(_INDENT.match(one))
        began = began or indented
        if indented:
            found.append(f"\t{one.strip()}")
        elif one.strip() and not began:
            ending = "=" if one[:3].lower() == "by " else "<"
            found.append(f"^{one.strip().rstrip('+<=')}{ending}")
        else:
            found.append(one.strip())
    return "\n".join(found)


def _keyword(first: str) -> tuple[str, str]:
    """Keyword and take of `^KEYWORD, 1st Ld-Writethru,466<`; the number counts words."""
    said = first[_BEFORE_KEYWORD.match(first).end() :]  # type: ignore[union-attr]
    keyword, _, take = said.rstrip("< ").partition(",")
    before, _, last = take.rpartition(",")
    return line(keyword), line(before if last.strip().isdecimal() or not last else take)


def _joined(body: str) -> list[str]:
    """Lines with their own beginning; what goes on without one belongs to the line before."""
    found: list[list[str]] = []
    for one in body.split("\n"):
        if one[:1] in ("^", "\t", "\x08") or (one.strip() and not found):
            found.append([one])
        elif one.strip():
            found[-1].append(one.strip())
    return [" ".join(part) for part in found]


def _line(text: _Text, one: str, doubts: list[str]) -> None:
    if one.startswith("\x08") or (one.startswith("\t") and one.count(";") > 1):
        text.began = True
        cells = (_plain(cell) for cell in _CELL.split(one.strip("\x08\t^< \n")))
        text.rows.append(tuple("–" if cell == "_" else cell for cell in cells))
        return
    _end_table(text)
    flush, ending = one.startswith("^"), one.rstrip()[-1:]
    said = _plain(one.strip("\t ^").rstrip("<= "))
    if not said or _RULE.fullmatch(said) or said == "END":
        return
    if flush and not text.began:
        _top(text, said, ending, doubts)
    elif flush and ending == "=":
        text.blocks.append(ArticleBlock("heading", said))
    else:
        _paragraph(text, said)


def _top(text: _Text, said: str, ending: str, doubts: list[str]) -> None:
    """A line above the text: byline, note to editors, headline, summary; else text."""
    signed, text.signed = text.signed, said[:3].lower() == "by " and ending == "="
    if text.signed:
        text.byline.extend(authors(said))
    elif signed and ending == "=" and not said.isupper():
        text.byline.append(said)
    elif _NOTE.match(said):
        doubts.append(note(said))
    elif not text.headline:
        text.headline = said
    elif ending == "<" and not text.standfirst:
        text.standfirst = said
    else:
        kind: Literal["heading", "paragraph"] = "heading" if said.isupper() else "paragraph"
        text.blocks.append(ArticleBlock(kind, said))


def _paragraph(text: _Text, said: str) -> None:
    if not text.began:
        text.began = True
        text.place, text.agency, said = telegram_dateline(said)
    text.blocks.append(ArticleBlock("paragraph", said))


def _end_table(text: _Text) -> None:
    rows, text.rows = text.rows, []
    if rows:
        text.blocks.append(ArticleBlock("table", rows=tuple(rows)))


def _plain(said: str) -> str:
    marks = said.replace("``", "“").replace("''", "”").replace(" _ ", " – ").replace("{", "½")
    return line(marks.replace("\x10 ", " "))


def _when(trailer: str, doubts: list[str]) -> datetime | None:
    found = _TRAILER.search(trailer)
    if not found:
        doubts.append("no time is stated")
        return None
    zone = found[6] or ""
    if zone not in ("", "GMT", "UTC"):
        doubts.append(f"the time zone {quoted(zone)} is not known; read as GMT")
    return telegram_time(found[5], found[3], found[2], found[4], zone, doubts)


def _guid(number: str, when: datetime | None, doubts: list[str]) -> str:
    if not number or when is None:
        doubts.append("it has no identifier: whether it came before cannot be told")
        return ""
    doubts.append("its identifier is made of service level, number and day; it has none that lasts")
    return f"anpa:{number}:{when:%Y-%m-%d}"


def _urgency(letter: str, doubts: list[str]) -> int | None:
    if letter and letter.lower() not in URGENCIES:
        doubts.append(f"the priority {quoted(letter)} is none of f, b, u, r and d")
    return URGENCIES.get(letter.lower())


def _section(letter: str, doubts: list[str]) -> str:
    if letter and letter.lower() not in CATEGORIES:
        doubts.append(f"the category {quoted(letter)} is none of ANPA's")
    return CATEGORIES.get(letter.lower(), letter)


def _signal(text: _Text, doubts: list[str]) -> str:
    said = re.findall(r"[a-z]+", text.take.lower())
    found = next((to for mark, to in _SIGNALS for one in said if one.startswith(mark)), "")
    if found == "kill":
        doubts.append("the sender kills a story with it, and does not say which by an identifier")
    return found
