"""WordPress' export as sites, plugins and other systems that speak it write it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import old_sites
import pytest
from old_sites import post, wxr

from conftest import House, Reader
from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record


def _bring(path: Path, noon, **said) -> Summary:
    return import_archive(path, Asked(pictures=False, **said), at=noon)


def _filing(source: str):
    found = find(source=source)
    assert found is not None, source
    return record.public_filing(found.guid)


def _meta(**fields: str) -> str:
    return "".join(f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
                   f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
                   for key, value in fields.items())


def _attached(number: str, folder: Path, above: str = "0", alt: str = "", caption: str = "") -> str:
    (folder / f"{number}.jpg").write_bytes(old_sites.picture())
    return post(number=number, kind="attachment", state="inherit", title=number, excerpt=caption,
                more=f"<wp:attachment_url>https://old.example/{number}.jpg</wp:attachment_url>"
                + _meta(_wp_attachment_image_alt=alt)).replace(
                    "<wp:post_parent>0", f"<wp:post_parent>{above}")


def _terms(*given: tuple[str, str, str]) -> str:
    return "".join(f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'
                   for domain, slug, name in given)


SQUARESPACE = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Gazette</title><link>http://square.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>-1</wp:author_id><wp:author_login>ann@square.example</wp:author_login>
<wp:author_display_name><![CDATA[Ann Ode]]></wp:author_display_name></wp:author>
<item><title>Bread & Butter &amp; Jam&mdash;dear</title><link>/news/2013/bread.html</link>
<content:encoded><![CDATA[<div><figure><a href="https://x.example"><noscript>
<img src="https://square.example/5.jpg?a=1&b=2" /></noscript><img class="thumb-image"
 data-src="https://square.example/5.jpg?a=1&b=2" alt="Bread"></a></figure></div>
<p>It is <b>dear</b>.</p><p>&nbsp;</p>]]></content:encoded><excerpt:encoded />
<wp:post_name>2013/bread.html</wp:post_name><wp:post_type>post</wp:post_type>
<wp:post_id>4</wp:post_id><wp:status>publish</wp:status>
<pubDate>Fri, 07 Jun 2013 03:00:44 +0000</pubDate><wp:post_date>2013-06-07 03:00:44</wp:post_date>
<wp:post_date_gmt>2013-06-07 03:00:44</wp:post_date_gmt>
<category domain="category" nicename="food"><![CDATA[Food]]></category>
<dc:creator>ann@square.example</dc:creator></item>
<item><wp:attachment_url>https://square.example/5.jpg?ix=1&auto=format</wp:attachment_url>
<link>https://square.example/5.jpg?ix=1&auto=format</link><title>bread</title>
<wp:post_type>attachment</wp:post_type><wp:post_id>5</wp:post_id><wp:status>inherit</wp:status>
</item></channel></rss>"""


def test_squarespace_with_bare_ampersands_and_relative_addresses(
    house: House, reader: Reader, noon, tmp_path
):
    (tmp_path / "5.jpg").write_bytes(old_sites.picture())
    path = tmp_path / "square.xml"
    path.write_text(SQUARESPACE)
    done = _bring(path, noon, form="squarespace")
    assert (done.stories["new"], done.refused, done.pictures) == (1, [], {})
    assert ["ampersands" in done.mended[0], "named" in done.mended[1]] == [True, True]
    filing = _filing("wordpress:square.example:4")
    assert filing.headline == "Bread & Butter & Jam—dear"
    assert [one.name for one in filing.authors] == ["Ann Ode"]
    assert [block.kind for block in filing.blocks] == ["picture", "paragraph"]
    assert filing.blocks[0].pictures[0].alt == "Bread"
    assert reader.get("/news/2013/bread.html").status == 301


def test_two_sites_below_one_host_are_two(house: House, noon, tmp_path):
    for name, title in (("north", "Snow"), ("south", "Sun")):
        path = wxr(tmp_path, post(title=title, link=f"https://old.example/{name}/a/"))
        path.write_text(path.read_text().replace(
            "<link>https://old.example</link>", f"<link>https://old.example/{name}/</link>"))
        assert _bring(path, noon).stories["new"] == 1
    assert _filing("wordpress:old.example/north:7").headline == "Snow"
    assert _filing("wordpress:old.example/south:7").headline == "Sun"


@pytest.mark.parametrize("packed", [False, True])
def test_attachments_authors_and_sections_stand_in_another_file_of_the_export(
    house: House, noon, tmp_path, packed
):
    folder = tmp_path / "in"
    folder.mkdir()
    said = _meta(_thumbnail_id="3", _yoast_wpseo_primary_category="9")
    wxr(folder, post(creator="ben", more=said,
                     terms=_terms(("category", "water", "Water"), ("category", "power", "Power"))),
        name="a.xml")
    path = wxr(folder, _attached("3", folder, alt="A lake", caption="The <em>lake</em>"),
               name="b.xml")
    path.write_text(path.read_text().replace("amina", "ben").replace("Amina Okello", "").replace(
        "</wp:author_display_name>", "</wp:author_display_name><wp:author_first_name>Ben"
        "</wp:author_first_name><wp:author_last_name>Kato</wp:author_last_name>").replace(
        "term_id>1<", "term_id>9<").replace("[Water]", "[Power]"))
    given = folder
    if packed:
        given = tmp_path / "site.zip"
        with zipfile.ZipFile(given, "w") as made:
            for one in folder.iterdir():
                made.write(one, one.name)
    done = _bring(given, noon)
    assert (done.stories["new"], done.refused, done.pictures) == (1, [], {})
    filing = _filing("wordpress:old.example:7")
    assert filing.picture is not None
    assert (filing.picture.alt, filing.picture.caption) == ("A lake", "The lake")
    assert [one.name for one in filing.authors] == ["Ben Kato"]
    assert filing.section.name == "Power" and [one.name for one in filing.tags] == ["Water"]


