"""Comments of other systems are brought in: threads, people, states; twice is once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import count

import pytest

from cast import live
from dateline.discussion import public as discussion
from dateline.discussion.book import verify
from dateline.discussion.bringing.standing import BATCH
from dateline.discussion.models import Comment, LogLine, Notification, Reader, Statement, Thread
from dateline.discussion.nearness import near, shape
from dateline.discussion.public import NotComments, import_comments
from dateline.discussion.words import words
from dateline.record import public as record

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def address(house, noon) -> str:
    """Where the story stands that all of them are about."""
    guid, _published = live("A bridge opens", at=noon)
    return record.standing(guid).address


@pytest.fixture
def bring(address, tmp_path):
    """Bring a file in."""
    def bring(text: str | bytes, **said):
        path = tmp_path / "comments"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_comments(path, at=said.pop("at", NOW), **said)
    return bring


def wxr(address: str, *comments: str, post: str = "18") -> str:
    return ('<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
            f"<item><link>https://old.example{address}</link><wp:post_id>{post}</wp:post_id>"
            f"{''.join(comments)}</item></channel></rss>")


def wp(number: int, text: str = "Well said.", *, above: int = 0, by: str = "Ann",
       approved: str = "1", kind: str = "comment", user: int = 0, email: str = "",
       at: str = "2014-01-14 17:32:12") -> str:
    fields = {"id": number, "author": by, "date_gmt": at, "content": f"<![CDATA[{text}]]>",
              "author_email": email or f"{by}@old.example", "approved": approved, "type": kind,
              "parent": above, "user_id": user}
    inside = "".join(f"<wp:comment_{name}>{value}</wp:comment_{name}>"
                     for name, value in fields.items())
    return f"<wp:comment>{inside}</wp:comment>"


def rows() -> list[tuple]:
    return list(Comment.objects.order_by("number").values_list(
        "number", "parent__number", "reader__name", "state"))


def whole() -> None:
    """Counts, places, reasons and the log are right."""
    assert len(list(discussion.check())) == 4


def test_a_thread_keeps_its_shape_its_people_and_what_became_of_each(bring, address):
    file = wxr(address, wp(9, above=3, by="Bob"), wp(3), wp(4, approved="0"),
               wp(5, approved="spam", by="Pills"), wp(6, approved="trash"),
               wp(7, kind="pingback"), wp(8, kind="order_note"), wp(10, above=77))
    done = bring(file)
    assert (done.threads, done.people, dict(done.comments)) == (1, 3, {"new": 6})
    assert dict(done.passed) == {"pingback": 1, "order_note": 1}
    assert [(where.partition(", ")[2], why) for where, why in done.torn] == [
        ("comment 10", "what it answers is not in the file")]
    assert rows() == [(1, None, "Ann", "public"), (2, 1, "Bob", "public"),
                      (3, None, "Ann", "pending"), (4, None, "Pills", "restricted"),
                      (5, None, "Ann", "restricted"), (6, None, "Ann", "public")]
    assert Comment.objects.get(number=1).at == datetime(2014, 1, 14, 17, 32, 12, tzinfo=UTC)
    assert Thread.objects.get().comments == 3
    spam, trash = Statement.objects.order_by("pk")
    assert (spam.facts, spam.clause.number, spam.detected, spam.decided) == (
        "Imported as “spam” from WordPress.", "3.2", True, True)
    assert not trash.detected
    assert not Notification.objects.exists()
    assert not list(Comment.objects.filter(state="public", weight__gt=0))
    whole()


def test_what_was_brought_in_is_known_when_it_is_said_again(bring, address):
    text = "The bridge was three years late, and nobody has said why it took so long."
    bring(wxr(address, wp(1, text), wp(2, "Something else.")))
    first, second = Comment.objects.order_by("number")
    said = [word.folded for word in words(text)]
    assert (first.shape, first.near) == (shape(said), near(said))
    assert second.shape not in ("", first.shape)


def test_twice_is_once_and_a_later_file_brings_what_is_new(bring, address):
    first = wxr(address, wp(1), wp(2, approved="0"))
    bring(first)
    before = rows()
    done = bring(first)
    assert (dict(done.comments), done.people, rows()) == ({"same": 2}, 0, before)
    done = bring(wxr(address, wp(1), wp(2), wp(3, above=2)))
    assert dict(done.comments) == {"new": 1, "updated": 1, "same": 1}
    assert rows() == [(1, None, "Ann", "public"), (2, None, "Ann", "public"),
                      (3, 2, "Ann", "public")]
    acts = LogLine.objects.order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["import begun", "import"] * 3
    assert LogLine.objects.last().payload["comments"] == {"new": 1, "updated": 1, "same": 1}
    assert verify() == 6
    whole()


def test_what_is_decided_here_stays_decided(bring, address, noon):
    from staffing import member

    bring(wxr(address, wp(1)))
    discussion.decide(Comment.objects.get().pk, "hold", by=member("moderator"), at=NOW)
    assert dict(bring(wxr(address, wp(1))).comments) == {"same": 1}
    assert Comment.objects.get().state == "pending"


def test_a_dry_run_tells_the_same_and_changes_nothing(bring, address):
    file = wxr(address, wp(1), wp(2, approved="spam"), wp(3, text=""))
    tried = bring(file, dry_run=True)
    assert not Thread.objects.exists() and not Reader.objects.exists()
    assert not LogLine.objects.exists()
    done = bring(file)
    assert (tried.comments, tried.states, tried.refused) == (
        done.comments, done.states, done.refused)
    assert [reason for _where, reason in done.refused] == ["it has no text"]


def test_the_story_is_found_by_the_map_and_what_has_none_is_told(bring, address, tmp_path):
    file = wxr("/2014/test/", wp(1), wp(2))
    done = bring(file)
    assert done.lost == [("https://old.example/2014/test/", 2)]
    assert not Comment.objects.exists()
    table = tmp_path / "map.csv"
    table.write_text(f"http://www.old.example/2014/test,{address}\n")
    assert bring(file, stories=discussion.stories_of(table)).comments["new"] == 2


def test_a_guest_with_the_address_of_an_account_is_somebody_else(bring, address):
    bring(wxr(address, wp(1, user=4, email="ann@old.example"), wp(2, email="ann@old.example"),
              wp(3, email="ANN@old.example ", by="Other"), wp(4, user=4, by="Renamed")))
    assert [row[2] for row in rows()] == ["Ann", "Ann 2", "Ann 2", "Ann"]
    assert not Reader.objects.filter(source__icontains="example@").exists()
    assert "ann@" not in json.dumps(list(Reader.objects.values()), default=str)


@pytest.mark.parametrize(("typed", "name"), [
    ("Ann\u200b\u202eeel", "Anneel"), ("  A  b ", "A b"), ("<b>Ann</b>", "b Ann b"),
    ("administrator", "Guest"), ("", "Guest"), ("\U0001f600", "Guest"), ("x" * 90, "x" * 50),
    ("Аnn", "Guest"), ("Letzter :/", "Letzter"), ("José_María", "José_María"),
])
def test_names_are_made_to_fit(house, typed, name):
    from dateline.discussion.bringing.naming import fitting

    assert fitting(typed) == name


@pytest.mark.parametrize(("html", "text"), [
    ("<p>One<br>two</p><p>Three</p>", "One\ntwo\n\nThree"),
    ("a <b>bold</b> word<script>alert(1)</script>", "a *bold* word"),
    ("<blockquote><p>Said</p><p>so</p></blockquote>No.", "> Said\n>\n> so\n\nNo."),
    ('See <a href="https://a.example/x">this</a>', "See this (https://a.example/x)"),
    ('<a href="https://a.example/x">https://a.example/x</a>', "https://a.example/x"),
    ('<a href="javascript:alert(1)">x</a>', "x"), ("a &lt;b&gt; &amp; c", "a <b> & c"),
    ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"), ("line\nline", "line\nline"),
    ("\u202eevil\u0000", "evil"),
])
def test_markup_becomes_the_rooms_text(html, text):
    from dateline.discussion.bringing.markup import plain

    assert plain(html, lines=True) == text


DISQUS = """<?xml version="1.0"?><disqus xmlns="http://disqus.com"
 xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="2"><id>some-id</id>
 <link>https://old.example{address}</link></thread>{posts}</disqus>"""


