"""`{% fragment "name" arg … %}fallback{% endfragment %}`: content that keeps itself true apart.

With `live` as its last word it is marked for open pages, which are told when it changes: by a
comment before it and one after it. With `live alone` there is none before it: it is all that its
element holds. With `live later` the page draws what stands between the tags and never the fragment:
that is for open pages only, and what is drawn must be what it says while the page is right. So it
may stand in a fragment too. Never mark one in an attribute or a `<title>`.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import mark_safe

from dateline.delivery import pieces
from dateline.delivery.streams_tokens import token_of

register = template.Library()
MARKS = {(): ("", ""), ("live",): ("<!--live-->", "<!--live {}-->"),
         ("live", "alone"): ("", "<!--live {}-->"), ("live", "later"): ("", "<!--live {}-->")}


class FragmentNode(template.Node):
    """A reference to a registered fragment, or the fallback drawn in place."""

    def __init__(
        self, words: list[FilterExpression], fallback: NodeList, said: tuple[str, ...]
    ) -> None:
        self.words, self.fallback, self.marks = words, fallback, MARKS[said]
        self.later = "later" in said

    def render(self, context: Context) -> str:
        name, *args = (word.resolve(context) for word in self.words)
        if not pieces.has_fragment(name):
            return str(self.fallback.render(context))
        plain: tuple[Any, ...] = tuple(a if isinstance(a, int) else str(a) for a in args)
        drawn = self.fallback.render(context) if self.later else pieces.place_fragment(name, plain)
        if self.marks[1] and (pieces.is_kept() if self.later else pieces.is_spliced()):
            before, after = self.marks
            drawn = f"{before}{drawn}{after.format(token_of(name, plain))}"
        return str(mark_safe(drawn))  # noqa: S308 - our own marker


@register.tag
def fragment(parser: Parser, token: Token) -> FragmentNode:
    """Parse the tag; its first word is the fragment's name, the others its arguments."""
    words = token.split_contents()[1:]
    said = tuple(words[words.index("live"):]) if "live" in words else ()
    words = words[: len(words) - len(said)]
    if not words or said not in MARKS:
        raise template.TemplateSyntaxError(
            "fragment needs a name; it ends with live, live alone, live later")
    fallback = parser.parse(("endfragment",))
    parser.delete_first_token()
    return FragmentNode([parser.compile_filter(word) for word in words], fallback, said)
