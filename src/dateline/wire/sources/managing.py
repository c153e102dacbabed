"""Acts on sources and on what could not be read: for those who manage the wire.

They raise MayNot, and NotSource for what a source cannot be; nothing is written then.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dateline.people.public import User
from dateline.wire.models import Reject, Source
from dateline.wire.sources import keeping
from dateline.wire.sources.files import opened, receive_file
from dateline.wire.sources.folders import NotFolder, checked_folder
from dateline.wire.sources.listening import settle
from dateline.wire.sources.permitted import MANAGE, must
from dateline.wire.sources.receiving import Receipt, forget_reject

SHORTEST, LONGEST = 10, 86_400  # seconds between looks
_FOLDERS = (Source.Kind.FOLDER, Source.Kind.MAIL)


class NotSource(ValueError):
    """A source cannot be so; `field` is which of its fields, the text says what it takes."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def save_source(source: Source, *, by: User) -> Source:
    """Add a source, or change one; a changed address is looked at anew."""
    must(by, MANAGE, _("changing a source"))
    _check(source)
    with transaction.atomic():
        before = Source.objects.filter(pk=source.pk).first() if source.pk else None
        if before is None:
            source.slug = _slug(source.name)
        elif before.address != source.address:
            source.etag = source.last_modified = source.hub = source.topic = ""
            source.backlog_over = False
            source.next_look, source.failures, source.last_error = None, 0, ""
        source.save()
    settle(source.pk)
    return source


def _check(source: Source) -> None:
    if not SHORTEST <= source.interval <= LONGEST:
        raise NotSource("interval", _("from %(least)d to %(most)d seconds") % {
            "least": SHORTEST, "most": LONGEST})
    if source.kind == Source.Kind.FEED:
        _check_feed(source.address)
    elif source.kind in _FOLDERS:
        try:
            source.address = str(checked_folder(source.address))
        except NotFolder as wrong:
            raise NotSource("address", str(wrong)) from None
    else:
        source.address = ""


def _check_feed(address: str) -> None:
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise NotSource("address", _("the address of a feed begins with https:// or http://"))


def _slug(name: str) -> str:
    """A short name nobody has, for its address and for good."""
    stem = slugify(name)[:50] or "source"
    taken = set(Source.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def set_active(number: int, active: bool, *, by: User) -> None:
    """Let a source rest, or go on."""
    must(by, MANAGE, _("changing a source"))
    Source.objects.filter(pk=number).update(active=active, next_look=None)
    settle(number)


def try_again(number: int, *, by: User) -> Receipt | None:
    """Read a rejected file once more, as if it came now; None if it is gone."""
    must(by, MANAGE, _("reading a file again"))
    row = Reject.objects.select_related("source").filter(pk=number).first()
    if row is None:
        return None
    with opened(keeping.reject_file(row.digest)) as file:
        receipt = receive_file(row.source, file, name=row.name)
    if not receipt.refused:
        Reject.objects.filter(pk=number).delete()
        forget_reject(row.digest)
    return receipt


def discard(number: int, *, by: User) -> None:
    """Throw a rejected file away for good."""
    must(by, MANAGE, _("discarding a file"))
    row = Reject.objects.filter(pk=number).first()
    if row is not None:
        row.delete()
        forget_reject(row.digest)
