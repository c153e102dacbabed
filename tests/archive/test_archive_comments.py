"""Comments that lie in an archive come in with its stories, in the same run."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import old_sites
import pytest
from old_sites import post, wxr

from conftest import House
from dateline.archive.public import FORMS
from dateline.desk.public import Site, configure, find
from dateline.discussion.models import Comment
from dateline.project.arguments import ARCHIVES

COMMENT = """<wp:comment><wp:comment_id>{0}</wp:comment_id>
<wp:comment_author><![CDATA[Ben]]></wp:comment_author>
<wp:comment_author_email>ben@example.org</wp:comment_author_email>
<wp:comment_date_gmt>2016-06-2{0} 10:00:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[Comment {0}, at last.]]></wp:comment_content>
<wp:comment_approved>{1}</wp:comment_approved><wp:comment_type></wp:comment_type>
<wp:comment_parent>0</wp:comment_parent></wp:comment>"""


def _archive(folder: Path) -> Path:
    said = "".join(COMMENT.format(*one) for one in ((4, "1"), (5, "1"), (6, "0")))
    return wxr(folder, post(more=said), post(number="8", title="Rain", link="", more=COMMENT.format(
        7, "1")), post(number="9", state="draft", link="", more=COMMENT.format(8, "1")))


def test_they_find_their_stories_and_twice_is_once(house: House, tmp_path):
    path = _archive(tmp_path)
    done = house.run("import", "archive", str(path), "--no-fetch")
    assert "2 new, 1 draft" in done.stdout and "comments: 4 new" in done.stdout, done
    for number, said in ((7, [4, 5, 6]), (8, [7])):
        guid = find(source=f"wordpress:old.example:{number}").guid
        assert list(Comment.objects.filter(thread__guid=guid).order_by("number").values_list(
            "text", flat=True)) == [f"Comment {one}, at last." for one in said]
    again = house.run("import", "archive", str(path), "--no-fetch")
    assert "3 same" in again.stdout and "comments: 0 new, 4 same" in again.stdout, again


def test_they_stay_out_where_that_is_said_and_one_bad_file_harms_no_other(house: House, tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as packed:
        packed.write(_archive(tmp_path), "old.xml")
    done = house.run("import", "archive", str(tmp_path / "noise.bin"), str(tmp_path / "old.zip"),
                     "--no-fetch", "--no-comments")
    assert done.returncode == 1 and "noise.bin: its format is not known" in done.stderr, done
    assert "2 new, 1 draft" in done.stdout and "comments: " not in done.stdout


def test_sites_below_one_host_and_relative_addresses_have_comments_of_their_own(
    house: House, tmp_path
):
    for site, link in (("https://old.example/north", "https://old.example/north/a/"),
                       ("https://old.example/south", "https://old.example/south/a/"),
                       ("http://square.example", "/news/a.html")):
        path = wxr(tmp_path, post(link=link, more=COMMENT.format(4, "1")).replace(
            "old.example/?p", "else.example/?q"))
        path.write_text(path.read_text().replace(
            "<link>https://old.example</link>", f"<link>{site}</link>").replace("&p=", "&q="))
        done = house.run("import", "archive", str(path), "--no-fetch")
        assert "1 new, 0 draft" in done.stdout and "comments: 1 new" in done.stdout, done
    assert Comment.objects.values("thread__guid").distinct().count() == 3


def test_comments_of_bloggers_backup_find_their_posts(house: House, tmp_path):
    entries = old_sites.ENTRY.format(1, "POST", "LIVE") + old_sites.ENTRY.format(
        2, "COMMENT", "LIVE").replace("<published>", "<blogger:parent>tag:blogger.com,1999:blog-9"
                                      ".post-1</blogger:parent><published>")
    path = tmp_path / "feed.atom"
    path.write_text(old_sites.BLOGGER.format(entries=entries).replace("Words of 2", "R&D & 2"))
    for told in ("comments: 1 new", "comments: 0 new, 1 same"):
        done = house.run("import", "archive", str(path), "--no-fetch")
        assert done.returncode == 0 and told in done.stdout, done
        assert done.stderr.count("mended") == 1, done.stderr
    guid = find(source="blogger:tag:blogger.com,1999:blog-9.post-1").guid
    assert [one.text for one in Comment.objects.filter(thread__guid=guid)] == ["R&D & 2."]


def test_comments_of_movable_types_text_find_their_entries(house: House, tmp_path):
    path = old_sites.movabletype(tmp_path)
    path.write_text(path.read_text().replace("So it is.\n", "So it is.\n-----\nOr was.\n", 1)
                    + "TITLE: None\n-----\nCOMMENT:\nAUTHOR: Ben\nDATE: soon\nWell.\n-----\n"
                    "PING:\nTITLE: Elsewhere\nDATE: 12/01/2009 09:00:00 AM\n-----\n--------\n")
    for told in ("comments: 2 new", "comments: 0 new, 2 same"):
        done = house.run("import", "archive", str(path), "--no-fetch")
        assert done.returncode == 1 and told in done.stdout, done
        assert "refused  line 110: 'soon' is not a time" in done.stderr
        assert "No comments: trackback (1)." in done.stdout
    for number, said in ((1, "So it is.\n-----\nOr was."), (2, "So it is.")):
        guid = find(source=f"movabletype:https://old.example/2009/11/story_{number}.html").guid
        [one] = Comment.objects.filter(thread__guid=guid)
        assert (one.text, one.at.isoformat()) == (said, "2009-12-01T09:00:00+00:00")


@pytest.mark.parametrize(("zone", "at"), [
    ("", "2009-12-01T06:00:00+00:00"), ("America/New_York", "2009-12-01T14:00:00+00:00")])
def test_their_times_are_of_the_zone_that_the_stories_are_of(house: House, tmp_path, zone, at):
    path = old_sites.movabletype(tmp_path)
    configure(Site(name="Dateline", time_zone="Africa/Kampala"))
    words = ["import", "archive", str(path), "--no-fetch", *(["--zone", zone] if zone else [])]
    assert "comments: 2 new" in house.run(*words).stdout
    assert {one.isoformat() for one in Comment.objects.values_list("at", flat=True)} == {at}
    again = house.run("import", "comments", str(path), "--zone", "UTC")
    assert "comments: 0 new, 2 same" in again.stdout, again


def test_comments_that_another_system_kept_find_the_stories_by_their_old_addresses(
    house: House, tmp_path
):
    path, isso = _archive(tmp_path), tmp_path / "isso.json"
    assert house.run("import", "archive", str(path), "--no-comments", "--no-fetch").returncode == 0
    isso.write_text(json.dumps([{"id": "/2016/06/bridge/", "title": "The bridge", "comments": [
        {"author": "Ben", "text": "At last.", "created": "2016-06-24 10:00:00", "id": 1}]}]))
    told = house.run("import", "comments", str(isso), "--format", "isso")
    assert "1 thread, 1 new reader; comments: 1 new" in told.stdout, told
    again = house.run("import", "comments", str(path))
    assert "comments: 4 new" in again.stdout, again


def test_the_command_offers_each_format():
    assert set(ARCHIVES) == set(FORMS)
