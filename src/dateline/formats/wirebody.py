"""The body of a story between bare HTML, as exchange formats carry it, and blocks.

HTML is read as a pasted article is (see `articletree`, `articlewalk`): bounded, without scripts,
forms and hidden text, links only where a text may link to. What is written is that clean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from dateline.formats.articletree import MAX_BYTES, NotArticle, decoded, only_seen, tree_of
from dateline.formats.articlewalk import ArticleBlock, PictureNote, Walk
from dateline.formats.wiretext import line
from dateline.lib import inline

MOST_MARKS = 200_000
"""Of `&`, `<` and `>` in one body: what the HTML cleaner takes for them grows with their square."""
WRAPPED = 50  # characters of a line that is not a paragraph's last


@dataclass(frozen=True)
class Body:
    """Blocks, the pictures that stood between them, and what was odd, in plain words."""

    blocks: tuple[ArticleBlock, ...] = ()
    pictures: tuple[PictureNote, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """The blocks as bare HTML, a line each; pictures are not in it."""
        return "\n".join(_html(block) for block in self.blocks)

    @property
    def illustrated(self) -> str:
        """The same with the pictures that have an address, each a figure where it stood."""
        lines: list[str] = []
        for at in range(len(self.blocks) + 1):
            lines += [_figure(note) for note in self.pictures if note.at == at and note.url]
            lines += [_html(block) for block in self.blocks[at: at + 1]]
        return "\n".join(lines)

    @property
    def text(self) -> str:
        """The blocks as plain text, an empty line between them."""
        return "\n\n".join(filter(None, (_text(block) for block in self.blocks)))


def from_html(html: str) -> Body:
    """Read a fragment of HTML. Never fails: what cannot be read at all is a doubt and no block."""
    if not html.strip():
        return Body()
    if len(html) > MAX_BYTES or sum(map(html.count, "&<>")) > MOST_MARKS:
        return Body(doubts=("the body is too large to be read as HTML and was left out",))
    walk = Walk()
    try:
        root = tree_of(decoded(html)[0])
        only_seen(root)
        walk.read(root)
    except (NotArticle, RecursionError):
        return Body(doubts=("the body's HTML is too large, deep or empty and was left out",))
    walk.done()
    lost = f"{walk.lost} links in quotations, points or cells became words"
    return Body(tuple(walk.blocks), tuple(walk.pictures), (lost,) if walk.lost else ())


def from_paragraphs(texts: Iterable[str]) -> Body:
    """Plain paragraphs, each text one; a line break in it stays."""
    tidy = ("\n".join(filter(None, map(line, text.split("\n")))) for text in texts)
    return Body(tuple(ArticleBlock("paragraph", text) for text in tidy if text))


def from_text(text: str) -> Body:
    """Plain text whose paragraphs are parted by empty lines; lines inside one stay lines."""
    parts: list[list[str]] = [[]]
    for one in text.split("\n"):
        if one.strip():
            parts[-1].append(one)
        elif parts[-1]:
            parts.append([])
    return from_paragraphs("\n".join(part) for part in parts)


def unwrapped(body: Body) -> Body:
    """The body with the lines of paragraphs joined that were wrapped as teleprinters do.

    Those are paragraphs whose lines, but for the last, are WRAPPED characters long or longer.
    """
    blocks = tuple(
        replace(block, text=joined(block.text)) if block.kind == "paragraph" else block
        for block in body.blocks
    )
    told = "lines that were wrapped at a fixed width were joined"
    return body if blocks == body.blocks else replace(body, blocks=blocks,
                                                      doubts=(*body.doubts, told))


def joined(text: str) -> str:
    """The lines of a text as one if it was wrapped; others, such as verses, stay lines."""
    said = text.split("\n")
    wrapped = all(len(one.strip()) >= WRAPPED for one in said[:-1])
    return " ".join(said) if wrapped else text


def _figure(note: PictureNote) -> str:
    said = f"<figcaption>{escape(note.caption, quote=False)}</figcaption>" if note.caption else ""
    return f'<figure><img src="{escape(note.url)}" alt="{escape(note.alt)}">{said}</figure>'


def _html(block: ArticleBlock) -> str:
    if block.kind == "heading":
        return f"<h2>{escape(block.text, quote=False)}</h2>"
    if block.kind == "list":
        tag = "ol" if block.ordered else "ul"
        points = "".join(f"<li>{escape(item, quote=False)}</li>" for item in block.items)
        return f"<{tag}>{points}</{tag}>"
    if block.kind == "table":
        return _table(block)
    if block.kind == "embed":
        return f'<p><a href="{escape(block.url)}">{escape(block.text, quote=False)}</a></p>'
    said = f"<p>{marked(block)}</p>"
    if block.kind != "quotation":
        return said
    speaker = ", ".join(filter(None, (block.speaker, block.role)))
    by = f"<p><cite>{escape(speaker, quote=False)}</cite></p>" if speaker else ""
    return f"<blockquote>{said}{by}</blockquote>"


def marked(block: ArticleBlock) -> str:
    """The text of a block with its links and emphasis, a line break as `<br>`."""
    parts = []
    for href, linked in groupby(inline.pieces(block.text, block.marks), key=lambda one: one[0]):
        inner = ""
        for strong, bold in groupby(linked, key=lambda one: one[1]):
            said = "".join(_emphasised(em, text) for _, _, em, text in bold)
            inner += f"<strong>{said}</strong>" if strong else said
        parts.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return "".join(parts)


def _emphasised(em: bool, text: str) -> str:
    said = escape(text, quote=False).replace("\n", "<br>")
    return f"<em>{said}</em>" if em else said


def _table(block: ArticleBlock) -> str:
    caption = f"<caption>{escape(block.text, quote=False)}</caption>" if block.text else ""
    rows = [[escape(cell, quote=False) for cell in row] for row in block.rows]
    head = rows.pop(0) if block.header else []
    said = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    lines = [f"<tr>{said}</tr>"] if head else []
    lines += ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table>{caption}{''.join(lines)}</table>"


def _text(block: ArticleBlock) -> str:
    if block.kind == "list":
        signs = (f"{n}." if block.ordered else "–" for n in range(1, len(block.items) + 1))
        return "\n".join(f"{sign} {item}" for sign, item in zip(signs, block.items, strict=True))
    if block.kind == "table":
        return "\n".join(filter(None, (block.text, *("\t".join(row) for row in block.rows))))
    if block.kind == "embed":
        return "\n".join(filter(None, (block.text, block.url)))
    return block.text
