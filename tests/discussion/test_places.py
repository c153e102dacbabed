"""Where comments stand in their thread, and the counts that follow when they come and go."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from dateline.discussion.book import BrokenLog, note, verify
from dateline.discussion.models import Comment, LogLine, Reader, Thread
from dateline.discussion.models.comments import DEEPEST
from dateline.discussion.moving import opened
from dateline.discussion.placing import WIDTH, above, segment


@given(st.lists(st.integers(0, 2**31 - 1), min_size=2, max_size=20))
def test_segments_sort_as_numbers_do(numbers):
    assert sorted(numbers) == sorted(numbers, key=segment)
    assert all(above(segment(n) + segment(1)) == [n] for n in numbers)


def thread_of(noon, story=1) -> Thread:
    return Thread.objects.create(guid=uuid4(), story=story, code=f"a{story}", opened_at=noon)


def said(held, noon, parent=None, state="public") -> Comment:
    reader, _ = Reader.objects.get_or_create(name="Ann", name_key="ann",
                                             defaults={"joined_at": noon})
    comment = Comment(reader=reader, text="Yes.", html="<p>Yes.</p>", state=state,
                      key=str(uuid4()))
    return held.add(comment, parent, at=noon)


def test_a_deep_reply_stands_at_the_deepest_place_and_keeps_its_parent(house, noon):
    with opened(thread_of(noon).pk) as held:
        last, made = None, []
        for _ in range(12):
            last = said(held, noon, last)
            made.append(last)
    assert [one.depth for one in made] == list(range(12))
    assert max(len(one.path) for one in made) == WIDTH * (DEEPEST + 1)
    assert made[11].parent == made[10]
    rows = Comment.objects.order_by("path").values_list("number", flat=True)
    assert list(rows) == list(range(1, 13))
    first = Comment.objects.get(number=1)
    assert first.replies == 11


def test_counts_follow_what_is_public(house, noon):
    thread = thread_of(noon)
    with opened(thread.pk) as held:
        top = said(held, noon)
        below = said(held, noon, top)
        said(held, noon, below, "pending")
    thread.refresh_from_db()
    assert thread.comments == 2
    with opened(thread.pk) as held:
        held.move(Comment.objects.get(pk=top.pk), Comment.State.DELETED, at=noon)
    top.refresh_from_db()
    assert (top.shown, top.replies) == (True, 1)
    with opened(thread.pk) as held:
        held.move(Comment.objects.get(pk=below.pk), Comment.State.DELETED, at=noon)
    top.refresh_from_db()
    thread.refresh_from_db()
    assert (top.shown, top.replies, thread.comments) == (False, 0, 0)


def test_nothing_is_restricted_without_reasons(house, noon):
    with pytest.raises(IntegrityError), opened(thread_of(noon).pk) as held:
        said(held, noon, state="restricted")
    assert not Comment.objects.exists()


def test_the_log_tells_where_it_was_changed(house, noon):
    with transaction.atomic():
        for number in range(3):
            note("decide", f"comment:~a1/{number}", {"to": "public"}, by=None, at=noon)
    assert verify() == 3
    with pytest.raises(TypeError):
        LogLine.objects.filter(seq=2).update(act="other")
    on = {"sqlite": ("_unchanged", ""), "postgresql": ("_kept", " ON discussion_logline")}
    name, table = on[connection.vendor]
    with connection.cursor() as cursor:  # as somebody would who owns the database
        cursor.execute(f"DROP TRIGGER discussion_log{name}{table}")
        cursor.execute("UPDATE discussion_logline SET payload = %s WHERE seq = 2",
                       ['{"to": "deleted"}'])
    with pytest.raises(BrokenLog, match="line 2"):
        verify()
