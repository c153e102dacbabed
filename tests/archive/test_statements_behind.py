"""However far statements are behind the log, a story that is taken down is let go of at once."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

import pytest

from cast import all_checked, story
from conftest import Reader
from dateline.archive.models import Statement, StatementBook
from dateline.archive.public import apply_statements
from dateline.archive.statements.following import book
from dateline.delivery.public import epoch
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.record import public as record

ADA = Tag("Ada Moss", "person")
MANY = 60


def _archive(noon) -> list[str]:
    """So many stories at once, each with a statement; their guids."""
    desk.file_batch([
        story(f"Lake {n}", source=f"lake:{n}", tags=(ADA,), blocks=(
            Block("paragraph", f"“Lake number {n} is deep,” said Ada Moss."),))
        for n in range(MANY)], at=noon)
    return [entry.guid for _, entry in record.follow() if entry.guid]


def _open(guid: str) -> int:
    return Statement.objects.filter(guid=guid, to_seq=None).count()


FOLLOWER = """
import sys, time
import django
django.setup()
from django.db import connection
from dateline.archive.statements import following
before = {before!r}
seen = []
def wait(execute, sql, params, many, context):
    if not seen and any(sql.startswith(each) or each in sql for each in before):
        seen.append(sql)
        print("waits", flush=True)
        {pause}
    return execute(sql, params, many, context)
following.book()
with connection.execute_wrapper(wait):
    following.apply_all()
print("done", flush=True)
"""


@contextmanager
def _follower(house, before: tuple[str, ...], pause: str):
    """A process that follows the log and pauses before such a statement of SQL."""
    code = FOLLOWER.format(before=before, pause=pause)
    with subprocess.Popen([sys.executable, "-c", code], env=house.environment, text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == "waits\n"
        yield process
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "done\n"
    assert process.returncode == 0


@pytest.mark.parametrize("act", ["kill", "withdraw", "erase"])
def test_a_story_is_taken_down_without_the_log_before_it_being_read(house, noon, act):
    first, *_, last = _archive(noon)
    book()
    StatementBook.objects.update(epoch=epoch(), seq=1)
    for guid in (first, last):
        getattr(desk, act)(guid, "It was wrong.", at=noon,
                           **({"reason": "false"} if act == "kill" else {}))
    assert book().seq == 1 and not Statement.objects.exists()
    apply_statements()
    assert Statement.objects.filter(to_seq=None).count() == MANY - 2
    assert not Statement.objects.filter(guid__in=[first, last]).exists()
    all_checked()


def test_what_was_read_long_ago_is_let_go_of_while_much_waits(house, noon):
    guid, *_ = _archive(noon)
    apply_statements()
    assert _open(guid) == 1
    begin = book().seq
    desk.file_batch([story(f"Pond {n}", source=f"pond:{n}") for n in range(MANY)], at=noon)
    desk.kill(guid, "It was wrong.", reason="false", at=noon)
    assert _open(guid) == 0 and book().seq == begin
    assert "number 0 " not in Reader().get("/person/ada-moss/statements/").text
    desk.erase(guid, "By law.", at=noon)
    assert not Statement.objects.filter(guid=guid).exists() and book().seq == begin
    apply_statements()
    all_checked()


def test_a_story_that_is_taken_down_while_it_is_being_read_leaves_no_statement(house, noon):
    guid, *_ = _archive(noon)
    with _follower(house, ("BEGIN", "FOR UPDATE"), "sys.stdin.readline()"):
        assert book().seq == 0
        desk.kill(guid, "It was wrong.", reason="false", at=noon)
        assert _open(guid) == 0 and book().seq == 0
    assert not Statement.objects.filter(guid=guid).exists()
    assert Statement.objects.filter(to_seq=None).count() == MANY - 1
    all_checked()


def test_a_story_that_is_taken_down_while_it_is_being_written_leaves_no_statement(house, noon):
    guid, *_ = _archive(noon)
    with _follower(house, ('INSERT INTO "archive_statement"',), "time.sleep(0.5)"):
        desk.kill(guid, "It was wrong.", reason="false", at=noon)
        assert _open(guid) == 0
    assert Statement.objects.filter(to_seq=None).count() == MANY - 1
    all_checked()


def test_a_story_that_is_public_again_keeps_its_statements(house, noon):
    guid, *_ = _archive(noon)
    apply_statements()
    desk.withdraw(guid, "A look at it.", at=noon)
    assert _open(guid) == 0
    desk.publish(guid, at=noon)
    apply_statements()
    assert _open(guid) == 1
    all_checked()
