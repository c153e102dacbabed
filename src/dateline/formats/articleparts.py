"""The last step from what was found in an article to its parts, each in its own field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from dateline.formats.articledata import Said
from dateline.formats.articlemarks import byline
from dateline.formats.articlewalk import ArticleBlock
from dateline.formats.pagelines import dateline
from dateline.formats.pagetext import DATELINE_PARAGRAPHS
from dateline.lib import inline
from dateline.lib.quotation import is_quoted

TOP = 6  # the headline, byline and standfirst may stand again in so many blocks
_NO_DATE = re.compile(r"^\s*-?000[01]-|[A-Za-z] (?:000[01]\b|-\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def without_top(said: Said, blocks: Sequence[ArticleBlock]) -> tuple[Said, list[ArticleBlock]]:
    """The body without what is a field already; a heading on top of it is the headline.

    A standfirst that is only the beginning of the text (as OpenGraph's often is) is none.
    """
    kept = list(blocks)
    if not said.headline and kept and kept[0].kind == "heading":
        said = replace(said, headline=kept.pop(0).text)
    fields = {said.headline, said.standfirst, said.section, said.date, *said.authors} - {""}
    known = {_letters(field) for field in fields}
    rest = []
    for at, block in enumerate(kept):
        top = at < TOP and block.kind in ("paragraph", "heading")
        authors = byline(block.text, marked=False) if top and block.kind == "paragraph" else ()
        if authors:
            said = said.else_(Said(authors=authors))
        elif not top or _letters(block.text) not in known:
            rest.append(block)
    start = _letters(said.standfirst.rstrip("….").rpartition(" ")[0])
    if start and rest and any(_letters(block.text).startswith(start) for block in rest[:2]):
        said = replace(said, standfirst="")
    return said, rest


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def dated(
    standfirst: str, blocks: list[ArticleBlock]
) -> tuple[str, str, str, list[ArticleBlock]]:
    """Standfirst, place, agency and the body without its dateline.

    Without a standfirst, the paragraphs above the dateline are it.
    """
    for at, block in enumerate(blocks[:DATELINE_PARAGRAPHS]):
        found = dateline(block.text) if block.kind == "paragraph" else None
        if found:
            place, agency, length = found
            above, rest = blocks[:at], [*_cut(block, length), *blocks[at + 1 :]]
            if not standfirst and all(one.kind == "paragraph" for one in above):
                return " ".join(one.text for one in above), place, agency, rest
            return standfirst, place, agency, [*above, *rest]
    return standfirst, "", "", blocks


def _cut(block: ArticleBlock, length: int) -> list[ArticleBlock]:
    """The paragraph without its first signs; none if nothing is left."""
    text = block.text[length:]
    marks = ((a - length, b - length, kind, href) for a, b, kind, href in block.marks)
    kept = tuple(inline.plain_marks(text, marks))
    if is_quoted(text) and not kept:
        return [ArticleBlock("quotation", text)]
    return [replace(block, text=text, marks=kept)] if text.strip() else []


def moment(said: str) -> datetime | None:
    """The aware date a text states (ISO 8601 or RFC 5322); None without zone, or for no date."""
    found = _read(said)
    return found if found and found.tzinfo and 1600 <= found.year <= 2200 else None


def _read(said: str) -> datetime | None:
    if is_none(said):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def is_none(said: str) -> bool:
    """Whether it is how systems write no date: WordPress the year -0001, Hugo and .NET the year 1
    (read by the rules of e-mail both were of our time)."""
    return _NO_DATE.search(said) is not None


def language(said: str) -> str:
    """A language tag (BCP 47) as it should be written: `en_GB` as `en-GB`; empty for no tag."""
    tag = said.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        return ""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in others)])


def _subtag(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part)
