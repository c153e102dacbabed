"""The clauses of the community standards, on the page of the site that is called so."""

from django.template.loader import render_to_string
from django.utils.translation import override

from dateline.discussion.standards import standards_text


def fragment(language: str) -> str:
    """The version that holds, each clause with its own anchor (`#c-2.1`)."""
    held = standards_text()
    if held is None:
        return ""
    with override(language):
        return render_to_string("discussion/standards.html", {"standards": held})
