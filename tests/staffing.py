"""The staff of a test: people with roles, signed in as they would be, and their phones."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time

from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from dateline.people.public import User, make_link

PASSWORD = "a quiet harbour at dawn"


def member(*roles: str, email: str = "", password: str | None = None) -> User:
    """Somebody on the staff with these roles, known by the first one unless an e-mail is given.

    Without a password (hashing one takes its time) only a link lets them in.
    """
    first = (roles or ("nobody",))[0]
    email = email or f"{first.replace(' ', '-')}@example.org"
    user = User.objects.create_user(email, password, first_name=first.title(), is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def browser() -> Client:
    """A browser nobody has signed in with; errors of the server are answered, not raised."""
    return Client(headers={"host": "localhost:8000", "user-agent": "Test browser"})


def by_link(user: User) -> Client:
    """A browser in which somebody signed in with a link made on the machine."""
    client = browser()
    assert client.post(make_link(user.email)).status_code == 302
    return client


def by_password(user: User, password: str = PASSWORD) -> Client:
    """A browser in which e-mail and password were given; a second factor may still be asked."""
    client = browser()
    client.post("/desk/account/login/", {"login": user.email, "password": password})
    return client


def signed_in(client: Client) -> bool:
    """Whether somebody is signed in, and the session still counts."""
    return client.get("/desk/account/sessions/").status_code == 200


def code(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app shows now (RFC 6238: HMAC-SHA-1, 30 seconds, six digits)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def add_app(client: Client) -> str:
    """Set up an authenticator app as its page says; its secret."""
    page = client.get("/desk/account/security/totp/activate/")
    if page.status_code == 302:  # the password first
        client.post(page["Location"], {"password": PASSWORD})
        page = client.get("/desk/account/security/totp/activate/")
    secret = re.search(r'value="([A-Z2-7]{32})"', page.content.decode())[1]
    done = client.post("/desk/account/security/totp/activate/", {"code": code(secret)})
    assert done.status_code == 302, done.content.decode()
    return secret


def link_in(message: mail.EmailMessage) -> str:
    """The path of the one link in a mail."""
    found = re.findall(r"http://localhost:\d+(/\S+)", str(message.body))
    assert len(found) == 1, message.body
    return found[0]
