"""Indexes: what there is of a kind, by letter, and how many stories each has."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, override

from dateline.delivery.public import Missing, Page, redirect_page
from dateline.lib.alphabet import DIGITS, OTHERS, letter_of
from dateline.record import public as record
from dateline.record.public import Listed, Site
from dateline.site import structured
from dateline.site.editions import Edition
from dateline.site.kinds import index_address, step_to
from dateline.site.past import at_any_moment
from dateline.site.rendering import html_page

PAGE = 100
SHOWN: dict[str, str | Promise] = {DIGITS: "0–9", OTHERS: gettext_lazy("Other signs")}


class Letter(NamedTuple):
    """A letter as it is shown, with its address or the names under it."""

    name: str | Promise
    address: str = ""
    current: bool = False
    names: tuple[Listed, ...] = ()


@at_any_moment("letter", "after")
def index(request: HttpRequest, edition: Edition, family: str) -> Page:
    """The names of a family, a hundred a page: from the first, a letter on, or after one."""
    after = request.GET.get("after", "")
    given = request.GET.get("letter", "")
    letter = letter_of(given) if given and not after else ""
    address = _address(family, letter=letter, after=after)
    if given != letter:
        return redirect_page(address)
    found = record.index(family, letter=letter, after=after, limit=PAGE, as_of=edition.as_of)
    if found is None or ((letter or after) and not found.names) or (
            letter and found.names[0].letter != letter):
        raise Missing
    site = record.site(as_of=edition.as_of)
    return html_page(
        "site/index.html", edition, family=family, title=step_to(family, site)[0],
        began=letter or after, groups=_groups(found.names),
        letters=_letters(family, edition, found.names) if found.more or letter or after else (),
        next=_address(family, after=found.more) if found.more else "",
        address=address, data=_data(site, family, found.names, address))


def _address(family: str, **said: str) -> str:
    query = urlencode({name: value for name, value in said.items() if value}, quote_via=quote)
    return index_address(family) + (f"?{query}" if query else "")


def _groups(names: Iterable[Listed]) -> tuple[Letter, ...]:
    return tuple(Letter(_shown(letter), names=tuple(each))
                 for letter, each in groupby(names, lambda one: one.letter))


def _letters(family: str, edition: Edition, names: tuple[Listed, ...]) -> tuple[Letter, ...]:
    """All of them, the one that the page begins with marked."""
    return tuple(
        Letter(_shown(letter), _address(family, letter=letter), letter == names[0].letter)
        for letter in record.letters(family, as_of=edition.as_of))


def _shown(letter: str) -> str | Promise:
    """A letter for people; `title` leaves alone what has no capitals that are in use."""
    return SHOWN.get(letter) or letter.title()


def _data(
    site: Site, family: str, names: Iterable[Listed], address: str
) -> tuple[structured.Data, ...]:
    with override(site.language):
        archive = (gettext("Archive"), "/archive/")
    way, url = step_to(family, site), structured.absolute(site, address)
    return (structured.names(way[0], [each.term for each in names], site, url),
            structured.crumbs(site, archive, way))
