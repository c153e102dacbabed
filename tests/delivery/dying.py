"""One act of the desk, killed at each of its writes in turn; `main(act)` is a process of its own.

It prints one line of JSON for each death, and one for the survivor.
This process only forks. A child prepares, a child dies at its n-th step (`kill -9`, no handler
runs), and a third one, which knows nothing of it, looks at what is there.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import lmdb
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connections
from django.template.loader import get_template
from django.urls import resolve
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState

import dateline
from dateline.delivery import public as delivery
from dateline.delivery.machine import build
from dateline.delivery.pieces import MISSING
from dateline.desk import public as desk
from dateline.desk.public import Block, Copy, Front, Site, Tag
from dateline.people.public import User
from dateline.project.wsgi import application
from dateline.record import public as record

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOST, STORIES = 80, 30
NIGHTLY = bool(os.environ.get("DATELINE_NIGHTLY"))
WRITES = ("INSERT", "UPDATE", "DELETE")


class Doom:
    """Counts the steps of this process, and kills it at the n-th, once it has told which."""

    def __init__(self, last: int, tell: Callable[[str], None]) -> None:
        self.last, self.tell = last, tell
        self.steps: list[str] = []

    def step(self, name: str) -> None:
        """Take one step."""
        self.steps.append(name)
        if len(self.steps) == self.last:
            self.tell(name)
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Every write, when it is done; and the first statement after the commit."""
        began = self.steps and "committed" not in self.steps
        if began and not context["connection"].in_atomic_block:
            self.step("committed")
        done = execute(sql, params, many, context)
        if sql.startswith(WRITES):
            self.step("database " + " ".join(sql.split()[:3]).replace('"', ""))
        return done


class DoomedTransaction:
    """A write transaction of the page store whose every write is a step, before and after."""

    def __init__(self, txn: Any, doom: Doom) -> None:
        self.txn, self.doom = txn, doom

    def __getattr__(self, name: str) -> Any:
        return getattr(self.txn, name)

    def put(self, *words: Any, **named: Any) -> Any:
        self.doom.step("store put")
        return self.txn.put(*words, **named)

    def drop(self, *words: Any, **named: Any) -> Any:
        self.doom.step("store drop")
        return self.txn.drop(*words, **named)

    def __enter__(self) -> DoomedTransaction:
        return self

    def __exit__(self, *error: Any) -> Any:
        self.doom.step("store commits")
        done = self.txn.__exit__(*error)
        self.doom.step("store committed")
        return done


class DoomedEnvironment:
    """The page store's environment, as `lmdb.open` gives it."""

    def __init__(self, env: Any, doom: Doom) -> None:
        self.env, self.doom = env, doom

    def __getattr__(self, name: str) -> Any:
        return getattr(self.env, name)

    def begin(self, write: bool = False) -> Any:
        txn = self.env.begin(write=write)
        return DoomedTransaction(txn, self.doom) if write else txn


# -- the acts ------------------------------------------------------------------------------------


def _copy(number: int, **fields: Any) -> Copy:
    return Copy(f"Story {number}", "Politics", dossiers=("Floods",),
                blocks=(Block("paragraph", "Text."),), source=f"wire:{number}", **fields)


def _guid(number: int) -> str:
    found = desk.find(source=f"wire:{number}")
    assert found is not None
    return found.guid


def _rename(number: int) -> None:
    desk.rename("dossier", record.dossiers()[0].name, f"Floods {number}", at=AT)


