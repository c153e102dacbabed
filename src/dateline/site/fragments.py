"""The site's own fragments: small pages with keys of their own, spliced in at serve time."""

from django.utils.html import format_html
from django.utils.translation import override

from dateline.record import public as record
from dateline.site.text import gmt


def edition() -> str:
    """The time of the newest public act, such as `13:13 GMT 25 January 2021`; empty before it."""
    at = record.edition_at()
    if at is None:
        return ""
    with override(record.site().language):
        return gmt(at)


def count(term: int) -> str:
    """How many live stories the term has at this moment, in brackets: `(1881)`."""
    return format_html("({})", str(record.count(term)))
