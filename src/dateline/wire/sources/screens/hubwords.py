"""How a source stands with the hub of its feed, in words for the desk."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from dateline.lib.dates import moment_words
from dateline.wire.models import Listening, Source
from dateline.wire.sources.listening import is_reachable

_STATES = Listening.State


def hub_words(now: datetime) -> dict[int, str]:
    """A line for each source that has a hub, by the source's number."""
    rows = Listening.objects.exclude(state=_STATES.LEAVING).exclude(source=None)
    said = {row.source_id or 0: _words(row, now) for row in rows}
    if not is_reachable():
        unheard = Source.objects.exclude(hub="").exclude(pk__in=said).values_list("pk", "hub")
        words = _("%(hub)s would tell us of changes, but our own address is not a public one.")
        said |= {number: words % {"hub": _host(hub)} for number, hub in unheard}
    return said


def _words(row: Listening, now: datetime) -> str:
    said = {"hub": _host(row.hub), "why": row.last_error,
            "until": moment_words(row.ends_at) if row.ends_at else ""}
    if row.is_relied_on(now):
        lines = [_("%(hub)s tells us of changes, until %(until)s.") % said, _told(row)]
        lines.append(_("The last trouble: %(why)s.") % said if row.last_error else "")
    elif row.state == _STATES.HOLDS:
        lines = [_("%(hub)s does not tell us of every change: the feed is asked as often as "
                   "without it.") % said, _told(row)]
    elif row.state == _STATES.DENIED:
        lines = [_("%(hub)s does not tell us of changes: %(why)s.") % said]
    else:
        lines = [_("%(hub)s is asked to tell us of changes.") % said]
        lines.append(_("The last trouble: %(why)s.") % said if row.last_error else "")
    return " ".join(filter(None, lines))


def _told(row: Listening) -> str:
    return _("It told us last %(time)s.") % {"time": moment_words(row.told_at)} if (
        row.told_at) else ""


def _host(hub: str) -> str:
    return urlsplit(hub).hostname or hub
