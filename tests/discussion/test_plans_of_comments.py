"""The partial indexes of comments are what threads and the queue are read by, on both databases."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from dateline.delivery.public import READER, snapshot
from dateline.discussion.models import Comment
from dateline.discussion.queueing import page, waiting
from dateline.discussion.reading import newest, reading, since, talk
from moderation import named, thread
from plans import SQLITE, planned, reads_all

MANY = 300


@pytest.fixture
def filled(house, noon):
    """A thread with many comments, and what the database knows of them."""
    where, ann = thread(noon), named("Ann", noon)
    Comment.objects.bulk_create(
        Comment(thread=where, number=n, root=n, path=f"{n:07}", reader=ann, text="Hm.", at=noon,
                state="pending" if n % 3 == 0 else "public", shown=n % 3 > 0, likes=n % 7,
                replies=0, turn=None if n % 3 == 0 else n, pinned=n == 1, key=str(uuid4()),
                weight=n % 9 / 8 if n % 3 == 0 else n % 5 // 4)
        for n in range(1, MANY + 1))
    where.last = where.turns = MANY
    where.comments = MANY - MANY // 3
    where.save()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return talk(where.code)


def by_index(plans, index):
    """Whether one of these plans uses an index, and none reads the whole table or sorts it."""
    assert any(index in plan for plan in plans), plans
    assert not any(reads_all(plan, "discussion_comment") for plan in plans), plans


@pytest.mark.parametrize(("sort", "index"), [
    ("newest", "discussion_by_time"), ("oldest", "discussion_by_time"),
    ("likes", "discussion_by_likes"), ("replies", "discussion_by_replies")])
def test_each_order_of_a_thread_is_read_by_its_own_index(filled, sort, index):
    with planned("discussion_comment", READER) as plans, snapshot():
        first = reading(filled, sort=sort)
        reading(filled, sort=sort, after=first.branches[-1].top.number)
    by_index(plans, index)
    by_index(plans, "discussion_chosen")


def test_the_new_ones_of_a_thread_are_read_by_their_turn(filled):
    with planned("discussion_comment", READER) as plans, snapshot():
        assert since(filled, 200) and newest(filled, 3)
    by_index(plans, "discussion_by_turn")


def test_the_queue_is_read_by_the_weights_of_what_is_in_it(filled, noon):
    with planned("discussion_comment") as plans:
        _items, more = page(at=noon)
        assert more
        assert waiting() == MANY // 3
    by_index(plans, "discussion_pending")
    by_index(plans, "discussion_to_look_at")
    queue = [plan for plan in plans if "discussion_pending" in plan and SQLITE]
    assert not any("TEMP B-TREE" in plan for plan in queue), queue


@pytest.mark.skipif(SQLITE, reason="SQLite compares by bytes")
def test_a_path_is_compared_by_its_bytes_whatever_the_locale(house):
    with connection.cursor() as cursor:
        cursor.execute("SELECT collation_name FROM information_schema.columns WHERE table_name = "
                       "'discussion_comment' AND column_name = 'path'")
        assert cursor.fetchone() == ("C",)
