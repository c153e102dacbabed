"""Comments of Blogger's backups, old and of Takeout; and what is put right in a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cast import live
from dateline.discussion.models import Comment
from dateline.discussion.public import NotComments, check, import_comments
from dateline.record import public as record

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
POST = "tag:blogger.com,1999:blog-9.post-1"
FEED = """<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="https://www.blogger.com/styles/atom.css" type="text/css"?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'
 xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'
 xmlns:blogger='http://schemas.google.com/blogger/2018'><title>Old</title>{}</feed>"""
OLD = """<entry><id>tag:blogger.com,1999:blog-9.post-{0}</id>
<published>2011-05-0{0}T10:00:00.000+02:00</published>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#comment'/>
<title type='text'>Words of</title>
<content type='html'>Words of {0}.&lt;br /&gt;Two lines.</content>
<link rel='alternate' type='text/html'
 href='http://old.example/2011/05/a.html?showComment=1304#c{0}'/>
<author><name>{1}</name>{2}<email>noreply@blogger.com</email></author>
<thr:in-reply-to href='http://old.example/2011/05/a.html?x=1' ref='{post}'
 source='http://www.blogger.com/feeds/9/posts/default/1' type='text/html'/>{3}</entry>"""
NEW = """<entry><id>tag:blogger.com,1999:blog-9.post-{0}</id><blogger:type>COMMENT</blogger:type>
<blogger:status>{1}</blogger:status><author><name>{2}</name><uri></uri>
<blogger:type>ANONYMOUS</blogger:type></author><title></title>
<content type='html'>Words of {0}.</content><published>2011-05-0{0}T10:00:00Z</published>
<blogger:parent>{post}</blogger:parent><blogger:inReplyTo>{3}</blogger:inReplyTo>
<blogger:trashed/></entry>"""
PROFILE = "<uri>http://www.blogger.com/profile/{}</uri>"


@pytest.fixture
def bring(house, noon, tmp_path: Path):
    """Bring entries in, that are about a story here."""
    guid, _published = live("A bridge opens", at=noon)
    code = record.standing(guid).code

    def bring(*entries: str, whole: bytes = b"", **said):
        path = tmp_path / "feed.atom"
        path.write_bytes(whole or FEED.format("".join(entries)).encode())
        return import_comments(path, at=NOW, stories={f"blogger:{POST}": code}, **said)
    return bring


def old(number: int, name: str = "Ann", page: str = "", more: str = "") -> str:
    return OLD.format(number, name, page, more, post=POST)


def new(number: int, state: str = "LIVE", name: str = "Ann", above: str = "") -> str:
    return NEW.format(number, state, name, above, post=POST)


def rows() -> list[tuple]:
    assert len(list(check())) == 4
    return list(Comment.objects.order_by("number").values_list(
        "number", "parent__number", "reader__name", "state"))


def test_an_old_backup_keeps_people_answers_and_what_was_removed(bring):
    answers = ("<link rel='related' type='application/atom+xml' "
               "href='http://www.blogger.com/feeds/9/1/comments/default/2'/>")
    removed = "<gd:extendedProperty name='blogger.contentRemoved' value='true'/>"
    waits = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = (old(2, "Ann", PROFILE.format(11)), old(3, "Bob", PROFILE.format(12), answers),
               old(4, "Ann", PROFILE.format(13)), old(5, "Anonymous", "", removed),
               old(6, "Ben", "<uri>http://ben.example/</uri>", waits))
    done = bring(*entries)
    assert (dict(done.comments), done.people, done.refused) == ({"new": 5}, 5, [])
    assert rows() == [(1, None, "Ann", "public"), (2, 1, "Bob", "public"),
                      (3, None, "Ann 2", "public"), (4, None, "Guest", "deleted"),
                      (5, None, "Ben", "pending")]
    first = Comment.objects.get(number=1)
    assert (first.text, first.at) == (
        "Words of 2.\nTwo lines.", datetime(2011, 5, 2, 8, tzinfo=UTC))
    assert dict(bring(*entries).comments) == {"same": 5}


def test_takeout_names_the_post_and_the_comment_that_is_answered(bring):
    done = bring(new(2), new(3, name="Bob", above="tag:blogger.com,1999:blog-9.post-2"),
                 new(4, "PENDING"), new(5, "SPAM", "Pills"), new(6, "EMPTIED"),
                 new(7, "STRANGE"), new(8).replace(POST, ""),
                 new(9).replace("COMMENT", "POST"))
    assert rows() == [(1, None, "Ann", "public"), (2, 1, "Bob", "public"),
                      (3, None, "Ann", "pending"), (4, None, "Pills", "restricted"),
                      (5, None, "Ann", "deleted")]
    assert [why for _where, why in done.refused] == [
        "'STRANGE' is no status we know", "it does not say which post it is about"]


def test_what_was_put_right_is_told_and_what_is_broken_brings_nothing(bring):
    raw = FEED.format(new(2) + new(3)).encode()
    done = bring(whole=raw.replace(b"Words of 2", b"R&D of 2\x0b &nbsp;M\xfcnchen"))
    assert dict(done.comments) == {"new": 2} and len(done.mended) == 4
    assert Comment.objects.get(number=1).text == "R&D of 2 \xa0München."
    with pytest.raises(NotComments, match="line"):
        bring(whole=raw[:-40])
