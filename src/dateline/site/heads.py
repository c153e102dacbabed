"""What stands in a page's head for machines: addresses, cards, languages, structured data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dateline.record.public import Item, Listing, Site, Term, Version
from dateline.site import structured
from dateline.site.article import news_article, pictures_of
from dateline.site.cards import HEIGHT, WIDTH, card_address
from dateline.site.figures import picture_address
from dateline.site.icons import icon_address
from dateline.site.kinds import family_of, step_to
from dateline.site.structured import Data, absolute

LEAST = 200
"""Pixels: a picture narrower than this is not shown by those who show cards."""


@dataclass(frozen=True)
class Image:
    """The picture of a page's card; its address is absolute, sizes in pixels."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Head:
    """Of one page. `url` is canonical, empty where a page has none and none should be found.

    `alternates` are the page's languages (BCP 47, or `x-default`) and addresses, its own among
    them; none where there is but one. `version` is of a story's page.
    """

    title: str
    language: str
    icon: str = ""
    touch_icon: str = ""
    url: str = ""
    description: str = ""
    image: Image | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    oembed: str = ""
    data: tuple[Data, ...] = ()
    version: Version | None = None


def head_of(site: Site, context: dict[str, Any], *, icons: Site) -> Head:
    """The head of the page that a template draws from this context.

    `icons`: the settings of now, which the icons follow also on a page of the past.
    """
    head = _head_of(site, context)
    return replace(head, icon=icon_address(icons), touch_icon=icon_address(icons, 180))


def _head_of(site: Site, context: dict[str, Any]) -> Head:
    version, term = context.get("version"), context.get("term")
    if isinstance(version, Version):
        return _story(site, version, context.get("translations", ()), context.get("original"))
    if isinstance(term, Term):
        return _list(site, term, context["listing"], context.get("before", ""))
    address = context.get("address", "/" if "front" in context else "")
    if "front" in context:
        return replace(
            _page(site, site.name, address, site.tagline, structured.website(site)),
            alternates=_editions(site, context), language=context["language"],
        )
    query = _query(context.get("before", "")) if address else ""
    title, data = str(context.get("title") or site.name), context.get("data", ())
    return _page(site, title, address + query, "", *data)


def _query(before: str) -> str:
    return f"?{urlencode({'before': before})}" if before else ""


def _editions(site: Site, context: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The front page in each language of the newsroom; the main one for all others."""
    found = [(each.code, absolute(site, each.address)) for each in context.get("editions", ())]
    return (*found, ("x-default", absolute(site, "/"))) if found else ()


def image_of(version: Version, site: Site, width: int = 0, height: int = 0) -> Image | None:
    """The picture of a story's card: its own, else one drawn for it.

    The widest file within `width` and `height` (pixels; 0: any); None where there is none.
    """
    def fits(wide: int, high: int) -> bool:
        return (not width or wide <= width) and (not height or high <= height)

    for picture in pictures_of(version):
        files = [each for each in picture.renditions if fits(each.width, each.height)]
        jpegs = [each for each in files if each.name.endswith(".jpg")]
        chosen = max(jpegs or files, key=lambda each: each.width, default=None)
        if chosen and (chosen.width >= LEAST or width):
            url = absolute(site, picture_address(chosen))
            return Image(url, chosen.width, chosen.height, picture.alt)
    if fits(WIDTH, HEIGHT):
        return Image(absolute(site, card_address(site, version)), WIDTH, HEIGHT, version.headline)
    return None


def _story(
    site: Site, version: Version, translations: Sequence[Item], original: Item | None
) -> Head:
    if version.state != "live" or not version.code:
        return _head(site, version.headline or site.name)
    url = absolute(site, version.address)
    asked = urlencode({"url": url, "format": "json"})
    section = version.section
    return _head(
        site, version.headline,
        language=version.language,
        url=url,
        description=version.standfirst,
        image=image_of(version, site),
        alternates=_alternates(site, version, translations, original),
        oembed=f"{site.base_url}/oembed?{asked}",
        data=(
            news_article(version, site, translations, original),
            structured.crumbs(site, *([(section.name, section.address)] if section else []),
                              (version.headline, version.address)),
        ),
        version=version,
    )


def _alternates(
    site: Site, version: Version, translations: Sequence[Item], original: Item | None
) -> tuple[tuple[str, str], ...]:
    """One address a language, the story's own among them; the original for all others."""
    if not translations:
        return ()
    found = {item.language: item.address for item in translations}
    found[version.language] = version.address
    first = original.address if original else "" if version.translation_of else version.address
    said = (*sorted(found.items()), *([("x-default", first)] if first else []))
    return tuple((language, absolute(site, address)) for language, address in said)


def _list(site: Site, term: Term, listing: Listing, before: str) -> Head:
    query = _query(before)
    url = absolute(site, term.address) + query
    return _page(
        site, term.name, term.address + query, term.standfirst,
        structured.collection(term, listing.items, site, url),
        structured.crumbs(site, step_to(family_of(term), site), (term.name, term.address)),
    )


def _page(site: Site, title: str, address: str, description: str = "", *data: Data) -> Head:
    """A page of no one story: its card is the newsroom's."""
    card = Image(absolute(site, card_address(site)), WIDTH, HEIGHT, site.name)
    return _head(site, title, url=absolute(site, address), description=description,
                 image=card if address else None, data=data)


def _head(site: Site, title: str, **said: Any) -> Head:
    return Head(title, **{"language": site.language} | said)
