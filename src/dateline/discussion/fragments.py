"""What other pages show of discussions: small pages with keys of their own (delivery)."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import ngettext, override

from dateline.discussion.counting import counted
from dateline.discussion.reading import newest, talk
from dateline.discussion.remarks import Remark, thread_address
from dateline.discussion.speaking import speaking
from dateline.discussion.structured import plain
from dateline.record import public as record

LINES, LENGTH = 3, 140
"""Of a story's page: how many of the newest comments, and how many characters of each."""


@dataclass(frozen=True)
class Line:
    """A comment as one line."""

    remark: Remark
    text: str


def comment_count(code: str) -> str:
    """`(12)`, and how many there ever were for who watches it: `<data value="13">(12)</data>`."""
    count = counted(code)
    shown = f"({count.comments})" if count.comments else ""
    return format_html('<data value="{}">{}</data>', str(count.turns), shown)


def comments_link(code: str, language: str) -> str:
    """Where a list names a story: how many comments it has, as a link to them; empty for none."""
    count = counted(code)
    if not count.comments:
        return ""
    with override(language):
        words = ngettext("%(n)s comment", "%(n)s comments", count.comments)
    said = words % {"n": count.comments}
    return format_html(' · <a href="{}">{}</a>', thread_address(code), said)


def on_story(code: str, language: str) -> str:
    """Below a story: how many comments there are, the newest, and the way to all of them.

    The number stands in it, and is told to open pages as `comment-count`: one fragment in a page
    instead of two, each of which would be looked up in the store for every reader.
    """
    if not code:
        return ""
    of = talk(code)
    found = [Line(one, Truncator(plain(one.html)).chars(LENGTH)) for one in newest(of, LINES)]
    with speaking(record.site(), language):
        return render_to_string("discussion/on_story.html", {
            "talk": of, "lines": found, "address": thread_address(code),
            "code": code, "count": comment_count(code)})
