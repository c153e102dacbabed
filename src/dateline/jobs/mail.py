"""Django's EMAIL_BACKEND: each mail is a row for each recipient, in the caller's transaction.

So every mail of any room is sent after commit, and exactly if there is one.
"""

from __future__ import annotations

import copy
import re
import secrets
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django.db import transaction

from dateline.jobs.queueing import enqueue
from dateline.lib import clock

KIND = "mail"
MOST_BYTES = 10 * 1024 * 1024


class TooLarge(ValueError):
    """A mail of more than 10 MB, attachments included."""


class Queued(BaseEmailBackend):
    """Keeps mails until the worker sends them (`posting.post`)."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the mails; returns how many. A mail that cannot be written raises ValueError."""
        with transaction.atomic():
            return sum(_queue(message) for message in email_messages)


def _queue(message: EmailMessage) -> bool:
    recipients = list(dict.fromkeys(bare(address) for address in message.recipients()))
    if not recipients:
        return False
    sender = bare(message.from_email)
    text = written(message, sender)
    if len(text) > MOST_BYTES:
        raise TooLarge(f"A mail of {len(text):,} bytes: at most {MOST_BYTES:,} are sent.")
    for recipient in recipients:
        enqueue(KIND, _payload(sender, recipient, text))
    return True


def bare(address: str) -> str:
    """The address alone, its domain in ASCII (RFC 5321, 4.1.2)."""
    return parseaddr(sanitize_address(address, "utf-8"))[1]


def written(message: EmailMessage, sender: str) -> bytes:
    """The mail as it will be sent. Date and Message-ID are fixed here (RFC 5322, 3.6.4), so that a
    mail sent again after a lost answer is recognised as the same."""
    fixed = {
        "Date": format_datetime(clock.now()),
        "Message-ID": make_msgid(domain=sender.rpartition("@")[2]),
    }
    given = {name.lower() for name in message.extra_headers}
    whole = copy.copy(message)
    whole.extra_headers = message.extra_headers | {
        name: value for name, value in fixed.items() if name.lower() not in given
    }
    text: bytes = whole.message().as_bytes(linesep="\r\n")
    return text


def _payload(sender: str, recipient: str, text: bytes) -> dict[str, Any]:
    return {
        "sender": sender,
        "recipient": recipient,
        "message": b64encode(text).decode(),
        "file": file_name(recipient, clock.now(), secrets.token_hex(4)),
    }


def file_name(recipient: str, at: datetime, token: str) -> str:
    """What a mail is called as a file; `token` is the mail's own."""
    safe = re.sub(r"[^\w.@+-]", "_", recipient)[:100]
    return f"{at:%Y%m%dT%H%M%SZ}-{safe}-{token}.eml"
