"""Refuse HTML whose tags no parser should be given.

libxml2 (as every parser we know) compares each attribute of a tag with those before it: a hundred
thousand in one tag take minutes. And a document type may bring entities, which nobody reads here.
"""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 300
_TAG = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?=[a-z])(script\b|style\b)?", re.I | re.S)
_NAME = re.compile(r"[^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""", re.S
)
_ENDS = {name: re.compile(f"</{name}", re.I) for name in ("script", "style")}
_SUBSET = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}>\s*)?<!doctype[^<>\[]{0,300}\[.{0,100000}?\]\s*>", re.I | re.S
)


def without_entities(text: str) -> str:
    """The text without a document type that declares anything."""
    found = _SUBSET.match(text)
    return text[found.end() :] if found else text


def crowded(text: str) -> bool:
    """Whether a tag has more than MAX_ATTRIBUTES attributes. Linear time."""
    found = _TAG.search(text)
    while found:
        at = found.end()
        if not found[0].startswith("<!--"):
            at = _NAME.match(text, at).end()  # type: ignore[union-attr]
            count = 0
            while attribute := _ATTRIBUTE.match(text, at):
                at, count = attribute.end(), count + 1
                if count > MAX_ATTRIBUTES:
                    return True
        if found[1]:
            closed = _ENDS[found[1].lower()].search(text, at)
            at = closed.start() if closed else len(text)
        found = _TAG.search(text, at)
    return False
