"""The ticks: what changed in public, in order, without a hole."""

from __future__ import annotations

import secrets

from django.db import models


def new_token() -> str:
    """A random mark that tells two histories with the same numbers apart."""
    return secrets.token_hex(8)


class Head(models.Model):
    """The one row that numbers ticks; its lock is what makes them gapless.

    `epoch` is new after every restore or promotion. `token` is that of tick `n`.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    epoch = models.CharField(max_length=32, default=new_token)
    n = models.BigIntegerField(default=0)
    token = models.CharField(max_length=16, default=new_token)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="delivery_one_head")]


class Tick(models.Model):
    """One change: the keys it touched. `token` ties a page store to this history and no other."""

    n = models.BigIntegerField(primary_key=True)
    token = models.CharField(max_length=16)
    keys = models.JSONField()


class Node(models.Model):
    """A machine that serves pages, as its tailer last reported it.

    It has applied all ticks of `epoch` up to `applied`. `seen_at` is the database's time, so that
    machines with wrong clocks can be compared; `stale_max` is the machine's own setting. `mark` is
    another one for each tailer: two machines of one name are noticed by it.
    """

    name = models.CharField(max_length=100, primary_key=True)
    mark = models.CharField(max_length=16)
    epoch = models.CharField(max_length=32)
    applied = models.BigIntegerField()
    stale_max = models.PositiveIntegerField()
    seen_at = models.DateTimeField()
