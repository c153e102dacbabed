"""The rows of the dashboard's panels. Each panel asks for at most MOST stories of each question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry

from dateline.desk.glances import (
    LATE,
    Stories,
    drafts_of,
    held,
    locked,
    nameless,
    reviews_for,
    troubled,
    undated,
)
from dateline.desk.models import Story
from dateline.desk.notes import unread
from dateline.desk.screens.moments import countdown, moment, span
from dateline.people.public import User

MOST = 8
TODAY = timedelta(hours=24)
PUBLIC_ACTS = {
    "dateline.publish": gettext_lazy("published"), "dateline.lift": gettext_lazy("embargo lifted"),
    "dateline.update": gettext_lazy("updated"), "dateline.correct": gettext_lazy("corrected"),
}
SHOWN = (
    "headline", "state", "section__name", "saved_at", "published_at", "release_at", "trouble",
    "late_by", "last_published_at", "locked_at", "locked_by", "headline_missing", "behind",
    "has_unpublished_changes",
)


@dataclass(frozen=True)
class Row:
    """A story and what the panel says of it, one text for each of the panel's columns."""

    story: Story
    cells: tuple[Any, ...]
    note: int = 0


def _few(stories: Stories, *order: str) -> list[Story]:
    shown = stories.select_related("section", "locked_by").only(
        *SHOWN, "locked_by__email", "locked_by__first_name", "locked_by__last_name"
    )
    return list(shown.order_by(*order)[:MOST])


def _by_age(*lists: Iterable[Story]) -> list[Story]:
    """The stories of some lists, each once, the last saved first."""
    once = {story.pk: story for stories in lists for story in stories}
    return sorted(once.values(), key=lambda story: story.saved_at, reverse=True)[:MOST]


def drafts(user: User, now: datetime) -> list[Row]:
    """What I write, or saved last."""
    return [Row(story, (story.status_string, moment(story.saved_at)))
            for story in _few(drafts_of(Story.objects.all(), user, now), "-saved_at")]


def waiting(user: User, now: datetime) -> list[Row]:
    """What waits for my approval, the longest first."""
    reviews = reviews_for(user).select_related("workflow_state__requested_by")[:MOST]
    asked = {int(review.workflow_state.object_id): review for review in reviews}
    found = Story.objects.select_related("section").only(*SHOWN).in_bulk(list(asked))
    return [
        Row(found[pk], (_who(review.workflow_state.requested_by), moment(review.started_at)))
        for pk, review in asked.items() if pk in found
    ]


def _who(user: User | None) -> str:
    return str(user) if user else _("the house")


def notes(user: User, now: datetime) -> list[Row]:
    """What other rooms told me."""
    return [Row(note.story, (note.text, moment(note.at)), note.pk) for note in unread(user, MOST)]


def coming(user: User, now: datetime) -> list[Row]:
    """Scheduled and embargoed, the next first."""
    return [
        Row(story, (story.status_string, moment(story.release_at),
                    countdown(story.release_at, now) if story.release_at else ""))
        for story in _few(held(Story.objects.all(), user, now), "release_at")
    ]


def published(user: User, now: datetime) -> list[Row]:
    """What became public in the last 24 hours, and by whom."""
    lines = list(_acts(now)[:MOST])
    found = Story.objects.exclude(state=Story.State.ERASED).select_related("section").only(*SHOWN)
    stories = found.in_bulk([int(line.object_id) for line in lines])
    return [
        Row(stories[int(line.object_id)],
            (PUBLIC_ACTS[line.action], _who(line.user), moment(line.timestamp)))
        for line in lines if int(line.object_id) in stories
    ]


def _acts(now: datetime) -> QuerySet[ModelLogEntry]:
    """The day's lines of public acts; by their time alone, whatever other index there is."""
    lines = ModelLogEntry.objects.filter(timestamp__gte=now - TODAY).alias(
        act=Concat("action", Value(""), output_field=CharField()), kind=F("content_type_id") + 0
    )
    ours = ContentType.objects.get_for_model(Story).pk
    return (lines.filter(act__in=list(PUBLIC_ACTS), kind=ours)
            .select_related("user").order_by("-timestamp"))


def wanting(user: User, now: datetime) -> list[Row]:
    """Live without a date, or with a headline nobody has confirmed."""
    stories = Story.objects.all()
    found = _by_age(_few(undated(stories, user, now), "-saved_at"),
                    _few(nameless(stories, user, now), "-saved_at"))
    return [Row(story, (_wants(story), moment(story.saved_at))) for story in found]


def _wants(story: Story) -> str:
    wants = [_("a headline")] if story.headline_missing else []
    if story.standing == "undated":
        wants.append(_("a date"))
    return ", ".join(wants)


def locks(user: User, now: datetime) -> list[Row]:
    """What I hold locked, then what others do, the longest first."""
    mine = _few(locked(Story.objects.filter(locked_by=user), user, now), "locked_at")
    others = _few(locked(Story.objects.exclude(locked_by=user), user, now), "locked_at")
    return [
        Row(story, (_("you") if story.locked_by_id == user.pk else _who(story.locked_by),
                    moment(story.locked_at)))
        for story in (mine + others)[:MOST]
    ]


def trouble(user: User, now: datetime) -> list[Row]:
    """What is due and cannot go, and what went late in the last 24 hours."""
    stuck = _few(troubled(Story.objects.all(), user, now), "-saved_at")
    late = _few(Story.objects.filter(LATE, last_published_at__gte=now - TODAY),
                "-last_published_at")
    rows = [Row(story, (story.trouble, moment(story.release_at))) for story in stuck]
    rows += [
        Row(story, (_("went live %(span)s late") % {"span": span(story.late_by or timedelta())},
                    moment(story.last_published_at)))
        for story in late if not story.trouble
    ]
    return rows[:MOST]


def link_to(address: str, story: Story) -> Any:
    """The headline, as a link where there is an address; that has 0 for the story's key."""
    words = story.headline or _("(no headline)")
    if not address:
        return words
    return format_html('<a href="{}">{}</a>', address.replace("/0/", f"/{story.pk}/"), words)
