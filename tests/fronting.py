"""The front page's and the settings' forms, as a browser without scripts would send them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse, QueryDict
from django.test import Client

from dateline.people.public import User
from desking import desk_of


class _Fields(HTMLParser):
    """The fields of the form of a class, in order: a name may come more than once."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.inside, self.area, self.choice = wanted, False, "", ""
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.wanted in given.get("class", "")
        if not self.inside:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "textarea":
            self.area = name
            self.found.append((name, ""))
        elif tag == "select":
            self.choice = name
        elif tag == "option" and "selected" in given:
            self.found.append((self.choice, given["value"]))
        elif tag == "input" and kind == "checkbox" and "checked" not in given:
            return
        elif tag == "input" and name and kind not in ("submit", "file"):
            self.found.append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[-1] = (self.area, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[-1] = (self.area, self.found[-1][1].removeprefix("\r\n"))
            self.area = ""
        if tag == "form":
            self.inside = False


class Screen:
    """A person before one of the forms; every press sends all that the page holds."""

    def __init__(self, user: User, where: str, form: str = "front-form") -> None:
        self.client: Client = desk_of(user)
        self.where, self.form = where, form
        self.read(self.client.get(where))

    def read(self, answer: HttpResponse) -> HttpResponse:
        """Look at what was answered; a redirect changes nothing in the form."""
        self.answer = answer
        self.html = answer.content.decode()
        if answer.status_code in (200, 409, 422):
            reading = _Fields(self.form)
            reading.feed(self.html)
            self.sent = QueryDict(mutable=True)
            for name, value in reading.found:
                self.sent.appendlist(name, value)
        return answer

    def press(self, do: str, **fields: Any) -> HttpResponse:
        """Fill fields in (a list sends one name more than once), then press a button."""
        for name, value in (fields | {"do": do}).items():
            name = name.replace("_dash_", "-")
            if isinstance(value, list):
                self.sent.setlist(name, value)
            else:
                self.sent[name] = value
        data = {name: self.sent.getlist(name) for name in self.sent}
        return self.read(self.client.post(self.where, data))

    def shown(self) -> str:
        """The page's text."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.html).split())
