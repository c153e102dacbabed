"""`dateline import archive`: stories keep what they had, twice is once, old addresses redirect."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import House, Reader
from dateline.archive.public import Asked, NotArchive, import_archive
from dateline.desk.public import find
from dateline.record import public as record

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old Gazette</title><link>https://old.example</link><language>en-GB</language>
<wp:author><wp:author_login>amina</wp:author_login>
<wp:author_display_name>Amina Okello</wp:author_display_name></wp:author>
{items}
</channel></rss>"""
POST = """<item><title>{title}</title><link>https://old.example/2016/06/{slug}/</link>
<dc:creator>amina</dc:creator><guid>https://old.example/?p={number}</guid>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>{date}</wp:post_date_gmt>
<wp:status>{state}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category">Water</category><category domain="post_tag">Kasese</category>
</item>"""


def _wxr(folder: Path, *posts: dict[str, str], name: str = "old.xml") -> Path:
    usual = {"title": "The bridge is open", "slug": "bridge", "number": "7", "state": "publish",
             "kind": "post", "date": "2016-06-23 10:05:00",
             "body": "The bridge over the Nyamwamba is open.\n\nIt was closed for a year."}
    path = folder / name
    path.write_text(WXR.format(items="".join(POST.format(**usual | post) for post in posts)))
    return path


def test_a_post_keeps_its_date_author_section_tags_and_paragraphs(house: House, tmp_path, noon):
    done = import_archive(_wxr(tmp_path, {}), Asked(), at=noon)
    assert (done.form, done.stories["new"], done.refused) == ("wordpress", 1, [])
    found = find(source="wordpress:old.example:7")
    filing = record.public_filing(found.guid)
    assert filing.headline == "The bridge is open"
    assert filing.published_at == datetime.fromisoformat("2016-06-23T10:05:00+00:00")
    assert [name.name for name in filing.authors] == ["Amina Okello"]
    assert filing.section.name == "Water" and filing.language == "en-GB"
    assert [name.name for name in filing.tags] == ["Kasese"]
    assert [block.text for block in filing.blocks] == [
        "The bridge over the Nyamwamba is open.", "It was closed for a year."]
    assert record.head() == 1


def test_the_old_address_redirects_and_an_unknown_one_does_not(
    house: House, reader: Reader, tmp_path, noon
):
    assert reader.get("/2016/06/bridge/").status == 404
    import_archive(_wxr(tmp_path, {}), Asked(), at=noon)
    address = record.standing(find(source="wordpress:old.example:7").guid).address
    for old in ("/2016/06/bridge/", "/2016/06/bridge"):
        answer = reader.get(old)
        assert (answer.status, answer.headers["Location"]) == (301, address)
    assert reader.get("/2016/06/other/").status == 404


def test_twice_is_once_and_a_change_there_is_taken_over(house: House, tmp_path, noon):
    path = _wxr(tmp_path, {}, {"number": "8", "slug": "rain", "title": "Rain"})
    import_archive(path, Asked(), at=noon)
    head = record.head()
    again = import_archive(path, Asked(), at=noon)
    assert (again.stories["same"], again.stories["new"], record.head()) == (2, 0, head)
    changed = _wxr(tmp_path, {"title": "The bridge is open again"},
                   {"number": "8", "slug": "rain", "title": "Rain"})
    done = import_archive(changed, Asked(), at=noon)
    assert (done.stories["updated"], done.stories["same"]) == (1, 1)
    found = find(source="wordpress:old.example:7")
    assert record.public_filing(found.guid).headline == "The bridge is open again"


def test_drafts_stay_drafts_pages_are_passed_over_and_a_trial_changes_nothing(
    house: House, tmp_path, noon
):
    path = _wxr(tmp_path, {}, {"number": "8", "state": "draft"}, {"number": "9", "kind": "page"},
                {"number": "10", "state": "trash"})
    tried = import_archive(path, Asked(), at=noon, dry_run=True)
    assert record.head() == 0 and find(source="wordpress:old.example:8") is None
    done = import_archive(path, Asked(), at=noon)
    assert tried.stories == done.stories
    assert (done.stories["new"], done.stories["draft"]) == (1, 1)
    assert dict(done.passed) == {"page": 1, "post in state trash": 1}
    assert find(source="wordpress:old.example:8").standing == "draft"
    assert record.head() == 1


def test_what_has_no_date_is_undated_and_never_today(house: House, tmp_path, noon):
    done = import_archive(_wxr(tmp_path, {"date": "0000-00-00 00:00:00"}), Asked(), at=noon)
    assert done.undated == 1
    assert record.public_filing(find(source="wordpress:old.example:7").guid).published_at is None


def test_a_file_that_breaks_off_is_read_as_far_as_it_can_be(house: House, tmp_path, noon):
    path = _wxr(tmp_path, {}, {"number": "8"})
    whole = path.read_text()
    path.write_text(whole[: whole.index("<wp:post_id>8")])
    with pytest.raises(NotArchive, match="line"):
        import_archive(path, Asked(), at=noon)  # the first reading goes through all of it
    assert record.head() == 0


