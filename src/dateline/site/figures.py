"""Pictures, tables and cards of a story, as its templates draw them."""

from __future__ import annotations

from urllib.parse import urlsplit

from dateline.lib import embeds
from dateline.record.public import Block, Picture, Rendition, Version


def picture_address(rendition: Rendition) -> str:
    """Where a picture's file answers."""
    return f"/pictures/{rendition.name}"


def fallback(picture: Picture) -> Rendition | None:
    """The file for whoever takes no WebP: a JPEG; else the widest there is."""
    jpegs = [each for each in picture.renditions if each.name.endswith(".jpg")]
    files = jpegs or picture.renditions
    return files[-1] if files else None


def srcset(picture: Picture) -> str:
    """The WebP files with their widths (HTML Living Standard 4.8.4.2.1)."""
    webps = (each for each in picture.renditions if each.name.endswith(".webp"))
    return ", ".join(f"{picture_address(each)} {each.width}w" for each in webps)


def first_picture(version: Version) -> Picture | None:
    """The picture that stands for a story elsewhere: its lead picture, else the first inside."""
    inside = (picture for block in version.blocks for picture in block.pictures)
    return version.picture or next(inside, None)


def embed_host(block: Block) -> str:
    """The site an embed leads to; empty where it is not one a story may show as a card."""
    if not embeds.allowed(block.url):
        return ""
    return (urlsplit(block.url).hostname or "").removeprefix("www.")


def head_row(block: Block) -> tuple[str, ...]:
    """The names of a table's columns; empty where it has none."""
    return block.rows[0] if block.header and block.rows else ()


def body_rows(block: Block) -> tuple[tuple[str, ...], ...]:
    """The rows of a table without the names of its columns."""
    return block.rows[1:] if block.header else block.rows
