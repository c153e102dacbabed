"""What other pages show of the search: the form in the masthead."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import override

from dateline.record import public as record


def form(language: str = "") -> str:
    """A field and a button."""
    with override(language or record.site().language):
        return render_to_string("archive/masthead_search.html")
