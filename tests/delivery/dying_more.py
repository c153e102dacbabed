"""More acts for `dying`: the clock's, the editor's own address, approval, terms, front page,
settings, pictures, topics, notes, and what somebody leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import dying
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from dying import AT, MINUTE, _copy, _editor, _front, _guid

from dateline.desk import public as desk
from dateline.desk.models import Picture, PlannedFront, Story
from dateline.desk.public import Block, Site, Tag
from dateline.formats.mediatopics import Topic
from dateline.people.public import User
from dateline.people.staff import deactivate
from desking import STORY, body, desk_of, form
from drawing import drawn, file_of

LATER = AT + MINUTE


def _save_from_the_editor(number: int) -> Callable[[], Any]:
    """A browser has the editor open; what counts is what its Save sends."""
    client = Client(headers={"host": "localhost:8000"})
    client.cookies["sessionid"] = Session.objects.get().session_key
    where = f"{STORY}edit/{Story.objects.get(guid=_guid(number)).pk}/"
    page = client.get(where).content.decode()
    connections.close_all()
    sent = form(page, "w-editor-form") | body("New.") | {
        "headline": f"Other {number}", "tags": f"place: Place {number}",
    }
    sent.pop("then", None)

    def save() -> None:
        assert client.post(where, sent).status_code == 302

    return save


def _signed_in(number: int) -> None:
    if number == 0:
        desk_of(_editor())


def _approved(number: int) -> None:
    """Wagtail's own end of the review."""
    story = Story.objects.get(guid=_guid(number))
    story.current_workflow_task_state.specific.approve(user=_editor())


def _due(hold: Callable[..., Any]) -> Callable[[int], None]:
    """Held until its own minute: each look at the clock finds one story due."""
    return lambda number: hold(_guid(number), AT + number * MINUTE, by=_editor())


def _tick(number: int) -> int:
    return desk.release_due(at=AT + number * MINUTE)


def _drafted(number: int) -> None:
    desk.save_draft(_guid(number), {"standfirst": "Draft."}, by=_editor())


def _update_scheduled(number: int) -> None:
    _drafted(number)
    desk.schedule(_guid(number), AT + number * MINUTE, by=_editor())


def _expiring(number: int) -> None:
    desk.update(_guid(number), {"expires_at": AT + (number + 1) * MINUTE}, at=AT)


def _named(number: int) -> None:
    tags = (Tag(f"Tag {number}", "subject", True),)
    desk.update(_guid(number), {"tags": tags, "dossiers": (f"Side {number}",)}, at=AT)


def _illustrated(number: int) -> None:
    picture = desk.add_picture(BytesIO(file_of("PNG", drawn(40 + number, 30))), name="a.png")
    Story.objects.filter(guid=_guid(number)).update(picture=picture)


def _kept(number: int) -> None:
    desk.add_picture(BytesIO(file_of("PNG", drawn(40 + number, 30))), name=f"{number}.png")


def _plans(number: int) -> None:
    desk.plan(_front(number), AT + (number + 1) * MINUTE, at=AT, by=_editor())


def _plan(number: int) -> PlannedFront:
    return PlannedFront.objects.order_by("pk")[number]


def _leaver(number: int) -> None:
    leaving = User.objects.create_user(f"leaver{number}@example.org", is_staff=True)
    leaving.groups.add(Group.objects.get(name="reporter"))
    boss = User.objects.get_or_create(email="root@example.org", is_superuser=True)[0]
    assert boss.is_superuser
    guid = desk.file_story(_copy(5000 + number), by=leaving)
    Story.objects.filter(guid=guid).update(locked=True, locked_by=leaving, locked_at=AT)


def _leaves(number: int) -> None:
    leaving = User.objects.get(email=f"leaver{number}@example.org")
    deactivate(leaving, to=_editor(), by=User.objects.get(email="root@example.org"))


def _topics(number: int) -> tuple[Topic, ...]:
    names = (("en", f"Topic {number}"),)
    return tuple(Topic(f"{code:08}", names, broader="" if code == 1 else "00000001")
                 for code in range(1, 4 + number))


dying.LIVE |= {"update released", "expired", "resection", "split", "retype", "describe",
               "note", "notify", "plan", "replan", "cancel plan", "draft behind", "expire",
               "erase public"}
dying.DRAFTS |= {"released", "lifted", "approval", "schedule", "editor save", "erase", "drawn"}
dying.USED_UP |= {"drawn"}
dying.MADE_READY |= {
    "editor save": _signed_in,
    "approval": lambda n: desk.submit(_guid(n), by=_editor()),
    "released": _due(desk.schedule), "lifted": _due(desk.embargo),
    "update released": _update_scheduled, "expired": _expiring, "draft behind": _drafted,
    "split": _named, "retype": _named, "describe": _named, "note": _named,
    "drawn": _illustrated, "erase picture": _kept,
    "order": lambda n: desk.add_section(f"Sect {n}", at=AT),
    "replan": _plans, "cancel plan": _plans, "hand over": _leaver,
}
dying.SENT |= {"editor save": _save_from_the_editor}
dying.ACTS |= {
    "approval": _approved,
    "released": _tick, "lifted": _tick, "update released": _tick,
    "expired": lambda n: desk.release_due(at=AT + (n + 1) * MINUTE),
    "schedule": lambda n: desk.schedule(_guid(n), LATER, by=_editor()),
    "resection": lambda n: desk.resection(_guid(n), f"World {n}", at=AT, by=_editor()),
    "expire": lambda n: desk.expire(_guid(n), at=AT),
    "erase": lambda n: desk.erase(_guid(n)),
    "erase public": lambda n: desk.erase(_guid(n), at=AT),
    "draft behind": lambda n: desk.update(_guid(n), {"credit": "B"}, at=AT),
    "split": lambda n: desk.split(f"Side {n}", [_guid(n)], f"New {n}", at=AT),
    "retype": lambda n: desk.retype("subject", f"Tag {n}", "event", at=AT),
    "describe": lambda n: desk.describe(f"Side {n}", f"What it is about, {n}.", at=AT),
    "order": lambda n: desk.order_sections([f"Sect {n}", "Politics"], at=AT),
    "add section": lambda n: desk.add_section(f"Sect {n}", at=AT),
    "note": lambda n: desk.take_note("dossier", f"Side {n}", f"Mind {n}."),
    "notify": lambda n: desk.notify(_guid(n), "comment", f"Told {n}.", to=_editor(), at=AT),
    "configure": lambda n: desk.configure(Site(name=f"Name {n}"), at=AT),
    "plan": lambda n: desk.plan(_front(n), LATER, at=AT, by=_editor()),
    "replan": lambda n: desk.replan(_plan(n).pk, replace(_front(n), secondaries=()), LATER, at=AT),
    "cancel plan": lambda n: desk.cancel_plan(_plan(n).pk),
    "add picture": _kept,
    "drawn": lambda n: desk.publish(_guid(n), at=AT),
    "erase picture": lambda n: desk.erase_pictures(
        [Picture.objects.order_by("pk").values_list("pk", flat=True)[0]]),
    "topics": lambda n: desk.load_topics(_topics(n)),
    "hand over": _leaves,
    "file": lambda n: desk.file_story(replace(_copy(7000 + n), blocks=(
        Block("paragraph", "Text."),)), by=_editor()),
}
