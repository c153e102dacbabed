"""Tables without a map: what their fields are called says what they are, and is told; what is not
certain is refused. And what tables are like, with a map or without."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import House
from dateline.archive.bringing.reading.table import read_map
from dateline.archive.bringing.recognising import reader_of
from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record

NINE = datetime(2020, 1, 25, 9, tzinfo=UTC)
TEXT = "First words of it.\nLast words of it."


def _bring(folder: Path, name: str, said: str | bytes | list, noon, **more) -> Summary:
    path = folder / name
    if isinstance(said, list):
        said = "".join(json.dumps(one) + "\n" for one in said)
    path.write_bytes(said if isinstance(said, bytes) else said.encode())
    asked = {"pictures": False, "zone": ZoneInfo("UTC")} | more
    return import_archive(path, Asked(**asked), at=noon)


def _filing(source: str):
    found = find(source=source)
    assert found is not None, source
    return record.public_filing(found.guid)


def _row(number: int, **said) -> dict:
    return {"title": f"Story {number}", "text": TEXT, "date": "2020-01-25 09:00:00",
            "url": f"https://old.example/{number}"} | said


SHAPES = {
    "a crawler's": {"title": "Story {n}", "maintext": TEXT, "authors": ["Ada Quill", "Tom Reed"],
                    "date_publish": "2020-01-25 09:00:00", "date_download": "2026-01-01 00:00:00",
                    "description": "Short.", "url": "https://old.example/{n}", "language": "en"},
    "a list's": {"headline": "Story {n}", "content": TEXT, "summary": "Short.",
                 "byline": "By Ada Quill and Tom Reed", "published": "25 January 2020 09:00 UTC",
                 "link": "https://old.example/{n}"},
    "an API's": {"id": "a/{n}", "webTitle": "Story {n}", "webPublicationDate":
                 "2020-01-25T09:00:00Z", "webUrl": "https://old.example/{n}",
                 "fields": {"standfirst": "<p>Short.</p>", "byline": "Ada Quill, Tom Reed",
                            "body": "<p>First words of it.</p><p>Last words of it.</p>"}},
    "an index's": {"_index": "news", "_id": "{n}", "_source": {
        "headline": {"main": "Story {n}"}, "body": ["First words of it.", "Last words of it."],
        "abstract": "Short.", "byline": {"original": "By Ada Quill and Tom Reed"},
        "pub_date": {"$date": "2020-01-25T09:00:00Z"}, "web_url": "https://old.example/{n}"}},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_fields_are_known_by_the_names_everybody_uses(house: House, noon, tmp_path, shape):
    said = json.dumps(SHAPES[shape])
    rows = [json.loads(said.replace("{n}", str(n))) for n in range(3)]
    done = _bring(tmp_path, "rows.jsonl", rows, noon)
    assert (done.stories["new"], done.undated, done.redirects) == (3, 0, 3), done
    filing = _filing("table:https://old.example/1")
    assert (filing.headline, filing.standfirst, filing.published_at) == ("Story 1", "Short.", NINE)
    assert [one.name for one in filing.authors] == ["Ada Quill", "Tom Reed"]
    assert [block.text for block in filing.blocks] == ["First words of it.", "Last words of it."]
    assert len(done.guessed) == 1 and "headline from " in done.guessed[0]


def test_what_was_guessed_and_what_was_left_is_told(house: House, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(_row(n, mood="glad", category="World")) for n in (1, 2)))
    said = house.run("import", "archive", str(path), "--zone", "UTC", "--dry-run")
    assert said.returncode == 0, said.stderr
    assert "headline from title" in said.stdout and "not read: mood" in said.stdout
    assert "“Story 1”; 2020-01-25 09:00+00:00; in World" in said.stdout
    assert "Nothing was changed" in said.stdout and record.head() == 0


@pytest.mark.parametrize("said", [
    [{"name": "Ada", "email": "ada@old.example"}], [{"title": "Story"}], [[1, 2]],
    [{"text": "Words without a headline.", "id": 1}], [{"title": True, "body": False}],
])
def test_what_is_no_table_of_stories_is_refused(house: House, noon, tmp_path, said):
    with pytest.raises(NotArchive, match=r"--map|not JSON"):
        _bring(tmp_path, "rows.jsonl", said * 3, noon)
    assert record.head() == 0


def test_a_story_is_known_by_its_address_its_number_or_its_words(house: House, noon, tmp_path):
    rows = [_row(n, id=n, url="https://old.example/") for n in (1, 2)]
    _bring(tmp_path, "one.jsonl", rows, noon)
    _bring(tmp_path, "two.jsonl", [{"id": n, "title": f"Two {n}", "body": TEXT} for n in (1, 2)],
           noon)
    assert _filing("old.example:1").headline == "Story 1"
    assert _filing("two:1").headline == "Two 1"  # the same number in another file is another story
    rows = [{"title": f"Bare {n}", "text": TEXT} for n in (1, 2)]
    done = _bring(tmp_path, "bare.jsonl", rows, noon)
    assert done.stories["new"] == 2 and "it has no id" in done.guessed[0]
    assert _bring(tmp_path, "bare.jsonl", rows, noon).stories["same"] == 2
    assert record.total() == 6


def test_what_was_not_public_there_is_a_draft(house: House, noon, tmp_path):
    done = _bring(tmp_path, "rows.jsonl", [
        _row(1, status="published"), _row(2, status="draft"), _row(3, status="private")], noon)
    assert (done.stories["new"], done.stories["draft"]) == (1, 2)
    done = _bring(tmp_path, "more.jsonl", [_row(4, published=True), _row(5, published=False)], noon)
    assert (done.stories["new"], done.stories["draft"]) == (1, 1)


@pytest.mark.parametrize("tags", [
    ["Water", "Washington, D.C."], "Water; Washington, D.C.", '["Water", "Washington, D.C."]',
    "['Water', 'Washington, D.C.']", "['Water' 'Washington, D.C.']",
    [{"id": 1, "name": "Water"}, {"id": 2, "name": "Washington, D.C."}],
    [{"name": "subject", "value": "Water"}, {"name": "subject", "value": "Washington, D.C."}],
])
def test_lists_in_every_notation_keep_their_names_whole(house: House, noon, tmp_path, tags):
    _bring(tmp_path, "rows.jsonl", [_row(1, keywords=tags, categories=["World", "Asia"])], noon)
    filing = _filing("table:https://old.example/1")
    assert [one.name for one in filing.tags] == ["Water", "Washington, D.C.", "Asia"]
    assert filing.section.name == "World"


def test_one_name_in_a_list_is_one_name_also_with_a_map(house: House, noon, tmp_path):
    fields = tmp_path / "map.json"
    fields.write_text(json.dumps({"id": "url", "headline": "title", "text": "parts[].said",
                                  "tags": "tags[]", "people": "who", "authors": "by"}))
    row = _row(1, tags=["Washington, D.C."], who=["Quill, Ada"], by="By ADA QUILL & Tom Reed",
               parts=[{"said": "First words."}, {"said": "Last words."}])
    _bring(tmp_path, "rows.jsonl", [row], noon, fields=fields)
    filing = _filing("table:https://old.example/1")
    assert [one.name for one in filing.tags] == ["Washington, D.C.", "Quill, Ada"]
    assert [one.name for one in filing.authors] == ["ADA QUILL", "Tom Reed"]
    assert [block.text for block in filing.blocks] == ["First words.", "Last words."]


def test_dates_with_slashes_are_read_as_the_table_means_them(house: House, noon, tmp_path):
    rows = [_row(1, date="2/1/2020"), _row(2, date="25/1/2020"), _row(3, date="1/25/2020")]
    done = _bring(tmp_path, "rows.jsonl", rows[:2], noon)
    assert _filing("table:https://old.example/1").published_at == datetime(2020, 1, 2, tzinfo=UTC)
    assert done.undated == 0
    done = _bring(tmp_path, "both.jsonl", [_row(4, date="2/1/2020"), *rows[1:]], noon)
    assert done.undated == 1  # it could be either


def test_a_text_that_was_written_by_a_program_is_nothing(house: House, noon, tmp_path):
    said = "url,title,text,date,author,category\n" + "".join(
        f'https://old.example/{n},Story {n},"It is.\r\n\r\nIt was.",2020-01-25,{who},{who}\n'
        for n, who in enumerate(("nan", "NULL", "Ada Quill")))
    _bring(tmp_path, "rows.csv", said, noon)
    filing = _filing("table:https://old.example/0")
    assert (filing.authors, filing.section.name) == ((), "Unsorted")
    assert [block.text for block in filing.blocks] == ["It is.", "It was."]
    assert _filing("table:https://old.example/2").authors[0].name == "Ada Quill"


@pytest.mark.parametrize("said", [
    "sep=;\r\nurl;title;text\r\n{0};A, b;Words\r\n{1};B;More\r\n",
    '"url"\t"title"\t"text"\n"{0}"\t"A, b"\t"Words"\n"{1}"\t"B"\t"More"\n',
    ",url,title,text,\n0,{0},\"A, b\",Words,\n1,{1},B,More,,\n",
])
def test_tables_as_programs_write_them(house: House, noon, tmp_path, said):
    said = said.format("https://old.example/1", "https://old.example/2")
    for name, raw in (("a.csv", said.encode()), ("b.csv", b"\xef\xbb\xbf" + said.encode()),
                      ("c.csv", said.encode("utf-16"))):
        done = _bring(tmp_path, name, raw, noon)
        assert done.stories["new"] + done.stories["same"] == 2 and not done.refused, done
    assert _filing("table:https://old.example/1").headline == "A, b"


def test_json_is_read_however_its_rows_lie(house: House, noon, tmp_path):
    rows = [_row(n) for n in (1, 2)]
    for name, said in (
        ("array.jsonl", json.dumps(rows, indent=1)),
        ("lines.json", "\n".join(map(json.dumps, rows))),
        ("answer.json", json.dumps({"status": "ok", "result": {"total": 2, "docs": rows}})),
        ("marked.json", "\ufeff" + json.dumps(rows)), ("one.json", json.dumps(rows[0])),
    ):
        done = _bring(tmp_path, name, said, noon)
        assert sum(done.stories.values()) == (1 if name == "one.json" else 2), (name, done)
        assert not done.refused
    assert record.total() == 2


def test_a_broken_line_in_the_middle_harms_no_other(house: House, noon, tmp_path):
    lines = [json.dumps(_row(n)) for n in range(4)]
    lines[2] = lines[2][:40]
    done = _bring(tmp_path, "rows.jsonl", "\n".join(lines), noon)
    assert done.stories["new"] == 3 and done.refused[0][0] == "line 3"


def test_a_folder_of_tables_is_one_archive(house: House, noon, tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps(_row(1)) + "\n" + json.dumps(_row(2)))
    (folder / "b.csv").write_text("url,title,text,date\nhttps://old.example/3,C,Words,2020-01-25\n")
    done = import_archive(folder, Asked(pictures=False, zone=ZoneInfo("UTC")), at=noon)
    assert (done.stories["new"], done.undated) == (3, 0), done


@pytest.mark.parametrize(("html", "words"), [
    ("<h2>Before</h2><p>It was.</p><h2>After</h2><p>It is.</p>",
     ["Before", "It was.", "After", "It is."]),
    ("<p class='lead'>The lead.</p><p>By Ada Quill</p><p>It is.</p>",
     ["The lead.", "By Ada Quill", "It is."]),
    ("<p>Above it.</p><p>BAGHDAD (Kestrel) — It is.</p>", ["Above it.", "It is."]),
    ("<p>One.</p><svg><title>Icon</title></svg><p>Two.</p>", ["One.", "Two."]),
    ("<h1>Story 1</h1><p>It is.</p>", ["It is."]),
    ("Two < three, and three > two.", ["Two < three, and three > two."]),
])
def test_of_a_body_nothing_is_lost_to_fields_the_story_has(
    house: House, noon, tmp_path, html, words
):
    _bring(tmp_path, "rows.jsonl", [_row(1, text=html)], noon)
    filing = _filing("table:https://old.example/1")
    assert [block.text for block in filing.blocks] == words
    assert (filing.headline, filing.standfirst) == ("Story 1", "")


@pytest.mark.parametrize(("ending", "pack"), [
    (".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_table_is_read_as_it_was_packed(house: House, noon, tmp_path, ending, pack):
    rows = "\n".join(json.dumps(_row(n)) for n in (1, 2)).encode()
    done = _bring(tmp_path, f"rows.jsonl{ending}", pack(rows), noon)
    assert done.stories["new"] == 2
    with pytest.raises(NotArchive, match="cannot be unpacked"):
        _bring(tmp_path, f"more.jsonl{ending}", pack(rows)[:-9], noon)
    assert record.total() == 2


def test_a_file_that_would_fill_the_disk_is_refused(house: House, noon, tmp_path):
    with pytest.raises(NotArchive, match="bytes would be more than"):
        _bring(tmp_path, "rows.jsonl.gz", gzip.compress(bytes(210_000_000), 1), noon)


@pytest.mark.parametrize(("field", "said", "draft"), [
    ("draft", "Published", False), ("draft", "", False), ("draft", "false", False),
    ("draft", "Draft", True), ("draft", "locked", True), ("draft", "Entwurf", True),
    ("draft", "approved", True), ("draft", "t", True), ("public", "f", True),
    ("public", "n", True), ("public", "yes", False), ("public", "private", True),
    ("public", "1", False), ("public", "", False)])
def test_a_state_whose_name_nobody_knows_is_not_public(tmp_path, field, said, draft):
    (tmp_path / "map").write_text(json.dumps({"id": "n", "text": "w", field: "s"}))
    (tmp_path / "rows.jsonl").write_text(json.dumps({"n": 1, "w": "Words.", "s": said}))
    _, files, read = reader_of(tmp_path / "rows.jsonl", "", read_map(tmp_path / "map"))
    [item] = read(files[0], UTC)
    assert item.draft == draft
    assert item.note == (f"Its state there: {said}." if said in ("locked", "Entwurf", "approved")
                         else "")
