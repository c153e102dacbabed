"""Read the saved text of one story page: furniture, dossiers, body, related headlines, tags.

The page has no headline. Its clock is the time at which it was saved, never the story's date.
Text is unchanged except white space: any run of Unicode space is one space, wrapped lines join.
"""

from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from dateline.formats.pagefurniture import above_footer, below_head, require_furniture
from dateline.formats.pagelines import (
    MAX_BYTES,
    NotAPageText,
    dateline,
    decoded_lines,
    dossier_name,
    is_headline,
    strip_end,
    tag_names,
)
from dateline.formats.tagkinds import TagGuesser, TagKind
from dateline.lib.quotation import is_quoted

__all__ = ["MAX_BYTES", "Block", "GuessedTag", "NotAPageText", "PageText", "parse"]

DATELINE_PARAGRAPHS = 5  # the dateline opens one of the first so many paragraphs
LONGEST_WRAPPED = 120  # characters; a longer line was not wrapped
SENTENCE_ENDS = frozenset('.!?:…"”»')


@dataclass(frozen=True)
class Block:
    """One paragraph; a `quotation` is nothing but quotation, with its insertions."""

    kind: Literal["paragraph", "quotation"]
    text: str


@dataclass(frozen=True)
class GuessedTag:
    """A tag as the page spells it, with a guess of what it names."""

    name: str
    kind: TagKind


@dataclass(frozen=True)
class PageText:
    """The parts of a page; "" and () for those it has not, None for a missing clock.

    `clock` is like `13:13 GMT 25 January 2021`, `place` as in the dateline (`BAGHDAD`),
    `standfirst` has its paragraphs joined by a space, `dossiers` are names without counts.
    """

    clock: str | None
    section: str
    dossiers: tuple[str, ...]
    standfirst: str
    place: str
    agency: str
    blocks: tuple[Block, ...]
    related: tuple[str, ...]
    tags: tuple[GuessedTag, ...]


def parse(data: bytes) -> PageText:
    """The parts of a saved page text; raises NotAPageText for anything else. Linear time.

    What stands above the section (a logo, a menu) or below the footer (comments) is left out.
    """
    lines, has_footer = above_footer(decoded_lines(data))
    clock, section, has_short_url, lines = below_head(lines)
    require_furniture(clock is not None, has_short_url, has_footer)
    names = _take_tags(lines)
    groups = _groups(lines)
    above = [dossier_name(group[0]) for group in takewhile(_is_dossier, groups)]
    paragraphs, below, related = _split_tail(groups[len(above) :], set(above))
    standfirst, place, agency, texts = _split_standfirst([" ".join(group) for group in paragraphs])
    if not standfirst and not texts:
        raise NotAPageText(
            "this page has no text between its furniture; save the story's whole page as text"
        )
    guesser = TagGuesser(" ".join([standfirst, *texts]), place)
    return PageText(
        clock=clock,
        section=section,
        dossiers=tuple(dict.fromkeys(above + below)),
        standfirst=standfirst,
        place=place,
        agency=agency,
        blocks=tuple(Block("quotation" if is_quoted(t) else "paragraph", t) for t in texts),
        related=tuple(related),
        tags=tuple(GuessedTag(name, guesser.kind(name)) for name in names),
    )


def _take_tags(lines: list[str]) -> list[str]:
    """Take the tags' names off the end of the lines; [] where there are none."""
    strip_end(lines)
    start = len(lines) - 1
    while start > 0 and lines[start - 1].endswith(","):
        start -= 1
    names = tag_names(" ".join(lines[max(start, 0) :]))
    if names:
        del lines[start:]
    return names


def _groups(lines: list[str]) -> list[list[str]]:
    """The lines of each paragraph: empty lines part them, and see `_opens`.

    Where the text has no empty line at all, each line that does not go on in lower case is one.
    """
    strip_end(lines)
    first = next((at for at, line in enumerate(lines) if line and not dossier_name(line)), 0)
    compact = "" not in lines[first:]
    groups: list[list[str]] = []
    apart = True
    for line in lines:
        if line and (apart or (compact and not line[0].islower()) or _opens(line, groups[-1])):
            groups.append([line])
        elif line:
            groups[-1].append(line)
        apart = not line
    return groups


def _opens(line: str, group: list[str]) -> bool:
    """Whether a line opens a paragraph right below this one, without an empty line.

    It does with a dateline, after a dossier, and after the end of a sentence if it is a dossier
    or one of the two lines is too long to have been wrapped.
    """
    if _is_dossier(group) or dateline(line):
        return True
    long = max(len(group[-1]), len(line)) > LONGEST_WRAPPED
    return group[-1][-1] in SENTENCE_ENDS and (long or dossier_name(line) != "")


def _is_dossier(group: list[str]) -> bool:
    return len(group) == 1 and dossier_name(group[0]) != ""


def _split_tail(
    groups: list[list[str]], above: set[str]
) -> tuple[list[list[str]], list[str], list[str]]:
    """Paragraphs, the dossiers below them and the related headlines below those.

    Where dossiers stand above the text, those below it begin with one of the same.
    Without any below, the related headlines are the last groups that look like headlines.
    """
    marks = [at for at, group in enumerate(groups) if _is_dossier(group)]
    end = next((at for at in marks if not above or dossier_name(groups[at][0]) in above), None)
    if end is not None:
        while end and _is_dossier(groups[end - 1]):
            end -= 1
        below = [dossier_name(group[0]) for group in takewhile(_is_dossier, groups[end:])]
        start = end + len(below)
    else:
        below, end = [], len(groups)
        while end > 1 and all(map(is_headline, groups[end - 1])):
            end -= 1
        start = end
    return groups[:end], below, [line for group in groups[start:] for line in group]


def _split_standfirst(texts: list[str]) -> tuple[str, str, str, list[str]]:
    """Standfirst, place, agency and the body's paragraphs without the dateline.

    The standfirst is what stands above the dateline, or the first paragraph if there is none.
    """
    for at, text in enumerate(texts[:DATELINE_PARAGRAPHS]):
        if found := dateline(text):
            place, agency, length = found
            rest = text[length:]
            return " ".join(texts[:at]), place, agency, [*filter(None, [rest]), *texts[at + 1 :]]
    return texts[0] if texts else "", "", "", texts[1:]
