"""What other agencies send: where it comes from, what came, and what could not be read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.lib.rows import RENEW


class Source(models.Model):
    """Where copy comes from, and what becomes of it here.

    `address` is a feed's, or the folder's path. `looked_at` and `next_look` are of the last and the
    next look; `lease` is the token of the process that looks now, until `leased_until`. `failures`
    counts looks that failed in a row, `last_error` says why the last one did, in words.
    `hub` and `topic` are the feed's WebSub links. `backlog_over`: its first look is behind it.
    """

    class Kind(models.TextChoices):
        FEED = "feed", _("a feed: RSS, Atom or JSON Feed")
        FOLDER = "folder", _("a folder into which files are dropped")
        MAIL = "mail", _("a folder into which e-mails are dropped")
        PUSH = "push", _("it sends to our address")
        FILES = "files", _("files, imported by hand")

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    kind = models.CharField(_("way"), max_length=6, choices=Kind)
    address = models.CharField(_("address"), max_length=1000, blank=True, default="")
    section = models.CharField(_("section"), max_length=200, blank=True, default="")
    language = models.CharField(_("language"), max_length=35, blank=True, default="")
    credit = models.CharField(_("credit"), max_length=200, blank=True, default="")
    rights = models.CharField(_("rights line"), max_length=500, blank=True, default="")
    format = models.CharField(_("format"), max_length=20, blank=True, default="")
    interval = models.PositiveIntegerField(_("seconds between looks"), default=60)
    mapping = models.JSONField(default=dict)
    active = models.BooleanField(_("active"), default=True)
    publishes = models.BooleanField(_("publishes by itself"), default=False)
    rule_urgency = models.PositiveSmallIntegerField(null=True)
    rule_sections = models.JSONField(default=list)
    rule_words = models.JSONField(default=list)
    etag = models.TextField(blank=True, default="")
    last_modified = models.TextField(blank=True, default="")
    hub = models.TextField(blank=True, default="")
    topic = models.TextField(blank=True, default="")
    backlog_over = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True)
    next_look = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    last_item_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=16, blank=True, default="")
    leased_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class SourceKey(models.Model):
    """A key by which a source sends to us; only its digest (SHA-256) is kept."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    begins = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True,
                                related_name="+", db_index=False)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    @property
    def is_lost(self) -> bool:
        """Whether it came by an export, which holds no keys: a new one has to be made."""
        return self.digest.startswith(RENEW)


class Incoming(models.Model):
    """One item of a source in the version that counts now.

    `ident` is the sender's own id, `key` its digest (without an id: that of the content).
    `version` and `made_at` are compared; `content` is the digest of what it says. `item` is the
    item as `sources.spelling` writes it, `doubts` what was odd, `raw` the digest of the file, at
    whose place `place` it stood. `story` is the desk's guid once there is one, `desk_text` what
    the desk called its text when we wrote it last; `behind`: a version came that it has not;
    `pending` is what is still to be done at the desk: "publish", "update" or "kill".
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        TAKEN = "taken", _("taken over")
        PUBLISHED = "published", _("published by rule")
        KILLED = "killed", _("killed by its sender")
        ASIDE = "aside", _("set aside")
        ERASED = "erased", _("erased")

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="items")
    ident = models.TextField()
    key = models.CharField(max_length=64)
    version = models.BigIntegerField()
    made_at = models.DateTimeField()
    content = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    raw = models.CharField(max_length=64)
    place = models.PositiveIntegerField(default=0)
    item = models.JSONField()
    doubts = models.JSONField(default=list)
    headline = models.TextField(blank=True)
    words = models.TextField(blank=True)
    urgency = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=35, blank=True)
    pubstatus = models.CharField(max_length=8)
    embargoed = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    story = models.UUIDField(null=True, unique=True)
    desk_text = models.TextField(blank=True, default="")
    behind = models.BooleanField(default=False)
    pictures = models.JSONField(default=dict)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True,
                                 related_name="+", db_index=False)
    pending = models.CharField(max_length=7, blank=True, default="")
    trouble = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="wire_item_once"),
        ]
        indexes = [
            models.Index(fields=["state", "-changed_at", "-id"], name="wire_queue"),
            models.Index(fields=["source", "state", "-changed_at", "-id"], name="wire_own_queue"),
            models.Index(fields=["raw"], name="wire_item_raw"),
            models.Index(fields=["id"], condition=~models.Q(pending=""), name="wire_pending"),
        ]

    def __str__(self) -> str:
        return self.headline or self.ident


class Arrival(models.Model):
    """Each different content of an item that ever came, and what it did."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        UPDATED = "updated", _("a newer version")
        OLDER = "older", _("an older version: changed nothing")
        KILLED = "killed", _("a kill")

    id = models.BigAutoField(primary_key=True)
    incoming = models.ForeignKey(Incoming, models.CASCADE, related_name="arrivals",
                                 db_index=False)
    content = models.CharField(max_length=64)
    version = models.BigIntegerField()
    made_at = models.DateTimeField()
    raw = models.CharField(max_length=64)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=7, choices=Outcome)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incoming", "content"], name="wire_arrived_once"),
        ]
        indexes = [models.Index(fields=["raw"], name="wire_arrival_raw")]


class Reject(models.Model):
    """A file that could not be read; its bytes lie in the data folder, whole, with the reason."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="rejects")
    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "digest"], name="wire_rejected_once"),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="wire_rejects")]
