"""Saying no to mails without signing in: by a signed word that each mail carries (RFC 8058)."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from dateline.discussion.models import Reader

KINDS = ("reply", "mention", "decision")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
"""What the form of a one-click POST holds (RFC 8058, 3.1)."""


def stop_link(reader: Reader, kinds: Iterable[str]) -> str:
    """The address at which a reader has no more mail of these kinds. It does not run out."""
    token = _signer().sign(f"{reader.pk}.{'.'.join(sorted(kinds))}")
    return settings.BASE_URL + reverse("discussion:unsubscribe", args=[token])


def settings_link() -> str:
    """The address at which readers choose what they are told."""
    return settings.BASE_URL + reverse("discussion:notifications")


def meant(token: str) -> tuple[Reader, tuple[str, ...]] | None:
    """Whom and what kinds a signed word is about; None if it is not ours, or nobody's any more."""
    try:
        number, *kinds = _signer().unsign(token).split(".")
    except BadSignature:
        return None
    reader = Reader.objects.filter(pk=number, erased_at=None).first()
    return (reader, tuple(kind for kind in KINDS if kind in kinds)) if reader else None


def stop(reader: Reader, kinds: Iterable[str]) -> None:
    """A reader is told nothing more of these kinds; twice is once."""
    Reader.objects.filter(pk=reader.pk).update(**{f"on_{kind}": "never" for kind in kinds})


def _signer() -> Signer:
    return Signer(salt="discussion.unsubscribe")
