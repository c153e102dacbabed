"""What each system writes in its own way comes out as a story would be written here."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import old_sites
import pytest
from old_sites import SITES, post, wxr

from conftest import House
from dateline.archive.bringing.unpacking import unpacked
from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.desk.public import find
from dateline.formats import pagetext
from dateline.project.importing import import_page
from dateline.record import public as record

QUIET = Asked(pictures=False)


def _bring(path: Path, noon, **said) -> Summary:
    return import_archive(path, Asked(pictures=False, **said), at=noon)


def _filing(source: str):
    found = find(source=source)
    assert found is not None, source
    return record.public_filing(found.guid)


def _words(source: str) -> list[str]:
    return [block.text or " / ".join(block.items) for block in _filing(source).blocks]


# -- WordPress -----------------------------------------------------------------------------------


def test_shortcodes_captions_and_galleries_of_wordpress(house: House, noon, tmp_path):
    (tmp_path / "a.jpg").write_bytes(old_sites.picture())
    attached = post(number="3", kind="attachment", state="inherit", title="a",
                    more="<wp:attachment_url>https://old.example/a.jpg</wp:attachment_url>")
    body = ('[caption id="x" width="300"]<a href="/a"><img src="a.jpg" alt="Lake"></a> The lake'
            '[/caption]\n\nHe said: "It [the lake] is wide [sic]."\n\n[gallery ids="3"]\n\n'
            '[vc_row][vc_column width="1/2"]Built words.[/vc_column][/vc_row]\n\n'
            '[contact-form-7 id="7" title="Write"]\n\nThe end.')
    _bring(wxr(tmp_path, attached, post(body=body)), noon)
    blocks = _filing("wordpress:old.example:7").blocks
    assert [block.kind for block in blocks] == [
        "picture", "paragraph", "picture", "paragraph", "paragraph"]
    assert (blocks[0].pictures[0].caption, blocks[0].pictures[0].alt) == ("The lake", "Lake")
    assert [block.text for block in blocks if block.text] == [
        'He said: "It [the lake] is wide [sic]."', "Built words.", "The end."]


def test_several_authors_of_a_plugin_and_names_that_are_encoded_twice(
    house: House, noon, tmp_path
):
    terms = old_sites.TERMS + "".join(
        f'<category domain="author" nicename="cap-{one}"><![CDATA[{one}]]></category>'
        for one in ("amina", "Ben &amp;amp; Co"))
    _bring(wxr(tmp_path, post(terms=terms, title="Rain &amp;amp; &lt;em&gt;wind&lt;/em&gt;")), noon)
    filing = _filing("wordpress:old.example:7")
    assert [one.name for one in filing.authors] == ["Amina Okello", "Ben & Co"]
    assert (filing.headline, filing.section.name) == ("Rain & wind", "Water")
    assert {one.name for one in filing.tags} == {"Kasese, west", "Dams"}


def test_what_was_not_public_there_is_not_public_here(house: House, noon, tmp_path):
    done = _bring(wxr(
        tmp_path, post(), post(number="20", password="sesame"), post(number="21", state="private"),
        post(number="22", state="pending"), post(number="23", state="future"),
        post(number="30", state="in-progress"),
        post(number="24", state="trash"), post(number="25", state="auto-draft"),
        post(number="26", kind="revision", state="inherit"),
        post(number="27", kind="shop_order", state="publish"),
        post(number="28", kind="forms", link="https://old.example/?post_type=forms&amp;p=28"),
        post(number="29", kind="event", link="https://old.example/events/fair/")), noon)
    assert (done.stories["new"], done.stories["draft"], done.refused) == (2, 5, [])
    assert sum(done.passed.values()) == 5 and record.total() == 2
    for number in ("20", "21", "22", "23", "30"):
        assert find(source=f"wordpress:old.example:{number}").standing == "draft"


def test_control_characters_and_stray_bytes_are_mended_and_told(house: House, noon, tmp_path):
    path = wxr(tmp_path, post(body="Caf\x0be in M\x08unich."), post(number="8"))
    path.write_bytes(path.read_bytes().replace(b"M\x08unich", b"M\xfcnchen"))
    done = _bring(path, noon)
    assert done.stories["new"] == 2 and len(done.mended) == 2, done
    assert _words("wordpress:old.example:7") == ["Cafe in München."]


def test_a_story_that_is_dated_after_the_import_waits_as_a_draft(house: House, noon, tmp_path):
    done = _bring(wxr(tmp_path, post(date="2999-01-01 00:00:00"),
                      post(number="8", date="0001-01-01 00:00:00", local="0001-01-01 00:00:00"),
                      post(number="9", date="0000-00-00 00:00:00", local="2016-02-30 99:00:00")),
                  noon)
    assert (done.ahead, done.stories["draft"], done.stories["new"], done.undated) == (1, 1, 2, 2)
    assert find(source="wordpress:old.example:7").standing == "draft"


def test_one_story_of_endless_length_is_refused_in_bounded_memory(house: House, noon, tmp_path):
    path = wxr(tmp_path, post(), post(number="8"), name="long.xml")
    whole = path.read_bytes()
    at = whole.index(b"<wp:post_id>8")
    with path.open("wb") as file:
        file.write(whole[:at])
        for _ in range(25):
            file.write(b"<wp:postmeta/>" * 50_000)
        file.write(whole[at:])
    with pytest.raises(NotArchive, match="more than"):
        _bring(path, noon)


# -- others --------------------------------------------------------------------------------------


def test_the_three_notations_of_ghost(house: House, noon, tmp_path):
    _bring(SITES["ghost"](tmp_path), noon)
    assert _words("ghost:a1") == ["Wide.", "And deep."]
    assert _words("ghost:a2") == ["Sand and stone", "Reed"]
    assert find(source="ghost:a3").standing == "draft"
    (tmp_path / "bare").mkdir()
    bare = tmp_path / "bare" / "posts.json"
    data = json.loads(json.dumps(old_sites.GHOST["data"]))
    data["posts"] = [data["posts"][0] | {"id": "p1", "visibility": "paid"},
                     data["posts"][1] | {"id": "p2", "lexical": '{"root": {"children": [{"ty'}]
    bare.write_text(json.dumps({"data": data}))
    done = _bring(bare, noon)
    assert (done.stories["draft"], len(done.refused)) == (1, 1), done


def test_every_element_of_ans(house: House, noon, tmp_path):
    _bring(SITES["arc"](tmp_path), noon)
    filing = _filing("arc:ABCDEFGHIJKLMNOP1")
    assert [block.kind for block in filing.blocks] == [
        "paragraph", "heading", "list", "quotation", "paragraph", "paragraph", "quotation",
        "paragraph", "table", "paragraph"]
    assert filing.blocks[-1].text == "Last words of 1."
    assert filing.blocks[3].speaker == "Amina Okello"


def test_front_matter_keeps_words_and_the_path_says_the_rest(house: House, noon, tmp_path):
    done = _bring(SITES["markdown"](tmp_path / "site"), noon)
    filing = _filing("markdown:content/posts/2015-02-03-dam.md")
    assert (filing.headline, filing.section.name) == ("No", "Water") and filing.picture
    mill = _filing("markdown:content/posts/mill/index.fr.md")
    assert (mill.language, mill.blocks[0].text) == ("fr", "Il tourne toujours.")
    assert done.passed == {"page of a section": 1} and done.stories["draft"] == 1


def test_links_out_of_the_folder_are_not_followed(house: House, noon, tmp_path):
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\nWords.\n")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.md").write_text("---\ntitle: A\n---\nWords.\n")
    (site / "b.md").symlink_to(tmp_path / "secret.md")
    (site / "c").symlink_to(tmp_path)
    assert _bring(site, noon).stories["new"] == 1


@pytest.mark.parametrize(("charset", "sign"), [
    ("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";"), ("utf-16-le", ",")])
def test_tables_in_any_charset_and_with_any_sign(house: House, noon, tmp_path, charset, sign):
    lines = ["key,name,words", '1,Zürich,"Drei Wörter,\nzwei Zeilen."', "2,Genf,Ein Wort."]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join([*lines, ""]).replace(",", sign).encode(charset))
    (tmp_path / "map.json").write_text(json.dumps({"id": "key", "headline": "name",
                                                   "text": "words"}))
    done = _bring(path, noon, fields=tmp_path / "map.json")
    assert (done.stories["new"], done.refused) == (2, [])
    assert _filing("table:1").headline == "Zürich"


def test_rows_that_shift_break_off_or_say_a_thing_twice_are_refused(house: House, noon, tmp_path):
    (tmp_path / "map.json").write_text(json.dumps({"id": "key", "headline": "name",
                                                   "text": "words"}))
    (tmp_path / "a.csv").write_text(
        'key,name,words\n1,One,Good.\n2,Two, oh two,Shifted.\n3,Three\n4,"Fo"ur,Odd.\n5,Fi')
    done = _bring(tmp_path / "a.csv", noon, fields=tmp_path / "map.json")
    assert done.stories["new"] == 2 and len(done.refused) == 3, done
    rows = ['{"key": 1, "name": "A", "words": "W.", "key": 2}', '{"key": NaN, "name": "B"}',
            '{"key": 3, "name": "C", "words": "W."}', "[" * 5000, "7" * 5000, '{"key": 4,',
            '{"key": "a\\u0000b", "name": "D\\u0000", "words": "W."}']
    (tmp_path / "b.jsonl").write_text("\n".join(rows))
    (tmp_path / "map.json").write_text(json.dumps({"system": "lines", "id": "key",
                                                   "headline": "name", "text": "words"}))
    done = _bring(tmp_path / "b.jsonl", noon, fields=tmp_path / "map.json")
    assert (done.stories["new"], len(done.refused)) == (2, 5), done


def test_a_text_that_cannot_be_read_whole_is_no_story(house: House, noon, tmp_path):
    (tmp_path / "map.json").write_text(json.dumps({"id": "key", "headline": "name",
                                                   "html": "words"}))
    rows = [{"key": 1, "name": "Deep", "words": "<div>" * 500 + "<p>Words.</p>"},
            {"key": 2, "name": "Long", "words": "<p>" + "word " * 200_000 + "</p>"},
            {"key": 3, "name": "Picture", "words": '<img src="a.jpg">'}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = _bring(tmp_path / "a.jsonl", noon, fields=tmp_path / "map.json")
    assert (done.stories["new"], len(done.refused)) == (1, 2), done


# -- wires and page text -------------------------------------------------------------------------


def test_wire_files_are_backfile_and_what_was_held_or_taken_back_is_not_shown(
    house: House, noon, tmp_path
):
    item = json.loads(SITES["ninjs"](tmp_path).read_text())
    folder = tmp_path / "wire"
    folder.mkdir()
    for number, said in enumerate((
        {}, {"version": "2", "headline": "The port is open"}, {"uri": "urn:b"},
        {"uri": "urn:b", "version": "2", "pubstatus": "canceled"},
        {"uri": "urn:c", "embargoed": "2019-01-01T00:00:00Z"},
        {"uri": "urn:d", "pubstatus": "withheld"})):
        (folder / f"{number}.json").write_text(json.dumps(item | said))
    done = _bring(folder, noon)
    assert (done.form, done.stories["new"], done.stories["draft"]) == ("ninjs", 1, 2), done
    assert done.passed == {"older version of an item": 2, "item that was taken back": 1}
    filing = _filing("ninjs:urn:old.example:7")
    assert filing.headline == "The port is open"
    assert filing.published_at == datetime.fromisoformat("2018-01-04T10:00:00+00:00")


PAGE = """13:13 GMT 25 January 2021
Listen Live
Water
Get short URL
Floods (12)
The bridge is open again after a year, the ministry of works told the Gazette on Monday.
KASESE (Gazette) — The bridge over the river is open, and lorries may cross it by day.
"We waited long," the mayor of the town said when she crossed the bridge as the first.
Tags:
bridge, Kasese
Community standards
Discussion
"""


def test_page_text_is_the_same_story_by_either_command(house: House, noon, tmp_path):
    (tmp_path / "pages").mkdir()
    path = tmp_path / "pages" / "one.txt"
    path.write_text(PAGE)
    done = _bring(tmp_path / "pages", noon)
    assert (done.form, done.stories["new"], done.undated) == ("page", 1, 1), done
    said, _ = import_page(pagetext.parse(path.read_bytes()), None)
    assert said.startswith("Already here (undated)")


# -- ZIP -----------------------------------------------------------------------------------------


def _zipped(folder: Path, target: Path, *, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                packed.write(file, top + file.relative_to(folder).as_posix())
        packed.writestr("__MACOSX/._x", b"\0")
    return target


@pytest.mark.parametrize("form", ["ghost", "medium", "substack", "wordpress", "markdown",
                                  "blogger"])
def test_a_zip_is_taken_as_it_was_downloaded(house: House, noon, tmp_path, form):
    folder = tmp_path / "in"
    if form not in ("medium", "substack", "markdown"):
        folder.mkdir()
    SITES[form](folder)
    path = _zipped(folder, tmp_path / "export.zip", top="export-2024/")
    done = _bring(path, noon)
    assert (done.form, done.refused) == (form, [])
    assert (done.stories["new"], done.stories["draft"]) == old_sites.COUNTS[form]


def test_an_export_in_several_files_is_read_file_by_file(house: House, noon, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in ("7", "8", "9"):
        wxr(folder, post(number=number), name=f"old.{number}.xml")
    whole = (folder / "old.8.xml").read_text()
    (folder / "old.8.xml").write_text(whole[:-30])
    done = _bring(_zipped(folder, tmp_path / "site.zip"), noon)
    assert (done.form, done.stories["new"]) == ("wordpress", 2)
    assert [where for where, _ in done.refused] == ["old.8.xml"]


def test_zips_that_would_harm_are_refused(house: House, noon, tmp_path):
    def made(name: str, *files: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as packed:
            for one, data in files:
                packed.writestr(one, data)
        return tmp_path / name

    for name in ("../out.md", "/etc/out.md", "a/../../out.md", "C:\\out.md"):
        with pytest.raises(NotArchive, match="outside"):
            _bring(made("slip.zip", (name, b"x")), noon)
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(NotArchive):
        _bring(made("link.zip", (link, b"/etc/passwd")), noon)
    packed = io.BytesIO(made("bomb.zip", ("a.md", bytes(300_000_000))).read_bytes())
    assert len(packed.getvalue()) < 1_000_000
    with pytest.raises(NotArchive, match="not unpacked"):
        _bring(tmp_path / "bomb.zip", noon)
    cut = made("cut.zip", ("a.md", b"words " * 1000))
    cut.write_bytes(cut.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05"))
    with pytest.raises(NotArchive, match="cannot be unpacked"):
        _bring(cut, noon)
    assert not (tmp_path / "out.md").exists() and record.total() == 0


def test_a_zip_file_that_has_a_name_twice_says_which(tmp_path):
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as packed, pytest.warns(UserWarning):
        packed.writestr("posts/one.html", "<p>One.</p>")
        packed.writestr("posts/one.html", "<p>Another.</p>")
    with pytest.raises(NotArchive, match=r"'posts/one\.html' stands in it twice") as refused, (
            unpacked(path)):
        pass
    assert str(tmp_path.parent) not in str(refused.value)
