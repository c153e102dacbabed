"""A story's blocks as plain text and bare HTML, as feeds and exchange formats carry them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dateline.record.public import Block, Picture, Site
from dateline.site.figures import body_rows, embed_host, fallback, head_row, picture_address
from dateline.site.marking import bare
from dateline.site.structured import absolute
from dateline.site.text import speaker


def body_text(blocks: Iterable[Block]) -> str:
    """The blocks as plain text, an empty line between them."""
    return "\n\n".join(text for text in (_text(block) for block in blocks) if text)


def _text(block: Block) -> str:
    if block.kind in ("picture", "gallery"):
        return "\n\n".join(filter(None, (_caption(picture) for picture in block.pictures)))
    if block.kind == "list":
        signs = (f"{n}." if block.ordered else "–" for n in range(1, len(block.items) + 1))
        return "\n".join(f"{sign} {item}" for sign, item in zip(signs, block.items, strict=True))
    if block.kind == "table":
        rows = ("\t".join(row) for row in block.rows)
        return "\n".join(filter(None, (block.text, *rows)))
    if block.kind == "embed":
        return "\n".join(filter(None, (block.text, block.url if embed_host(block) else "")))
    return f"{block.text}\n— {speaker(block)}" if speaker(block) else block.text


def _caption(picture: Picture) -> str:
    said = (picture.caption or picture.alt, f"({picture.credit})" if picture.credit else "")
    return " ".join(filter(None, said))


def body_html(blocks: Iterable[Block], site: Site) -> SafeString:
    """The blocks as bare HTML with absolute addresses; marks stay in the text."""
    return format_html_join("\n", "{}", ((_DRAW[block.kind](block, site),) for block in blocks))


def _paragraph(block: Block, site: Site) -> SafeString:
    return format_html("<p>{}</p>", bare(block.text, block.marks))


def _heading(block: Block, site: Site) -> SafeString:
    return format_html("<h2>{}</h2>", block.text)


def _quotation(block: Block, site: Site) -> SafeString:
    """Who said it stands in the quotation, so that whoever reads it back knows."""
    by = format_html("<p><cite>{}</cite></p>", speaker(block)) if speaker(block) else ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", bare(block.text, block.marks), by)


def _pictures(block: Block, site: Site) -> SafeString:
    return format_html_join("\n", "{}", ((_figure(each, site),) for each in block.pictures))


def _figure(picture: Picture, site: Site) -> SafeString:
    file = fallback(picture)
    image = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">', absolute(site, picture_address(file)),
        file.width, file.height, picture.alt,
    ) if file else SafeString()
    said = " ".join(filter(None, (picture.caption, picture.credit)))
    caption = format_html("<figcaption>{}</figcaption>", said) if said else ""
    return format_html("<figure>{}{}</figure>", image, caption)


def _list(block: Block, site: Site) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((item,) for item in block.items))
    return format_html("<ol>{}</ol>" if block.ordered else "<ul>{}</ul>", items)


def _table(block: Block, site: Site) -> SafeString:
    caption = format_html("<caption>{}</caption>", block.text) if block.text else ""
    head = _row(head_row(block), '<th scope="col">{}</th>') if head_row(block) else ""
    rows = format_html_join("", "{}", ((_row(row, "<td>{}</td>"),) for row in body_rows(block)))
    return format_html("<table>{}{}{}</table>", caption, head, rows)


def _row(cells: tuple[str, ...], cell: str) -> SafeString:
    return format_html("<tr>{}</tr>", format_html_join("", cell, ((text,) for text in cells)))


def _embed(block: Block, site: Site) -> SafeString:
    title = block.text or block.url
    if not embed_host(block):
        return format_html("<p>{}</p>", block.text)
    return format_html('<p><a href="{}">{}</a></p>', block.url, title)


_DRAW: dict[str, Callable[[Block, Site], SafeString]] = {
    "paragraph": _paragraph, "heading": _heading, "quotation": _quotation, "picture": _pictures,
    "gallery": _pictures, "list": _list, "table": _table, "embed": _embed, "notice": _paragraph,
}
