"""Pasting: a text or an article in HTML is understood, and becomes a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.desk.filing import file_story
from dateline.desk.finding import find
from dateline.desk.understanding import copy_of_article, copy_of_page, unsorted
from dateline.desk.working import Copy
from dateline.formats.article import Article, NotArticle, decoded
from dateline.formats.article import parse as parse_article
from dateline.formats.pagetext import NotAPageText, PageText
from dateline.formats.pagetext import parse as parse_page
from dateline.lib import canonical
from dateline.people.public import User

__all__ = ["NotArticle", "Understood", "file_pasted", "paste", "understand"]


@dataclass(frozen=True)
class Understood:
    """What a pasted text says: the copy, what it was taken for, and what is doubtful, in words.

    `date_said` is the date as the text gives it, also where it is not certain enough for the copy.
    """

    copy: Copy
    kind: Literal["page text", "page", "fragment", "prose"]
    notes: tuple[str, ...]
    date_said: str = ""


def understand(pasted: str | bytes, html: str = "") -> Understood:
    """The parts of a pasted text; `html` is the same as HTML where the clipboard has it.

    A text like a saved news page is read as such; else the HTML is read, else the text as prose.
    Raises NotArticle, which says what is missing.
    """
    page = _page_text(pasted)
    if page is not None:
        copy = copy_of_page(page)
        return Understood(_traced(copy), "page text", tuple(_doubts(copy, page=page)))
    article = parse_article(html if html.strip() else pasted)
    copy = copy_of_article(article)
    notes = tuple(_doubts(copy, article=article))
    return Understood(_traced(copy), article.kind, notes, article.date_said)


def paste(pasted: str | bytes, *, html: str = "", by: User | None = None) -> str:
    """File a pasted text as a draft; returns its guid. The same text again gives the same draft.

    Raises NotArticle, NotCopy, NotPermitted.
    """
    return file_pasted(understand(pasted, html).copy, by=by)


def file_pasted(copy: Copy, *, by: User | None = None) -> str:
    """File what was understood (and perhaps amended); pressed twice at once it is one draft."""
    try:
        return file_story(copy, by=by)
    except IntegrityError:
        earlier = find(source=copy.source)
        if earlier is None:
            raise
        return earlier.guid


def _page_text(pasted: str | bytes) -> PageText | None:
    try:
        text, _doubtful = decoded(pasted)
        return parse_page(text.encode())
    except (NotArticle, NotAPageText):
        return None


def _traced(copy: Copy) -> Copy:
    """The copy with a source made of what it says."""
    said = asdict(replace(copy, published_at=None, source=""))
    return replace(copy, source=f"paste:{canonical.digest(said)}")


def _doubts(
    copy: Copy, *, page: PageText | None = None, article: Article | None = None
) -> Iterator[str]:
    if copy.headline_missing:
        yield _("No headline was found: this working headline was made from the text. Write one.")
    if copy.section == unsorted():
        yield _("No section was found: the story stands in “%(section)s” until you choose one.") % {
            "section": copy.section}
    if copy.published_at is None:
        yield _undated(page.clock if page else None, article.date_said if article else "")
    if article and not article.language:
        yield _("No language was found: English is assumed.")
    if any(tag.guessed for tag in copy.tags):
        yield _("What a tag names was guessed where its kind has a question mark: “person?: …”.")
    if article:
        yield from _left_out(article)


def _undated(clock: str | None, said: str) -> str:
    if clock:
        return _("“%(clock)s” is when the page was saved, not the date of the story: the story "
                 "stays undated until you give one.") % {"clock": clock}
    if said:
        return _("The date “%(said)s” has no zone or cannot be read: the story stays undated until "
                 "you give the date and its zone.") % {"said": said[:60]}
    return _("No date was found: the story stays undated until you give one.")


def _left_out(article: Article) -> Iterator[str]:
    many = len(article.pictures)
    if many:
        yield ngettext(
            "One picture was not taken over: where it was is in the editor's note.",
            "%(many)d pictures were not taken over: where they were is in the editor's note.", many,
        ) % {"many": many}
    if "links" in article.doubts:
        yield _("Links in headings, lists, tables or quotations were left out; their words stay.")
    if "charset" in article.doubts:
        yield _("The file does not say how its letters are written, so that was guessed: look at "
                "the names.")
