"""Addresses of the site as files of a copy of it, and pages whose links lead between them.

A page is `…/index.html`, so that the copy can be read from a disk without a server; what is not in
the copy (the desk, feeds, forms, other editions of time) is linked where it stands on the site.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qs, quote, unquote, urlencode

from django.urls import Resolver404, resolve

STATIC = "/static/"
_LONGEST = 180
_PLAIN = (".png", ".svg", ".webp", ".jpg", ".css", ".js", ".ico", ".woff2")
_ELSEWHERE = re.compile(
    r"/(?:desk|wire|search|hub|oembed|manifest\.webmanifest)(?:[/?]|$)"
    r"|/discussion/[^/?]*/[^?]|.*\.(?:json|xml|rss|atom|txt|ics)(?:\?|$)")
TITLES = "/archive/titles/"
"""Lists that the copy alone has."""
NOWHERE = "/404.html"
"""What a web server answers where there is no file: it is shown at any address, so its links begin
at the root."""
_STORY = re.compile(r"/[^/]+/[^/]*~([^/~.?]+)$")
_QR = re.compile(r"/~([^/.]{2})([^/.]+\.svg)$")
"""The pictures of short links: only pages of the copy name them, so they need not lie in one
folder."""
_DISCUSSION = re.compile(r"/discussion/~([^/?]+)/(?:\?|$)")
_TAG = re.compile(r"<(?:a|area|audio|button|form|iframe|img|link|script|source|use|video)\s[^>]*>",
                  re.I)
_ATTRIBUTE = re.compile(r'(\s(?:href|src|srcset|poster|action)=")([^"]*)(")')
_ASKING = re.compile(r'<script src="[^"]*/theme/live[^"]*"[^>]*></script>\n?'
                     r'|<link rel="manifest"[^>]*>\n?')
"""What asks the site by itself."""
_SHEET = re.compile(r"""url\((["']?)(/[^)"']*)\1\)""")
_PICTURE = re.compile(r"/pictures/[0-9a-f]{64}-\d{1,5}x\d{1,5}\.(?:webp|jpg)$")
Found = Callable[[str], None]
_KEPT = 1 << 13
"""So many tags are remembered as they were rewritten: most are in every page."""


@lru_cache(maxsize=1 << 14)
def plain(address: str) -> str:
    """The one form of an address of the copy: without a fragment and what a page does not read;
    empty for what is not in it."""
    address = address.partition("#")[0]
    path, _, query = address.partition("?")
    if not path.startswith("/") or path.startswith("//") or _ELSEWHERE.match(address):
        return ""
    if path.startswith((STATIC, TITLES, NOWHERE)):
        return path
    if not query and (_STORY.match(path) or _PICTURE.match(path)):
        return path  # most addresses are such, and to ask each view takes long
    try:
        view = resolve(unquote(path)).func
    except Resolver404:
        return ""
    if not hasattr(view, "stored"):
        return ""
    given = parse_qs(query)
    if set(given) & set(view.unkept):
        return ""
    kept = {name: given[name][0] for name in sorted(view.params) if name in given}
    return f"{path}?{urlencode(kept)}" if kept else path


def file_of(address: str) -> str:
    """The file's name of an address in its plain form; never outside of the copy."""
    path, _, query = address.partition("?")
    if path == NOWHERE:
        return path[1:]
    if picture := _QR.match(path):
        return f"qr/~{picture[1]}/{picture[2]}"
    parts = [_short(part) for part in unquote(path).split("/") if part not in ("", ".", "..")]
    if query:
        parts.append(_short(re.sub(r"[^\w-]+", "-", unquote(query))))
    elif parts and parts[-1].lower().endswith(_PLAIN):
        return "/".join(parts)
    return "/".join((*parts, "index.html"))


def code_of(address: str) -> str:
    """The code of a story's address; empty for another one."""
    found = _STORY.match(address)
    return found[1] if found else ""


def _short(part: str) -> str:
    """What names of files may be long (255 bytes), and without signs that end one."""
    part = part.replace("\0", "").replace("\\", "-")
    if len(part.encode()) <= _LONGEST:
        return part
    digest = hashlib.sha256(part.encode()).hexdigest()[:12]
    stem = part.encode()[: _LONGEST - 40].decode(errors="ignore")
    return f"{stem}-{digest}{posixpath.splitext(part)[1][:10]}"


class Linker:
    """Rewrites what pages of one site lead to; `found` is told each address of the copy.

    `talked` says of a code whether somebody said anything there: else its discussion is not in it.
    """

    def __init__(self, base: str, found: Found, talked: Callable[[str], bool]) -> None:
        self.base, self.found, self.talked = base, found, talked
        self._tags: dict[tuple[str, str], str] = {}

    def page(self, text: str, address: str) -> str:
        """A page's HTML with relative links; without the script that asks the site for news."""
        up = _up(address)
        return _TAG.sub(lambda tag: self._tag(tag[0], up), _ASKING.sub("", text))

    def sheet(self, text: str, address: str) -> str:
        """A style sheet likewise."""
        up = _up(address)
        return _SHEET.sub(lambda one: f'url("{self.leads(one[2], up)}")', text)

    def moved(self, address: str, onward: str) -> str:
        """A page that leads on, in place of a redirect; empty where it would lead to itself, as
        from `/x` to `/x/`."""
        there, here = plain(onward), file_of(address)
        return self.leading(onward, here) if not there or file_of(there) != here else ""

    def leading(self, onward: str, name: str) -> str:
        """A page that leads on, as a file of this name."""
        to = escape(self.leads(onward, "../" * name.count("/")))
        return (f'<!doctype html><meta charset="utf-8"><title>→</title>'
                f'<meta http-equiv="refresh" content="0; url={to}"><a href="{to}">→</a>\n')

    def leads(self, address: str, up: str) -> str:
        """Where a link leads from a page that is `up` from the copy's folder, as `../../`."""
        own = address.removeprefix(self.base) if address.startswith(f"{self.base}/") else address
        if not own.startswith("/") or own.startswith("//"):
            return address
        target = plain(own)
        talk = _DISCUSSION.match(target)
        if not target or (talk and not self.talked(talk[1])):
            return self.base + own
        self.found(target)
        return up + _quoted(target) + "".join(own.partition("#")[1:])

    def _tag(self, tag: str, up: str) -> str:
        held = self._tags.get((tag, up))
        if held is not None:
            return held
        kept = tag[:5].lower() == "<link" and 'rel="stylesheet"' not in tag and "icon" not in tag
        made = tag if kept and f'href="{self.base}' in tag else _ATTRIBUTE.sub(
            lambda one: one[1] + self._value(one, up) + one[3], tag)
        if "/discussion/" not in tag:  # where those lead changes with the first word said
            if len(self._tags) >= _KEPT:
                self._tags.clear()
            self._tags[tag, up] = made
        return made

    def _value(self, one: re.Match[str], up: str) -> str:
        given = unescape(one[2])
        if "srcset" not in one[1]:
            return escape(self.leads(given, up))
        sizes = (part.strip().partition(" ") for part in given.split(","))
        return escape(", ".join(f"{self.leads(name, up)} {size}".strip()
                                for name, _, size in sizes))


def _up(address: str) -> str:
    """The way from a page to the folder of the copy."""
    return "/" if address == NOWHERE else "../" * file_of(address).count("/")


@lru_cache(maxsize=1 << 14)
def _quoted(target: str) -> str:
    return quote(file_of(target), safe="/~!$&'()*+,;=@")
