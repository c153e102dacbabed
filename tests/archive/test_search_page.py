"""The search's page, its feeds, and what hostile queries are answered with."""

from __future__ import annotations

import json
import sys
from html import unescape
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

import nu
from cast import live
from conftest import Reader
from dateline.archive.public import NotJudged, apply_all, evaluate_search
from dateline.desk.public import Block, Tag
from seeking import sought


@pytest.fixture
def reader(house, noon) -> Reader:
    live("Ferry <b>& tide</b>", at=noon, standfirst="A tide.",
         blocks=(Block("paragraph", "The <script>alert(1)</script> ferry left & came."),),
         dossiers=("Tides",), tags=(Tag("Ada Moss", "person"),))
    live("Ferry two", at=noon, language="ar", blocks=(Block("paragraph", "Ferry again."),))
    apply_all()
    return Reader()


def test_the_page_works_without_scripts_and_escapes_what_it_shows(reader, tmp_path):
    answer = reader.get("/search?q=ferry+scripts")
    assert answer.status == 200 and "2 stories" in answer.text
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<mark>script</mark>&gt;alert(1)" in answer.text
    assert "<mark>Ferry</mark> &lt;b&gt;&amp; tide" in answer.text
    assert 'href="/search?q=ferry+scripts&amp;person=ada-moss"' in answer.text
    narrow = reader.get("/search?q=ferry&person=ada-moss").text
    assert "1 story" in narrow and "take this filter away" in narrow
    assert 'role="search"' in reader.get("/").text


def test_the_pages_are_valid_html(reader, tmp_path):
    pages = []
    for number, query in enumerate(("", "?q=ferry", "?q=nothing", "?q=ferry&person=ada-moss",
                                    "?q=fery", "?q=x&from=1&language=*")):
        page: Path = tmp_path / f"{number}.html"
        page.write_bytes(reader.get(f"/search{query}").body)
        pages.append(page)
    if not nu.JAR.exists():
        pytest.skip("the Nu HTML checker is not here: scripts/test-needs fetches it")
    sheet = tmp_path / "search.css"
    sheet.write_bytes(Path(sys.modules["dateline"].__path__[0],
                           "archive/static/archive/search.css").read_bytes())
    assert nu.complaints([*pages, sheet]) == []


@pytest.mark.parametrize("query", [
    "", " ", '"', '""', "-", '-"', "-ferry", '"" "" -""', "a" * 10_000, "\x00\x01\x02",
    "\u202e\u200f", "💥", "(((", "a AND OR NOT b", "ferry:*", "*", "?", "../../etc", "%", "\\",
    "' OR 1=1 --", '"ferry', 'ferry"left"', "<script>", "é" * 300, "東" * 300,
    " ".join(f"word{n}" for n in range(400)), "\ud7ff\ufffe\uffff", "𝕗𝕖𝕣𝕣𝕪", "--ferry",
    '"' * 999, "a\u0301" * 150, "٣" * 40, "ff" * 100,
])
def test_a_hostile_query_is_answered_in_plain_words(reader, query):
    page = reader.get(f"/search?q={quote(query)}")
    assert page.status == 200 and "<script>alert" not in page.text
    told = reader.get(f"/search.json?q={quote(query)}")
    assert told.status == 200 and json.loads(told.text)["total"] <= 2
    assert reader.get(f"/search.rss?q={quote(query)}").status == 200
    if len(query) > 1200:
        assert "too long" in page.text


@pytest.mark.parametrize("filters", [
    "from=2026-99-99", "from=0001-01-01", "to=9999-12-31", "from=a&to=b", "page=0", "page=-1",
    "page=99999999999", "page=50", "language=%22", "section=%00", "dossier=" + "x" * 5000,
    "sort=worst", "tag=%FF%FE", "q=%FF", "from=2026-03-02&to=2026-03-01", "language=xx",
])
def test_hostile_filters_are_answered_in_plain_words(reader, filters):
    for form in ("", ".json", ".atom"):
        assert reader.get(f"/search{form}?q=ferry&{filters}").status == 200


def test_other_methods_are_refused(reader):
    assert reader.get("/search?q=a", "POST").status == 405
    assert reader.get("/search?q=a", "HEAD").status == 200


def test_a_search_is_a_feed_of_its_newest_stories(reader):
    for form in ("atom", "rss"):
        answer = reader.get(f"/search.{form}?q=ferry")
        assert answer.headers["Content-Type"].startswith(f"application/{form}+xml")
        tree = ElementTree.fromstring(answer.text)
        titles = [each.text for each in tree.iter() if each.tag.rpartition("}")[2] == "title"]
        assert sorted(titles[1:]) == ["Ferry <b>& tide‹/b>", "Ferry two"] or len(titles) == 3
    page = unescape(reader.get("/search?q=ferry").text)
    assert "/search.atom?q=ferry" in page


def test_a_browser_is_told_how_to_search(reader):
    answer = reader.get("/search.xml")
    assert "opensearchdescription+xml" in answer.headers["Content-Type"]
    ElementTree.fromstring(answer.text)


def test_evaluating_says_how_good_it_is(house, tmp_path):
    docs = [("a", "Ports", "The harbours were closed."), ("b", "Snow", "It was snowing hard."),
            ("c", "Ship", "A ship ran aground off the harbour.")]
    files = [tmp_path / name for name in ("docs.jsonl", "queries.jsonl", "judged.tsv")]
    files[0].write_text("".join(
        json.dumps({"_id": name, "title": title, "text": text}) + "\n"
        for name, title, text in docs))
    files[1].write_text('{"_id": "1", "text": "closed harbour"}\n{"_id": "2", "text": "snow"}\n')
    files[2].write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n1\tc\t1\n2\tb\t1\n1\tb\t0\n")
    ran = house.run("evaluate", "search", *map(str, files))
    assert ran.returncode == 0, ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines()]
    assert lines[2] == ["ours", "2", "1.000", "0.150", "1.000"]
    assert lines[1][0] == "plain" and float(lines[1][2]) == 1.0
    files[2].write_text("1 a many\n1 a many\n")
    with pytest.raises(NotJudged, match="line 2: the grade is no number"):
        evaluate_search(*files)


def test_json_says_where_stories_are(reader):
    found = sought("ferry")
    assert all(line["url"].startswith("http://") and line["id"].startswith("urn:uuid:")
               for line in found["results"])