def post(number, said="<p>Yes.</p>", above="", thread=2, deleted="false", spam="false"):
    parent = f'<parent dsq:id="{above}"/>' if above else ""
    return (f'<post dsq:id="{number}"><message><![CDATA[{said}]]></message>'
            f"<createdAt>2013-10-10T19:20:{number:02}Z</createdAt><isDeleted>{deleted}</isDeleted>"
            f"<isSpam>{spam}</isSpam><author><name>Ann Lee</name><isAnonymous>false</isAnonymous>"
            f'<username>ann</username></author><thread dsq:id="{thread}"/>{parent}</post>')


def test_disqus_keeps_the_place_of_what_was_deleted(bring, address):
    done = bring(DISQUS.format(address=address, posts=(
        post(1, "", deleted="true") + post(2, above=1) + post(3, spam="true") + post(4, thread=9))))
    assert rows() == [(1, None, "Ann Lee", "deleted"), (2, 1, "Ann Lee", "public"),
                      (3, None, "Ann Lee", "restricted")]
    top = Comment.objects.get(number=1)
    assert (top.shown, top.replies, top.public_at is None) == (True, 1, False)
    assert done.lost == [("disqus:thread:9", 1)]
    whole()


def test_isso_is_read_value_by_value(bring, address):
    thread = {"id": address, "title": "T", "comments": [
        {"id": 0, "author": "Ann", "email": "", "created": "2005-02-24 04:03:37", "text": "Yes."},
        {"id": 1, "author": "Bob", "created": "2005-02-25 04:03:37", "text": "No.", "parent": 0,
         "likes": 3, "mode": 1},
        {"id": 2, "author": "Bob", "created": "soon", "text": "No."}]}
    gone = {"id": "/gone\ud800\u001b[2J", "comments": thread["comments"][:1]}
    done = bring(json.dumps([thread, gone]))
    assert done.lost == [("/gone\ud800\x1b[2J", 1)]
    assert rows() == [(1, None, "Ann", "public"), (2, 1, "Bob", "public")]
    assert Comment.objects.get(number=2).likes == 3
    assert done.refused == [(f"thread 1 ({address}), comment 3", "'soon' is not a time")]


