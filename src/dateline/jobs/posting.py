"""Sending one mail to one recipient by SMTP; without a mail server, keeping it as a file.

A mail that waits in the queue says what was so when it was asked for. What may be taken back
meanwhile is not put there: a job of the room writes the mail when it is sent (`hand_over`).
"""

from __future__ import annotations

import hashlib
import os
import time
from base64 import b64decode
from contextlib import nullcontext
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from ssl import SSLCertVerificationError, SSLError
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from dateline.jobs.handing import Going, RecipientRefused, give
from dateline.jobs.kinds import Hopeless, TryAgain
from dateline.jobs.mail import bare, file_name, written

ATTEMPTS = 30
"""About a day: a mail server that is away overnight loses nothing."""
REST = 60.0
"""Seconds for which a mail server that gave no answer is left alone: each mail would wait for it
in vain as long as EMAIL_TIMEOUT, and keep the jobs of other kinds waiting."""
_resting: dict[str, float] = {}


def post(payload: dict[str, Any]) -> None:
    """The act for mails: send it, or keep it readable in the data folder.

    Raises Hopeless when the server refuses recipient or text for good (5xx), else TryAgain.
    """
    _deliver(payload["sender"], payload["recipient"], b64decode(payload["message"]),
             payload["file"], nullcontext)


def hand_over(message: EmailMessage, *, at: datetime, going: Going) -> None:
    """Send a mail to its one recipient now, in a job of `MAIL_ATTEMPTS` attempts; as `post` raises.

    `at`: when it was asked for, its Date; with its Message-ID it is the same mail however often it
    is written (RFC 5322, 3.6.4). It leaves inside `going()`, which is entered twice, the first time
    before any text is on its way: nothing it tells of may be taken back while that lasts. What
    `going` raises ends the sending.
    """
    (recipient,) = map(bare, message.recipients())
    sender, name = bare(message.from_email), message.extra_headers["Message-ID"]
    message.extra_headers["Date"] = format_datetime(at)
    token = hashlib.sha256(name.encode()).hexdigest()[:8]
    _deliver(sender, recipient, written(message, sender), file_name(recipient, at, token), going)


def _deliver(sender: str, recipient: str, message: bytes, file: str, going: Going) -> None:
    if not settings.EMAIL_HOST:
        with going():
            _keep(file, message)
        return
    host = f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if time.monotonic() < _resting.get(host, 0.0):
        raise TryAgain(f"{host} did not answer a moment ago.")
    try:
        give(sender, recipient, message, going)
    except OSError as error:  # every SMTPException is one
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            _resting[host] = time.monotonic() + REST
            raise TryAgain(f"{host} does not answer in time.") from None
        raise _trouble(host, error, recipient) from None


def folder() -> Path:
    """Where mails are kept while there is no mail server."""
    return Path(settings.DATA) / "mail"


def _keep(name: str, message: bytes) -> None:
    """Write it for its owner only, whole or not at all; again is the same file."""
    folder().mkdir(mode=0o700, exist_ok=True)
    target = folder() / name
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(message.replace(b"\r\n", b"\n"))
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def _trouble(host: str, error: OSError, recipient: str) -> Exception:
    """What went wrong, in words that hold no secret of ours."""
    match error:
        case RecipientRefused():
            return _refusal(f"{host} refuses {recipient}", error.smtp_code, error.smtp_error)
        case SMTPDataError():
            return _refusal(f"{host} refuses the mail to {recipient}",
                            error.smtp_code, error.smtp_error)
        case SMTPAuthenticationError():
            return TryAgain(f"{host} does not accept the user name or password of DATELINE_MAIL "
                            f"({error.smtp_code}).")
        case SMTPResponseException():
            return TryAgain(f"{host} answers {error.smtp_code} {_plain(error.smtp_error)}")
        case SMTPNotSupportedError():
            return TryAgain(f"{host} cannot be used: {_plain(str(error))}")
        case SMTPServerDisconnected():
            return TryAgain(f"{host} has broken off.")
        case SSLCertVerificationError():
            return TryAgain(f"{host} cannot be trusted: {error.verify_message}.")
        case SSLError():
            return TryAgain(f"{host} does not speak TLS as DATELINE_MAIL says.")
    return TryAgain(f"{host} cannot be reached: {error.strerror or type(error).__name__}.")


def _refusal(who: str, code: int, text: bytes | str) -> Exception:
    kind = Hopeless if 500 <= code < 600 else TryAgain
    return kind(f"{who}: {code} {_plain(text)}")


def _plain(text: bytes | str) -> str:
    """A server's words on one line, nothing in them that a terminal would obey."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable())[:200]
