"""E-mail: the text to read, and the copy attached in the subscriber's format.

It is given to the mail server here and not by the queue of jobs: a mail that waits there could go
out after its story was killed, and nobody would learn when it was accepted. Received means that:
the newsroom's mail server has taken it (RFC 5321 4.2.5). Whether it arrives, no server says.
"""

from __future__ import annotations

import re
import select
import socket
from contextlib import suppress
from email.utils import format_datetime, parseaddr
from smtplib import SMTP, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from dateline.lib import clock
from dateline.wire.models import Way
from dateline.wire.subscribers.ways.errands import Going, NotGiven
from dateline.wire.subscribers.ways.parcels import Parcel

END = b".\r\n"
"""What ends the text (RFC 5321 4.1.1.4). Without it the server has no mail, and may keep none."""


def give(way: Way, parcel: Parcel, going: Going) -> None:
    """Send it; returns when the mail server has accepted it. Raises NotGiven."""
    if not settings.EMAIL_HOST:
        raise NotGiven("no mail server is set (DATELINE_MAIL)")
    whole = written(way.address, parcel).message().as_bytes(linesep="\r\n")
    server = EmailBackend()
    try:
        server.open()
        _send(server.connection, way.address, whole, going)
    except (OSError, UnicodeError) as trouble:  # every SMTPException is an OSError
        raise NotGiven(f"the mail server {settings.EMAIL_HOST}: {_said(trouble)}") from None
    finally:
        with suppress(OSError):
            server.close()


def _send(smtp: SMTP, recipient: str, message: bytes, going: Going) -> None:
    """RFC 5321 3.3, step by step, so that nothing waits for the server inside `going`.

    The text goes out before it, but for its end: three bytes that the kernel has room for. So a
    mail is handed over inside `going`, or never, and however slow the server is, nobody waits.
    """
    assert smtp.sock is not None
    smtp.ehlo_or_helo_if_needed()
    _wants(250, smtp.mail(bare(settings.DEFAULT_FROM_EMAIL)))
    _wants(25, smtp.rcpt(bare(recipient)))
    _wants(354, smtp.docmd("DATA"))
    try:
        with going():
            pass  # of a text that is killed already no byte goes out
        smtp.send(quoted(message))
        _await_room(smtp.sock)
        with going():
            smtp.sock.setblocking(False)
            smtp.sock.send(END)
        smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
        _wants(250, smtp.getreply())
    except BaseException:
        smtp.close()  # in the midst of DATA there is no QUIT
        raise


def _wants(code: int, reply: tuple[int, bytes]) -> None:
    if not str(reply[0]).startswith(str(code)):
        raise SMTPResponseException(*reply)


def _await_room(sock: socket.socket) -> None:
    """Until the kernel would take some more."""
    poll = select.poll()
    poll.register(sock, select.POLLOUT)
    if not poll.poll(settings.EMAIL_TIMEOUT * 1000):
        raise TimeoutError


def quoted(message: bytes) -> bytes:
    """The message as DATA carries it but for its end: dots doubled (RFC 5321 4.5.2)."""
    doubled = re.sub(rb"(?m)^\.", b"..", message)
    return doubled + (b"" if doubled.endswith(b"\r\n") else b"\r\n")


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