def test_files_of_an_export_that_overlap_bring_each_post_once(house: House, noon, tmp_path):
    (tmp_path / "in").mkdir()
    wxr(tmp_path / "in", post(), post(number="8"), name="a.xml")
    wxr(tmp_path / "in", post(number="8"), post(number="7", title="Another"), name="b.xml")
    done = _bring(tmp_path / "in", noon)
    assert done.stories["new"] == 2 and done.passed == {"story that stands twice": 1}
    assert [why.endswith("with other words") for _where, why in done.refused] == [True]
    assert done.refused[0][0].startswith("b.xml, line ")


def test_taxonomies_of_newsrooms_and_the_language_of_a_post(house: House, noon, tmp_path):
    terms = _terms(("category", "uncategorized", "Uncategorized"), ("post_tag", "a", "Rain"),
                   ("person", "b", "Amina Okello"), ("location", "c", "Kasese"),
                   ("post_format", "post-format-aside", "Aside"), ("series", "d", "Floods of 2016"),
                   ("language", "fr", "Français"), ("post_translations", "x", "pll_1"))
    _bring(wxr(tmp_path, post(terms=terms)), noon)
    filing = _filing("wordpress:old.example:7")
    assert {(one.name, one.kind) for one in filing.tags} == {
        ("Rain", "subject"), ("Amina Okello", "person"), ("Kasese", "place")}
    assert [one.name for one in filing.dossiers] == ["Floods of 2016"]
    assert (filing.language, filing.section.name) == ("fr", "Unsorted")


def test_guests_of_co_authors_plus_have_their_names(house: House, noon, tmp_path):
    guest = post(number="5", kind="guest-author", title="Ben Kato", more=_meta(
        **{"cap-user_login": "ben-kato", "cap-display_name": "Ben Kato"}))
    terms = old_sites.TERMS + _terms(("author", "cap-ben-kato", "ben-kato"),
                                     ("author", "cap-amina", "amina"),
                                     ("author", "cap-amina", "amina"))
    done = _bring(wxr(tmp_path, post(terms=terms), guest), noon)
    assert [one.name for one in _filing("wordpress:old.example:7").authors] == [
        "Ben Kato", "Amina Okello"]
    assert done.passed == {"guest-author": 1}


def test_a_gallery_without_numbers_shows_the_posts_own_pictures(house: House, noon, tmp_path):
    _bring(wxr(tmp_path, post(body="Words.\n\n[gallery columns=\"2\"]\n\nMore."),
               _attached("3", tmp_path, above="7", alt="Reed"),
               _attached("4", tmp_path, above="7", caption="The shore"),
               _attached("5", tmp_path, above="8")), noon)
    blocks = _filing("wordpress:old.example:7").blocks
    assert [block.kind for block in blocks] == ["paragraph", "picture", "picture", "paragraph"]
    assert [(one.pictures[0].alt, one.pictures[0].caption) for one in blocks[1:3]] == [
        ("Reed", ""), ("", "The shore")]


def test_an_address_before_the_last_leads_on_as_well(house: House, reader: Reader, noon, tmp_path):
    _bring(wxr(tmp_path, post(more=_meta(_wp_old_slug="bridge-closed"))), noon)
    for old in ("/2016/06/bridge/", "/2016/06/bridge-closed/", "/?p=7"):
        assert reader.get(old).status == 301, old


def test_what_stands_in_xml_itself_is_read_whole_and_parts_of_cdata_are_joined(
    house: House, noon, tmp_path
):
    path = wxr(tmp_path, post(), post(number="8"))
    said = path.read_text().replace(
        "<![CDATA[The bridge over the Nyamwamba is open.\n\nIt was closed for a year.]]>",
        "<p>The bridge &amp; the road.</p><p>Both are <em>open</em>.</p>", 1).replace(
        "<![CDATA[The bridge over the Nyamwamba is open.\n\nIt was closed for a year.]]>",
        "\n<![CDATA[The bridge ]]><![CDATA[is ]]]]><![CDATA[> open.]]>\n")
    path.write_text(said)
    _bring(path, noon)
    assert [one.text for one in _filing("wordpress:old.example:7").blocks] == [
        "The bridge & the road.", "Both are open."]
    assert [one.text for one in _filing("wordpress:old.example:8").blocks] == [
        "The bridge is ]]> open."]


def test_the_least_that_is_an_export(house: House, noon, tmp_path):
    path = tmp_path / "least.xml"
    path.write_text("""

<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.0/"><channel><title>None</title><item><title>Least</title>
<wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:author>amina</wp:author>
<content:encoded><![CDATA[text]]></content:encoded></item></channel></rss>""")
    done = _bring(path, noon)
    assert (done.stories["new"], done.undated, done.refused, done.mended) == (1, 1, [], [])
    assert [one.name for one in _filing("wordpress::1").authors] == ["amina"]
    path.write_text(path.read_text().replace("<wp:status>", "<wp:postmeta><wp:status>"))
    with pytest.raises(NotArchive, match="line 7: this is not well-formed"):
        _bring(path, noon)
