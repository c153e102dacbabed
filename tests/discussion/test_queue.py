"""The queue: its order, its pages however many wait, and what reports can and cannot do."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.discussion.models import Comment, LogLine
from dateline.discussion.queueing import PAGE, cursor_of, page
from dateline.discussion.weighing import CROWD, LEAST, trust
from moderation import named, report, rules, said, thread

DAY = timedelta(days=1)


@pytest.fixture
def scene(house, noon):
    """A thread, a writer and a clause."""
    return thread(noon), named("Ann", noon), rules(noon)


def known(count, noon):
    """Reporters with a record."""
    return [named(f"Known {n}", noon, right=8, wrong=0) for n in range(count)]


def test_a_report_weighs_by_the_reporters_record(scene, noon):
    old, new = named("Old", noon), named("New", noon, old=False)
    good, bad = named("Good", noon, right=9), named("Bad", noon, wrong=9)
    assert trust(new, noon) == LEAST
    assert trust(new, noon + 15 * DAY) == 0.25
    assert trust(bad, noon) < trust(old, noon) == 0.5 < trust(good, noon)


def test_a_crowd_of_new_accounts_hides_nothing_and_weighs_little(scene, noon):
    where, ann, clause = scene
    comment = said(where, ann, noon, state="public")
    for n in range(120):
        report(comment, named(f"New {n}", noon, old=False, account=False), clause, noon)
    comment.refresh_from_db()
    assert comment.state == "public" and comment.weight == CROWD
    other = said(where, ann, noon, state="public")
    for reporter in known(2, noon):
        report(other, reporter, clause, noon)
    other.refresh_from_db()
    assert other.state == "public" and other.weight > comment.weight


def test_trusted_reporters_set_back_whom_no_record_speaks_for(scene, noon):
    where, ann, clause = scene
    bob = named("Bob", noon, approved=40, refused=2)
    comment = said(where, ann, noon, state="public")
    trusted = said(where, bob, noon, state="public")
    for reporter in known(3, noon):
        report(comment, reporter, clause, noon)
        report(trusted, reporter, clause, noon)
    comment.refresh_from_db()
    trusted.refresh_from_db()
    where.refresh_from_db()
    assert (comment.state, trusted.state, where.comments) == ("pending", "public", 1)
    assert LogLine.objects.get(act="set back").by is None


def test_what_a_moderator_kept_no_report_sets_back(scene, noon):
    from dateline.discussion import public as discussion
    from staffing import member

    where, ann, clause = scene
    comment = said(where, ann, noon, state="public")
    discussion.decide(comment.pk, "keep", by=member("moderator"), at=noon)
    for reporter in known(4, noon):
        report(comment, reporter, clause, noon)
    comment.refresh_from_db()
    assert comment.state == "public" and comment.weight > 2


def test_what_is_set_back_by_an_edit_has_its_place_in_the_queue(scene, noon):
    from dateline.discussion.moving import opened

    where, ann, _clause = scene
    comment = said(where, ann, noon, state="public", score=0.5)
    assert comment.weight == 0
    with opened(where.pk) as held:
        held.move(comment, Comment.State.PENDING, at=noon)
    comment.refresh_from_db()
    assert comment.weight == 2


def test_pages_go_through_everything_once_heaviest_first(scene, noon):
    where, ann, clause = scene
    rows = [said(where, ann, noon, score=n % 3 / 3) for n in range(47)]
    public = said(where, ann, noon, state="public")
    report(public, named("Bob", noon), clause, noon)
    said(where, ann, noon, state="public")
    seen, after = [], ""
    while True:
        items, after = page(cursor_of(after), at=noon)
        seen += [(-item.comment.weight, item.comment.pk) for item in items]
        if not after:
            break
    assert seen == sorted(seen) and len({pk for _weight, pk in seen}) == len(rows) + 1
    assert [item.comment.pk for item in page(only="reported", at=noon)[0]] == [public.pk]


def test_a_page_costs_the_same_however_many_wait(scene, noon):
    """And it reads by the index: no page goes through the waiting ones."""
    where, ann, clause = scene
    costs = []
    for count in (PAGE, 40 * PAGE):
        _many(where, ann, noon, count)
        report(Comment.objects.filter(state="pending").first(), named(f"R{count}", noon), clause,
               noon)
        with CaptureQueriesContext(connection, ) as asked:
            items, more = page(at=noon)
        costs.append(len(asked))
        assert len(items) == PAGE
        with CaptureQueriesContext(connection) as asked:
            page(cursor_of(more), at=noon)
        costs.append(len(asked))
    assert max(costs) <= 14, costs
    if connection.vendor == "sqlite":
        plan = Comment.objects.filter(state="pending").order_by("-weight", "pk")[:PAGE].explain()
        assert "discussion_pending" in plan and "TEMP B-TREE" not in plan


def _many(where, who, noon, count):
    begin = Comment.objects.count() + where.last + 1
    Comment.objects.bulk_create(
        Comment(thread=where, number=1000 + begin + n, root=1000 + begin + n, reader=who,
                path=f"{n:07}", text="Hm.", state="pending", at=noon, key=str(uuid4()), weight=1)
        for n in range(count))