def test_entities_of_its_own_are_refused(house: House, tmp_path, noon):
    path = tmp_path / "bomb.xml"
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]>' + _wxr(tmp_path, {}).read_text()[38:])
    with pytest.raises(NotArchive, match="document type"):
        import_archive(path, Asked(form="wordpress"), at=noon)


def test_one_that_cannot_be_filed_harms_no_other(house: House, tmp_path, noon):
    rows = [{"id": "1", "title": "Good", "text": "Words enough for a story."},
            {"id": "2", "title": "Bad\ud800", "text": "Half a pair."},
            {"id": "1", "title": "Twice", "text": "The same id."},
            {"title": "No id", "text": "Nothing to find it by."}]
    path, fields = tmp_path / "rows.jsonl", tmp_path / "map.json"
    path.write_text("\n".join(map(json.dumps, rows)) + "\nno json\n")
    fields.write_text(json.dumps({"id": "id", "headline": "title", "text": "text"}))
    done = import_archive(path, Asked(fields=fields), at=noon)
    assert done.stories["new"] == 1
    reasons = dict(done.refused)
    assert len(reasons) == 4 and any("surrogate" in reason for reason in reasons.values())
    assert any("not JSON" in reason for reason in reasons.values())


def test_dates_without_a_zone_take_the_one_that_is_named(house: House, tmp_path, noon):
    (tmp_path / "a.csv").write_text("key,name,words,day\n1,One,Some words.,2019-01-04\n")
    (tmp_path / "map.json").write_text(json.dumps(
        {"id": "key", "headline": "name", "text": "words", "published_at": "day",
         "section": "=Archive"}))
    asked = Asked(fields=tmp_path / "map.json", zone=ZoneInfo("Africa/Kampala"))
    import_archive(tmp_path / "a.csv", asked, at=noon)
    filing = record.public_filing(find(source="table:1").guid)
    assert filing.published_at == datetime.fromisoformat("2019-01-03T21:00:00+00:00")
    assert filing.section.name == "Archive"


def test_markdown_with_front_matter_in_each_notation(house: House, tmp_path, noon):
    folder = tmp_path / "site" / "_posts"
    folder.mkdir(parents=True)
    (folder / "2015-02-03-dam.md").write_text(
        "---\ntitle: The dam\ncategories: [Water, Power]\ntags: dam\n"
        "date: 2015-02-03 10:00:00 +0300\n---\nThe **dam** holds.\n\n* one\n* two\n")
    (folder / "hugo.md").write_text(
        '+++\ntitle = "Hugo"\ndraft = true\naliases = ["/old/hugo/"]\n+++\nText of it.\n')
    (folder / "broken.md").write_text("---\ntitle: [unclosed\n---\nText.\n")
    done = import_archive(tmp_path / "site", Asked(), at=noon)
    assert (done.form, done.stories["new"], done.stories["draft"]) == ("markdown", 1, 1)
    assert [where for where, _ in done.refused] == ["_posts/broken.md"]
    filing = record.public_filing(find(source="markdown:_posts/2015-02-03-dam.md").guid)
    assert filing.published_at == datetime.fromisoformat("2015-02-03T07:00:00+00:00")
    assert [block.kind for block in filing.blocks] == ["paragraph", "list"]
    assert filing.blocks[0].marks[0].kind == "strong"


def test_a_picture_beside_the_archive_is_taken_in_and_no_other_file(house: House, tmp_path, noon):
    from io import BytesIO

    from PIL import Image

    held = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(held, "JPEG")
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.jpg").write_bytes(held.getvalue())
    (site / "lake.jpg").write_bytes(held.getvalue())
    (site / "a.md").write_text(
        "---\ntitle: The lake\nimage: lake.jpg\n---\nIt is wide.\n\n![no](../secret.jpg)\n")
    done = import_archive(site, Asked(pictures=False), at=noon)
    filing = record.public_filing(find(source="markdown:a.md").guid)
    assert filing.picture is not None
    assert [block.kind for block in filing.blocks] == ["paragraph"]
    assert list(done.pictures) == ["../secret.jpg"]


def test_killed_between_the_record_and_the_archives_own_rows_it_is_completed(
    house: House, reader: Reader, tmp_path, noon
):
    from dateline.archive.models import Brought, OldAddress

    path = _wxr(tmp_path, {})
    import_archive(path, Asked(), at=noon)
    Brought.objects.all().delete()
    OldAddress.objects.all().delete()
    done = import_archive(path, Asked(), at=noon)
    assert done.redirects == 2 and record.head() == 1
    assert reader.get("/2016/06/bridge/").status == 301


def test_the_command_says_what_became_of_it(house: House, tmp_path):
    path = _wxr(tmp_path, {}, {"number": "8", "state": "draft"})
    done = house.run("import", "archive", str(path), "--no-fetch")
    assert done.returncode == 0, done.stderr
    assert "(wordpress): 1 new, 1 draft, 0 updated, 0 same, 0 kept; 0 refused." in done.stdout
    nothing = house.run("import", "archive", str(tmp_path / "none.xml"))
    assert nothing.returncode == 2 and "no such file" in nothing.stderr
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    refused = house.run("import", "archive", str(tmp_path / "noise.bin"))
    assert refused.returncode == 2 and "--as" in refused.stderr
