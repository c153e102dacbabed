"""A mail server of our own on loopback: takes mails, refuses them or breaks off, as it is told."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

DROP = "drop"
USUAL = {
    "HELLO": "220 post office", "EHLO": "250-post office", "MAIL": "250 OK", "RCPT": "250 OK",
    "DATA": "354 Go on", "TEXT": "250 Taken", "RSET": "250 OK", "QUIT": "221 Bye",
    "AUTH": "235 Welcome", "STARTTLS": "220 Go on",
}


@dataclass(frozen=True)
class Mail:
    """A mail that was handed in, whether or not the answer arrived."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    encrypted: bool

    @property
    def message(self) -> EmailMessage:
        """The mail as its reader sees it."""
        return message_from_bytes(self.data, policy=policy.default)


class PostOffice(socketserver.ThreadingTCPServer):
    """`answers[verb]` are given before the usual one, each once; "drop" breaks off unanswered.

    While `reading` is not set, it takes no text in.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None, at_once: bool) -> None:
        self.answers: dict[str, list[str]] = {}
        self.heard: list[str] = []
        self.reading = threading.Event()
        self.reading.set()
        self.taken: list[Mail] = []
        self.context, self.at_once = context, at_once
        super().__init__(("127.0.0.1", 0), _Talk)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.server_address[1])

    def answer(self, verb: str) -> str:
        """What to say to a verb."""
        self.heard.append(verb)
        told = self.answers.get(verb)
        return told.pop(0) if told else USUAL.get(verb, "502 Unknown")


class _Talk(socketserver.StreamRequestHandler):
    server: PostOffice
    timeout = 20

    def handle(self) -> None:
        self.encrypted = False
        if self.server.at_once:
            self._encrypt()
        try:
            if self._say("HELLO"):
                while self._next():
                    pass
        except OSError:  # the other side is gone
            pass

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.request.close()

    def _encrypt(self) -> None:
        assert self.server.context is not None
        self.rfile.close()
        self.wfile.close()
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.encrypted = True
        self.setup()

    def _say(self, verb: str) -> bool:
        answer = self.server.answer(verb)
        if answer == DROP:
            return False
        if verb == "EHLO" and answer.startswith("250-"):
            more = ["AUTH PLAIN", "8BITMIME"]
            if self.server.context and not self.encrypted:
                more.insert(0, "STARTTLS")
            lines = [answer, *(f"250-{word}" for word in more[:-1]), f"250 {more[-1]}"]
            answer = "\r\n".join(lines)
        self.wfile.write(answer.encode() + b"\r\n")
        self.said = answer
        return verb != "QUIT"

    def _next(self) -> bool:
        line = self.rfile.readline().decode().strip()
        verb, _, rest = line.partition(" ")
        verb = verb.upper()
        if not line:
            return False
        if verb == "MAIL":
            self.sender, self.recipients = _address(rest), []
        elif verb == "RCPT":
            self.recipients.append(_address(rest))
        if not self._say(verb):
            return False
        if self.said.startswith("220"):
            self._encrypt()
        if self.said.startswith("354"):
            return self._text()
        return True

    def _text(self) -> bool:
        data = b""
        self.server.reading.wait(60)
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            data += line.removeprefix(b".")
        mail = Mail(self.sender, tuple(self.recipients), data, self.encrypted)
        self.server.taken.append(mail)
        return self._say("TEXT")


def _address(rest: str) -> str:
    return rest.partition("<")[2].partition(">")[0]


@contextmanager
def post_office(
    *, context: ssl.SSLContext | None = None, at_once: bool = False
) -> Iterator[PostOffice]:
    """A post office for the length of the block; with a context it can speak TLS."""
    with PostOffice(context, at_once) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def use(monkeypatch: Any, url: str, **otherwise: Any) -> None:
    """Send through this mail server, as DATELINE_MAIL would say at start, or otherwise."""
    from django.conf import settings

    from dateline.project.environment import mail_server

    monkeypatch.setenv("DATELINE_MAIL", url)
    given = mail_server()._replace(**otherwise)
    for name, value in {
        "EMAIL_HOST": given.host, "EMAIL_PORT": given.port, "EMAIL_HOST_USER": given.user,
        "EMAIL_HOST_PASSWORD": given.password, "EMAIL_USE_TLS": given.starttls,
        "EMAIL_USE_SSL": given.tls,
    }.items():
        monkeypatch.setattr(settings, name, value)