ACTS: dict[str, Callable[[int], Any]] = {
    "publish": lambda n: desk.publish(_guid(n), at=AT),
    "correct": lambda n: desk.correct(_guid(n), {"headline": f"Right {n}", "place": f"Place {n}"},
                                      wrong="left", right="right", at=AT),
    "kill": lambda n: desk.kill(_guid(n), "Killed.", reason="Wrong.", at=AT),
    "rename": _rename,
    "merge": lambda n: desk.merge("dossier", f"Side {n}", "Floods", at=AT),
    "file_batch": lambda n: desk.file_batch([_copy(1000 * n + k) for k in (500, 501)],
                                            at=AT),
    "approve": lambda n: desk.publish(_guid(n), at=AT, by=_editor()),
    "update": lambda n: desk.update(_guid(n), at=AT, by=_editor()),
    "lift": lambda n: desk.lift(_guid(n), at=AT, by=_editor()),
    "withdraw": lambda n: desk.withdraw(_guid(n), "Withdrawn.", at=AT, by=_editor()),
    "save": lambda n: desk.save_draft(_guid(n), {"headline": f"Other {n}", "tags": (
        Tag(f"Tag {n}", "subject"),)}, by=_editor()),
    "submit": lambda n: desk.submit(_guid(n), by=_editor()),
    "return": lambda n: desk.send_back(_guid(n), "Who?", by=_editor()),
    "embargo": lambda n: desk.embargo(_guid(n), AT, by=_editor()),
    "discard": lambda n: desk.discard(_guid(n), by=_editor()),
    "rebase": lambda n: desk.rebase(_guid(n), {"standfirst": "Both."}, onto=2, by=_editor()),
    "arrange": lambda n: desk.arrange(_front(n), at=AT, by=_editor()),
    "planned": lambda n: desk.release_due(at=AT + n * MINUTE),
}


MINUTE = timedelta(minutes=1)


def _front(number: int) -> Front:
    return Front(_guid(number), (_guid(number + 1),))


def _editor() -> User:
    return User.objects.get(email="editor@example.org")


def _made_ready(act: str, number: int) -> None:
    """A story as the act wants to find it."""
    if act in ("approve", "return"):
        desk.submit(_guid(number), by=_editor())
    elif act == "lift":
        desk.embargo(_guid(number), AT, by=_editor())
    elif act in ("update", "rebase", "discard"):
        desk.save_draft(_guid(number), {"standfirst": "Draft."}, by=_editor())
    elif act == "planned":
        desk.plan(_front(number), AT + number * MINUTE, at=AT - MINUTE, by=_editor())
    if act == "rebase":
        desk.correct(_guid(number), {"credit": "B"}, wrong="A", right="B", at=AT)
    if act in MADE_READY:
        MADE_READY[act](number)


LIVE = {"correct", "kill", "update", "withdraw", "save", "rebase", "discard", "arrange", "planned"}
DRAFTS = {"publish", "approve", "lift", "submit", "return", "embargo"}
"""Which acts want live stories, which want drafts."""
MADE_READY: dict[str, Callable[[int], Any]] = {}
SENT: dict[str, Callable[[int], Callable[[], Any]]] = {}
"""More acts: what makes a story ready for one; and acts in two parts, of which the second counts.
`dying_more` fills them."""


def prepare(act: str) -> dict[str, Any]:
    """What the acts need: a site, and a story for each of them, a draft or live."""
    stories = MOST if act in USED_UP else STORIES
    desk.configure(Site(name="Dateline"), at=AT)
    if act == "merge":
        sides = [replace(_copy(n), dossiers=(f"Side {n}",)) for n in range(STORIES)]
        desk.file_batch(sides, at=AT)
    desk.file_batch([_copy(100_000 + k, related=("Story 0",)) for k in range(3)], at=AT)
    editor = User.objects.create_user("editor@example.org")
    editor.groups.add(Group.objects.get(name="editor"))
    if act in LIVE:
        desk.file_batch([_copy(n) for n in range(STORIES)], at=AT)
    elif act in DRAFTS:
        for number in range(stories):
            desk.file_story(_copy(number, authors=(f"Author {number}",)))
    if act in READY or act in MADE_READY:
        for number in range(stories - 1):
            _made_ready(act, number)
    return look(act)


USED_UP: set[str] = set()
"""Acts that take another story after every death, since each leaves something behind."""
READY = ("approve", "return", "lift", "update", "rebase", "discard", "planned")


# -- looking -------------------------------------------------------------------------------------


