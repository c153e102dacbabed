"""The desk's working copies. Nothing here is public; readers' pages never look here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from dateline.desk.body import Body, blocks_of, stream_of
from dateline.desk.models.indexes import INDEXES
from dateline.desk.models.pictures import Drawing
from dateline.desk.models.pictures import Picture as PictureRow
from dateline.desk.models.search import TEXTS, drop_words, renew_words
from dateline.desk.models.terms import Term, folded
from dateline.desk.previewing import drawn
from dateline.lib import clock
from dateline.record import public as record
from dateline.record.public import Filing, Named, Picture

BEHIND = _("behind")


class OtherDoor(ValidationError):
    """Somebody tried to change what is public past the door."""


class StoryFields(models.Model):
    """What a story says, and what its editor keeps beside it."""

    headline = models.TextField(_("headline"))
    headline_missing = models.BooleanField(
        _("headline missing"), default=False,
        help_text=_("The headline was made from the text and nobody has confirmed it."),
    )
    short_headline = models.TextField(_("short headline"), blank=True)
    slugline = models.TextField(_("slugline"), blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    place = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+",
                              verbose_name=_("dateline place"))
    credit = models.TextField(_("credit"), blank=True)
    section = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("section"),
                                db_index=False)
    picture = models.ForeignKey(PictureRow, models.SET_NULL, null=True, blank=True,
                                related_name="+", verbose_name=_("lead picture"))
    picture_alt = models.TextField(_("alt text here"), blank=True,
                                   help_text=_("Empty: the picture's own."))
    picture_caption = models.TextField(_("caption here"), blank=True,
                                       help_text=_("Empty: the picture's own."))
    body = StreamField(Body(), verbose_name=_("body"), blank=True, default=list)
    related = models.JSONField(_("related headlines"), default=list, blank=True)
    pinned = models.JSONField(_("pinned related stories"), default=list, blank=True)
    topics = models.JSONField(_("media topics"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")
    translation_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True,
                                       related_name="+", verbose_name=_("translation of"))
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    genre = models.TextField(_("genre"), blank=True)
    rights = models.TextField(_("rights line"), blank=True)
    sub_judice = models.BooleanField(_("sub judice"), default=False)
    minors = models.BooleanField(_("minors"), default=False)
    note = models.TextField(_("editor's note"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    published_at = models.DateTimeField(_("date of the story"), null=True, blank=True)
    spelled = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True


class Story(
    StoryFields, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin,
    ClusterableModel,
):
    """The working copy of one story, as it was last saved: for a live story its draft.

    For a public story the record holds what readers see; this row is what its editor works on.
    `has_unpublished_changes` of a live story: the row differs from the public version;
    `based_on`: the public version that draft began from; `behind`: the public version has moved
    since. `spelled`: by uuid, the terms it writes otherwise than the desk does: which of two
    spellings becomes public must not depend on a story that is not.
    `release_at`: when a held story, or the draft of a live one, becomes public. Wagtail's `live`
    says that `state` is live.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in review", _("in review")
        SCHEDULED = "scheduled", _("scheduled")
        EMBARGOED = "embargoed", _("embargoed")
        LIVE = "live", _("live")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        KILLED = "killed", _("killed")
        ERASED = "erased", _("erased")

    live = models.BooleanField(default=False, editable=False)
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("source"), max_length=200, null=True, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT,
                             editable=False)
    behind = models.BooleanField(_("behind the public version"), default=False, editable=False)
    based_on = models.PositiveIntegerField(null=True, editable=False)
    backfile = models.BooleanField(_("backfile"), default=False, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
                              related_name="+", verbose_name=_("writer"), editable=False,
                              db_index=False)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    release_at = models.DateTimeField(_("goes live"), null=True, editable=False)
    late_by = models.DurationField(_("late by"), null=True, editable=False)
    trouble = models.TextField(_("trouble"), blank=True, editable=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = INDEXES

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **named: Any) -> None:
        """Save the row, and the words it is found by if they may have changed.

        A row whose `live` is not its state's was changed past the door: refused.
        """
        if self.live != (self.state == self.State.LIVE):
            raise OtherDoor(_("A story becomes public, or ceases to be, by the desk's own acts."))
        only = named.get("update_fields")
        with transaction.atomic():
            super().save(*args, **named)
            if only is None or set(only) & set(TEXTS):
                renew_words(self)

    @property
    def standing(self) -> str:
        """The column of the act × state table this story stands in."""
        if self.state != self.State.LIVE:
            return str(self.state)
        if self.has_unpublished_changes:
            return "update scheduled" if self.release_at else "live with a draft"
        return "live" if self.published_at else "undated"

    @property
    def status_string(self) -> str:
        """The standing in the reader's language, for Wagtail's own screens."""
        label = str(self.State(self.state).label)
        if self.state == self.State.LIVE and self.has_unpublished_changes:
            label = str(_("update scheduled") if self.release_at else _("live with a draft"))
        return f"{label} · {BEHIND}" if self.behind else label

    def stand(self, state: str) -> None:
        """Be in a state; whatever belonged to the one before is cleared."""
        self.state = state
        self.live = state == self.State.LIVE
        self.has_unpublished_changes = self.behind = False
        self.based_on, self.trouble = None, ""
        if state not in HELD:
            self.release_at = None
        if self.live:
            self.embargo_until = None
            self.go_live_at: Any = None

    # -- what Wagtail asks of its mixins: this row is always the working copy ---------------------

    def get_latest_revision_as_object(self) -> Story:
        """The row itself."""
        return self

    def _update_from_revision(self, revision: Any, changed: bool = True) -> None:
        self.latest_revision = revision
        self.save(update_fields=["latest_revision"])

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """A revision as a story: its texts, with the standing the story has now."""
        obj: Story = super().with_content_json(self._with_known_terms(content))
        for name in KEPT:
            setattr(obj, name, getattr(self, name))
        return obj

    def _with_known_terms(self, content: dict[str, Any]) -> dict[str, Any]:
        """A revision's content without terms that are no more."""
        namings = content.get("namings", [])
        wanted = {content.get("section"), content.get("place"), *(row["term"] for row in namings)}
        known = Term.objects.filter(pk__in=wanted - {None}).values_list("pk", flat=True)
        section, place = content.get("section"), content.get("place")
        return content | {
            "section": section if section in known else self.section_id,
            "place": place if place in known else None,
            "namings": [row for row in namings if row["term"] in known],
        }

    def publish(self, *args: Any, **named: Any) -> None:
        """Refused: a story becomes public through `desk.public` alone."""
        raise OtherDoor(_("A story is published by the desk's own acts."))

    def unpublish(self, *args: Any, **named: Any) -> None:
        """Refused, as `publish` is."""
        raise OtherDoor(_("A story is withdrawn or killed by the desk's own acts."))

    def delete(self, *args: Any, **named: Any) -> Any:
        """Delete a story that was never public; any other is refused."""
        if self.state not in NEVER_PUBLIC:
            raise OtherDoor(_("This story was public: withdraw, kill or erase it."))
        with transaction.atomic():
            drop_words(self.pk)
            return super().delete(*args, **named)

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        """The text as readers would see it now, drawn by the site."""
        page = drawn(record.preview(self.filing(), at=clock.now()))
        return HttpResponse(page, headers={"X-Robots-Tag": "noindex"})

    # -- to and from the record -------------------------------------------------------------------

    def filing(self) -> Filing:
        """The working copy as the record takes it."""
        names = self.named()
        return Filing(
            guid=str(self.guid),
            section=self._named(self.section),
            place=self._named(self.place) if self.place else None,
            authors=names["author"],
            dossiers=names["dossier"],
            tags=names["tag"],
            picture=self._shown(self.picture_id, self.picture_alt, self.picture_caption),
            blocks=blocks_of(self.stream, self._shown),
            related=tuple(self.related),
            pinned=tuple(self.pinned),
            topics=tuple(self.topics),
            translation_of=str(self.translation_of.guid) if self.translation_of else "",
            expires_at=self.expire_at,
            **{name: getattr(self, name) for name in PLAIN},
        )

    @property
    def stream(self) -> Any:
        """The body as stored: a list of {type, value, id}."""
        return self.body.get_prep_value()

    def named(self) -> dict[str, tuple[Named, ...]]:
        """The terms named, by role and in order."""
        rows = sorted(self.namings.all(), key=lambda naming: naming.position or 0)
        terms = Term.objects.in_bulk([naming.term_id for naming in rows if naming.term_id])
        found: dict[str, list[Named]] = {"author": [], "dossier": [], "tag": []}
        for naming in rows:
            term = terms.get(naming.term_id) or naming.term  # a form's new term has no number yet
            found[naming.role].append(self._named(term, guessed=naming.guessed))
        return {role: tuple(names) for role, names in found.items()}

    def _named(self, term: Term, *, guessed: bool = False) -> Named:
        named = term.named(guessed=guessed)
        spelled = self.spelled.get(named.uuid, named.name)
        return replace(named, name=spelled) if folded(spelled) == term.key else named

    def pictures(self) -> list[int]:
        """The numbers of all pictures it shows."""
        found = [self.picture_id] if self.picture_id else []
        blocks_of(self.stream, lambda number, *_said: found.append(number))
        return found

    def _shown(self, number: int | None, alt: str, caption: str) -> Picture | None:
        row = PictureRow.objects.filter(pk=number).first() if number else None
        return row.shown(alt=alt, caption=caption) if row else None

    def _known(self, picture: Picture) -> int | None:
        names = [rendition.name for rendition in picture.renditions]
        rows = Drawing.objects.filter(name__in=names).order_by("picture_id")
        return rows.values_list("picture_id", flat=True).first()

    def take(self, filing: Filing, terms: dict[str, Term]) -> None:
        """Set everything from a filing but its namings; `terms` by uuid."""
        self.section = terms[filing.section.uuid]
        self.place = terms[filing.place.uuid] if filing.place else None
        self.spelled = {
            named.uuid: named.name
            for named in filing.names
            if named.name != terms[named.uuid].name
        }
        for name in PLAIN:
            setattr(self, name, getattr(filing, name))
        self.expire_at = filing.expires_at
        self._take_picture(filing.picture)
        self.set_stream(stream_of(filing.blocks, self._known))
        for name in ("related", "pinned", "topics"):
            setattr(self, name, list(getattr(filing, name)))
        if filing.translation_of != (str(self.translation_of.guid) if self.translation_of else ""):
            self.translation_of = Story.objects.filter(guid=filing.translation_of or None).first()

    def _take_picture(self, shown: Picture | None) -> None:
        self.picture_id = self._known(shown) if shown else None
        row = PictureRow.objects.filter(pk=self.picture_id).first() if self.picture_id else None
        self.picture_alt = shown.alt if shown and row and shown.alt != row.alt else ""
        caption = shown.caption if shown else ""
        self.picture_caption = caption if row and caption != row.caption else ""

    def set_stream(self, stream: Sequence[dict[str, Any]]) -> None:
        """Set the body to a stored stream."""
        field = self._meta.get_field("body")
        self.body = field.stream_block.to_python(list(stream))


PLAIN = (
    "headline", "headline_missing", "short_headline", "slugline", "standfirst", "credit",
    "language", "urgency", "genre", "rights", "sub_judice", "minors", "published_at",
)
NEVER_PUBLIC = ("draft", "in review", "scheduled", "embargoed")
HELD = ("scheduled", "embargoed")
KEPT = (
    "guid", "source", "state", "behind", "based_on", "backfile", "owner", "release_at", "late_by",
    "trouble", "live_revision", "last_published_at", "has_unpublished_changes", "live",
)
"""What belongs to the story and not to one text of it: no revision brings it back."""


class Naming(models.Model):
    """A term named by a working copy, in its role and order."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        DOSSIER = "dossier", _("dossier")
        TAG = "tag", _("tag")

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="namings")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=7, choices=Role)
    position = models.PositiveSmallIntegerField()
    guessed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "role", "term"], name="desk_named_once")
        ]
        indexes = [
            models.Index(fields=["term", "story"], name="desk_named_by"),
            models.Index(fields=["term", "guessed"], name="desk_guessed",
                         condition=models.Q(guessed=True)),
        ]
