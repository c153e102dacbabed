"""The security log: who came in, who was let in, who was put out. Append-only, without secrets."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.lib import clock
from dateline.people.models import SecurityEntry, User

ACTS = {
    "signed-in": _("signed in"),
    "sign-in-failed": _("sign-in failed"),
    "code-refused": _("second factor refused"),
    "signed-out": _("signed out"),
    "link-made": _("sign-in link made"),
    "invited": _("invited"),
    "invitation-sent-again": _("invitation sent again"),
    "invitation-withdrawn": _("invitation withdrawn"),
    "invitation-accepted": _("invitation accepted"),
    "renamed": _("name changed"),
    "roles-changed": _("roles changed"),
    "leave-changed": _("leave changed"),
    "deactivated": _("left the newsroom"),
    "password-set": _("password set"),
    "password-changed": _("password changed"),
    "password-reset": _("password reset by mail"),
    "authenticator-added": _("second factor added"),
    "authenticator-removed": _("second factor removed"),
    "recovery-codes-made": _("recovery codes made anew"),
    "provider-connected": _("sign-in provider connected"),
    "provider-disconnected": _("sign-in provider disconnected"),
    "sessions-ended": _("sessions ended"),
    "settings-changed": _("settings changed"),
    "product-key-made": _("product key made"),
    "product-key-withdrawn": _("product key withdrawn"),
    "source-key-made": _("source key made"),
    "source-key-withdrawn": _("source key withdrawn"),
    "presenter-made": _("presenter of the radio added"),
    "presenter-renewed": _("presenter's password made anew"),
    "presenter-removed": _("presenter of the radio removed"),
    "presenter-connected": _("presenter's software connected"),
    "presenter-refused": _("presenter's software refused"),
}
PAGE = 50
FAILED_A_MINUTE = 30
"""Rows that failed sign-ins may write in a minute; more are only counted by the rate limits."""
_AGENT = SecurityEntry._meta.get_field("agent").max_length


def log_security(
    act: str,
    *,
    who: User | None = None,
    about: User | None = None,
    request: HttpRequest | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Add an entry, in the caller's transaction. `who` None: the command line, or nobody known.

    `detail` takes plain values and never a secret. Raises ValueError for an act not in `ACTS`.
    """
    if act not in ACTS:
        raise ValueError(f"{act!r} is no act of the security log: see ACTS.")
    agent = request.META.get("HTTP_USER_AGENT", "") if request else ""
    SecurityEntry.objects.create(
        at=clock.now(), act=act, who=who, about=about, address=_address(request),
        agent=agent[:_AGENT].replace("\x00", ""), detail=detail or {},
    )


def log_failure(act: str, request: HttpRequest | None, about: User | None) -> None:
    """Add a failed attempt, unless too many were added in this minute."""
    minute = int(clock.now().timestamp()) // 60
    key = f"people.failed.{minute}"
    cache.add(key, 0, 120)
    if cache.incr(key) <= FAILED_A_MINUTE:
        log_security(act, about=about, request=request)


def _address(request: HttpRequest | None) -> str | None:
    """The network peer, or who the trusted proxies say it is for."""
    if request is None:
        return None
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


def entries(
    *, act: str = "", person: int | None = None, day: date | None = None, before: int | None = None
) -> tuple[list[SecurityEntry], bool]:
    """The newest entries up to the end of `day` and before a number; and whether more follow.

    Each way to concern a person is read by its own index, so that a million rows cost as one page.
    """
    rows = SecurityEntry.objects.order_by("-pk").select_related("who", "about")
    if act:
        rows = rows.filter(act=act)
    if day:
        rows = rows.filter(pk__lte=_last_of(day))
    if before:
        rows = rows.filter(pk__lt=before)
    ways = [Q()] if person is None else [Q(who=person), Q(about=person)]
    found = {row.pk: row for way in ways for row in rows.filter(way)[: PAGE + 1]}
    newest = [found[number] for number in sorted(found, reverse=True)]
    return newest[:PAGE], len(newest) > PAGE


def _last_of(day: date) -> int:
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    rows = SecurityEntry.objects.filter(at__lt=end).order_by("-at")
    return rows.values_list("pk", flat=True).first() or 0
