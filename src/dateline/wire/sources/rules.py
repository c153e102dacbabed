"""What a trusted source may publish by itself: off by default, and never where anything is odd."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from dateline.formats.item import UNDATED, NewsItem
from dateline.wire.models import Source

FRESH = timedelta(hours=24)
"""What was made earlier is not news any more: an editor decides."""
AHEAD = timedelta(minutes=10)  # how far a sender's clock may go before ours
_GRAVE = re.compile(
    r"\b(times?|zone|date|embargo|release[d]?|withheld|status|identifier|text|body|headline"
    r"|breaks off|left out|character set|kills?|several stories|not for publication)\b", re.I
)
"""Doubts about these are decided by a person."""


def why_not(
    source: Source, item: NewsItem, doubts: Iterable[str], *, now: datetime
) -> str:
    """Why the source's rule does not publish an item; empty if it does."""
    if not source.publishes:
        return "the source publishes nothing by itself"
    return _held(item, now) or _odd(item, doubts, now) or _unwanted(source, item)


def _held(item: NewsItem, now: datetime) -> str:
    if item.pubstatus != "usable":
        return f"its status is {item.pubstatus}"
    if item.embargoed is not None:
        return "it has an embargo"
    if item.signal == "kill":
        return "it kills a story"
    return "it has expired" if item.expires and item.expires <= now else ""


def _odd(item: NewsItem, doubts: Iterable[str], now: datetime) -> str:
    if not item.headline.strip() or not item.body_text.strip():
        return "it has no headline or no text"
    if not item.guid:
        return "it has no identifier"
    made = item.version_created
    if made == UNDATED or not now - FRESH <= made <= now + AHEAD:
        return "it is not of the last 24 hours, or does not say so"
    grave = next((doubt for doubt in doubts if _GRAVE.search(doubt)), "")
    return f"there is a doubt: {grave}" if grave else ""


def _unwanted(source: Source, item: NewsItem) -> str:
    """What the rule's own filters say; an empty filter lets everything through."""
    if source.rule_urgency and (item.urgency or 9) > source.rule_urgency:
        return "it is less urgent than the rule wants"
    said = {name.casefold() for name in categories(item)}
    if source.rule_sections and not said & {one.casefold() for one in source.rule_sections}:
        return "it is in none of the rule's sections"
    text = " ".join((item.headline, item.slugline, item.body_text)).casefold()
    if source.rule_words and not any(word.casefold() in text for word in source.rule_words):
        return "it has none of the rule's words"
    return ""


def categories(item: NewsItem) -> tuple[str, ...]:
    """What the sender files an item under: its section, and the names of its subjects."""
    names = (subject.name for subject in item.subjects if subject.kind == "subject")
    return tuple(name for name in (item.section, item.genre, *names) if name)


def section_for(source: Source, item: NewsItem) -> str:
    """Our section for an item: the mapping's first that fits, else the source's; "" for none."""
    mapping = {their.casefold(): ours for their, ours in source.mapping.items()}
    found = (mapping.get(name.casefold(), "") for name in categories(item))
    return next(filter(None, found), "") or source.section
