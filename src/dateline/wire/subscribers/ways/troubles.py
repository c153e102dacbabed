"""Ways that fail, on the desk's dashboard."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dateline.lib.dates import moment_words
from dateline.people.public import roles_of
from dateline.wire.models import Way
from dateline.wire.subscribers.permitted import LOOK

MOST = 20
SURE = 3
"""So often it must have failed in a row: a second's trouble is nobody's business."""


def panel(request: HttpRequest) -> SafeString | None:
    """Who receives nothing just now, since when and why; nothing where all is well."""
    if not roles_of(request.user) & LOOK:  # type: ignore[arg-type]
        return None
    failing = Q(attempts__gte=SURE) | Q(active=False, failing_since__isnull=False)
    ways = Way.objects.filter(failing, failing_since__isnull=False).select_related("subscriber")
    rows = [
        (way.subscriber.name, way.get_kind_display(),
         moment_words(way.failing_since), way.last_error)
        for way in ways.order_by("failing_since")[:MOST]
    ]
    if not rows:
        return None
    return format_html(
        "<h3>{}</h3><ul>{}</ul>", _("Subscribers who receive nothing"),
        format_html_join("", "<li><strong>{}</strong> ({}, {}): {}</li>", rows),
    )