def deep(many: int) -> str:
    return "".join(wp(n, above=n - 1) for n in range(many, 0, -1))


def test_a_chain_longer_than_a_batch_is_kept_in_order(bring, address):
    many = BATCH + 3
    bring(wxr(address, deep(many)))
    assert Thread.objects.get().comments == many
    assert Comment.objects.get(number=many).depth == many - 1
    assert Comment.objects.get(number=1).replies == many - 1
    whole()


def test_a_chain_of_ten_thousand_is_ordered_at_once():
    from dateline.discussion.bringing.ordering import in_order
    from dateline.discussion.bringing.staging import Row

    chain = [Row(n, f"{n}", f"{n - 1}" if n else "", "", 0) for n in range(10_000)]
    assert [row.id for row, _above, _why in in_order(chain[::-1], {})] == list(range(10_000))
    ring = [chain[0]._replace(parent="9999"), *chain[1:]]
    cut = [(row.id, above, why) for row, above, why in in_order(ring, {})]
    assert cut[0] == (0, "", "it answers what answers it") and cut[-1] == (9999, "9998", "")


def test_hostile_comments_are_refused_each_with_its_place(bring, address):
    done = bring(wxr(address, wp(1), wp(1, "Another one"), wp(2, "x" * 1_000_000),
                     wp(3, "y" * 30_000), wp(4, at="2099-01-01 00:00:00"), wp(5, at="0000"),
                     wp(6, above=7), wp(7, above=6), wp(8, above=8), wp(9, approved="maybe")))
    assert sorted(where.partition(", ")[2] for where, _why in done.refused) == [
        f"comment {number}" for number in (1, 2, 3, 4, 5, 9)]
    assert rows() == [(1, None, "Ann", "public"), (2, None, "Ann", "public"),
                      (3, 2, "Ann", "public"), (4, None, "Ann", "public")]
    assert [why for _where, why in done.torn] == ["it answers what answers it"] * 2
    whole()


BOMB = ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]><rss><channel>&b;&c;</channel></rss>')


@pytest.mark.parametrize(("file", "said"), [
    (BOMB, "document type"), (wxr("/x", wp(1))[:-40], "line 1: this is not well-formed"),
    (wxr("/x", wp(1)).encode().replace(b"Ann", b"<b>"), "line 1: this is not well-formed"),
    ("Dear newsroom", "neither"), ("", "neither"), ("[1]", "value 1 is no thread"),
    ('[{"id": "/", "comments": [', "value 1 is not whole"), (b'["\xff"]', "not UTF-8"),
    ("[" * 100_000, "value 1 is not whole"), ('{"format": "other"}', "line 1 is not"),
    ('{"format": "dateline-comments", "version": 1}\n{"kind": "x"}', "line 2"),
    ('{"format": "dateline-comments", "version": 1}\n{"kind"', "line 2 is not JSON"),
])
def test_a_file_that_is_not_whole_brings_nothing(bring, file, said):
    with pytest.raises(NotComments, match=said):
        bring(file)
    assert not LogLine.objects.exists()


def test_killed_in_the_middle_and_run_again_it_is_whole(bring, address):
    from django.db import connection

    class Killed(BaseException):
        pass

    file = wxr(address, *(wp(n, above=n - n % 10, approved=("1", "0", "spam", "1")[n % 4])
                          for n in range(1, 41)))
    kills = 0
    for writes in count(25, 24):
        left = writes

        def kill(execute, sql, params, many, context):
            nonlocal left
            left -= sql.startswith(("INSERT", "UPDATE"))
            if not left:
                raise Killed
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(kill):
                bring(file)
            break
        except Killed:
            kills += 1
            whole()
    assert kills >= 3
    bring(file)
    assert Comment.objects.count() == 40
    assert Statement.objects.count() == Comment.objects.filter(state="restricted").count() == 10
    assert Comment.objects.filter(state="public").count() == 20
    whole()


def test_the_command_tells_what_became_of_it(house, address, tmp_path):
    path = tmp_path / "blog.xml"
    path.write_text(wxr(address, wp(1), wp(2, at="never")))
    done = house.run("import", "comments", str(path))
    assert done.returncode == 1, done.stderr
    assert "1 thread, 1 new reader; comments: 1 new, 0 same, 0 updated, 1 refused." in done.stdout
    assert "comment 2: 'never' is not a time" in done.stderr
    path.write_text("Dear newsroom")
    done = house.run("import", "comments", str(path))
    assert done.returncode == 2 and "Nothing was brought in." in done.stderr
    out = tmp_path / "out.jsonl"
    assert house.run("export", "comments", str(out)).returncode == 0
    kinds = [json.loads(line).get("kind", "") for line in out.read_text().splitlines()]
    assert kinds == ["", "reader", "thread", "comment"]
