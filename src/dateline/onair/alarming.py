"""Alarms: kept while they last, mailed to the chief editors after a minute of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.delivery.public import touch
from dateline.jobs.public import enqueue
from dateline.lib.zones import zone
from dateline.onair.models import Alarm
from dateline.onair.now import ALARMS
from dateline.people.public import CHIEF, User, in_newsroom_language
from dateline.record.public import site

KIND = "onair-alarm"
PATIENCE = timedelta(seconds=60)
"""An alarm that is over sooner is on the desk's list, and nobody is woken."""
NAMES = {
    "silence": _("A source is connected and silent"),
    "hung": _("A source hangs: it is connected and sends nothing"),
    "tone": _("There is nothing to play: a tone is sent"),
    "file": _("A file of sound cannot be played"),
    "off": _("The radio does not run"),
    "spool": _("What sources send cannot be recorded"),
}
"""What an alarm of a kind is called; one that is not named here by its kind."""


def begin_alarm(kind: str, mount: str, *, at: datetime) -> None:
    """It began; one of the kind and mount that lasts already goes on."""
    with transaction.atomic():
        if Alarm.objects.filter(kind=kind[:20], mount=mount[:100], ended=None).exists():
            return
        row = Alarm.objects.create(kind=kind[:20], mount=mount[:100], began=at)
        enqueue(KIND, {"alarm": row.pk}, run_at=at + PATIENCE)
        touch([ALARMS])


def end_alarm(kind: str, mount: str, *, at: datetime) -> None:
    """It is over; nothing happens if it is already."""
    with transaction.atomic():
        rows = Alarm.objects.filter(kind=kind[:20], mount=mount[:100], ended=None)
        if rows.update(ended=at):
            touch([ALARMS])


def end_alarms(*, at: datetime) -> None:
    """All are over: those of a radio that was killed, before it begins anew."""
    with transaction.atomic():
        if Alarm.objects.filter(ended=None).update(ended=at):
            touch([ALARMS])


def mail_alarm(payload: dict[str, Any]) -> None:
    """The job: mail the chief editors, if it lasts still."""
    row = Alarm.objects.filter(pk=payload["alarm"], ended=None).first()
    if row is None:
        return
    here = site()
    with in_newsroom_language(), timezone.override(zone(here.time_zone)):
        text = render_to_string("onair/mail/alarm.txt", {
            "alarm": row, "what": alarm_name(row.kind), "site": here,
            "desk": settings.BASE_URL + reverse("onair_now"),
        })
    subject, _newline, body = text.strip().partition("\n")
    chiefs = User.objects.filter(groups__name=CHIEF, is_active=True).order_by("pk")
    for chief in chiefs:
        EmailMessage(" ".join(subject.split()), body.strip() + "\n", None, [chief.email]).send()


def alarm_name(kind: str) -> str:
    """In words."""
    return str(NAMES.get(kind, kind))
