"""Readers and colleagues who keep searches, and the worker that tells them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.test import Client

from dateline.archive.public import alert_all
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people.public import User, make_link
from staffing import browser

ASK = "/search/keep?q="
MINE = "/search/saved/"


def account(email: str = "ann@readers.example") -> User:
    """A reader with an account."""
    return User.objects.create_user(email)


def signed_in(user: User) -> Client:
    """Their browser."""
    client = browser()
    client.force_login(user)
    return client


def kept(client: Client, query: str, *, pace: str = "now", name: str = "", at: datetime) -> None:
    """Keep a search, as its form does."""
    with clock.at(at):
        answer = client.post(f"{ASK}{query}", {"name": name, "pace": pace})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == f"{MINE}?done=keep"


def worked(at: datetime) -> None:
    """What the worker does at a time."""
    with clock.at(at):
        alert_all()
        run_due(at=at)


def link(mail: Any, part: str) -> str:
    """The path of the link in a mail that holds this part."""
    return re.search(rf"http://localhost:8000(/search/saved/{part}/\S+)", mail.body).group(1)


def staff_link(user: User) -> Client:
    """A colleague's browser."""
    client = browser()
    assert client.post(make_link(user.email)).status_code == 302
    return client
