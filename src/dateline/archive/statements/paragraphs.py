"""A judged story's HTML as blocks: paragraphs, and quotation blocks with who is named in them."""

from __future__ import annotations

from lxml import html

from dateline.record.public import Block

_ONE = ("p", "li", "h1", "h2", "h3", "h4", "div", "td", "blockquote", "figcaption")


def blocks_of_html(text: str) -> list[Block]:
    """The blocks in their order. Nothing is fetched; what cannot be parsed is no block."""
    parser = html.HTMLParser(no_network=True, recover=True, encoding="utf-8")
    root = html.document_fromstring(f"<div>{text}</div>".encode(), parser=parser)
    found: list[Block] = []
    for each in root.iter(*_ONE):
        if any(parent.tag == "blockquote" for parent in each.iterancestors()):
            continue
        if each.tag == "blockquote":
            found.append(_quotation(each))
        elif not any(child.tag in _ONE for child in each.iterdescendants()):
            found.append(Block("paragraph", " ".join(each.text_content().split())))
    return [block for block in found if block.text]


def _quotation(each: html.HtmlElement) -> Block:
    by = each.find(".//cite")
    by = each.find(".//footer") if by is None else by
    speaker = " ".join(by.text_content().split()) if by is not None else ""
    if by is not None:
        by.drop_tree()
    name, _comma, role = speaker.lstrip("—–- ").partition(", ")
    return Block("quotation", " ".join(each.text_content().split()), name, role)
