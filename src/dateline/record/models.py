"""The record's tables. Rows are only ever added and closed; an erasure empties their texts."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dateline.lib import alphabet

UNDATED = datetime(1000, 1, 1, tzinfo=UTC)
"""Where undated stories sort: after every dated one, never as news of today."""

FAMILIES: dict[str, str] = {
    "section": "section",
    "dossier": "dossier",
    "subject": "tag",
    "organisation": "tag",
    "event": "tag",
    "person": "person",
    "place": "place",
    "author": "author",
}


ERA = 15
"""An era is 2 ** 15 entries of the log: lists and counts of the past are kept by era, so that
what was made public after the moment asked for is never looked at."""


def new_key() -> str:
    """A random key for the code permutation."""
    return secrets.token_hex(16)


class Ledger(models.Model):
    """The one row that numbers entries, stories and terms. Whoever holds its lock publishes."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    stories = models.BigIntegerField(default=0)
    terms = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
    code_key = models.CharField(max_length=32, default=new_key)
    codes_skipped = models.BigIntegerField(default=0)
    """By so much a story's place among the codes is past its number: see `take_epoch`."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="record_one_ledger")]


class Story(models.Model):
    """A story that was published at least once. `number` is its publication number."""

    number = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=12, unique=True)
    guid = models.UUIDField(unique=True)
    state = models.CharField(max_length=10)
    first_public_at = models.DateTimeField()


class Spanned(models.Model):
    """True from one entry of the log (inclusive) to another (exclusive); null: until now."""

    from_seq = models.BigIntegerField()
    to_seq = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


def span(as_of: int | None, prefix: str = "") -> Q:
    """What is true now (None), or was true just after entry `as_of`."""
    if as_of is None:
        return Q(**{f"{prefix}to_seq": None})
    closed_later = Q(**{f"{prefix}to_seq": None}) | Q(**{f"{prefix}to_seq__gt": as_of})
    return Q(**{f"{prefix}from_seq__lte": as_of}) & closed_later


def in_eras(*covered: str) -> tuple[Any, ...]:
    """An index's expressions: newest first within each era, with what says what was true then."""
    era = F("from_seq").bitrightshift(ERA)
    return (era, F("sort_at").desc(), F("story").desc(), "from_seq", "to_seq", *covered)


class Version(Spanned):
    """One immutable version. The open one of each story says how it stands now."""

    id = models.BigAutoField(primary_key=True)
    story = models.ForeignKey(Story, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    headline = models.TextField()
    headline_missing = models.BooleanField(default=False)
    headline_key = models.CharField(max_length=32)
    slug = models.TextField()
    standfirst = models.TextField()
    language = models.CharField(max_length=35, default="en")
    section = models.BigIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    sort_at = models.DateTimeField()
    modified_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    picture = models.JSONField(null=True)
    translation_of = models.CharField(max_length=36, null=True)
    document = models.JSONField(null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "version"], name="record_version_once"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(to_seq=None), name="record_one_open_version"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-sort_at", "-story"],
                condition=Q(to_seq=None, state="live"),
                name="record_latest",
            ),
            models.Index(
                fields=["language", "-sort_at", "-story"],
                condition=Q(to_seq=None, state="live"),
                name="record_latest_in",
            ),
            models.Index(
                fields=["headline_key"], condition=Q(state="live"), name="record_headed"
            ),
            models.Index(*in_eras("state"), name="record_then"),
            models.Index("language", *in_eras("state"), name="record_then_in"),
            models.Index(
                fields=["to_seq", "sort_at", "state"],
                condition=Q(to_seq__isnull=False),
                name="record_closed",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(to_seq=None, state="live", expires_at__isnull=False),
                name="record_expiring",
            ),
            models.Index(
                fields=["translation_of"],
                condition=Q(translation_of__isnull=False),
                name="record_translated",
            ),
        ]


class Term(models.Model):
    """A section, dossier, tag, place or author that is public; `count` is of its live stories.

    `touched_seq` is the entry that last placed a story in it. What it is and is called, and which
    term took its place, are `TermName` and `Merge`: they change.
    """

    number = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField(unique=True)
    count = models.BigIntegerField(default=0, db_index=True)
    touched_seq = models.BigIntegerField(default=0, db_index=True)


