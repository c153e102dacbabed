"""Products in words, and what they would have selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from dateline.delivery.public import snapshot
from dateline.desk.public import named_terms, topic_names
from dateline.lib.languages import language_name
from dateline.lib.listing import listed
from dateline.record.public import Version, newest_run
from dateline.wire.models import Product
from dateline.wire.subscribers.selecting import filters

NEWEST = 100


def in_words(products: Sequence[Product]) -> dict[int, str]:
    """What each of these selects, by its number; in two questions for all of them."""
    uuids = {uuid for row in products for name in ("sections", "dossiers", "tags", "places")
             for uuid in getattr(row, name)}
    terms = named_terms(uuids) if uuids else {}
    numbers = {number for row in products for number in row.topics}
    topics = topic_names(numbers) if numbers else {}
    return {row.pk: _words(row, terms, topics) for row in products}


def _words(row: Product, terms: dict[str, str], topics: dict[str, str]) -> str:
    said = [
        (_("sections: %s"), [terms.get(each, each) for each in row.sections]),
        (_("dossiers: %s"), [terms.get(each, each) for each in row.dossiers]),
        (_("tags: %s"), [terms.get(each, each) for each in row.tags]),
        (_("places: %s"), [terms.get(each, each) for each in row.places]),
        (_("media topics: %s"), [topics.get(each, each) for each in row.topics]),
        (_("languages: %s"), [language_name(each) for each in row.languages]),
        (_("urgency: %s"), [f"1–{row.urgency}"] if row.urgency else []),
    ]
    parts = [words % listed(names) for words, names in said if names]
    return "; ".join(parts) or _("everything")


def newest() -> tuple[Version, ...]:
    """The last hundred stories that are live."""
    with snapshot():
        return newest_run(least=NEWEST).versions[:NEWEST]


def selected(products: Iterable[Product], stories: Sequence[Version]) -> dict[int, int]:
    """How many of these stories each product selects, by its number."""
    return {each.product: sum(map(each.selects, stories)) for each in filters(products)}
