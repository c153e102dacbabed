"""Which machine sends, where there are several."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q

from dateline.lib import clock

TERM = timedelta(seconds=15)


class Duty(models.Model):
    """The one row that says who sends, and until when if nothing more is heard of it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    holder = models.CharField(max_length=100, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="wire_one_duty")]

    @staticmethod
    def take(holder: str) -> bool:
        """Have it, or go on having it; False while another machine has it."""
        now = clock.now()
        Duty.objects.get_or_create(pk=1)
        free = Q(holder=holder) | Q(until=None) | Q(until__lt=now)
        return Duty.objects.filter(free, pk=1).update(holder=holder, until=now + TERM) == 1
