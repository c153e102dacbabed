"""The lines of a saved page text: refusing what is not one, and telling one line from another.

All patterns are bounded or read by hand, so that every line costs time linear in its length.
"""

import re
from datetime import datetime

MAX_BYTES = 1_000_000


def _listed(names: str) -> list[str]:
    return names.split("|")


_MONTHS = _listed(
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2}) ?(GMT|UTC)? ?(\d{1,2}) ?([a-z]{3,9})\.? ?(\d{4}) ?(?:listen live)?", re.I
)
_DATELINE = re.compile(r"([^()\[\]\"“”«»]{2,60})\(([^()]{1,40})\) ?[—–―-]{1,2} ?")
_AGENCIES = _listed(
    "sputnik|ria novosti|reuters|ap|afp|upi|dpa|efe|ansa|tass|itar-tass|interfax|xinhua|pti|ani|"
    "kuna|irna|sana|mena|anadolu|kyodo|yonhap|bloomberg"
)
_PARTICLES = _listed("de|la|le|di|do|du|sur|upon|on|of|and")
_MARKUP = re.compile(rb"<(!doctype|html|head|body|meta|script|div|p)\b", re.I)
_NO_GROUPING = str.maketrans("", "", ",. ")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HEADLINE_WORDS = frozenset(_listed("to|in|on|after|over|as|amid|from|by|at|with|says|will"))


class NotAPageText(ValueError):
    """The bytes are not a page text; `reason` is one plain line: what is wrong, what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decoded_lines(data: bytes) -> list[str]:
    """The lines of UTF-8 bytes (BOM, CRLF and CR accepted), each with single, inner spaces only.

    Raises NotAPageText for what is too large, empty, UTF-16, binary, HTML or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise NotAPageText(
            f"this is too large for one page (more than {MAX_BYTES:,} bytes); save one story's page"
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAPageText("this is UTF-16 text (it has a UTF-16 BOM); save the page as UTF-8 text")
    if control := _CONTROL.search(data):
        raise NotAPageText(
            f"this is binary (byte 0x{control[0][0]:02X} at offset {control.start()}), not text; "
            "save the page as text"
        )
    if data.startswith(b"%PDF-"):
        raise NotAPageText("this is binary (a PDF), not text; save the page as text")
    if _MARKUP.search(data[:4096]):
        raise NotAPageText(
            "this is HTML, not its text; open it in a browser and save the page as text"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + 3 * data.startswith(b"\xef\xbb\xbf")
        raise NotAPageText(
            f"this is not UTF-8 (byte 0x{data[offset]:02X} at offset {offset}); "
            "save the page as UTF-8 text"
        ) from error
    if not text.strip():
        raise NotAPageText("this is empty; save the page as text again")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [" ".join(line.split()) for line in lines]


def page_clock(line: str) -> str | None:
    """`13:13 GMT25 January 2021` as `13:13 GMT 25 January 2021`; None for any other line."""
    match = _CLOCK.fullmatch(line)
    if not match:
        return None
    hour, minute, zone, day, name, year = match.groups()
    month = next((m for m in _MONTHS if m.casefold().startswith(name.casefold())), None)
    try:
        datetime(int(year), _MONTHS.index(month or "") + 1, int(day), int(hour), int(minute))
    except ValueError:
        return None
    return " ".join(filter(None, [f"{int(hour):02}:{minute}", zone, str(int(day)), month, year]))


def dossier_name(line: str) -> str:
    """The name on a dossier line, without its count: `Name (1881)`; "" for any other line."""
    name, bracket, count = line[-240:].rpartition("(")
    digits = count.removesuffix(")").translate(_NO_GROUPING)
    found = bracket and line.endswith(")") and digits.isdecimal() and len(line) <= 240
    return name.strip() if found else ""


def dateline(paragraph: str) -> tuple[str, str, int] | None:
    """Place, agency and length of the dateline `PLACE (Agency) —` a paragraph begins with.

    The place is in capitals; before an agency of the known ones, capitalised words are enough.
    """
    match = _DATELINE.match(paragraph)
    if not match:
        return None
    place, agency = match[1].strip(), match[2].strip()
    words = place.split()
    known = agency.casefold() in _AGENCIES
    named = [word for word in words if word.isupper() or (known and word[0].isupper())]
    others = [word for word in words if word not in named]
    if not agency or not named or not place[0].isupper() or max(map(len, named)) < 2:
        return None
    if not all(word.endswith(".") or word in _PARTICLES for word in others):
        return None
    return place, agency, match.end()


def is_section(line: str) -> bool:
    """Whether a line can be a section's name: short, and not a sentence."""
    return 0 < len(line) <= 60 and line[-1] not in '.,:;!?…"”»' and not dossier_name(line)


def is_headline(line: str) -> bool:
    """Whether a line can be a related headline: not long, and not ended as a sentence is."""
    if len(line) > 150 or line[-1] in ".,:;…" or dateline(line):
        return False
    long_words = [word for word in line.split() if len(word) > 3]
    capitalised = sum(not word.lstrip("'‘\"“«[(")[:1].islower() for word in long_words)
    return line[-1] not in '?!"”»' or capitalised * 10 >= len(long_words) * 7


def tag_names(line: str) -> list[str]:
    """The names on a line of tags, in order, each once; [] where the line reads as a sentence."""
    names: dict[str, str] = {}
    for name in filter(None, map(str.strip, line.split(","))):
        names.setdefault(name.casefold(), name)
    found = list(names.values())
    longest = {0: 0, 1: 2, 2: 3}.get(len(found), 7)
    if line[-1:] in set(':;!?…"”»') or (line.endswith(".") and line.split()[-1].count(".") < 2):
        return []
    return found if all(_is_tag(name.split(), longest) for name in found) else []


def _is_tag(words: list[str], longest: int) -> bool:
    """Whether these words can be one tag, not a piece of a headline."""
    sentence = len(words) > 4 and not _HEADLINE_WORDS.isdisjoint(words)
    return len(words) <= longest and not sentence


def strip_end(lines: list[str]) -> None:
    """Drop the empty lines at the end, in place."""
    while lines and not lines[-1]:
        lines.pop()
