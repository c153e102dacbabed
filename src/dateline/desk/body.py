"""The body as the desk edits it (a stream of Wagtail blocks), and as the record takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import lxml.html
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from dateline.lib import embeds, inline
from dateline.lib.listing import listed
from dateline.record.public import Block, Mark, Picture

Child = dict[str, Any]
Shown = Callable[[int, str, str], Picture | None]
"""From a desk picture's number, alt text and caption to the picture readers see."""


class Embed(blocks.StructBlock):
    """A page of another site, shown as a card with its title."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"))

    def clean(self, value: Any) -> Any:
        """Refuse what is not on the allow-list."""
        cleaned = super().clean(value)
        if not embeds.allowed(cleaned["url"]):
            named = listed(sorted(embeds.HOSTS))
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(
                _("Only addresses of these sites can be embedded: %(sites)s"), params={
                    "sites": named,
                })})
        return cleaned

    class Meta:
        icon = "media"
        label = _("Embed")


def _quotation() -> blocks.StructBlock:
    return blocks.StructBlock([
        ("text", blocks.TextBlock(label=pgettext_lazy("quotation", "Words"), rows=3,
                                  help_text=_("Put your own insertions in [square brackets]."))),
        ("speaker", blocks.CharBlock(label=_("Speaker"), required=False)),
        ("role", blocks.CharBlock(label=_("Role of the speaker"), required=False)),
    ], icon="openquote", label=_("Quotation"))


def _picture() -> blocks.StructBlock:
    return blocks.StructBlock([
        ("picture", ImageChooserBlock(label=_("Picture"))),
        ("alt", blocks.CharBlock(label=_("Alt text"), required=False,
                                 help_text=_("Empty: the picture's own."))),
        ("caption", blocks.CharBlock(label=_("Caption"), required=False,
                                     help_text=_("Empty: the picture's own."))),
    ], icon="image", label=_("Picture"))


def _list() -> blocks.StructBlock:
    return blocks.StructBlock([
        ("ordered", blocks.BooleanBlock(label=_("Numbered"), required=False)),
        ("items", blocks.ListBlock(blocks.CharBlock(), label=_("Points"))),
    ], icon="list-ul", label=_("List"))


class Body(blocks.StreamBlock):
    """The typed blocks of a story."""

    paragraph = blocks.RichTextBlock(features=["bold", "italic", "link"], icon="pilcrow",
                                     label=_("Text"))
    heading = blocks.CharBlock(icon="h2", label=_("Heading"))
    quotation = _quotation()
    picture = _picture()
    gallery = blocks.ListBlock(_picture(), min_num=2, icon="image", label=_("Gallery"))
    list = _list()
    table = TypedTableBlock([("text", blocks.CharBlock(required=False, label=_("Text")))],
                            label=_("Table"))
    embed = Embed()
    notice = blocks.TextBlock(rows=2, icon="warning", label=_("Notice"),
                              help_text=_("A note from the newsroom inside the text."))


# -- to the record ------------------------------------------------------------------------------


def blocks_of(stream: Iterable[Child], shown: Shown) -> tuple[Block, ...]:
    """The stream as the record takes it. A text of many paragraphs becomes one block each."""
    return tuple(block for child in stream for block in _blocks(child, shown))


def _blocks(child: Child, shown: Shown) -> Iterator[Block]:
    kind, value = child["type"], child["value"]
    if kind == "paragraph":
        yield from _paragraphs(value or "")
    elif kind in ("heading", "notice"):
        if (value or "").strip():
            yield Block(kind, value.strip())
    elif kind == "quotation":
        text, speaker, role = (value.get(name) or "" for name in ("text", "speaker", "role"))
        yield Block("quotation", text, speaker, role)
    elif kind in ("picture", "gallery"):
        many = [value] if kind == "picture" else [_inner(item) for item in value]
        pictures = tuple(filter(None, (_pictured(item, shown) for item in many)))
        if pictures:
            yield Block(kind, pictures=pictures)
    elif kind == "list":
        items = tuple(str(_inner(item)) for item in value.get("items") or ())
        yield Block(kind, items=items, ordered=bool(value.get("ordered")))
    elif kind == "table":
        yield _table(value)
    elif kind == "embed":
        yield Block(kind, value.get("title") or "", url=value.get("url") or "")


def _inner(item: Any) -> Any:
    """A list block's item, without its envelope."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _pictured(value: Child, shown: Shown) -> Picture | None:
    number = value.get("picture")
    return shown(number, value.get("alt") or "", value.get("caption") or "") if number else None


