"""How pictures stand in the HTML of blogs: loaded late, small with a link to the whole, in tables.

Every pattern is bounded: a text of megabytes is read in one pass.
"""

from __future__ import annotations

import re

_IMG = re.compile(r"<img\b[^<>]{0,4000}>", re.I)
_SRC = re.compile(r"""\ssrc\s*=\s*(["'])(?!data:|["'])([^"'<>]{1,2000})\1""", re.I)
_ANY_SRC = re.compile(r"""\ssrc\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""", re.I)
_LATE = re.compile(
    r"""\sdata-(?:src|image|lazy-src|original|orig-file)\s*=\s*(["'])([^"'<>]{1,2000})\1""", re.I)
_LINKED = re.compile(
    r"""<a\b[^<>]{0,1000}?\shref\s*=\s*["']([^"'<>]{1,2000})["'][^<>]{0,1000}>\s*"""
    r"""(<img\b[^<>]{0,4000}>)""", re.I)
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w{3,4}$)|/(?:s|w)\d{2,4}(?:-[\w-]{1,20})?(?=/)")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.I)
_TABLE = re.compile(
    r"<table\b[^<>]{0,500}\btr-caption-container\b[^<>]{0,500}>(.{0,4000}?)</table>", re.I | re.S)
_CAPTION = re.compile(
    r"<td\b[^<>]{0,500}\btr-caption\b[^<>]{0,500}>(.{0,2000}?)</td>", re.I | re.S)


def marked(html: str) -> str:
    """The same text with its pictures as plain ones, each in its whole size where that is told."""
    if "<img" not in html and "<IMG" not in html:
        return html
    html = _TABLE.sub(_figure, html)
    return _LINKED.sub(_whole, _IMG.sub(_early, html))


def _early(found: re.Match[str]) -> str:
    """A picture that a script would load, such as Squarespace's."""
    tag = found[0]
    late = None if _SRC.search(tag) else _LATE.search(tag)
    return f'<img src="{late[2]}"{_ANY_SRC.sub("", tag)[4:]}' if late else tag


def _whole(found: re.Match[str]) -> str:
    """The picture a small one is linked to, if it is the same in another size."""
    source = _SRC.search(found[2])
    if source is None or found[1] == source[2] or not _same(found[1], source[2]):
        return found[0]
    return found[0].replace(source[0], source[0].replace(source[2], found[1]))


def _same(one: str, other: str) -> bool:
    names = [_SIZE.sub("", address.partition("?")[0]).rpartition("//")[2]
             for address in (one, other)]
    return _PICTURE.search(names[0]) is not None and names[0] == names[1]


def _figure(found: re.Match[str]) -> str:
    """Blogger's picture with its caption, which is a table."""
    picture, said = _IMG.search(found[1]), _CAPTION.search(found[1])
    if picture is None:
        return found[0]
    linked = _LINKED.search(found[1])
    return (f"<figure>{linked[0] + '</a>' if linked else picture[0]}"
            f"<figcaption>{said[1] if said else ''}</figcaption></figure>")
