"""Values of a text for people: what stands there, and what was taken out or put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dateline.desk.merging import Difference
from dateline.desk.models import Picture, Story, Term

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Shown:
    """The three values as HTML; `theirs` and `mine` marked against `base`, or each other."""

    base: SafeString
    theirs: SafeString
    mine: SafeString
    both: SafeString


def shown(difference: Difference) -> Shown:
    """A difference for the page."""
    name = difference.name
    base, theirs, mine, both = (
        lines(name, value)
        for value in (difference.base, difference.theirs, difference.mine, difference.both)
    )
    ground = base or theirs
    return Shown(_plain(base), marked(ground, theirs), marked(base or theirs, mine), _plain(both))


def lines(name: str, value: Any) -> list[str]:
    """A value as lines of plain text."""
    if value in (None, "", []):
        return []
    if name == "body":
        return [_said(piece) for piece in value]
    if name in ("author", "dossier", "tag"):
        names = Term.objects.in_bulk([number for number, _ in value])
        return [str(names.get(number, number)) for number, _ in value]
    if name in ("place", "section"):
        return [str(Term.objects.filter(pk=value).first() or value)]
    if name == "picture":
        return [str(Picture.objects.filter(pk=value).first() or value)]
    if name == "translation_of":
        return [str(Story.objects.filter(pk=value).first() or value)]
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value).splitlines()


def _said(piece: dict[str, Any]) -> str:
    """The words of a block, at any depth."""
    if piece["type"] == "paragraph":
        return nh3.clean(piece["value"], tags=set()).replace("&amp;", "&").replace(
            "&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0")
    words = " · ".join(_words(piece["value"]))
    return f"[{piece['type']}] {words}"


def _words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for name, part in value.items() if name not in ("id", "type")
                for word in _words(part)]
    if isinstance(value, list):
        return [word for part in value for word in _words(part)]
    return [str(value)] if value not in (None, "", False) else []


def _plain(value: Sequence[str]) -> SafeString:
    return format_html_join("", "<p dir='auto'>{}</p>", ((line,) for line in value))


def marked(before: Sequence[str], after: Sequence[str]) -> SafeString:
    """The later lines, with what was taken out and put in; words within a changed line."""
    parts: list[SafeString] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            parts += [format_html("<p dir='auto'>{}</p>", line) for line in after[c:d]]
        elif act == "replace" and b - a == d - c:
            pairs = zip(before[a:b], after[c:d], strict=True)
            parts += [_line(old, new) for old, new in pairs]
        else:
            parts += [format_html("<p dir='auto'><del>{}</del></p>", line) for line in before[a:b]]
            parts += [format_html("<p dir='auto'><ins>{}</ins></p>", line) for line in after[c:d]]
    return format_html_join("", "{}", ((part,) for part in parts))


def _line(before: str, after: str) -> SafeString:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            parts.append(format_html("{}", "".join(new[c:d])))
            continue
        if b > a:
            parts.append(format_html("<del>{}</del>", "".join(old[a:b])))
        if d > c:
            parts.append(format_html("<ins>{}</ins>", "".join(new[c:d])))
    return format_html("<p dir='auto'>{}</p>", format_html_join("", "{}", ((p,) for p in parts)))
