"""The desk's working copies. Nothing here is public; readers' pages never look here."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.desk.models.terms import Term, folded
from dateline.record.public import Filing, Named, block_of, spelled_block


class Story(models.Model):
    """The working copy of one story.

    For a public story the record holds what readers see; this row is what its editor works on.
    `spelled`: by uuid, the terms it writes otherwise than the desk does. Which of two spellings
    becomes public must not depend on a story that is not.
    `has_draft`: it differs from the public version; `behind`: the public version has moved since.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in review", _("in review")
        EMBARGOED = "embargoed", _("embargoed")
        LIVE = "live", _("live")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")
        KILLED = "killed", _("killed")
        ERASED = "erased", _("erased")

    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("source"), max_length=200, null=True, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    has_draft = models.BooleanField(_("has a draft"), default=False)
    behind = models.BooleanField(_("behind the public version"), default=False)
    backfile = models.BooleanField(_("backfile"), default=False)
    headline = models.TextField(_("headline"))
    headline_missing = models.BooleanField(_("headline missing"), default=False)
    slugline = models.TextField(_("slugline"), blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    place = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    credit = models.TextField(_("credit"), blank=True)
    section = models.ForeignKey(Term, models.PROTECT, related_name="+")
    body = models.JSONField(_("body"), default=list)
    related = models.JSONField(_("related"), default=list)
    language = models.CharField(_("language"), max_length=35, default="en")
    urgency = models.PositiveSmallIntegerField(_("urgency"), null=True)
    genre = models.TextField(_("genre"), blank=True)
    rights = models.TextField(_("rights"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True)
    expires_at = models.DateTimeField(_("expires"), null=True)
    spelled = models.JSONField(default=dict, editable=False)
    embargo_until = models.DateTimeField(_("embargo until"), null=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["embargo_until"], name="desk_due",
                         condition=models.Q(state="embargoed")),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def standing(self) -> str:
        """The column of the act × state table this story stands in."""
        if self.state != self.State.LIVE:
            return str(self.state)
        if self.has_draft:
            return "live with a draft"
        return "live" if self.published_at else "undated"

    def filing(self) -> Filing:
        """The working copy as the record takes it."""
        names: dict[str, list[Named]] = {"author": [], "dossier": [], "tag": []}
        for naming in self.namings.select_related("term").order_by("position"):
            names[naming.role].append(self._named(naming.term, guessed=naming.guessed))
        return Filing(
            guid=str(self.guid),
            section=self._named(self.section),
            place=self._named(self.place) if self.place else None,
            authors=tuple(names["author"]),
            dossiers=tuple(names["dossier"]),
            tags=tuple(names["tag"]),
            blocks=tuple(block_of(block) for block in self.body),
            related=tuple(self.related),
            **{name: getattr(self, name) for name in PLAIN},
        )

    def _named(self, term: Term, *, guessed: bool = False) -> Named:
        named = term.named(guessed=guessed)
        spelled = self.spelled.get(named.uuid, named.name)
        return replace(named, name=spelled) if folded(spelled) == term.key else named

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
        self.body = [spelled_block(block) for block in filing.blocks]
        self.related = list(filing.related)


PLAIN = (
    "headline", "headline_missing", "slugline", "standfirst", "credit", "language", "urgency",
    "genre", "rights", "published_at", "expires_at",
)


class Naming(models.Model):
    """A term named by a working copy, in its role and order."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        DOSSIER = "dossier", _("dossier")
        TAG = "tag", _("tag")

    story = models.ForeignKey(Story, models.CASCADE, related_name="namings")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    role = models.CharField(max_length=7, choices=Role)
    position = models.PositiveSmallIntegerField()
    guessed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "role", "term"], name="desk_named_once")
        ]
