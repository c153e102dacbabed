"""The conversation with the mail server, whose last word is said at a moment that the caller keeps.
"""

from __future__ import annotations

import re
import select
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from smtplib import SMTP, SMTPDataError, SMTPResponseException

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

Going = Callable[[], AbstractContextManager[object]]
END = b".\r\n"
"""What ends the text (RFC 5321 4.1.1.4). Without it the server has no mail, and may keep none."""


class RecipientRefused(SMTPResponseException):
    """The server does not take mail for this recipient."""


def give(sender: str, recipient: str, message: bytes, going: Going) -> None:
    """Give a mail to the mail server of the settings, which has it once it was inside `going()`.

    That is entered twice, the first time before any text goes out; what it raises ends the talk.
    Raises OSError (every SMTPException is one), and ValueError for an address that cannot be said.
    """
    server = EmailBackend()
    try:
        server.open()
        _say(server.connection, sender, recipient, message, going)
    finally:
        with suppress(OSError):  # the mail is accepted or not; how the talk ends changes nothing
            server.close()


def _say(smtp: SMTP, sender: str, recipient: str, message: bytes, going: Going) -> None:
    """RFC 5321 3.3, step by step, so that nothing waits for the server inside `going`.

    The text goes out before it, but for its end: three bytes that the kernel has room for. So a
    mail is handed over inside `going`, or never, and however slow the server is, nobody waits.
    """
    assert smtp.sock is not None
    smtp.ehlo_or_helo_if_needed()
    size = [f"size={len(message)}"] if smtp.has_extn("size") else []
    _wants(250, smtp.mail(sender, size), SMTPResponseException)
    _wants(25, smtp.rcpt(recipient), RecipientRefused)
    _wants(354, smtp.docmd("DATA"), SMTPDataError)
    try:
        with going():
            pass  # of a text that was taken back already no byte goes out
        smtp.send(quoted(message))
        _await_room(smtp.sock)
        with going():
            smtp.sock.setblocking(False)
            smtp.sock.send(END)
        smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
        _wants(250, smtp.getreply(), SMTPDataError)
    except BaseException:
        smtp.close()  # in the midst of DATA there is no QUIT
        raise


def _wants(code: int, reply: tuple[int, bytes], refusal: type[SMTPResponseException]) -> None:
    if not str(reply[0]).startswith(str(code)):
        raise refusal(*reply)


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