class TermName(Spanned):
    """What a term was and was called, and its slug, over a span of the log.

    `confirmed`: an editor has settled its kind; no tag of it is a guess any more. `standfirst`:
    what a dossier is about. `position`: of a section among the sections. `letter`, `sorts`: where
    the name stands in its family's index (`lib.alphabet`).
    """

    id = models.BigAutoField(primary_key=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="names")
    kind = models.CharField(max_length=12)
    family = models.CharField(max_length=10)
    name = models.TextField()
    slug = models.TextField()
    standfirst = models.TextField(default="")
    confirmed = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    letter = models.CharField(max_length=1)
    sorts = models.CharField(max_length=alphabet.LONGEST)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "slug"], condition=Q(to_seq=None), name="record_slug_once"
            ),
            models.UniqueConstraint(
                fields=["term"], condition=Q(to_seq=None), name="record_one_open_name"
            ),
        ]
        indexes = [
            models.Index(fields=["family", "slug"], name="record_slug"),
            models.Index(fields=["family", "letter", "sorts", "term"], name="record_by_letter"),
        ]


class Merge(Spanned):
    """A term stands for another one over a span of the log; documents keep the older number.

    `into` is not itself merged in that span: a merge of it closes this row and opens the next.
    """

    id = models.BigAutoField(primary_key=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Term, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term"], condition=Q(to_seq=None), name="record_one_open_merge"
            ),
        ]


class Placement(Spanned):
    """A live story in a section, dossier, tag, place or author, over a span of the log."""

    id = models.BigAutoField(primary_key=True)
    story = models.ForeignKey(Story, models.PROTECT, db_index=False)
    term = models.ForeignKey(Term, models.PROTECT, db_index=False)
    sort_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "term"], condition=Q(to_seq=None), name="record_placed_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["term", "-sort_at", "-story"],
                condition=Q(to_seq=None),
                name="record_placed_now",
            ),
            models.Index("term", *in_eras(), name="record_placed_then"),
        ]


class Shown(Spanned):
    """A file of a picture that a live story shows, over a span of the log."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=90)
    story = models.ForeignKey(Story, models.PROTECT, related_name="shown")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "story"], condition=Q(to_seq=None), name="record_shown_once"
            )
        ]
        indexes = [models.Index(fields=["name"], name="record_shown_name")]


class Entry(models.Model):
    """One entry of the log. `digest` chains it to the one before; erasure empties `payload`."""

    KINDS: ClassVar = ("news", "backfile")

    seq = models.BigIntegerField(primary_key=True)
    epoch = models.CharField(max_length=32)
    at = models.DateTimeField()
    act = models.CharField(max_length=12)
    kind = models.CharField(max_length=8)
    signal = models.CharField(max_length=12, blank=True)
    story = models.ForeignKey(Story, models.PROTECT, null=True, related_name="entries")
    version = models.PositiveIntegerField(null=True)
    version_digest = models.CharField(max_length=64, blank=True)
    payload = models.JSONField(null=True)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["at", "seq"], name="record_entered")]


class Day(models.Model):
    """By how many live stories of a day (UTC) an era of the log changed it: the sum is exact.

    Undated stories are those of `UNDATED`.
    """

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    era = models.BigIntegerField()
    change = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "era"], name="record_day_once")]


class Setting(Spanned):
    """The settings that show (name, agency, about, standards) over a span of the log."""

    id = models.BigAutoField(primary_key=True)
    document = models.JSONField()


class Front(Spanned):
    """The front page as it was arranged over a span of the log.

    The banner's text stands beside the document, which holds its digest: erasing the story it
    leads to (`banner_story`, a guid) empties it, and the entry that digests the document stays.
    """

    id = models.BigAutoField(primary_key=True)
    document = models.JSONField()
    banner_text = models.TextField(blank=True)
    banner_story = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_seq"], name="record_front_once"),
            models.UniqueConstraint(fields=["to_seq"], name="record_front_ends_once"),
        ]
        indexes = [
            models.Index(fields=["banner_story"], name="record_front_told"),
        ]


class Emblem(models.Model):
    """A logo the settings name, or named: its PNG in base64, by the SHA-256 of its bytes."""

    digest = models.CharField(max_length=64, primary_key=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.TextField()
