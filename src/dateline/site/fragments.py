"""The site's own fragments: small pages with keys of their own, spliced in at serve time."""

from django.template.loader import render_to_string
from django.utils.html import format_html

from dateline.record import public as record
from dateline.site.rendering import reading
from dateline.site.text import moment


def edition() -> str:
    """The time of the newest public act, such as `13:13 GMT 25 January 2021`; empty before it."""
    at = record.edition_at()
    if at is None:
        return ""
    with reading(record.site()):
        return moment(at)


def banner() -> str:
    """The line above every page, while there is one; it ends on its second by the clock alone."""
    held = record.banner()
    if held is None:
        return ""
    with reading(record.site()):
        return render_to_string("site/banner.html", {"banner": held})


def count(term: int) -> str:
    """How many live stories the term has at this moment, in brackets: `(1881)`."""
    return format_html("({})", str(record.count(term)))
