"""Terms and topics chosen on a form without a script: what is chosen, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import find_topics, named_terms, offer_terms, topic_names
from dateline.wire.models import Product

LABELS = {
    "sections": _("Sections"), "dossiers": _("Dossiers"), "tags": _("Tags"),
    "places": _("Places"), "topics": _("Media topics"),
}
_SHELVES = {"sections": "section", "dossiers": "dossier", "tags": "tag", "places": "place"}
_MOST = 200


@dataclass(frozen=True)
class Choice:
    """A term or topic, and whether it is chosen."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Shelf:
    """What is chosen of one kind, what was found besides, and the words it was searched by."""

    name: str
    label: Any
    query: str
    choices: tuple[Choice, ...]


def chosen(sent: QueryDict) -> dict[str, list[str]]:
    """What a post chose, by field; what the desk does not know (any more) is dropped."""
    wanted = {name: list(dict.fromkeys(sent.getlist(name)))[:_MOST] for name in LABELS}
    wanted["topics"] = [each for each in wanted["topics"] if each.isascii() and each.isdecimal()]
    known = _named(wanted)
    return {name: [value for value in values if value in known[name]]
            for name, values in wanted.items()}


def held(product: Product) -> dict[str, list[str]]:
    """What a product has chosen."""
    return {name: list(getattr(product, name)) for name in LABELS}


def shelves(values: dict[str, list[str]], sent: QueryDict | None = None) -> list[Shelf]:
    """A field for each kind: its choices first, then what was found by `find-…`."""
    known = _named(values)
    return [
        Shelf(name, label, query := (sent.get(f"find-{name}", "") if sent else "")[:100],
              tuple(_choices(name, values[name], known[name], query)))
        for name, label in LABELS.items()
    ]


def _choices(
    name: str, values: list[str], known: dict[str, str], query: str
) -> Iterator[Choice]:
    for value in values:
        yield Choice(value, known.get(value, value), True)
    if query.strip() or name == "sections":
        for value, words in _found(name, query.replace("\0", "").strip()):
            if value not in values:
                yield Choice(value, words, False)


def _found(name: str, query: str) -> Iterator[tuple[str, str]]:
    if name == "topics":
        yield from ((topic.number, topic.path) for topic in find_topics(query))
    else:
        yield from ((term.uuid, term.name) for term in offer_terms(_SHELVES[name], query))


def _named(values: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    uuids = [value for name in _SHELVES for value in values[name] if _is_uuid(value)]
    terms = named_terms(uuids) if uuids else {}
    topics = topic_names(values["topics"]) if values["topics"] else {}
    return {name: topics if name == "topics" else terms for name in LABELS}


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False
