"""What the head of a mail says to programs: who it is from, and that no person wrote it."""

from __future__ import annotations

import re
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings

AUTOMATIC = {"Auto-Submitted": "auto-generated"}
"""So that nobody's absence answers it (RFC 3834, 5)."""


def list_id() -> str:
    """The name of the readers' mails for filters (RFC 2919)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    name = host if re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", host) else "localhost"
    return f"<discussion.{name}>"


def message_id(*parts: object) -> str:
    """The same name for the same mail, however often it is put together (RFC 5322, 3.6.4)."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    left = ".".join(re.sub(r"[^A-Za-z0-9-]", "-", str(part)) for part in parts)
    return f"<discussion.{left}@{sender.rpartition('@')[2] or 'localhost'}>"


def unsubscribing(link: str) -> dict[str, str]:
    """How a mail program offers to stop these mails: one POST, no question (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def threading(code: str, reader: int) -> dict[str, str]:
    """What makes a reader's mails about one discussion stand together; itself it was never sent."""
    first = message_id("thread", code, reader)
    return {"In-Reply-To": first, "References": first}
