"""Comments, and what readers do with them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dateline.discussion.models.readers import Reader
from dateline.discussion.models.standards import Clause
from dateline.discussion.models.statements import Statement
from dateline.discussion.models.threads import Thread

DEEPEST = 6
"""Replies are shown nested so deep; a deeper one stands at this depth, in order of time."""


class Comment(models.Model):
    """One comment. Its permanent address is that of its thread and its `number` in it.

    `path` sorts a tree as it is read: of each ancestor, the first one first, and then of itself
    the number in seven digits of base 36, of at most `DEEPEST` ancestors. `root` is the number of
    the top-level comment above it (of such a one its own). `text` is what was typed, `html` what
    is shown, cleaned. `shown`: it is public, or something public stands below it. `replies`: the
    public ones that are shown below it. `shape`: a digest of its folded words, `near` a simhash (64
    bits, signed) of them. `key`: of the form it was sent by, so that twice sent is once kept.
    `signals`: what the checks said, with reasons; `score`: the advice, 0 (fine) to 1; null: none.
    `statement`: why it is restricted. `weight` orders the queue: a public one above 0 is in it too.
    `turn`: it was the so manieth of its thread to become
    public, which is not the order of the numbers where moderators read first; null: never was.
    """

    class State(models.TextChoices):
        """`pending` and `restricted` ones are seen by their author and by moderators."""

        PENDING = "pending", _("waiting for a moderator")
        PUBLIC = "public", _("public")
        RESTRICTED = "restricted", _("restricted")
        DELETED = "deleted", _("deleted by its author")

    id = models.BigAutoField(primary_key=True)
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="all", db_index=False)
    number = models.IntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    root = models.IntegerField()
    depth = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=7 * (DEEPEST + 1))
    reader = models.ForeignKey(Reader, models.PROTECT, related_name="comments", db_index=False)
    badge = models.CharField(max_length=6, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    shown = models.BooleanField(default=False)
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    public_at = models.DateTimeField(null=True)
    turn = models.IntegerField(null=True)
    likes = models.IntegerField(default=0)
    replies = models.IntegerField(default=0)
    weight = models.FloatField(default=0)
    featured = models.BooleanField(default=False)
    pinned = models.BooleanField(default=False)
    shape = models.CharField(max_length=32, blank=True)
    near = models.BigIntegerField(default=0)
    key = models.CharField(max_length=36)
    signals = models.JSONField(default=list)
    score = models.FloatField(null=True)
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=200, null=True, unique=True)


    class Meta:
        constraints = [
            UniqueConstraint(fields=["thread", "number"], name="discussion_number_once"),
            UniqueConstraint(fields=["reader", "key"], name="discussion_sent_once"),
            models.CheckConstraint(
                condition=Q(state="restricted", statement__isnull=False)
                | ~Q(state="restricted") & Q(statement__isnull=True),
                name="discussion_restricted_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, depth=0, root=F("number"))
                | Q(parent__isnull=False, depth__gt=0),
                name="discussion_roots_are_their_own",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "root", "path"], name="discussion_tree"),
            models.Index(fields=["thread", "number"], condition=Q(depth=0, shown=True),
                         name="discussion_by_time"),
            models.Index(fields=["thread", "likes", "number"], condition=Q(depth=0, shown=True),
                         name="discussion_by_likes"),
            models.Index(fields=["thread", "replies", "number"], condition=Q(depth=0, shown=True),
                         name="discussion_by_replies"),
            models.Index(fields=["thread", "turn"], condition=Q(state="public"),
                         name="discussion_by_turn"),
            models.Index(fields=["thread"], condition=Q(pinned=True) | Q(featured=True),
                         name="discussion_chosen"),
            models.Index(fields=["reader", "id"], name="discussion_of_reader"),
            models.Index(fields=["reader", "thread"], name="discussion_taking_part"),
            models.Index(fields=["-weight", "id"], condition=Q(state="pending"),
                         name="discussion_pending"),
            models.Index(fields=["-weight", "id"], condition=Q(state="public", weight__gt=0),
                         name="discussion_to_look_at"),
            models.Index(fields=["shape", "id"], name="discussion_shape"),
        ]

    def __str__(self) -> str:
        return f"~{self.thread.code}/{self.number}"

    @property
    def own_weight(self) -> float:
        """Its place in the queue before anybody reports it; a public one has none."""
        if self.state != self.State.PENDING:
            return 0.0
        return round(1 + 2 * (self.score or 0) + 0.25 * min(len(self.signals), 4), 4)


class Draft(models.Model):
    """An earlier text of a comment that its author has changed; moderators see it."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="drafts")
    text = models.TextField()
    until = models.DateTimeField()


class Like(models.Model):
    """A reader likes a comment."""

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="+", db_index=False)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["comment", "reader"], name="discussion_liked_once")]


class Report(models.Model):
    """A reader says that a comment breaks a clause; `weight` by the reader's record then.

    `outcome`: empty while nobody has decided.
    """

    id = models.BigAutoField(primary_key=True)
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports", db_index=False)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="reports")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    weight = models.FloatField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=9, blank=True, choices=[
        ("upheld", _("upheld")), ("dismissed", _("dismissed"))])

    class Meta:
        constraints = [
            UniqueConstraint(fields=["comment", "reader"], name="discussion_reported_once")]
        indexes = [
            models.Index(fields=["comment"], condition=Q(outcome=""),
                         name="discussion_reports_open")]
