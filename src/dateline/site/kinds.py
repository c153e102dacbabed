"""What kinds of things have an index, how that is called, and where it is."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from dateline.record.public import FAMILIES, Site, Term

TITLES: dict[str, Promise] = {
    "section": _("Sections"), "dossier": _("Dossiers"), "tag": _("Tags"), "person": _("People"),
    "place": _("Places"), "author": _("Authors"),
}


class Kind(NamedTuple):
    """An index by its title."""

    title: Promise
    address: str


def all_kinds() -> tuple[Kind, ...]:
    """Every index."""
    return tuple(Kind(TITLES[family], index_address(family)) for family in FAMILIES)


def index_address(family: str) -> str:
    """Where the index of a family of terms is."""
    return f"/{family}/"


def family_of(term: Term) -> str:
    """The family that a term belongs to: the first part of its address, but for a section."""
    return "section" if term.kind == "section" else term.address.split("/")[1]


def step_to(family: str, site: Site) -> tuple[str, str]:
    """An index as a step of the way to a page: its title in the site's language, its address."""
    with override(site.language):
        return str(TITLES[family]), index_address(family)
