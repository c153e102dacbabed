"""`dateline import FOLDER|FILE`, without a word: what it holds says what it is, or what to do."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import old_sites
import pytest
from old_sites import SITES, post, wxr

from conftest import House
from dateline.archive.public import Asked, NotArchive, Summary, import_archive

FOLDERS = ("medium", "substack", "markdown", "html")


def _bring(path: Path, noon, **said) -> Summary:
    return import_archive(path, Asked(pictures=False, **said), at=noon, dry_run=True)


def _site(folder: Path, form: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    SITES[form](folder / "site" if form in FOLDERS else folder)
    return folder


@pytest.mark.parametrize("form", ["wordpress", "ghost", "medium", "substack", "blogger", "drupal",
                                  "markdown", "html", "ninjs", "rss"])
def test_a_folder_with_what_usually_lies_beside_is_what_it_holds_most_of(
    house: House, noon, tmp_path, form
):
    folder = _site(tmp_path / "in", form)
    if form == "substack":
        folder = folder / "site"
    (folder / "README.txt").write_text("Read me.")
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    if form not in ("markdown", "html"):
        (folder / "theme.xml").write_text("<b:skin/>")
    if form == "html":
        (folder / "README.md").write_text("# About this folder\n\nPages of the old site.\n")
    done = _bring(folder, noon)
    assert done.form == form
    assert (done.stories["new"], done.stories["draft"]) == old_sites.COUNTS[form]


def test_several_exports_in_a_folder_are_named_and_one_is_chosen(house: House, noon, tmp_path):
    folder = _site(_site(_site(tmp_path / "in", "wordpress"), "ghost"), "medium")
    with pytest.raises(NotArchive, match=r"ghost \(ghost.json\), medium \(site/posts/.*html\), "
                                         r"wordpress \(old.xml\): bring each in by itself"):
        _bring(folder, noon)
    done = _bring(folder, noon, form="wordpress")
    assert done.stories["new"] == 3 and done.unread == {".html": 2, ".json": 1}


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.docx", b"PK", "it holds 1 .docx.*--as"), ("a.csv", b"a,b\n1,2\n", "not certain.*--map"),
    ("a.json", b'{"title": 1}', "not certain.*--map"), ("a.zip", b"PK", "1 .zip.*by their names"),
    ("a", b"\0\1", "without an ending"), ("", b"", "no file")])
def test_a_folder_nobody_knows_says_what_was_seen_and_what_to_do(
    house: House, noon, tmp_path, name, data, said
):
    (tmp_path / "in").mkdir()
    if name:
        (tmp_path / "in" / name).write_bytes(data)
    with pytest.raises(NotArchive, match=said):
        _bring(tmp_path / "in", noon)


@pytest.mark.parametrize(("data", "said"), [
    (gzip.compress(b"<rss/>"), "no item"), (b"7z\xbc\xaf", "packed"),
    (b"-- MySQL dump 10.13\n--\nCREATE TABLE a", "database"),
    (b"SQLite format 3\0", "database"), (b"\0" * 257 + b"ustar\0", "packed"),
    (b"Dear newsroom", "--as")])
def test_a_file_nobody_reads_says_why(house: House, noon, tmp_path, data, said):
    (tmp_path / "a.bin").write_bytes(data)
    with pytest.raises(NotArchive, match=said):
        _bring(tmp_path / "a.bin", noon)


def test_an_export_in_utf_16_is_known(house: House, noon, tmp_path):
    path = wxr(tmp_path, post())
    path.write_text(path.read_text().replace('"UTF-8"', '"UTF-16"'), encoding="utf-16")
    assert (_bring(path, noon).form, _bring(path, noon).stories["new"]) == ("wordpress", 1)


def test_the_word_may_be_left_out(house: House, make_house, tmp_path):
    folder = _site(tmp_path / "in", "wordpress")
    done = house.run("import", str(folder), "--no-fetch")
    assert done.returncode == 0 and "(wordpress): 3 new, 1 draft" in done.stdout, done
    again = house.run("import", str(folder / "old.xml"), str(folder), "--dry-run")
    assert again.stdout.count("4 same") == 2, again
    for words, said in ((("import", "nothing.xml"), "is no file or folder, and none of page"),
                        (("import", "wire"), "Say which file: dateline import wire FILE")):
        refused = house.run(*words)
        assert refused.returncode == 2 and said in refused.stderr, refused
    assert house.run("export", "--to", str(tmp_path / "whole")).returncode == 0
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as made:
        for file in (tmp_path / "whole").rglob("*"):
            made.write(file, file.relative_to(tmp_path))
    other = make_house()
    done = other.run("import", str(tmp_path / "whole.zip"))
    assert done.returncode == 0 and "Its digest is that of the export" in done.stdout, done


@pytest.mark.parametrize(("name", "said", "form"), [
    ("a.json", '[{"k": 1, "w": "Words."}]', "jsonl"), ("b.csv", "k,w\n1,Words.\n", "csv"),
    ("c.xml", "<r>" + "<item><k>1</k><w>Words.</w><z>.</z></item>" * 2 + "</r>", "xml")])
def test_with_a_map_it_is_called_what_it_is(house, noon, tmp_path, name, said, form):
    (tmp_path / name).write_text(said)
    (tmp_path / "map").write_text('{"id": "k", "text": "w"}')
    done = import_archive(tmp_path / name, Asked(fields=tmp_path / "map"), at=noon)
    assert (done.form, done.refused) == (form, []) and done.stories["new"], done


@pytest.mark.parametrize("name", ["d/" * 2000 + "a.html", "a" * 300 + ".html"])
def test_a_zip_file_with_names_too_long_is_refused_in_words(house: House, noon, tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(name, "<p>Words.</p>")
    with pytest.raises(NotArchive, match="too long a name"):
        import_archive(tmp_path / "a.zip", Asked(), at=noon)
