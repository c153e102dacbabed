"""Which stories the dashboard and its lists are about: each a question with an index of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from wagtail.models import TaskState, WorkflowState

from dateline.desk.models import Story
from dateline.desk.models.indexes import (
    HOLDS,
    LOCKED,
    NAMELESS,
    OPEN,
    TOUCHED,
    TROUBLED,
    UNDATED,
)
from dateline.desk.narrowing import FEW, Stories
from dateline.people.public import User

Glance = Callable[[Stories, Any, datetime], Stories]

LATE = Q(late_by__isnull=False) & Q(late_by__gte=timedelta(seconds=1))
"""Within a second is on time."""


def drafts_of(stories: Stories, user: User, now: datetime) -> Stories:
    """What this person writes, or saved last, and is not public yet."""
    mine = Q(owner=user) | Q(latest_revision__user=user)
    return stories.filter(OPEN, TOUCHED, mine)


def reviews_for(user: User) -> QuerySet[TaskState]:
    """The reviews that this person may decide, of stories, longest waiting first."""
    tasks: QuerySet[TaskState] = TaskState.objects.reviewable_by(user)
    begun = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return tasks.filter(
        workflow_state__status__in=begun,  # the condition of Wagtail's partial index
        workflow_state__base_content_type=ContentType.objects.get_for_model(Story),
        workflow_state__current_task_state=F("pk"),
    ).order_by("started_at")


def waiting_for(stories: Stories, user: User, now: datetime) -> Stories:
    """What waits for this person's approval."""
    rows = reviews_for(user).order_by().values_list("workflow_state__object_id", flat=True)
    return stories.filter(pk__in=[int(pk) for pk in rows])


def held(stories: Stories, user: User, now: datetime) -> Stories:
    """Scheduled and embargoed, updates of live stories included."""
    return stories.filter(HOLDS)


def behind(stories: Stories, user: User, now: datetime) -> Stories:
    """Drafts whose public version has moved since."""
    return stories.filter(behind=True)


def undated(stories: Stories, user: User, now: datetime) -> Stories:
    """Live without a date of its own: an import that came without one."""
    return stories.filter(UNDATED)


def nameless(stories: Stories, user: User, now: datetime) -> Stories:
    """With a headline that was made from the text and that nobody has confirmed."""
    return stories.filter(NAMELESS)


def locked(stories: Stories, user: User, now: datetime) -> Stories:
    """Locked by somebody."""
    return stories.filter(LOCKED)


def late(stories: Stories, user: User, now: datetime) -> Stories:
    """Went live after their time (the last 2,000 such), or are past it and still held."""
    went = Story.objects.filter(LATE).order_by("-last_published_at")[:FEW]
    waits = Story.objects.filter(HOLDS, release_at__lt=now)[:FEW]
    return stories.filter(pk__in=[story.pk for part in (went, waits) for story in part.only("pk")])


def troubled(stories: Stories, user: User, now: datetime) -> Stories:
    """Due, and something is in the way."""
    return stories.filter(TROUBLED)


GLANCES: dict[str, Glance] = {
    "drafts": drafts_of, "waiting": waiting_for, "held": held, "behind": behind,
    "undated": undated, "nameless": nameless, "locked": locked, "late": late,
    "trouble": troubled,
}
