"""The desk's part of an export: topics, terms, working copies with their history and where they
stand in a workflow, pictures, planned front pages, who made an entry, and how each likes the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import DEFAULT_DB_ALIAS
from taggit.models import Tag, TaggedItem
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    ModelLogEntry,
    ReferenceIndex,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowContentType,
    WorkflowState,
    WorkflowTask,
)
from wagtail.search.backends import get_search_backends
from wagtail.users.models import UserProfile

from dateline.delivery.public import READER
from dateline.desk.models import (
    Naming,
    Note,
    Picture,
    PlannedFront,
    Signed,
    Story,
    Term,
    Topic,
    Withheld,
)
from dateline.desk.models.pictures import Drawing
from dateline.desk.models.search import TEXTS, add_words
from dateline.lib.parts import Part
from dateline.lib.rows import Kept, Table

_BATCH = 1000
_BEGUN = (Collection, GroupCollectionPermission, Workflow, Task, GroupApprovalTask,
          GroupApprovalTask.groups.through, WorkflowTask, WorkflowContentType)
_PICTURES = (Picture, Drawing, Tag, TaggedItem)
_STORIES = (Topic, Term, *_PICTURES, Story, Naming, Note, PlannedFront, Signed, Withheld)
_HISTORY = (Revision, WorkflowState, TaskState, ModelLogEntry)
_PAGES = "stories are no pages of Wagtail's; its own are made by migrations"
_UNUSED = "nothing here uses it"
_MOMENT = "what somebody has open at the moment"


def _files(using: str) -> Iterator[str]:
    """Originals, then portraits of people."""
    for name in _names(Picture, "file", using):
        yield f"originals/{name}"
    for name in _names(UserProfile, "avatar", using):
        yield f"originals/{name}"


def _names(model: type[Picture] | type[UserProfile], field: str, using: str) -> Iterator[str]:
    rows = model._base_manager.using(using).exclude(**{field: ""}).order_by("pk")
    for name in rows.values_list(field, flat=True).iterator():
        if name:
            yield str(name)


def _settle() -> None:
    """The words that stories are found by, and Wagtail's of pictures."""
    rows = Story.objects.using(DEFAULT_DB_ALIAS).order_by("pk")
    named = rows.values_list("pk", *TEXTS, named=True).iterator(_BATCH)
    while stories := list(islice(named, _BATCH)):
        add_words(stories)
    pictures = Picture.objects.using(DEFAULT_DB_ALIAS).order_by("pk").iterator(_BATCH)
    while batch := list(islice(pictures, _BATCH)):
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(Picture).add_items(Picture, batch)


PART = Part(
    (
        *(Kept(model, begun=True) for model in _BEGUN),
        *map(Kept, (*_STORIES, *_HISTORY, UserProfile)), Kept(ReferenceIndex, digested=False),
    ),
    {
        "desk.Words": "made anew from the stories",
        "desk.Thumbnail": "drawn anew when they are looked at",
        "wagtailsearch.IndexEntry": "made anew from the pictures",
        "wagtailsearch.SQLiteFTSIndexEntry": "made anew from the pictures",
        "wagtailadmin.EditingSession": _MOMENT,
        "wagtailadmin.FormState": _MOMENT,
        "wagtailcore.UploadedFile": _MOMENT,
        "wagtailadmin.Admin": "only a place for permissions",
        "wagtailcore.APIToken": _UNUSED,
        "contenttypes.ContentType": "made by migrations, and named in other tables",
        **{f"wagtailcore.{name}": _PAGES for name in (
            "Page", "Site", "Locale", "GroupPagePermission", "GroupSitePermission", "WorkflowPage",
            "PageViewRestriction", "PageViewRestriction_groups", "PageLogEntry", "Comment",
            "CommentReply", "PageSubscription")},
        **dict.fromkeys((
            "wagtailcore.CollectionViewRestriction", "wagtailcore.CollectionViewRestriction_groups",
            "wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition",
            "wagtailembeds.Embed"), _UNUSED),
    },
    _files, _settle,
)


def export(using: str = READER) -> Iterator[Table]:
    """Yield (name, rows) for each table of the desk; run it in one snapshot."""
    return PART.tables(using)
