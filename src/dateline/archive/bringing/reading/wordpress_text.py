"""The text of a WordPress post as HTML: block comments, shortcodes, paragraphs (`wpautop`).

Every pattern is bounded: a text of megabytes is read in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from dateline.archive.bringing.reading.picture_marks import marked

_BLOCKS = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|figure|table|pre)\b", re.I)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\[\]\n]{0,1000})\]((?:(?!\[/?(?:wp_)?caption).){0,8000})"
    r"\[/(?:wp_)?caption\]", re.S)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]{0,2000}>\s*)?<img\b[^>]{0,4000}>(?:\s*</a>)?)(.*)", re.S)
_SAID = re.compile(r"""caption=(?:"([^"]{0,2000})"|'([^']{0,2000})')""")
_GALLERY = re.compile(r"\[gallery\b([^\[\]\n]{0,2000})\]")
_IDS = re.compile(r"""\b(?:ids|include)=["']?([\d, ]{1,2000})""")
_KNOWN = re.compile(
    r"\[/?(?:embed|audio|video|playlist|more|vc_\w{1,40}|et_pb_\w{1,40}|fusion_\w{1,40}|su_\w{1,40}|"
    r"row|column|col|caption|wp_caption|sourcecode|code|youtube|vimeo|twitter|tweet|instagram|"
    r"soundcloud|contact-form(?:-7)?|ngg\w{0,20}|recaptcha|sociable|toc|googlemaps|"
    r"polldaddy|slideshare|archives)(?:[ =][^\[\]\n]{0,2000})?/?\]", re.I)
_WITH_NAMES = re.compile(
    r"""\[[a-z][a-z0-9_-]{1,40}(?:\s+[a-z][\w-]{0,40}=(?:"[^"\]\n]{0,500}"|'[^'\]\n]{0,500}'"""
    r"""|[^\s"'\]\n]{1,300})){1,20}\s*/?\]""", re.I)
_ESCAPED = re.compile(r"\[(\[[^\[\]\n]{1,300}\])\]")


class Attached(NamedTuple):
    """An attachment: its address, and what is said of it."""

    address: str
    alt: str = ""
    caption: str = ""


def paragraphed(
    body: str, pictures: Mapping[str, Attached] | None = None, own: Iterable[str] = ()
) -> str:
    """The text as HTML. `pictures` are by attachment, for galleries; `own` are the post's.

    Where no blocks are marked an empty line parts paragraphs. An insertion such as `[sic]` is
    none of WordPress' shortcodes, and stays.
    """
    body = _without_comments(body.replace("\r\n", "\n").replace("\r", "\n"))
    body = _GALLERY.sub(lambda found: _gallery(found[1], pictures or {}, own), marked(body))
    body = _CAPTION.sub(_figure, body)
    body = _WITH_NAMES.sub("", _KNOWN.sub("", body))
    body = _ESCAPED.sub(r"\1", body)
    pieces = [piece.strip("\n") for piece in re.split(r"\n[ \t]*(?:\n[ \t]*)+", body)]
    if _BLOCKS.search(body):
        return "\n".join(
            piece if _BLOCKS.search(piece) or not piece.strip() else f"<p>{piece.strip()}</p>"
            for piece in pieces)
    return "\n".join(f"<p>{'<br>'.join(piece.strip().splitlines())}</p>"
                     for piece in pieces if piece.strip())


def _without_comments(body: str) -> str:
    """Without `<!-- … -->`; one that does not end stays, and the HTML reader leaves it out."""
    kept, at = [], 0
    while (start := body.find("<!--", at)) >= 0:
        end = body.find("-->", start + 4)
        if end < 0:
            break
        kept.append(body[at:start])
        at = end + 3
    return "".join([*kept, body[at:]])


def _figure(found: re.Match[str]) -> str:
    """`[caption]<img …> Words[/caption]`, and the older `[caption caption="Words"]`."""
    held = _PICTURE.match(found[2])
    if held is None:
        return found[2]
    said = _SAID.search(found[1])
    words = held[2].strip() or (escape(said[1] or said[2] or "") if said else "")
    return f"\n\n<figure>{held[1]}<figcaption>{words}</figcaption></figure>\n\n"


def _gallery(said: str, pictures: Mapping[str, Attached], own: Iterable[str]) -> str:
    """The pictures that are named, else the post's own."""
    ids = _IDS.search(said)
    numbers = [one.strip() for one in ids[1].split(",")] if ids else list(own)
    return "\n\n" + "\n".join(
        f'<figure><img src="{escape(one.address)}" alt="{escape(one.alt)}">'
        f"<figcaption>{one.caption}</figcaption></figure>"
        for one in map(pictures.get, numbers) if one) + "\n\n"
