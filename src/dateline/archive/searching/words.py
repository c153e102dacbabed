"""What somebody typed: words, phrases in quotation marks, and what must not be there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 300
"""A query may have so many signs."""
MOST = 24
"""So many words and phrases of it are looked at."""
_PART = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″〝〞＂", '"') | dict.fromkeys("−–—﹣－", "-"))


class TooLong(Exception):
    """More was typed than is looked for."""


@dataclass(frozen=True)
class Words:
    """Words that should, phrases that must, and what must not stand in a story; as typed."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.without)


def typed(text: str) -> str:
    """The query as it is shown and looked for: one line, no control signs. Raises TooLong."""
    if len(text) > LONGEST * 4:
        raise TooLong
    plain = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    plain = " ".join(plain.split())
    if len(plain) > LONGEST:
        raise TooLong
    return plain


def words_of(query: str) -> Words:
    """Read it. A quotation mark that stands alone is none; a minus counts before a word only."""
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    line = query.translate(_QUOTES)
    if line.count('"') % 2:
        at = line.rindex('"')
        line = f"{line[:at]} {line[at + 1:]}"
    for part in list(_PART.finditer(line))[:MOST]:
        text = part["phrase"] if part["phrase"] is not None else part["word"]
        before = line[part.start() - 1 : part.start()]
        if part["not"] and before in ("", " "):
            parts[2].append(text)
        else:
            parts[1 if part["phrase"] is not None else 0].append(text)
    return Words(*(tuple(found) for found in parts))