def look(act: str, *, thoroughly: bool = True) -> dict[str, Any]:
    """What the next process finds, as the tailer and then readers come to it; raises if wrong.

    The pages that the act is about are always compared; the checks of the rooms take longer.
    """
    delivery.apply_ticks()
    addresses = ["/", "/politics/", "/nowhere/"]
    addresses += [item.address for item in record.latest(limit=1).items]
    addresses += [term.address for term in record.dossiers()]
    for address in addresses:
        assert _served(address) == _fresh(address), f"{address} is stale"
    if thoroughly:
        lines = [*record.check(), *desk.check(), *delivery.check(every_page=True)]
        assert lines
    return {"state": _fingerprint(), "seq": record.head(), "killed": _killed(),
            "dossier": record.dossiers()[0].name}


def _served(address: str) -> bytes:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    return b"".join(application(environ, lambda *_: None))


def _fresh(address: str) -> bytes:
    try:
        return delivery.fresh(address).body
    except delivery.Missing:
        return delivery.fresh(MISSING).body


def _fingerprint() -> str:
    """Digest of every row of the three rooms: it tells nothing from something."""
    state = hashlib.sha256()
    models = [model for label in ("desk", "record", "delivery")
              for model in apps.get_app_config(label).get_models()]
    for model in (*models, Revision, ModelLogEntry, WorkflowState, TaskState):
        for row in model.objects.order_by("pk").values_list():
            state.update(repr([getattr(value, "get_prep_value", lambda v=value: v)()
                               for value in row]).encode())
    return state.hexdigest()


def _killed() -> int:
    from dateline.record.models import Story

    return Story.objects.filter(state="killed").count()


# -- processes -----------------------------------------------------------------------------------


def in_child(work: Callable[[Callable[[str], None]], Any]) -> tuple[int, str]:
    """Fork, work there, and return the signal it died of (0: none) and what it told."""
    read, write = os.pipe()
    process = os.fork()
    if not process:
        _work_and_end(work, write)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    status = os.waitpid(process, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a child failed; see above")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, text


def _work_and_end(work: Callable[[Callable[[str], None]], Any], write: int) -> None:
    try:
        result = work(lambda text: os.write(write, text.encode()))
        if result is not None:
            os.write(write, json.dumps(result).encode())
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def do(act: str, number: int, last: int, tell: Callable[[str], None]) -> list[str]:
    """The act, on the story of this number, until its last step; all its steps if it lives."""
    doom = Doom(last, tell)
    work = SENT[act](number) if act in SENT else partial(ACTS[act], number)
    opened = lmdb.open
    lmdb.open = lambda *words, **named: DoomedEnvironment(opened(*words, **named), doom)
    with ExitStack() as stack:
        stack.enter_context(connections["default"].execute_wrapper(doom.statement))
        work()
    return doom.steps


def warm() -> None:
    """Load what every child would load anew: templates, patterns, the build's digest."""
    build()
    resolve("/")
    with override("en"):
        gettext("Latest")
    package = Path(dateline.__file__).parent
    for path in package.glob("*/templates/*/*.html"):
        get_template(f"{path.parent.name}/{path.name}")


def main(act: str, steps: Iterable[int] = range(1, MOST)) -> None:
    """Die at step 1, 2, 3 …, or at these, until the act is through before it.

    The rooms check all after the first death of each kind (at a row, at a page …), after the last
    and after each fourth; at night after each.
    """
    assert act in ACTS or act in SENT
    connections.close_all()
    warm()
    before = json.loads(in_child(lambda _: prepare(act))[1])
    number, kind = 0, ""
    for last in steps:
        died, told = in_child(partial(do, act, number, last))
        kind, before_it = told if told.startswith("store") else told.partition(" ")[0], kind
        all_of_it = NIGHTLY or not died or kind != before_it or last % 4 == 0
        after = json.loads(in_child(lambda _, all=all_of_it: look(act, thoroughly=all))[1])
        line = {"died": died, "told": told, "before": before, "after": after}
        sys.stdout.write(json.dumps(line) + "\n")
        number += after != before  # a story that nothing happened to is taken again
        before = after
        if not died:
            return
    raise SystemExit(f"{act} does not end within {MOST} steps")
