"""Mails about kept searches: their heads, and their texts."""

from __future__ import annotations

import re
import unicodedata
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_bidi, override

from dateline.lib.zones import zone
from dateline.record.public import site

AUTOMATIC = {"Auto-Submitted": "auto-generated"}
"""So that nobody's absence answers it (RFC 3834, 5)."""
_FIRST, _LAST = "\u2068", "\u2069"


def written(
    email: str, name: str, known: dict[str, Any], *, language: str, head: dict[str, str]
) -> EmailMessage:
    """The mail `archive/mail/NAME.txt` in a language, its first line being the subject (RFC 3282
    names the language to programs)."""
    here = site()
    with override(language), timezone.override(zone(here.time_zone)):
        text = render_to_string(f"archive/mail/{name}.txt", {"paper": line(here.name)} | known)
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", None, [email],
                        headers=AUTOMATIC | {"Content-Language": language} | head)


def list_id() -> str:
    """The name of these mails for filters (RFC 2919)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    plain = re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", host)
    return f"<searches.{host if plain else 'localhost'}>"


def message_id(*parts: object) -> str:
    """The same name for the same mail, however often it is put together (RFC 5322, 3.6.4)."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    left = ".".join(re.sub(r"[^A-Za-z0-9-]", "-", str(part)) for part in parts)
    return f"<search.{left}@{sender.rpartition('@')[2] or 'localhost'}>"


def unsubscribing(link: str) -> dict[str, str]:
    """How a mail program offers to stop these mails: one POST, no question (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def line(text: str) -> str:
    """A text on one line that can pass for no other line, running its own way (Unicode 9, X5c)."""
    kept = (" " if unicodedata.category(sign)[0] in "CZ" and sign not in "\u200c\u200d" else sign
            for sign in text)
    plain = " ".join("".join(kept).split())
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in plain)
    return f"{_FIRST}{plain}{_LAST}" if turned or get_language_bidi() else plain
