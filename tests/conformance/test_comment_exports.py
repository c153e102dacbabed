"""Real exports of comments: each is brought in whole, or said what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cast import live
from dateline.discussion.models import Comment, Reader
from dateline.discussion.public import check, import_comments
from dateline.record import public as record

SHARED = Path(__file__).resolve().parents[3] / "shared/samples"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the samples are not in shared/")


@pytest.fixture
def bring(house, noon):
    """Bring a sample in; stories of ours stand for these addresses of it."""
    def bring(name: str, *addresses: str):
        stories = {}
        for number, address in enumerate(addresses):
            guid, _published = live(f"Story {number}", at=noon)
            stories[address] = record.standing(guid).address
        return import_comments(SHARED / name, stories=stories, at=NOW)
    return bring


def said() -> list[tuple]:
    return list(Comment.objects.order_by("thread", "number").values_list(
        "number", "parent__number", "reader__name", "text", "state"))


def test_wordpress(bring):
    done = bring("comments-exports/isso/tests/wordpress.xml",
                 "example.tld/2014/test", "example.tld/?p=4")
    assert (done.threads, dict(done.comments), done.refused) == (2, {"new": 8}, [])
    assert said()[:4] == [
        (1, None, "Ohai", "Erster!1", "public"), (2, None, "Tester", "Zweiter.", "public"),
        (3, 2, "Tester 2", "Drölfter!", "public"), (4, 3, "Tester", "Yet another reply.", "public")]
    assert said()[5][3] == (
        "When you have a comment with multiple lines:\nWordPress exports it like this.")
    assert list(check())


def test_disqus(bring):
    done = bring("comments-exports/isso/tests/disqus.xml", "example.org", "some-id")
    assert dict(done.comments) == {"new": 4}
    assert [where for where, _many in done.lost] == [
        "disqus:thread:1337", "http://localhost:4000/blog/2013/02/12/redacted/index.html"]
    assert said() == [
        (1, None, "peter", "...", "public"), (2, None, "peter", "", "deleted"),
        (3, 1, "user", "Hello, World.", "public"), (4, 2, "user", "Hello, World.", "public")]
    assert list(check())


def test_isso(bring):
    done = bring("comments-exports/isso/tests/generic.json", "/posts/0001", "/posts/0007")
    assert dict(done.comments) == {"new": 2} and not done.refused
    assert [row[2] for row in said()] == ["texas holdem", "Richard Crinshaw"]


def test_wordpress_theme_test_data(bring):
    done = bring("cms-wordpress-themetest/themeunittestdata.wordpress.xml")
    total = sum(many for _where, many in done.lost) + len(done.refused) + sum(done.passed.values())
    assert total == 33 and done.passed and not Reader.objects.exists()
