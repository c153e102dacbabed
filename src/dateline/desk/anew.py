"""Beginning anew: an installation whose only stories came from certain sources is emptied.

It is how the demo newsroom is taken away. Nothing here asks whether that is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision, TaskState, WorkflowState

from dateline.delivery import public as delivery
from dateline.desk.models import (
    Naming,
    Note,
    Picture,
    PlannedFront,
    Signed,
    Story,
    Term,
    Withheld,
    wipe_words,
)
from dateline.desk.models.search import Words
from dateline.record import public as record


@dataclass(frozen=True)
class Holdings:
    """What an installation holds: stories of the sources, who changed some, and all that is other.

    `others`: headlines of stories of other sources. `plans`: planned front pages that wait.
    """

    stories: int
    changed: int
    others: tuple[str, ...]
    plans: int


def holdings(sources: Iterable[str], *, staff: Iterable[str] = ()) -> Holdings:
    """What is on the desk, by what the source ids begin with.

    `changed` counts the stories of these sources that anybody but `staff` (e-mails) has saved.
    """
    ours = _of(sources)
    saved = Revision.objects.filter(base_content_type=_kind()).exclude(user=None)
    changed = saved.exclude(user__email__in=list(staff)).values("object_id").distinct()
    waiting = PlannedFront.objects.filter(state=PlannedFront.State.WAITING)
    return Holdings(
        Story.objects.filter(ours).count(), changed.count(),
        tuple(Story.objects.exclude(ours & Q(source__isnull=False)).values_list(
            "headline", flat=True)),
        waiting.count(),
    )


def begin_anew(*, sections: Iterable[str], logo: str = "") -> list[str]:
    """Forget every story, tag, front page and entry, in the caller's transaction.

    Sections of these names stay known to the desk, to be opened again; so do people, pictures,
    media topics and the logo of this digest. Returns the names of picture files, as
    `record.begin_anew` does.
    """
    states = WorkflowState.objects.filter(base_content_type=_kind())
    states.update(current_task_state=None)
    TaskState.objects.filter(workflow_state__in=states).delete()
    states.delete()
    for model in (Note, Naming, Story, Signed, PlannedFront, Withheld):
        rows = model.objects.all()
        rows._raw_delete(rows.db)
    Words.objects.all().delete()
    wipe_words()
    Revision.objects.filter(base_content_type=_kind()).delete()
    ModelLogEntry.objects.filter(content_type=_kind()).delete()
    ReferenceIndex.objects.filter(base_content_type=_kind()).delete()
    gone = Term.objects.exclude(kind="section", name__in=list(sections))
    gone.update(merged_into=None)
    gone._raw_delete(gone.db)
    names = record.begin_anew(logo=logo)
    delivery.begin_anew()
    return names


def drop_pictures(title: str) -> int:
    """Delete the pictures whose title begins so and that nobody uploaded; returns how many.

    Those that anything shows or uses stay.
    """
    rows = Picture.objects.filter(title__startswith=title, uploaded_by_user=None)
    unused = [row for row in rows if not row.used]
    for row in unused:
        row.delete()
    return len(unused)


def _of(sources: Iterable[str]) -> Q:
    ours = Q(pk__in=())
    for source in sources:
        ours |= Q(source__startswith=source)
    return ours


def _kind() -> ContentType:
    return ContentType.objects.get_for_model(Story)
