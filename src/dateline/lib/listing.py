"""Several things named one after the other, as the reader's language parts them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(names: Iterable[str]) -> str:
    """`Iraq, Russia`; Arabic has a comma of its own."""
    return pgettext("between the names of a list", ", ").join(names)
