"""A reader fetches all that is kept about them, and nothing of anybody else."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest

from commenting import EMAIL, joined, open_story, reader, said
from dateline.discussion import public as discussion
from dateline.discussion.models import Comment, Reader, Thread
from dateline.discussion.placing import place
from dateline.discussion.readers.downloading import cell, pack
from dateline.discussion.standards import clause_of
from dateline.jobs.public import run_due
from dateline.lib import clock
from moderation import because
from staffing import member

DATA = "/discussion/me/data/"


def fetched(client) -> zipfile.ZipFile:
    answer = client.post(DATA)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def rows(packed: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(packed.read(f"{name}.csv").decode(), newline="")))


def test_a_reader_fetches_everything(house, outbox):
    now = clock.now()
    code, client = open_story(now), joined(outbox)
    Reader.objects.update(approved=9, joined_at=now - timedelta(days=90))
    me = Reader.objects.get()
    ben = reader("Ben Canary", at=now)
    theirs = said(ben, code, "The ground below is soft, Canary says.", at=now)
    mine = said(me, code, '=HYPERLINK("https://evil.example") is no way to say it', at=now)
    discussion.edit_comment(me, code, mine.number,
                            discussion.Typed("+1, and this is my text", "k" * 9), at=now)
    discussion.like(me, code, theirs.number, at=now)
    discussion.report(me, code, theirs.number, clause="2.1", text="It is rude.", at=now)
    discussion.report(ben, code, mine.number, clause="2.1", text="Canary's report", at=now)
    moderator = member("moderator", email="canary@desk.example")
    discussion.decide(mine.pk, "remove", by=moderator, at=now,
                      reasons=because(clause_of("2.1")))
    discussion.sanction(me.pk, "mute", by=moderator, at=now, ends_at=now + timedelta(days=1),
                        reasons=because(clause_of("2.1")))
    discussion.appeal(me.statements.first(), "It was not rude at all.", at=now)
    packed = fetched(client)
    whole = json.loads(packed.read("everything.json"))
    assert whole["profile"][0]["name"] == "Ann Archer" and whole["account"][0]["email"] == EMAIL
    (comment,) = whole["comments"]
    assert comment["comment"].endswith(f"/discussion/~{code}/{mine.number}/")
    assert (comment["state"], comment["text"]) == ("restricted", "+1, and this is my text")
    assert whole["earlier texts"][0]["text"].startswith("=HYPERLINK")
    assert whole["likes"][0]["comment"].endswith(f"/{theirs.number}/")
    assert whole["reports"][0]["text"] == "It is rude."
    assert whole["standards"][0]["version"] == 1
    assert {row["restriction"] for row in whole["statements"]} == {"removed", "mute"}
    assert whole["sanctions"][0]["kind"] == "mute"
    assert whole["appeals"][0]["text"] == "It was not rude at all."
    assert len(whole["notifications"]) == 2 and len(whole["sessions"]) == 1
    assert whole["security log"]
    assert rows(packed, "comments")[0]["text"] == "'+1, and this is my text"
    assert rows(packed, "earlier-texts")[0]["text"].startswith("'=HYPERLINK")
    said_all = b"".join(packed.read(name) for name in packed.namelist()).lower()
    assert b"canary" not in said_all and b"session_key" not in said_all


@pytest.mark.parametrize(("value", "kept"), [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\t=1", "'\t=1"),
    ("  =1", "'  =1"), ("a=1", "a=1"), (-1, "-1"), (None, ""), (["a"], '["a"]'), (True, "True"),
])
def test_no_cell_is_a_formula(value, kept):
    assert cell(value) == kept


def test_an_old_sign_in_is_confirmed_first(house, outbox):
    client = joined(outbox)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 301
    session.save()
    for path in (DATA, "/discussion/me/erase/"):
        asked = client.post(path, {"comments": "delete", "name": "Ann Archer"})
        assert asked.status_code == 200 and "Send the link" in asked.text
    assert Reader.objects.filter(erased_at=None).count() == 1
    client.post(DATA, {"link": "yes"})
    run_due()
    link = outbox[-1].body.split("http://localhost:8000")[1].split()[0]
    assert client.post(link)["Location"] == DATA
    assert fetched(client).namelist()


def test_who_has_a_password_gives_it_again(house, outbox):
    client = joined(outbox)
    user = Reader.objects.get().user
    user.set_password("a quiet harbour at dawn")
    user.save()
    client.post("/discussion/account/login/", {
        "login": EMAIL, "password": "a quiet harbour at dawn"})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    asked = client.get(DATA)
    assert asked["Location"] == "/discussion/account/confirm/?next=%2Fdiscussion%2Fme%2Fdata%2F"
    done = client.post(asked["Location"], {"password": "a quiet harbour at dawn"})
    assert done["Location"] == DATA and fetched(client).namelist()


def test_ten_thousand_comments_need_no_more_memory_than_some(house):
    now = clock.now()
    code, ann = open_story(now), reader(at=now)
    first = said(ann, code, at=now)
    where = Thread.objects.get()

    def many(begin: int, end: int) -> None:
        made = []
        for number in range(begin, end):
            made.append(Comment(thread=where, number=number, reader=ann, state="pending", at=now,
                                text="What a long story. " * 50, key=str(uuid4())))
            place(made[-1], None)
        Comment.objects.bulk_create(made, 500)

    def peak() -> int:
        tracemalloc.start()
        with io.BytesIO() as file:
            pack(ann, file)
            taken = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            with zipfile.ZipFile(file) as packed:
                assert len(json.loads(packed.read("everything.json"))["comments"]) == (
                    Comment.objects.count())
        return taken

    many(first.number + 1, 1500)
    few = peak()
    many(1500, 5000)
    assert peak() < 1.5 * few
