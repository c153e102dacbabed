"""From a version of the record to an entry of a feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from dateline.formats.feed import Entry, Image
from dateline.formats.item import NewsItem, Notice, Picture
from dateline.lib.languages import direction
from dateline.record.public import Site, Version

_LONG = 300
Written = Callable[[Version, Site], NewsItem]
_written: list[Written] = []


def register_writer(written: Written) -> None:
    """Say how a version becomes an item with absolute addresses; the site knows (wiring)."""
    _written[:] = [written]


def item_of(version: Version, site: Site) -> NewsItem:
    """A version as an exchange item; one that is not live is `canceled`, with its notice only."""
    return _written[0](version, site)


def entry_of(version: Version, site: Site) -> Entry:
    """A live story as an entry: the whole text, with what was corrected."""
    item = item_of(version, site)
    return Entry(
        id=item.guid,
        address=item.uri,
        title=item.headline,
        updated=item.version_created,
        published=item.published,
        summary=item.standfirst,
        opening=_opening(item.body_text),
        content=_content(item, site),
        language=item.language,
        authors=item.bylines or ((item.credit,) if item.credit else ()),
        categories=tuple(dict.fromkeys(
            name for name in (item.section, *_subjects(item)) if name
        )),
        image=_image(item),
        rights=item.rights,
    )


def _opening(text: str) -> str:
    """The first paragraph, or as many of its words as a summary has."""
    first = " ".join(text.partition("\n\n")[0].split())
    return first if len(first) <= _LONG else f"{first[:_LONG].rpartition(' ')[0]} …"


def _subjects(item: NewsItem) -> Iterator[str]:
    """The tags' names; media topics are numbers that no reader knows."""
    return (subject.name for subject in item.subjects if not subject.name.startswith("medtop:"))


def _content(item: NewsItem, site: Site) -> str:
    with override(_spoken(item.language, site)):
        whole = "\n".join([*_notices(item.notices), item.body_html])
    return f'<div dir="rtl">{whole}</div>' if direction(item.language) == "rtl" else whole


def _spoken(language: str, site: Site) -> str:
    """The language of the words around a text: its own where there is a catalogue of it."""
    own = language.lower().partition("-")[0]
    return own if own in dict(settings.LANGUAGES) else site.language


def _notices(notices: tuple[Notice, ...]) -> Iterator[SafeString]:
    """What was corrected, above the text, as on the story's page."""
    for notice in notices:
        if notice.kind == "correction":
            said = " — ".join(part for part in (notice.text, notice.wrong, notice.right) if part)
            yield format_html("<p><strong>{}</strong> {}</p>", gettext("Correction"), said)


def _image(item: NewsItem) -> Image | None:
    lead = next((picture for picture in item.pictures if picture.renditions), None)
    return _largest(lead) if lead else None


def _largest(picture: Picture) -> Image:
    jpegs = [file for file in picture.renditions if file.media_type == "image/jpeg"]
    file = max(jpegs or picture.renditions, key=lambda each: each.width)
    return Image(file.href, file.media_type, file.width, file.height,
                 picture.caption, picture.credit)
