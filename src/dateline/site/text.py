"""Words of a story as HTML: quotations, insertions, the dateline, times and directions."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from dateline.lib.quotation import Run, runs
from dateline.record.public import Block, Version

RIGHT_TO_LEFT = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "arab", "hebr", "syrc", "thaa"}
)
"""Languages, and the scripts that decide where one is named."""


def direction(language: str) -> str:
    """`rtl` or `ltr` for a BCP 47 language tag, by its script subtag or else its language."""
    parts = language.lower().split("-")
    script = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return "rtl" if (script or parts)[0] in RIGHT_TO_LEFT else "ltr"


def iso(at: datetime) -> str:
    """RFC 3339 in UTC to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def gmt(at: datetime) -> SafeString:
    """A `<time>` that reads `13:13 GMT 25 January 2021` (in the language now active)."""
    # Translators: Django's date format letters; GMT is written letter by letter.
    pattern = gettext(r"H:i \G\M\T j F Y")
    return format_html(
        '<time datetime="{}">{}</time>', iso(at), format_date(at.astimezone(UTC), pattern)
    )


def dateline(version: Version) -> str:
    """`PLACE (Agency)` without its dash; empty for a story without a place."""
    if version.place is None:
        return ""
    place = version.place.name.upper()
    return f"{place} ({version.credit})" if version.credit else place


def lead_block(version: Version) -> Block | None:
    """The block that the dateline leads: the first that is not a heading."""
    return next((block for block in version.blocks if block.kind != "heading"), None)


def marked(text: str) -> SafeString:
    """The text escaped and otherwise unchanged, its quotations and insertions marked up."""
    found = runs(text)
    pairs = zip(_sides(found), found, strict=True)
    parts = (
        format_html('<q class="said">{}</q>', _inline(group)) if said else _inline(group)
        for said, group in groupby(pairs, key=itemgetter(0))
    )
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped by format_html


def body_html(blocks: Iterable[Block]) -> SafeString:
    """The blocks as bare HTML, as feeds and exchange formats carry them; marks stay in the text."""
    return format_html_join("\n", "{}", ((_block_html(block),) for block in blocks))


def speaker(block: Block) -> str:
    """Who said a quotation block, with the role."""
    return ", ".join(part for part in (block.speaker, block.role) if part)


def _block_html(block: Block) -> SafeString:
    if block.kind == "heading":
        return format_html("<h2>{}</h2>", block.text)
    if block.kind == "paragraph":
        return format_html("<p>{}</p>", block.text)
    said = format_html("<blockquote><p>{}</p></blockquote>", block.text)
    return said + format_html("<p>{}</p>", speaker(block)) if speaker(block) else said


def _sides(found: tuple[Run, ...]) -> list[bool]:
    """For each run whether it stands in a quotation; an insertion does in the midst of one."""
    sides = [run.kind == "quote" for run in found]
    for at in range(1, len(found) - 1):
        if found[at].kind == "insertion":
            sides[at] = sides[at - 1] and found[at + 1].kind != "text"
    return sides


def _inline(pairs: Iterable[tuple[bool, Run]]) -> SafeString:
    insertion = gettext("editorial insertion")
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="insertion" title="{}">{}</span>', insertion, run.text),)
            if run.kind == "insertion"
            else (run.text,)
            for _, run in pairs
        ),
    )
