"""Which products select a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.record.public import Version, merged_into, term_standings
from dateline.wire.models import Product

_TERMS = ("sections", "dossiers", "tags", "places")


@dataclass(frozen=True)
class Filter:
    """A product with its terms as the record numbers them now; None: any."""

    product: int
    terms: dict[str, frozenset[int] | None]
    topics: frozenset[str]
    languages: frozenset[str]
    urgency: int | None

    def selects(self, version: Version) -> bool:
        """Whether a live version is of the product."""
        held = _terms_of(version)
        return (
            all(wanted is None or wanted & held[name] for name, wanted in self.terms.items())
            and (not self.topics or not self.topics.isdisjoint(version.topics))
            and (not self.languages or _spoken(version.language, self.languages))
            and (self.urgency is None or (version.urgency or 9) <= self.urgency)
        )


def filters(products: Iterable[Product]) -> list[Filter]:
    """The products as they select now: a renamed term is the same one, a merged one its heir."""
    rows = list(products)
    uuids = {uuid for row in rows for name in _TERMS for uuid in getattr(row, name)}
    heirs = merged_into(uuids) if uuids else {}
    standing = term_standings({heirs.get(uuid, uuid) for uuid in uuids}) if uuids else {}
    numbers = {uuid: standing[heirs.get(uuid, uuid)].number for uuid in uuids
               if heirs.get(uuid, uuid) in standing}
    return [
        Filter(
            row.pk, {name: _numbered(getattr(row, name), numbers) for name in _TERMS},
            frozenset(row.topics), frozenset(each.lower() for each in row.languages), row.urgency,
        )
        for row in rows
    ]


def _numbered(uuids: list[str], numbers: dict[str, int]) -> frozenset[int] | None:
    """None where nothing is asked for; a term that was never public selects nothing."""
    return frozenset(numbers[each] for each in uuids if each in numbers) if uuids else None


def _terms_of(version: Version) -> dict[str, frozenset[int]]:
    places = (version.place,) if version.place else ()
    tagged = [term for term in version.tags if term.kind == "place"]
    return {
        "sections": frozenset([version.section.number] if version.section else ()),
        "dossiers": frozenset(term.number for term in version.dossiers),
        "tags": frozenset(term.number for term in version.tags),
        "places": frozenset(term.number for term in (*places, *tagged)),
    }


def _spoken(language: str, wanted: frozenset[str]) -> bool:
    """Basic filtering (RFC 4647, 3.3.1): `fr` selects `fr-CA`, not the other way round."""
    tag = language.lower()
    return any(tag == each or tag.startswith(f"{each}-") for each in wanted)
