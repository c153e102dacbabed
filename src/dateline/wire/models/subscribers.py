"""Who receives copy, of what, and what was handed to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dateline.lib.rows import RENEW

FORMS = (
    ("ninjs", "ninjs 3.1"), ("newsmlg2", "NewsML-G2 2.35"), ("nitf", "NITF 3.6"),
    ("text", _("plain text")),
)
WAYS = (
    ("pull", _("pull")), ("stream", _("event stream")), ("push", _("push")),
    ("drop", _("directory drop")), ("mail", _("e-mail")), ("portal", _("portal")),
)
HANDED = (*WAYS, ("notice", _("notice of a kill")))
"""Ways in the ledger; `notice`: a kill that was told ahead of its turn."""


class Product(models.Model):
    """What is selected: of each filter any value, of all filters together; none said: everything.

    Terms are named by their uuid, which stays when they are renamed; `urgency` is the highest
    number that is selected (1 is the most urgent), null: any.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    sections = models.JSONField(default=list, blank=True)
    dossiers = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    urgency = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Subscriber(models.Model):
    """A client of the agency. `embargo_right`: it may have withheld copy before its time."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    contact = models.EmailField(blank=True)
    products = models.ManyToManyField(Product, related_name="subscribers", blank=True)
    embargo_right = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Key(models.Model):
    """One key of a subscriber's machine; only the digest of it is kept."""

    id = models.BigAutoField(primary_key=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    @property
    def is_lost(self) -> bool:
        """Whether it came by an export, which holds no keys: a new one has to be made."""
        return self.digest.startswith(RENEW)


class Way(models.Model):
    """One way on which a subscriber receives its sequence.

    `number`: everything up to it is received. `noticed`: the same of kills sent ahead of their
    turn. `secret`: which of the derived secrets signs (a new one: one more). A way that fails is
    tried again at `next_at`; `failing_since` is when its trouble began, `told_at` when the desk
    was told.
    """

    id = models.BigAutoField(primary_key=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="ways")
    kind = models.CharField(max_length=8, choices=WAYS)
    form = models.CharField(max_length=10, choices=FORMS, default="ninjs")
    address = models.CharField(max_length=500, blank=True)
    active = models.BooleanField(default=True)
    number = models.BigIntegerField(default=0)
    noticed = models.BigIntegerField(default=0)
    secret = models.PositiveIntegerField(default=1)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "kind", "address"],
                                    name="wire_way_once"),
        ]


class Distribution(models.Model):
    """The one row that says up to where copy is numbered. Whoever holds its lock numbers.

    `cursor` is of the record's log, `withheld` of the desk's withheld queue.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    cursor = models.CharField(max_length=60, blank=True)
    withheld = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="wire_one_distribution")]


class Allotment(models.Model):
    """One number of a subscriber's sequence, and the entry of the log that stands there.

    `chain` is the digest of this row's facts and of the chain before it: who has the last one can
    prove that nothing is missing before. `kind`: a version to show, a cancel to obey, or copy
    withheld until its time (then `seq` is null and `withheld` names the desk's row).
    """

    KINDS: ClassVar = ("version", "cancel", "withheld")

    id = models.BigAutoField(primary_key=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, db_index=False)
    number = models.BigIntegerField()
    seq = models.BigIntegerField(null=True)
    withheld = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=8)
    act = models.CharField(max_length=12)
    guid = models.UUIDField()
    code = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    chain = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "number"], name="wire_number_once"),
            models.UniqueConstraint(fields=["subscriber", "seq"], condition=Q(seq__isnull=False),
                                    name="wire_entry_once"),
        ]
        indexes = [models.Index(fields=["guid", "subscriber"], name="wire_of_story")]


class Handover(models.Model):
    """What was handed to whom: which bytes, when, and when the receipt came.

    `lane`: on which of several ways of that kind, by its key; 0 where the subscriber comes for
    it, and in rows of before that was noted. A number handed again in the same bytes is the same
    row with a later `last_at`. `canceled`: they hold no text. `received_at` is null until the
    subscriber has said that it has them.
    """

    where = ""
    """Not kept: the address of its way, where a screen shows it (`placing`)."""

    id = models.BigAutoField(primary_key=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, db_index=False)
    way = models.CharField(max_length=8)
    lane = models.BigIntegerField(default=0)
    number = models.BigIntegerField()
    guid = models.UUIDField()
    version = models.PositiveIntegerField()
    form = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    canceled = models.BooleanField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "way", "lane", "number", "form", "digest"],
                name="wire_handed_on_lane",
            ),
        ]
        indexes = [
            models.Index(fields=["guid", "subscriber"], name="wire_handed_story"),
            models.Index(fields=["subscriber", "way", "number"], name="wire_not_received",
                         condition=Q(received_at=None)),
        ]

    @property
    def way_name(self) -> str:
        """The way in words."""
        return str(dict(HANDED).get(self.way, self.way))

    @property
    def form_name(self) -> str:
        """The format in words."""
        return str(dict(FORMS).get(self.form, self.form))
