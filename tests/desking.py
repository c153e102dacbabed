"""People at the desk: who they are, and the forms their browsers would send."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client

from dateline.people.public import User, make_link

STORY = "/desk/snippets/desk/story/"


def person(*roles: str, name: str = "") -> User:
    """A member of the newsroom with these roles, who may enter the desk."""
    name = name or roles[0].split()[0]
    user = User.objects.create_user(
        f"{name.lower()}@example.org", first_name=name.title(), is_staff=True
    )
    user.groups.add(*Group.objects.filter(name__in=roles))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return User.objects.get(pk=user.pk)


def desk_of(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client(headers={"host": "localhost:8000"}, raise_request_exception=True)
    assert client.post(make_link(user.email)).status_code == 302
    return client


@dataclass
class _Form(HTMLParser):
    """The values a browser would send back for the form with this id (or the first POST form)."""

    wanted: str
    values: dict[str, Any] = field(default_factory=dict)
    inside: bool = False
    area: str = ""
    choice: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element would send."""
        given = dict(attrs)
        if tag == "form":
            posts = (given.get("method") or "").lower() == "post"
            self.inside = given.get("id") == self.wanted if self.wanted else posts
        if not self.inside:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(given, name)
        elif tag == "textarea" and name:
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.choice = name
            self.values.setdefault(name, None)
        elif tag == "option" and self.choice:
            if "selected" in given or self.values[self.choice] is None:  # else the first one
                self.values[self.choice] = given.get("value") or ""
        elif tag == "button" and name:
            self.buttons.append((name, given.get("value") or ""))

    def _input(self, given: dict[str, str | None], name: str) -> None:
        kind = given.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self.values[name] = given.get("value") or "on"
        elif kind not in ("submit", "file"):
            self.values[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        """Text inside a text area."""
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.choice = ""
        elif tag == "form":
            self.inside = False


def form(html: str, wanted: str = "") -> dict[str, Any]:
    """What a browser would send for the form as it stands."""
    reading = _Form(wanted)
    reading.feed(html)
    return {name: (value or "").removeprefix("\n") for name, value in reading.values.items()}


def words(html: bytes | str) -> str:
    """What a page says."""
    text = html.decode() if isinstance(html, bytes) else html
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def buttons(html: str) -> list[str]:
    """The acts that the editor's foot offers."""
    return re.findall(r'name="then" value="([^"]+)"', html)


def body(*texts: str) -> dict[str, str]:
    """The fields a stream of paragraphs sends."""
    fields = {"body-count": str(len(texts))}
    for at, text in enumerate(texts):
        fields |= {f"body-{at}-deleted": "", f"body-{at}-order": str(at),
                   f"body-{at}-type": "paragraph", f"body-{at}-id": "",
                   f"body-{at}-value": contentstate(text)}
    return fields


def contentstate(text: str) -> str:
    """What the rich-text field sends for plain text."""
    import json

    blocks = [{"key": "abcde", "text": line, "type": "unstyled", "depth": 0,
               "inlineStyleRanges": [], "entityRanges": []} for line in text.split("\n\n")]
    return json.dumps({"blocks": blocks, "entityMap": {}})


class Writing:
    """One person's open editor on one story."""

    def __init__(self, user: User, pk: int | None = None) -> None:
        self.client, self.pk = desk_of(user), pk
        self.open()

    def open(self) -> None:
        """Open (again) what is saved now."""
        where = f"{STORY}edit/{self.pk}/" if self.pk else f"{STORY}add/"
        self.html = self.client.get(where).content.decode()
        self.sent = form(self.html, "w-editor-form") | body()
        self.sent.pop("then", None)
        self.saved = ""

    def save(self, then: str = "", **fields: Any) -> Any:
        """Press Save (and go on to an act); a new story learns its number."""
        self.sent |= fields
        where = f"{STORY}edit/{self.pk}/" if self.pk else f"{STORY}add/"
        answer = self.client.post(where, self.sent | ({"then": then} if then else {}))
        if answer.status_code == 302 and not self.pk:
            found = re.search(r"/(\d+)/", answer["Location"])
            self.pk = int(found[1]) if found else None
        return answer

    def autosave(self, **fields: Any) -> Any:
        """What Wagtail's script sends while one writes, and what it does with the answer."""
        self.sent |= fields
        where = f"{STORY}edit/{self.pk}/" if self.pk else f"{STORY}add/"
        over = {"overwrite_revision_id": self.saved} if self.saved else {}
        answer = self.client.post(where, self.sent | over, headers={"accept": "application/json"})
        said = answer.json()
        if said["success"]:
            self.sent |= said.get("field_updates", {})
            self.saved = str(said.get("revision_id", ""))
            if not self.pk:
                self.pk = said["pk"]
                hydrated = self.client.get(said["hydrate_url"]).content.decode()
                self.sent |= dict(
                    re.findall(r'name="(loaded_revision_\w+)" value="([^"]+)"', hydrated))
        return answer

    def act(self, name: str, **fields: Any) -> Any:
        """Open the act's page and press its button."""
        where = f"/desk/stories/{self.pk}/act/{name}/"
        page = self.client.get(where)
        if page.status_code != 200:
            return page
        return self.client.post(where, form(page.content.decode()) | fields)
