"""What the readers of other agencies' files have in common: charsets, times, signs, addresses."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from dateline.formats.item import Unreadable

SUBJECT_CODES = "http://cv.iptc.org/newscodes/subjectcode/"
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
"""IPTC's two schemes of eight digits; numbers of the second begin with 2 (NewsCodes)."""

MOST = 20_000_000  # bytes of one file
LONGEST_NOTE = 1_000  # characters
MOST_DOUBTS = 50  # of one item

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSETS = re.compile(
    "(us-?ascii|ascii|iso-?8859|latin|windows|cp|ibm|koi8|mac|gb|big5|euc|shift|iso-?2022|tis|"
    "utf-?(8|16|32))", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CODES = re.compile("\x1b(?:\\[[0-9;?]{0,20}[A-Za-z]|[@-Z\\\\-_])")
"""Escape sequences (ECMA-48 5.3 and 5.4)."""
_EIGHT_DIGITS = re.compile(r"[0-9]{8}")
_IPTC = re.compile(r"(?:http://cv\.iptc\.org/newscodes/)(?:subjectcode|mediatopic)/([0-9]{8})")
_BY = re.compile(r"by:?\s+(?=\S)", re.I)
_DATELINE = re.compile(
    r"([^\W\d_][^()\n]{1,60}?) \(([^()\n]{1,30})\) {0,3}(?:-{1,2}|[–—_]) ?(?=\S)"
)
_MONTHS = {
    name: number
    for number, names in enumerate((
        "jan ene janv", "feb fev févr fév", "mar mär mrz mars", "apr abr avr", "may mai",
        "jun juin", "jul juil", "aug ago août", "sep sept set", "oct okt out", "nov",
        "dec dez dic déc",
    ), start=1)
    for name in names.split()
}


def decoded(raw: bytes, *, declared: str = "") -> tuple[str, list[str]]:
    """The text, and a doubt where its character set had to be guessed or was broken. Never fails.

    Tried: a byte order mark, `declared`, UTF-8, then Windows' western set, which reads any byte.
    """
    bom = next((name for mark, name in _BOMS if raw.startswith(mark)), "")
    if bom:
        return raw.decode(bom, "replace"), []
    if raw.isascii() and declared.lower() in ("", "utf-8", "us-ascii", "ascii", "iso-8859-1"):
        return raw.decode("ascii"), []
    try:
        if _CHARSETS.match(declared):
            return raw.decode(declared), []
    except (LookupError, UnicodeError, ValueError):
        pass
    text, guess = _guessed(raw)
    said = f"the character set {quoted(declared)} does not fit" if declared else ""
    return text, [f"{said or 'no character set is stated'}; read as {guess}"]


def _guessed(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("windows-1252", "replace"), "Windows-1252 (western Europe)"


def unpacked(text: str) -> bytes | None:
    """The bytes of a text in Base64 (RFC 4648 4); None for what is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (ValueError, binascii.Error):
        return None


def line(text: str) -> str:
    """The text on one line with single spaces and no control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def lines(text: str) -> str:
    """The text with its line breaks as `\\n` and no other control character but the tab."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def quoted(text: str, *, most: int = 60) -> str:
    """What the sender wrote, short and on one line, as a doubt repeats it."""
    said = line(text[: 4 * most])
    return f"“{said[:most]}…”" if len(said) > most or len(text) > 4 * most else f"“{said}”"


def note(text: str) -> str:
    """A doubt that passes on what the sender tells editors and no field has room for."""
    return f"note to editors: {quoted(text, most=LONGEST_NOTE)}"


def told(doubts: Iterable[str]) -> tuple[str, ...]:
    """The doubts, each once, and no more than a person would read."""
    found = tuple(dict.fromkeys(doubts))
    more = f"and {len(found) - MOST_DOUBTS} more that is odd"
    return found if len(found) <= MOST_DOUBTS else (*found[:MOST_DOUBTS], more)


def bounded(raw: bytes) -> bytes:
    """The same bytes; Unreadable for more than MOST of them."""
    if len(raw) > MOST:
        raise Unreadable(f"this file has {len(raw):,} bytes; at most {MOST:,} are read")
    return raw


def teleprinted(raw: bytes) -> tuple[list[str], list[str]]:
    """What stands behind each SOH (start of heading) of a teleprinter's file, and its doubts."""
    text, doubts = decoded(bounded(raw))
    text, codes = _CODES.subn("", text.replace("\r\r\n", "\n").replace("\r\n", "\n"))
    if codes:
        doubts.append(f"{codes} codes for a printer were left out")
    parts = text.split("\x01")[1:]
    return [part for part in parts if part.strip()], doubts


def framed(raw: bytes, head: re.Pattern[str], lines: int, end: re.Pattern[str]) -> bytes:
    """A teleprinter's message whose control characters were lost, with them again.

    `head` is how it begins, in so many lines; `end` its last line, where it has one. What does not
    begin so stays as it is.
    """
    text = decoded(bounded(raw))[0].replace("\r\n", "\n").lstrip("\n \ufeff")
    if not head.match(text):
        return raw
    parts = text.split("\n")
    last = next((at for at in range(len(parts) - 1, lines, -1) if parts[at].strip()), lines)
    closes = bool(end.match(parts[last]))
    body = parts[lines : last if closes else last + 1]
    trailer = f"\x03\n{parts[last]}\n\x04" if closes else ""
    return "\n".join(("\x01" + "\n".join(parts[:lines]), "\x02" + "\n".join(body) + trailer)
                     ).encode()


FRAMELESS = "the control characters of its message are lost; it was parted by its lines"


def moment(text: str, name: str, doubts: list[str]) -> datetime | None:
    """An ISO 8601 time in UTC; None for an empty one. What is odd about it goes to `doubts`."""
    said = text.strip()
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said)
        if found.utcoffset() is None:
            doubts.append(f"{name} {quoted(said)} names no time zone; read as UTC")
            found = found.replace(tzinfo=UTC)
        if found.year > 1:  # .NET's and Go's for none
            return found.astimezone(UTC)
        raise ValueError(said)
    except (ValueError, OverflowError):
        doubts.append(f"{name} is no time: {quoted(said)}")
        return None


def authors(text: str) -> tuple[str, ...]:
    """A byline as one author line without its "By"."""
    said = _BY.sub("", line(text), count=1)
    return (said,) if said else ()


def urgency(text: str, doubts: list[str]) -> int | None:
    """IPTC's urgency 1 (highest) to 9; None for an empty one or another."""
    said = text.strip()
    if said.isascii() and said.isdecimal() and len(said) == 1 and said != "0":
        return int(said)
    if said:
        doubts.append(f"the urgency is none of 1 to 9: {quoted(said)}")
    return None


def version(text: str, doubts: list[str]) -> int:
    """A version's number; 1, with a doubt, where none from 1 on is stated."""
    said = text.strip()
    if said.isascii() and said.isdecimal() and len(said) <= 18 and int(said) > 0:
        return int(said)
    doubts.append(
        f"the version is no number from 1 on: {quoted(said)}; taken as 1" if said
        else "no version is stated; taken as 1"
    )
    return 1


def subject_uri(code: str) -> str:
    """The address of one of IPTC's eight-digit numbers; empty for anything else."""
    if not _EIGHT_DIGITS.fullmatch(code):
        return ""
    return (MEDIA_TOPICS if code.startswith("2") else SUBJECT_CODES) + code


def subject_code(uri: str) -> str:
    """The eight-digit number of one of IPTC's addresses; empty for any other."""
    found = _IPTC.fullmatch(uri)
    return found[1] if found else ""


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of the texts once, none empty, in order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def telegram_dateline(text: str) -> tuple[str, str, str]:
    """Place, agency and the rest of a paragraph like `BERLIN (dpa) - Talks …`; "" without one."""
    found = _DATELINE.match(text)
    return (found[1], found[2], text[found.end() :]) if found else ("", "", text)


def telegram_time(
    clock: str, day: str, month: str, year: str, zone: str, doubts: list[str]
) -> datetime | None:
    """A time as teleprinters write it; of the years 1970 to 2069, in GMT where no zone stands."""
    number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold().rstrip("."), 0)
    full = int(year) + (2000 if int(year) < 70 else 1900)
    if not zone:
        doubts.append("the time names no zone; read as GMT")
    try:
        return datetime(full, number, int(day), int(clock[:2]), int(clock[2:4]), tzinfo=UTC)
    except ValueError:
        doubts.append(f"the time is none: {quoted(f'{clock} {day} {month} {year}')}")
        return None
