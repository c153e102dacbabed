"""`{% fragment "name" arg … %}fallback{% endfragment %}`: content that keeps itself true apart."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import mark_safe

from dateline.delivery import pieces

register = template.Library()


class FragmentNode(template.Node):
    """A reference to a registered fragment, or the fallback drawn in place."""

    def __init__(self, words: list[FilterExpression], fallback: NodeList) -> None:
        self.words, self.fallback = words, fallback

    def render(self, context: Context) -> str:
        name, *args = (word.resolve(context) for word in self.words)
        if not pieces.has_fragment(name):
            return str(self.fallback.render(context))
        plain: tuple[Any, ...] = tuple(a if isinstance(a, int) else str(a) for a in args)
        return str(mark_safe(pieces.place_fragment(name, plain)))  # noqa: S308 - our own marker


@register.tag
def fragment(parser: Parser, token: Token) -> FragmentNode:
    """Parse the tag; its first word is the fragment's name, the others its arguments."""
    words = token.split_contents()[1:]
    if not words:
        raise template.TemplateSyntaxError("fragment needs a name")
    fallback = parser.parse(("endfragment",))
    parser.delete_first_token()
    return FragmentNode([parser.compile_filter(word) for word in words], fallback)