def _table(value: Child) -> Block:
    heads = tuple(column.get("heading") or "" for column in value.get("columns") or ())
    rows = tuple(
        tuple(str(cell or "") for cell in row["values"]) for row in value.get("rows") or ()
    )
    header = any(heads)
    return Block("table", value.get("caption") or "", rows=(heads, *rows) if header else rows,
                 header=header)


def _paragraphs(html: str) -> Iterator[Block]:
    for piece in _pieces(html):
        text, marks = inline.from_html(piece)
        if text.strip():
            yield Block("paragraph", text, marks=tuple(Mark(*mark) for mark in marks))  # type: ignore[arg-type]


def _pieces(html: str) -> list[str]:
    """The inside of each paragraph of a rich text; a text without any is one paragraph."""
    if "<p" not in html:
        return [html]
    found = []
    for element in lxml.html.fragments_fromstring(html):
        if isinstance(element, str):
            found.append(lxml.html.tostring(_span(element), encoding="unicode"))
        else:
            element.tail = None
            found.append(lxml.html.tostring(element, encoding="unicode"))
    return found


def _span(text: str) -> Any:
    span = lxml.html.Element("span")
    span.text = text
    return span


# -- from the record ----------------------------------------------------------------------------


def stream_of(blocks_: Iterable[Block], known: Callable[[Picture], int | None]) -> list[Child]:
    """Blocks as a stream, paragraphs that follow each other as one text.

    Equal blocks get equal ids, so that two versions can be compared block by block.
    """
    stream: list[Child] = []
    times: dict[str, int] = {}
    for block in blocks_:
        kind, value = _child(block, known)
        if value is None:
            continue
        if kind == "paragraph" and stream and stream[-1]["type"] == "paragraph":
            stream[-1]["value"] += value
            continue
        said = f"{kind}\n{block.text}"
        times[said] = times.get(said, 0) + 1
        stream.append({"type": kind, "value": value,
                       "id": str(uuid5(NAMESPACE_OID, f"{said}\n{times[said]}"))})
    return stream


def _child(block: Block, known: Callable[[Picture], int | None]) -> tuple[str, Any]:
    kind = block.kind
    if kind == "paragraph":
        marks = [(mark.start, mark.end, mark.kind, mark.href) for mark in block.marks]
        return kind, inline.to_html(block.text, marks)
    if kind in ("heading", "notice"):
        return kind, block.text
    if kind == "quotation":
        return kind, {"text": block.text, "speaker": block.speaker, "role": block.role}
    if kind in ("picture", "gallery"):
        many = [
            {"picture": number, "alt": picture.alt, "caption": picture.caption}
            for picture in block.pictures if (number := known(picture)) is not None
        ]
        return kind, (many[0] if kind == "picture" else _items(many)) if many else None
    if kind == "list":
        return kind, {"ordered": block.ordered, "items": _items(list(block.items))}
    if kind == "table":
        return kind, _table_value(block)
    return kind, {"url": block.url, "title": block.text}


def _items(values: list[Any]) -> list[Child]:
    return [
        {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_OID, f"{number} {value}"))}
        for number, value in enumerate(values)
    ]


def _table_value(block: Block) -> Child:
    width = max((len(row) for row in block.rows), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in block.rows]
    heads = filled.pop(0) if block.header and filled else [""] * width
    return {
        "columns": [{"type": "text", "heading": head} for head in heads],
        "rows": [{"values": row} for row in filled],
        "caption": block.text,
    }
