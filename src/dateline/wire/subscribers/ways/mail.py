"""E-mail: the text to read, and the copy attached in the subscriber's format.

It is given to the mail server here and not by the queue of jobs: a mail that waits there could go
out after its story was killed, and nobody would learn when it was accepted. Received means that:
the newsroom's mail server has taken it (RFC 5321 4.2.5). Whether it arrives, no server says.
"""

from __future__ import annotations

from email.utils import format_datetime, parseaddr
from smtplib import SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address

from dateline.jobs.public import give_mail
from dateline.lib import clock
from dateline.wire.models import Way
from dateline.wire.subscribers.ways.errands import Going, NotGiven
from dateline.wire.subscribers.ways.parcels import Parcel


def give(way: Way, parcel: Parcel, going: Going) -> None:
    """Send it; returns when the mail server has accepted it. Raises NotGiven."""
    if not settings.EMAIL_HOST:
        raise NotGiven("no mail server is set (DATELINE_MAIL)")
    whole = written(way.address, parcel).message().as_bytes(linesep="\r\n")
    try:
        give_mail(bare(settings.DEFAULT_FROM_EMAIL), bare(way.address), whole, going)
    except (OSError, UnicodeError) as trouble:  # every SMTPException is an OSError
        raise NotGiven(f"the mail server {settings.EMAIL_HOST}: {_said(trouble)}") from None


def written(address: str, parcel: Parcel) -> EmailMessage:
    """The mail. Its id is made of guid, version and status, so that the same is known again."""
    copy = parcel.copy
    host = bare(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]
    mail = EmailMessage(
        subject=subject(parcel), body=parcel.plain, to=[address],
        headers={
            "Date": format_datetime(clock.now()),
            "Message-ID": f"<{parcel.uuid}.{copy.version}.{copy.status}.{parcel.kind}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Dateline-Kind": parcel.kind, "Dateline-Cursor": parcel.cursor,
            "Dateline-Guid": copy.guid, "Dateline-Version": str(copy.version),
            "Dateline-Status": copy.status,
        },
    )
    mail.attach(parcel.file_name, copy.body, copy.media_type.partition(";")[0])
    return mail


def subject(parcel: Parcel) -> str:
    """The first line of the text, and the headline where there is one."""
    first = parcel.plain.partition("\n")[0]
    return " ".join(" — ".join(filter(None, (first, parcel.headline))).split())


def bare(address: str) -> str:
    """The address alone, its domain in ASCII."""
    return parseaddr(sanitize_address(address, "utf-8"))[1]


def _said(trouble: Exception) -> str:
    """In plain words, without what could be a secret of ours."""
    if isinstance(trouble, SMTPResponseException):
        text = trouble.smtp_error
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
        return f"{trouble.smtp_code} {said[:200]}"
    if isinstance(trouble, TimeoutError):
        return "no answer in time"
    return str(getattr(trouble, "strerror", "") or type(trouble).__name__)
