"""Saved page text: the text of a story's page as a reader met it, a file a page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import tzinfo
from html import escape
from pathlib import Path

from dateline.archive.bringing.reading.opening import files_below
from dateline.archive.bringing.shapes import Doubtful, Item, NotArchive, Parts
from dateline.formats.pagetext import MAX_BYTES, NotAPageText, PageText, parse
from dateline.lib import canonical


def parts(path: Path, zone: tzinfo | None) -> Parts:
    """Yield the story of each text below the folder, or of the one. Raises NotArchive.

    The clock of a page is when it was saved: its story is undated.
    """
    any_ = False
    for file, where in files_below(path, (".txt",) if path.is_dir() else ("",)):
        any_ = True
        try:
            if file.stat().st_size > MAX_BYTES:
                raise NotAPageText(f"it has more than {MAX_BYTES:,} bytes")
            yield _item(parse(file.read_bytes()), where)
        except (OSError, NotAPageText) as error:
            if path.is_file():
                raise NotArchive(str(error)) from None
            yield Doubtful(where, str(error)[:300])
    if not any_:
        raise NotArchive("there is no text file below it")


def is_page(path: Path) -> bool:
    """Whether a file is the text of a page."""
    try:
        return path.stat().st_size <= MAX_BYTES and bool(parse(path.read_bytes()))
    except (OSError, NotAPageText):
        return False


def _item(page: PageText, where: str) -> Item:
    html = "\n".join(
        f"<blockquote><p>{escape(one.text)}</p></blockquote>" if one.kind == "quotation"
        else f"<p>{escape(one.text)}</p>" for one in page.blocks)
    return Item(
        ref=f"page:{canonical.digest(asdict(page))}", where=where, html=html,
        standfirst=page.standfirst, section=page.section,
        tags=tuple((tag.name, "") for tag in page.tags), place=page.place, credit=page.agency,
        dossiers=page.dossiers, date_said="" if page.clock is None else f"saved {page.clock}",
    )
