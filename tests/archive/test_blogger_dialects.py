"""Blogger's backups, from 2008 on and of Google Takeout."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import old_sites

from conftest import House, Reader
from dateline.archive.public import Asked, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record

OLD = """<?xml version='1.0' encoding='UTF-8'?>
<?xml-stylesheet href="https://www.blogger.com/styles/atom.css" type="text/css"?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'
 xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'>
<id>tag:blogger.com,1999:blog-9.archive</id><title type='text'>Old Gazette</title>
<generator version='7.00' uri='https://www.blogger.com'>Blogger</generator>{}</feed>"""
ENTRY = """<entry><id>tag:blogger.com,1999:blog-9.post-{0}</id>
<published>2008-09-1{0}T09:30:00.001-04:00</published>
<category scheme='http://www.blogger.com/atom/ns#' term='Water'/>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#{1}'/>
<category scheme='http://www.blogger.com/atom/ns#' term='Dams'/>
<title type='text'>Story {0}</title>{2}
<link rel='replies' type='text/html' href='http://old.example/2008/09/a.html#comment-form'/>
<link rel='alternate' type='text/html' href='http://old.example/2008/09/story-{0}.html'/>
<author><name>Amina Okello</name><email>noreply@blogger.com</email></author></entry>"""
TEXT = "<content type='html'>Words.&lt;br /&gt;&lt;br /&gt;More words.</content>"


def _bring(path: Path, noon) -> Summary:
    return import_archive(path, Asked(pictures=False), at=noon)


def _filing(number: int):
    found = find(source=f"tag:blogger.com,1999:blog-9.post-{number}") or find(
        source=f"blogger:tag:blogger.com,1999:blog-9.post-{number}")
    assert found is not None
    return record.public_filing(found.guid)


def test_a_backup_of_2008_with_template_settings_pages_and_drafts(
    house: House, reader: Reader, noon, tmp_path
):
    (tmp_path / "s1600").mkdir()
    (tmp_path / "s1600" / "a.jpg").write_bytes(old_sites.picture())
    captioned = ("<content type='html'>&lt;table class=\"tr-caption-container\"&gt;&lt;tbody&gt;"
                 "&lt;tr&gt;&lt;td&gt;&lt;a href=\"https://i.example/s1600/a.jpg\"&gt;&lt;img "
                 "src=\"https://i.example/s320/a.jpg\" /&gt;&lt;/a&gt;&lt;/td&gt;&lt;/tr&gt;&lt;tr"
                 "&gt;&lt;td class=\"tr-caption\"&gt;The lake&lt;/td&gt;&lt;/tr&gt;&lt;/tbody&gt;"
                 "&lt;/table&gt;Words.&lt;br /&gt;&lt;br /&gt;R&D.</content>")
    own = ("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One &amp; one.</p>"
           "<p>Two.<br/>Three.</p></div></content>")
    draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft>" \
            "</app:control>"
    path = tmp_path / "blog.xml"
    path.write_text(OLD.format("".join(ENTRY.format(*one) for one in (
        (1, "template", TEXT), (2, "settings", TEXT), (3, "page", TEXT), (4, "post", captioned),
        (5, "post", own), (6, "post", TEXT + draft), (7, "post", TEXT)))))
    done = _bring(path, noon)
    assert (done.form, done.stories["new"], done.stories["draft"], done.refused) == (
        "blogger", 3, 1, [])
    assert done.passed == {"template": 1, "settings": 1, "page": 1} and not done.pictures
    filing = _filing(4)
    assert [block.kind for block in filing.blocks] == ["picture", "paragraph", "paragraph"]
    assert filing.blocks[0].pictures[0].caption == "The lake"
    assert (filing.section.name, [one.name for one in filing.tags]) == ("Water", ["Dams"])
    assert filing.published_at == datetime.fromisoformat("2008-09-14T13:30:00.001+00:00")
    assert [block.text for block in _filing(5).blocks] == ["One & one.", "Two.\nThree."]
    assert reader.get("/2008/09/story-4.html?m=1").status == 301
    assert reader.get("/2008/09/story-6.html").status == 404


def test_takeout_as_it_is_downloaded_with_two_blogs_themes_and_trash(house: House, noon, tmp_path):
    base, blogs = "Takeout/Blogger/Blogs", {}
    for name, number in (("Old Gazette", 1), ("Näher", 2)):
        blogs[name] = old_sites.BLOGGER.format(entries=old_sites.ENTRY.format(
            number, "POST", "LIVE") + old_sites.ENTRY.format(number + 2, "POST", "LIVE").replace(
            "</entry>", "<blogger:trashed>2021-01-01T00:00:00Z</blogger:trashed></entry>")
            + old_sites.ENTRY.format(number + 4, "POST", "SCHEDULED"))
    with zipfile.ZipFile(tmp_path / "takeout-2024.zip", "w") as made:
        for name, text in blogs.items():
            made.writestr(f"{base}/{name}/feed.atom", text)
            made.writestr(f"{base}/{name}/theme-layouts.xml", "<html><b/></html>")
            made.writestr(f"{base}/{name}/theme-classic.html", "<html><body>x</body></html>")
            made.writestr(f"{base}/{name}/settings.csv", "blog_id,locale\n9,en\n")
        made.writestr("Takeout/archive_browser.html", "<html><body>Your archive</body></html>")
    done = _bring(tmp_path / "takeout-2024.zip", noon)
    assert (done.form, done.stories["new"], done.stories["draft"], done.refused) == (
        "blogger", 2, 2, [])
    assert done.passed == {"post in state trash": 2} and len(done.files) == 2
