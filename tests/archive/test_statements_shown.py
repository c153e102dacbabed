"""Statements as rows and pages: they follow the log, and what readers see the record decides."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

import nu
from cast import all_checked, filed, live
from conftest import POSTGRESQL, Reader
from dateline.archive.models import Statement
from dateline.archive.public import ArchiveBreach, apply_all, apply_statements, check
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag

ADA = Tag("Ada Moss", "person")
PORT = Tag("Port Authority", "organisation")


def _said(*texts: str, **more) -> dict:
    blocks = tuple(Block("paragraph", text) for text in texts)
    return {"blocks": blocks, "tags": (ADA, PORT)} | more


def _page(address: str) -> str:
    answer = Reader().get(address)
    return answer.text if answer.status == 200 else f"{answer.status}"


HOME, FEED = "/person/ada-moss/statements/", "/person/ada-moss/statements"


def test_what_a_person_said_is_on_their_page_marked_as_guessed(house, noon):
    live("Ferry", at=noon, **_said(
        "“The ferry <b>will</b> sail,” said harbour master Ada Moss.",
        "The Port Authority said “the pier is closed for now”."))
    live("Quoted", at=noon + timedelta(hours=1), tags=(ADA,), blocks=(
        Block("quotation", "We wait.", speaker="Ada Moss", role="mayor"),))
    assert Reader().get(HOME).status == 404
    assert "newest-said" not in _page("/person/ada-moss/")
    apply_statements()
    text = _page(HOME)
    assert text.index("We wait.") < text.index("The ferry &lt;b&gt;will&lt;/b&gt; sail")
    assert text.count("not yet confirmed by the desk") == 1 and "harbour master" in text
    assert '"@type": "Quotation"' in text and '"name": "Ada Moss"' in text
    assert "What Ada Moss said" in _page("/person/ada-moss/")
    assert "the pier is closed for now" in _page("/tag/port-authority/statements/")
    assert Reader().get("/tag/ferry/statements/").status == 404
    assert Reader().get(FEED).headers["Location"] == HOME
    told = json.loads(_page(f"{FEED}.json"))["statements"]
    assert [each["confirmed"] for each in told] == [True, False]
    tree = ElementTree.fromstring(_page(f"{FEED}.atom"))
    assert len(tree.findall("{http://www.w3.org/2005/Atom}entry")) == 2
    all_checked()


def test_pages_go_by_number_and_by_year(house, noon):
    for year in (2024, 2025, 2026):
        at = noon.replace(year=year)
        words = [f"“Word number {n} of {year} is this,” said Ada Moss." for n in range(12)]
        live(f"Story {year}", at=at, published_at=at, **_said(*words))
    apply_statements()
    seen, address = [], HOME
    while address:
        text = _page(address)
        assert f'rel="canonical" href="http://localhost:8000{address}"' in text
        seen += [line.split("”")[0] for line in text.split("<blockquote")[1:]]
        link = text.partition('<a rel="next" href="')[2].partition('"')[0]
        address = link
    assert len(seen) == 36 and len(set(seen)) == 36
    assert ">2025</a>" in _page(HOME)
    year = _page(f"{HOME}2025/")
    assert year.count("<blockquote") == 12 and "of 2024" not in year
    for wrong in ("2023/", "0000/", "9999/", "?before=x", "?before=99999999999999999999"):
        assert Reader().get(f"{HOME}{wrong}").status == 404


@pytest.mark.parametrize("act", ["kill", "withdraw", "erase"])
def test_what_is_taken_down_is_said_nowhere_once_that_is_acknowledged(house, noon, act):
    guid, _ = live("Secret", at=noon, **_said("“Quetzalcoatl was here,” said Ada Moss."))
    live("Other", at=noon, tags=(ADA,))
    apply_statements()
    assert "Quetzalcoatl" in _page(HOME) and "Quetzalcoatl" in _page("/person/ada-moss/")
    getattr(desk, act)(guid, "It was wrong.", at=noon,
                       **({"reason": "false"} if act == "kill" else {}))
    for address in (HOME, f"{FEED}.json", f"{FEED}.atom", "/person/ada-moss/",
                    "/statements?q=quetzalcoatl", "/statements.json?q=quetzalcoatl"):
        assert "was here" not in _page(address)
    assert Statement.objects.filter(to_seq=None).count() == 0
    assert Statement.objects.count() == (0 if act == "erase" else 1)
    if act == "erase" and not POSTGRESQL:
        assert b"Quetzalcoatl" not in b"".join(
            path.read_bytes() for path in house.data.glob("dateline.sqlite3*"))
    all_checked()


def test_rows_that_are_behind_show_nothing_that_the_record_has_not(house, noon, monkeypatch):
    guid, _ = live("Vote", at=noon, **_said("“We won the vote easily,” said Ada Moss."))
    apply_statements()
    monkeypatch.setattr("dateline.archive.statements.following.apply", lambda: False)
    desk.correct(guid, {"blocks": _said("“We lost the vote,” said Ada Moss.")["blocks"]},
                 wrong="won", right="lost", at=noon)
    assert "We won" not in _page(HOME) and "We won" not in _page("/statements?q=vote")
    desk.kill(guid, "Wrong.", reason="false", at=noon)
    assert "We won" not in _page(HOME) and "lost" not in _page("/statements?q=vote")
    monkeypatch.undo()


def test_a_correction_says_the_new_words(house, noon):
    guid, _ = live("Vote", at=noon, **_said("“We won the vote easily,” said Ada Moss."))
    apply_statements()
    assert "We won" in _page(HOME)
    desk.correct(guid, {"blocks": _said("“We lost the vote,” said Ada Moss.")["blocks"]},
                 wrong="won", right="lost", at=noon)
    apply_statements()
    text = _page(HOME)
    assert "We lost the vote" in text and "We won" not in text
    assert Statement.objects.filter(to_seq=None).count() == 1
    all_checked()


SECRET = "“Zanzibar is clandestine business,” said Ada Moss."


def test_two_houses_that_differ_in_what_is_held_back_say_the_same(make_house, noon):
    plain = make_house()
    live("Open", at=noon, **_said("“The open sea is calm,” said Ada Moss."))
    other = make_house(plain)
    guid = filed("Held", **_said(SECRET, tags=(ADA, Tag("Hidden Man", "person"))))
    desk.schedule(guid, at=noon + timedelta(days=30))
    filed("Draft", **_said(SECRET))
    told = []
    for house in (plain, other):
        make_house.enter(house)
        apply_statements()
        told.append([Reader().get(address).body for address in (
            HOME, f"{FEED}.json", f"{FEED}.atom", "/person/ada-moss/",
            "/person/hidden-man/statements/", "/statements?q=zanzibar", "/statements?q=sea",
            "/statements.json?q=clandestine", "/statements.atom?q=business")])
        assert Statement.objects.count() == 1
    assert told[0] == told[1]
    desk.publish(guid, at=noon)
    apply_statements()
    assert "Zanzibar" in _page(HOME)


def test_searches_find_words_in_any_form_phrases_and_speakers(house, noon):
    live("Ports", at=noon, **_said(
        "“The harbours were closing early,” said Ada Moss.",
        "“Close the doors and harbour no doubts,” said Ben Roe."))
    live("Arabic", at=noon, language="ar", tags=(Tag("أحمد حسن", "person"),), blocks=(
        Block("paragraph", "قال الوزير أحمد حسن إن \"الوضع لا يزال صعبا للغاية\" في المدينة."),))
    apply_statements()

    def found(query: str, **more: str) -> list[str]:
        said = "".join(f"&{name}={value}" for name, value in more.items())
        told = json.loads(_page(f"/statements.json?q={quote(query)}{said}"))
        return sorted(each["speaker"] for each in told["statements"])

    assert found("closed harbour") == ["Ada Moss", "Ben Roe"]
    assert found('"harbour was closing"') == [] and found('"harbours were"') == ["Ada Moss"]
    assert found("harbour -doubt") == ["Ada Moss"]
    assert found("ben") == ["Ben Roe"] and found("harbour", person="ada-moss") == ["Ada Moss"]
    assert found("الوضع") == ["أحمد حسن"]
    assert found("", person="ada-moss") == ["Ada Moss"] and len(found("")) == 3
    assert found("harbour", person="nobody") == [] and found("ferry") == []


@pytest.mark.parametrize("query", [
    "", " ", '"', "-", "a" * 2000, "\x00\x01", "💥", "(((", "a AND OR NOT b", "tokens:*", "*",
    "' OR 1=1 --", "NEAR(a b)", "東", "é" * 300, "-ferry", '""' * 100, "term1", "sure",
])
def test_a_hostile_query_is_answered_in_plain_words(shown, query):
    for form in ("", ".json", ".atom"):
        assert shown.get(f"/statements{form}?q={quote(query)}&before=x&person=%00").status == 200
        assert shown.get(f"/statements{form}?q={quote(query)}").status == 200


@pytest.fixture(scope="module")
def shown(request, migrated):
    from conftest import houses

    with pytest.MonkeyPatch.context() as patch:
        made = houses(migrated, patch)
        next(made)()
        yield Reader()
        made.close()


SLOW = """
import django
from dateline.archive.statements import following
following.BATCH = 7
print("begun", flush=True)
following.apply_all()
"""


def test_killed_anywhere_each_statement_is_there_once(house, noon):
    from cast import story

    desk.file_batch([story(f"Lake {n}", source=f"lake:{n}", **_said(
        f"“Lake number {n} is deep,” said Ada Moss.")) for n in range(60)], at=noon)
    chance = random.Random(3)
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", "import django; django.setup()\n" + SLOW],
                              env=house.environment, stdout=subprocess.PIPE) as worker:
            worker.stdout.readline()
            time.sleep(chance.random() * 0.2)
            os.kill(worker.pid, signal.SIGKILL)
    apply_statements()
    assert Statement.objects.count() == 60
    assert Statement.objects.values("digest").distinct().count() == 60
    apply_statements()
    assert Statement.objects.filter(to_seq=None).count() == 60


def test_merged_people_said_it_together(house, noon):
    live("One", at=noon, **_said("“The first thing is clear,” said Ada Moss."))
    live("Two", at=noon, tags=(Tag("Ada Moss-Roe", "person"),), blocks=(
        Block("paragraph", "“The second thing is clear,” said Ada Moss-Roe."),))
    apply_statements()
    assert "first thing" in _page(HOME) and "second thing" not in _page(HOME)
    desk.merge("person", "Ada Moss", "Ada Moss-Roe", at=noon)
    apply_statements()
    text = _page("/person/ada-moss-roe/statements/")
    assert "first thing" in text and "second thing" in text
    assert Reader().get(HOME).headers["Location"] == "/person/ada-moss-roe/statements/"
    told = json.loads(_page("/statements.json?q=thing&person=ada-moss-roe"))["statements"]
    assert len(told) == 2
    all_checked()


def test_the_pages_are_valid_html(house, noon, tmp_path):
    live("One", at=noon, **_said("“The <first> thing is clear,” said mayor Ada Moss."))
    apply_statements()
    if not nu.JAR.exists():
        pytest.skip("the Nu HTML checker is not here: scripts/test-needs fetches it")
    pages = []
    for number, address in enumerate((HOME, f"{HOME}2026/", "/person/ada-moss/", "/statements",
                                      "/statements?q=clear", "/statements?q=x&person=ada-moss")):
        page = tmp_path / f"{number}.html"
        page.write_bytes(Reader().get(address).body)
        pages.append(page)
    assert nu.complaints(pages) == []


def test_a_check_compares_statements_with_the_record(house, noon):
    live("One", at=noon, **_said("“The first thing is clear,” said Ada Moss."))
    assert "still being read" in "\n".join(check())
    apply_statements()
    assert "1 statements, 1 of them compared" in "\n".join(check())
    for wrong in ({"tokens": "x"}, {"version": 9}):
        Statement.objects.update(**wrong)
        with pytest.raises(ArchiveBreach, match="statement"):
            list(check())


def test_the_search_index_and_the_statements_do_not_mind_each_other(house, noon):
    live("One", at=noon, **_said("“The first thing is clear,” said Ada Moss."))
    apply_all()
    apply_statements()
    assert "The same words in stories" in _page("/statements?q=clear")
