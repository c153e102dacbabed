"""A reader leaves for good: no trace of name or text remains, and all that follows is whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connections

from commenting import EMAIL, joined, mailed, open_story, reader, said
from conftest import Reader as Paper
from dateline.discussion import emptying
from dateline.discussion import public as discussion
from dateline.discussion.book import verify
from dateline.discussion.models import (
    Appeal,
    Comment,
    Draft,
    EntryLink,
    IllegalNotice,
    Like,
    Notification,
    Reader,
    Report,
    Sanction,
    Statement,
    Thread,
)
from dateline.discussion.public import NotAllowed, Typed
from dateline.discussion.readers.erasing import erase_reader
from dateline.discussion.standards import clause_of
from dateline.jobs.public import run_due
from dateline.lib import clock
from dateline.people.models import SecurityEntry
from dateline.people.public import User
from moderation import because
from staffing import browser, by_link, member

ERASE = "/discussion/me/erase/"
TEXT = "The canary sang at the bridge, and nobody heard it."


class Left:
    """Ann has written in every state, was answered, liked, reported, restricted."""

    def __init__(self, outbox) -> None:
        self.now = now = clock.now()
        self.code, self.client = open_story(now), joined(outbox, "Canary Jones")
        Reader.objects.update(approved=9, joined_at=now - timedelta(days=90), badge="expert")
        self.ann, self.ben = Reader.objects.get(), reader("Ben Blake", at=now)
        self.moderator = member("moderator")
        self.top = said(self.ann, self.code, TEXT, at=now)
        self.answer = said(self.ben, self.code, "The ground is soft there.", parent=1, at=now)
        self.alone = said(self.ann, self.code, f"Another word: {TEXT}", at=now)
        discussion.edit_comment(self.ann, self.code, self.alone.number,
                                Typed("A canary is a bird that sings.", "k" * 9), at=now)
        self.removed = said(self.ann, self.code, f"A third word, {TEXT}", at=now)
        discussion.decide(self.removed.pk, "remove", by=self.moderator, at=now,
                          reasons=because(clause_of("2.1")))
        self.gone = said(self.ann, self.code, f"Then this, {TEXT}", at=now)
        discussion.delete_comment(self.ann, self.code, self.gone.number, at=now)
        discussion.like(self.ann, self.code, self.answer.number, at=now)
        discussion.like(self.ben, self.code, self.top.number, at=now)
        discussion.report(self.ann, self.code, self.answer.number, clause="2.1",
                          text="The canary objects.", at=now)
        discussion.appeal(Statement.objects.get(), "The canary was right.", at=now)

    def pages(self) -> list[str]:
        thread = f"/discussion/~{self.code}/"
        numbers = range(1, Thread.objects.get().last + 1)
        return [thread, f"{thread}?sort=likes", f"{thread}feed/", f"{thread}since/0/",
                *(f"{thread}{number}/" for number in numbers)]

    def read(self) -> str:
        paper = Paper()
        return "".join(paper.get(page).text for page in self.pages()).lower()

    def leave(self, what: str) -> None:
        assert self.client.post(ERASE, {"comments": what, "name": "Canary"}).status_code == 422
        done = self.client.post(ERASE, {"comments": what, "name": "Canary Jones"})
        assert done.status_code == 200 and "You have left" in done.text
        run_due()


def everywhere() -> str:
    """Every value of every row."""
    found = []
    with connections["default"].cursor() as cursor:
        for table in connections["default"].introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connections['default'].ops.quote_name(table)}")
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found).lower()


def nobody(left: Left) -> None:
    """The account is gone with all that led to it."""
    assert not User.objects.filter(email=EMAIL).exists()
    assert not EntryLink.objects.exists() and not Notification.objects.filter(
        reader=left.ann).exists()
    assert not SecurityEntry.objects.filter(about__email=EMAIL).exists()
    assert left.client.get("/discussion/me/")["Location"].startswith("/discussion/join/")
    verify()
    assert list(discussion.check())


def test_nothing_of_name_or_text_remains(house, outbox):
    left = Left(outbox)
    before = left.read()
    assert "canary" in before and "canary jones" in before
    left.leave("delete")
    nobody(left)
    after = left.read()
    assert "canary" not in after and "deleted by its author" in after.replace("was ", "")
    found = [row for row in everywhere().splitlines() if "canary" in row or EMAIL in row]
    assert not found, "\n".join(found)
    left.answer.refresh_from_db()
    assert (left.answer.likes, Like.objects.filter(reader=left.ann).count()) == (0, 0)
    assert Thread.objects.get().comments == 1 and not Draft.objects.exists()
    left.removed.refresh_from_db()
    assert (left.removed.state, left.removed.text) == ("restricted", "")
    assert left.removed.statement and not Appeal.objects.exists()
    assert Report.objects.get(reader=left.ann).text == ""
    assert outbox[-1].to == [EMAIL] and "your account is deleted" in outbox[-1].subject.lower()
    person = by_link(left.moderator).get(f"/desk/discussion/people/{left.ann.pk}/").text
    assert "canary" not in person.lower()
    with pytest.raises(NotAllowed, match="erased"):
        discussion.decide(left.removed.pk, "restore", by=left.moderator, at=left.now)


def test_kept_comments_have_no_name(house, outbox):
    left = Left(outbox)
    left.leave("keep")
    nobody(left)
    after = left.read()
    assert "canary jones" not in after and "expert" not in after and "former reader" in after
    assert TEXT.lower() in after
    left.answer.refresh_from_db()
    assert left.answer.likes == 1
    assert set(Comment.objects.filter(reader=left.ann).exclude(state="public").values_list(
        "text", flat=True)) == {""}
    assert not Draft.objects.exists()


def test_the_bytes_of_stored_pages_go_too(house, outbox):
    left = Left(outbox)
    left.read()
    left.leave("delete")
    with clock.at(clock.now() + timedelta(days=1)):
        run_due()
    left.read()
    stored = b"".join(file.read_bytes() for file in house.data.glob("store/**/*")
                      if file.is_file())
    assert b"The canary sang" not in stored and b"Canary Jones" not in stored


def test_stopped_in_the_middle_it_is_whole_when_begun_again(house, outbox, monkeypatch):
    left = Left(outbox)
    said(left.ann, open_story(left.now, headline="A second bridge"), "Other birds.", at=left.now)
    monkeypatch.setattr(emptying, "PORTION", 1)
    erase_reader(left.ann.pk, keep=False, at=left.now)
    killed = 0

    def stop(execute, sql, params, many, context):
        nonlocal killed
        if sql.startswith("UPDATE"):
            killed -= 1
            if not killed:
                raise SystemExit
        return execute(sql, params, many, context)

    for nth in range(1, 30, 4):
        killed = nth
        try:
            with connections["default"].execute_wrapper(stop):
                emptying.empty_reader({"reader": left.ann.pk, "keep": False})
        except SystemExit:
            assert list(discussion.check())
    emptying.empty_reader({"reader": left.ann.pk, "keep": False})
    assert not Comment.objects.filter(reader=left.ann).exclude(text="").exists()
    assert list(discussion.check())
    left.answer.refresh_from_db()
    assert left.answer.likes == 0


def test_a_ban_holds_for_who_joins_again(house, outbox):
    left = Left(outbox)
    discussion.sanction(left.ann.pk, "ban", by=left.moderator, at=left.now,
                        reasons=because(clause_of("2.1")))
    discussion.sanction(left.ann.pk, "first", by=left.moderator, at=left.now,
                        ends_at=left.now + timedelta(days=3), reasons=because(clause_of("2.1")))
    left.leave("delete")
    assert EMAIL not in everywhere()
    joined(outbox, "Another Name")
    again = Reader.objects.get(name="Another Name")
    assert set(again.sanctions.values_list("kind", flat=True)) == {"ban", "first"}
    assert not left.ann.sanctions.exists()
    with pytest.raises(discussion.NotPosted):
        said(again, left.code, "Here I am again.", at=clock.now())
    assert list(discussion.check())
    joined(outbox, "Somebody Else", "other@reader.example")
    assert not Reader.objects.get(name="Somebody Else").sanctions.exists()


def test_what_held_for_a_while_is_remembered_so_long(house, outbox):
    left = Left(outbox)
    discussion.sanction(left.ann.pk, "mute", by=left.moderator, at=left.now,
                        ends_at=left.now + timedelta(days=1), reasons=because(clause_of("2.1")))
    left.leave("delete")
    left.ann.refresh_from_db()
    assert len(left.ann.remembered) == 64
    with clock.at(left.now + timedelta(days=1, seconds=1)):
        run_due()
    left.ann.refresh_from_db()
    assert left.ann.remembered == "" and Sanction.objects.count() == 1


def test_a_colleague_leaves_the_discussion_not_the_newsroom(house):
    now = clock.now()
    editor = member("editor")
    ed = discussion.join(editor, "Ed Ito", version=1, at=now)
    assert erase_reader(ed.pk, keep=True, at=now) and not erase_reader(ed.pk, keep=True, at=now)
    editor.refresh_from_db()
    assert editor.is_active and Reader.objects.get().name == "Former reader"


def test_a_notice_that_waits_keeps_its_address_an_answered_one_does_not(house, outbox):
    left = Left(outbox)
    given = [discussion.give_notice("/x", law="A law", explanation="So.", name="Cara",
                                    email=EMAIL, good_faith=True, at=left.now) for _ in range(2)]
    discussion.answer_notice(given[0].pk, "kept", "Legal.", by=left.moderator, at=left.now)
    left.leave("delete")
    assert list(IllegalNotice.objects.order_by("pk").values_list("email", flat=True)) == ["", EMAIL]


def test_nobody_writes_on_after_leaving(house, outbox):
    left = Left(outbox)
    erase_reader(left.ann.pk, keep=True, at=left.now)
    with pytest.raises(discussion.NotPosted):
        said(left.ann, left.code, "One word more, and the last.", at=left.now)
    with pytest.raises(discussion.NotPosted, match="left"):
        discussion.report(left.ann, left.code, 2, clause="2.1", at=left.now)


def test_the_text_of_a_deleted_comment_goes_after_a_fortnight(house, outbox):
    left = Left(outbox)
    with clock.at(left.now + timedelta(days=13)):
        run_due()
    left.gone.refresh_from_db()
    assert "canary" in left.gone.text
    with clock.at(left.now + timedelta(days=14, minutes=10)):
        run_due()
    left.gone.refresh_from_db()
    assert (left.gone.text, left.gone.html, left.gone.state) == ("", "", "deleted")


def test_the_command_erases_by_letter(house, outbox, capsys):
    left = Left(outbox)
    refused = house.run("erase", "--reader", "nobody@reader.example", "--yes")
    assert refused.returncode == 2 and "no reader" in refused.stderr
    assert house.run("erase", "--yes").returncode == 2
    done = house.run("erase", "--reader", "canary  JONES", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Out of reach" in done.stdout
    left.ann.refresh_from_db()
    assert left.ann.name == "Former reader" and "canary" not in left.read()
    call_command("check", "--fail-level", "ERROR")
    run_due()  # the last mail to who was erased
    mailed(browser(), outbox)
