"""From a received item to copy as the desk files it: everything it carried, in our words."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from dateline.desk import public as desk
from dateline.desk.public import Block, Copy, Tag
from dateline.formats.item import UNDATED, NewsItem, Subject
from dateline.formats.wirebody import Body
from dateline.formats.wiretext import subject_code
from dateline.lib.dates import moment_words
from dateline.people.public import in_newsroom_language
from dateline.record.public import Mark
from dateline.wire.models import Incoming, Source
from dateline.wire.sources.illustrating import illustrated, lines_of
from dateline.wire.sources.picturing import Brought
from dateline.wire.sources.rules import section_for
from dateline.wire.sources.spelling import body_of, item_of

LONGEST_NAME = 200
_WORKING = 120
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_TOP_URGENCY = 8


def copy_of(row: Incoming, *, brought: Brought | None = None) -> Copy:
    """The item as copy with the pictures that were brought; the desk finds it again by its source
    and key."""
    item, source = item_of(row.item), row.source
    body, brought = body_of(item), brought or Brought()
    topics, tags = _topics(item.subjects)
    return Copy(
        headline=item.headline or _working(body, item),
        headline_missing=not item.headline,
        section=section_for(source, item) or _unsorted(),
        standfirst=item.standfirst,
        slugline=item.slugline,
        place=_name(item.located.name) if item.located else "",
        credit=source.credit or item.credit or source.name,
        authors=tuple(filter(None, map(_name, item.bylines))),
        dossiers=tuple(filter(None, (_name(link.title) for link in item.dossiers))),
        tags=tags,
        topics=topics,
        blocks=illustrated([*map(_block, body.blocks)], body, item.pictures, brought),
        related=tuple(link.title for link in item.related if link.title),
        expires_at=item.expires,
        language=_language(item.language) or _language(source.language) or "en",
        urgency=min(item.urgency, _TOP_URGENCY) if item.urgency else None,
        genre=item.genre,
        rights=item.rights or source.rights,
        picture=brought.picture,
        note=_note(row, item, lines_of(item.pictures, body, brought)),
        sources=_sources(row, item, source),
        source=desk_source(row),
    )


def changes_of(row: Incoming, *, brought: Brought | None = None) -> dict[str, Any]:
    """The fields that a newer version of the item changes in the story it became."""
    copy = copy_of(row, brought=brought)
    kept = {"note", "sources", "source", "published_at", "picture", "pinned", "section",
            "translation_of", "short_headline", "sub_judice", "minors"}
    return {field.name: getattr(copy, field.name) for field in fields(copy)
            if field.name not in kept}


def desk_source(row: Incoming) -> str:
    """By what the desk finds the story of an item again."""
    return f"wire:{row.source.slug}:{row.key}"


def _block(block: Any) -> Block:
    said = {name: value for name, value in vars(block).items() if name != "marks"}
    return Block(**said, marks=tuple(Mark(*mark) for mark in block.marks))


def _working(body: Body, item: NewsItem) -> str:
    """A working headline from the text, for what came without one."""
    text = " ".join((item.standfirst or body.text or item.slugline).split())
    if len(text) <= _WORKING:
        return text.rstrip(".") or _("Without a headline")
    return (text[:_WORKING].rpartition(" ")[0] or text[:_WORKING]) + " …"


def _unsorted() -> str:
    with in_newsroom_language():
        return _("Unsorted")


def _name(name: str) -> str:
    """A name that a term may have; too long to be one: none."""
    tidy = " ".join(name.split())
    return tidy if len(tidy) <= LONGEST_NAME else ""


def _language(said: str) -> str:
    tag = said.strip().replace("_", "-")
    return tag if len(tag) <= 35 and _LANGUAGE.fullmatch(tag) else ""


def _topics(subjects: tuple[Subject, ...]) -> tuple[tuple[str, ...], tuple[Tag, ...]]:
    """Media topics by their number or their very name; what is none of them is a tag."""
    numbers = {subject.uri: subject_code(subject.uri) for subject in subjects}
    known = desk.topic_names([number for number in numbers.values() if number])
    topics: list[str] = []
    tags: list[Tag] = []
    for subject in subjects:
        number = numbers[subject.uri]
        found = number if number in known else _by_name(subject)
        if found:
            topics.append(found)
        elif _name(subject.name) and not subject.name.isdecimal():
            tags.append(Tag(_name(subject.name), subject.kind))
    return tuple(dict.fromkeys(topics)), tuple(tags)


def _by_name(subject: Subject) -> str:
    """The media topic of exactly this name."""
    if subject.kind != "subject":
        return ""
    found = desk.find_topics(subject.name, most=1)
    return next((topic.number for topic in found
                 if topic.name.casefold() == subject.name.casefold()), "")


def _note(row: Incoming, item: NewsItem, pictures: list[str]) -> str:
    """For the editor: the embargo, what was odd, and the pictures that came with it."""
    lines = []
    if item.embargoed:
        lines.append(_("EMBARGO of the sender until %(time)s.") % {
            "time": moment_words(item.embargoed, seconds=True)})
    elif item.pubstatus == "withheld":
        lines.append(_("WITHHELD by the sender, without a time."))
    lines += [str(doubt) for doubt in row.doubts]
    return "\n".join(filter(None, (*lines, *pictures)))


def _sources(row: Incoming, item: NewsItem, source: Source) -> str:
    """Where it is from: sender, its id, version and time, and its address."""
    made = "" if item.version_created == UNDATED else moment_words(item.version_created)
    version = _("version %(number)s") % {"number": row.version}
    said = [source.name, row.ident, version, made]
    return "\n".join(filter(None, (" · ".join(filter(None, said)), item.uri)))
