"""Words looked for in the whole texts of what is not public: drafts, held copy, changes to come.

What is public is found by the archive's index; this is little beside it, so the texts themselves
are read, the newest stories first, so many at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from dateline.desk.models import Naming, Story, Term
from dateline.desk.models.indexes import COUNTED, OPEN, UNUSUAL
from dateline.desk.models.terms import folded
from dateline.desk.permitted import must_have
from dateline.lib.words import asked as words_asked
from dateline.lib.words import follow, line, words
from dateline.people.public import ROLES, User
from dateline.record.public import Term as PublicTerm

PAGE, AT_ONCE, LOOKED_AT = 20, 100, 1000
"""So many are found, and so many texts are read, before somebody asks for more."""
_BREAK = re.compile(r"</(?:p|li|h[1-6])>|<br")
"""What parts words in rich text, though no blank stands there."""
TEXTS = ("headline", "short_headline", "slugline", "standfirst", "credit", "note", "sources")


@dataclass(frozen=True)
class CopySearch:
    """What is looked for, as it was typed: words, phrases, and what must not be there.

    `terms`: public ones that a copy names too. `language`: a primary subtag. `since` up to `until`
    (aware): the story's date; one without a date has that of its release, else was saved then.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    terms: tuple[PublicTerm, ...] = ()
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        told = any(words_asked(text) for text in (*self.words, *self.phrases))
        return told or bool(self.terms or self.language or self.since or self.until)


@dataclass(frozen=True)
class FoundCopy:
    """A working copy that was found; `status` in words, `desk_address` where it is edited."""

    guid: str
    headline: str
    status: str
    section: str
    writer: str
    language: str
    saved_at: datetime
    desk_address: str


@dataclass(frozen=True)
class FoundCopies:
    """The newest ones. `further`: what to ask with for those before; 0 if all were looked at."""

    copies: tuple[FoundCopy, ...] = ()
    further: int = 0


def search_copies(
    asked: CopySearch, *, by: User | None, before: int = 0
) -> FoundCopies:
    """Working copies with text that is not public which have all that is asked for.

    Words are as in the list of stories: longer ones that begin so match too. Raises NotPermitted
    for who may not see stories at the desk; None is the house itself.
    """
    must_have(by, frozenset(ROLES), _("search the desk"))
    if not asked:
        return FoundCopies()
    opened = _narrowed(asked).filter(COUNTED, UNUSUAL).filter(OPEN).order_by()
    keys = sorted((key for key in opened.values_list("pk", flat=True)
                   if not before or key < before), reverse=True)
    found: list[Story] = []
    for story in _read(keys[:LOOKED_AT]):
        if _says(story, asked):
            found.append(story)
        if len(found) > PAGE:
            return FoundCopies(tuple(map(_shown, found[:PAGE])), found[PAGE - 1].pk)
    further = keys[LOOKED_AT - 1] if len(keys) > LOOKED_AT else 0
    return FoundCopies(tuple(map(_shown, found)), further)


def desk_addresses(guids: Iterable[str]) -> dict[str, str]:
    """Where each of these stories is edited at the desk."""
    rows = Story.objects.filter(guid__in=list(guids)).values_list("guid", "pk")
    return {str(guid): _address(pk) for guid, pk in rows}


def texts(story: Story) -> Iterator[str]:
    """All that a working copy says, as plain text."""
    yield from (getattr(story, name) for name in TEXTS)
    yield from _said([block["value"] for block in story.stream])


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield unescape(strip_tags(_BREAK.sub(r" \g<0>", value)))
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _said(each)


def _read(keys: list[int]) -> Iterator[Story]:
    rows = Story.objects.select_related("section", "owner")
    for begin in range(0, len(keys), AT_ONCE):
        part = keys[begin : begin + AT_ONCE]
        held = rows.in_bulk(part)
        yield from (held[key] for key in part if key in held)


def _narrowed(asked: CopySearch) -> QuerySet[Story]:
    """Stories of the terms, the language and the days; terms are known by kind and name."""
    rows = Story.objects.alias(day=Coalesce("published_at", "release_at", "saved_at"))
    for term in asked.terms:
        known = Term.objects.filter(kind=term.kind, key=folded(term.name))
        named = Naming.objects.filter(term__in=known).values("story")
        rows = rows.filter(Q(section__in=known) | Q(place__in=known) | Q(pk__in=named))
    if asked.language:
        rows = rows.filter(Q(language__iexact=asked.language)
                           | Q(language__istartswith=f"{asked.language}-"))
    if asked.since:
        rows = rows.filter(day__gte=asked.since)
    return rows.filter(day__lt=asked.until) if asked.until else rows


def _says(story: Story, asked: CopySearch) -> bool:
    """Whether a text has all the words and phrases, and none of what must not be there."""
    parts = list(texts(story))
    said = set(words(" ".join(parts)))

    def stands(text: str) -> bool:
        return any(follow(text, line(part)) for part in parts)

    def has(text: str) -> bool:
        return all(word in said or (longer and any(other.startswith(word) for other in said))
                   for word, longer in words_asked(text))

    unwanted = (stands(text) if " " in text.strip() else has(text)
                for text in asked.without if words_asked(text))
    return all(map(has, asked.words)) and all(
        stands(text) for text in asked.phrases if words_asked(text)) and not any(unwanted)


def _shown(story: Story) -> FoundCopy:
    return FoundCopy(
        str(story.guid), story.headline, story.status_string, story.section.name,
        str(story.owner) if story.owner else "", story.language, story.saved_at,
        _address(story.pk))


def _address(pk: int) -> str:
    return reverse(Story.snippet_viewset.get_url_name("edit"), args=[pk])
