"""Words looked for in the whole texts of what is not public: drafts, held copy, changes to come.

What is public is found by the archive's index; this is little beside it, so the texts themselves
are read, the newest stories first, so many at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from dateline.desk.models import Story
from dateline.desk.models.indexes import COUNTED, OPEN, UNUSUAL
from dateline.desk.permitted import must_have
from dateline.lib.words import asked, words
from dateline.people.public import ROLES, User

PAGE, AT_ONCE, LOOKED_AT = 20, 100, 1000
"""So many are found, and so many texts are read, before somebody asks for more."""
TEXTS = ("headline", "short_headline", "slugline", "standfirst", "credit", "note", "sources")


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
    query: str, *, by: User | None, without: str = "", before: int = 0
) -> FoundCopies:
    """Working copies with text that is not public which have every word, and none of `without`.

    Words are as in the list of stories: longer ones that begin so match too. Raises NotPermitted
    for who may not see stories at the desk; None is the house itself.
    """
    must_have(by, frozenset(ROLES), _("search the desk"))
    wanted, unwanted = asked(query), asked(without)
    if not wanted:
        return FoundCopies()
    opened = Story.objects.filter(COUNTED, UNUSUAL).filter(OPEN).order_by()
    keys = sorted((key for key in opened.values_list("pk", flat=True)
                   if not before or key < before), reverse=True)
    found: list[Story] = []
    for story in _read(keys[:LOOKED_AT]):
        said = set(words(" ".join(texts(story))))
        if _all(said, wanted) and not (unwanted and _all(said, unwanted)):
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
        yield strip_tags(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _said(each)


def _read(keys: list[int]) -> Iterator[Story]:
    rows = Story.objects.select_related("section", "owner")
    for begin in range(0, len(keys), AT_ONCE):
        part = keys[begin : begin + AT_ONCE]
        held = rows.in_bulk(part)
        yield from (held[key] for key in part if key in held)


def _all(said: set[str], wanted: list[tuple[str, bool]]) -> bool:
    return all(word in said or (longer and any(other.startswith(word) for other in said))
               for word, longer in wanted)


def _shown(story: Story) -> FoundCopy:
    return FoundCopy(
        str(story.guid), story.headline, story.status_string, story.section.name,
        str(story.owner) if story.owner else "", story.language, story.saved_at,
        _address(story.pk))


def _address(pk: int) -> str:
    return reverse(Story.snippet_viewset.get_url_name("edit"), args=[pk])
