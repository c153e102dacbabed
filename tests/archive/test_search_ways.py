"""What a reader of the search's page is told, and where it leads on: pages, days, filters."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from browsing import chromium
from cast import live, story
from conftest import Reader
from dateline.archive.public import apply_all
from dateline.desk import public as desk
from dateline.desk.public import Block
from desking import desk_of, person
from serving import serving
from showcopy import NEWSROOM


@pytest.fixture
def reader(house, noon) -> Reader:
    desk.file_batch([story(
        f"Ferry {n}", section="Sea", source=f"test:{n}", published_at=noon - timedelta(days=n),
        blocks=(Block("paragraph", "It left."),)) for n in range(45)])
    apply_all()
    return Reader()


def page(reader: Reader, query: str) -> str:
    """The HTML of a search, one line, without tags that only mark."""
    answer = reader.get(f"/search?{query}")
    assert answer.status == 200
    return unescape(" ".join(answer.text.split()))


def test_each_page_says_which_it_is_of_how_many(reader):
    assert "45 stories · page 1 of 3" in page(reader, "q=ferry")
    third = page(reader, "q=ferry&page=3")
    assert "45 stories · page 3 of 3" in third
    assert "<title>Search: ferry, page 3 " in third
    assert "page 1 of" not in page(reader, 'q="ferry 7"')


def test_past_the_end_one_step_leads_to_the_last_page_that_has_stories(reader):
    past = page(reader, "q=ferry&page=40")
    assert "There are no more stories." in past
    assert '<a href="/search?q=ferry&page=3">The last page</a>' in past
    assert "There are no more stories." not in page(reader, "q=nothing&page=40")


def test_where_paging_ends_before_the_stories_do_it_is_said(house, noon):
    desk.file_batch([story(f"Tide {n}", source=f"test:{n}", published_at=noon)
                     for n in range(1001)])
    apply_all()
    said = "The first 1000 stories can be paged through."
    assert said not in page(Reader(), "q=tide&page=49").replace(",", "")
    last = page(Reader(), "q=tide&page=50")
    assert said in last.replace(",", "") and 'rel="next"' not in last


def test_days_the_wrong_way_round_are_turned(reader, noon):
    first, last = (noon - timedelta(days=9)).date(), noon.date()
    turned = page(reader, f"q=ferry&from={last}&to={first}")
    assert "10 stories" in turned
    assert f'name="from" value="{first}"' in turned and f'name="to" value="{last}"' in turned


def test_days_stand_with_the_filters_and_can_be_taken_away(reader):
    shown = page(reader, "q=ferry&from=2020-01-01&to=2030-12-31")
    for said, rest in (("from 1 January 2020", "to=2030-12-31"),
                       ("to 31 December 2030", "from=2020-01-01")):
        assert f'<a href="/search?q=ferry&{rest}"><bdi>{said}</bdi>' in shown


def test_a_search_without_an_answer_leads_to_the_same_without_filters(reader):
    nothing = page(reader, "q=ferry&section=sea&to=1999-01-01")
    assert "No story matches." in nothing
    assert '<a href="/search?q=ferry">The same words without filters</a>' in nothing
    assert "without filters" not in page(reader, "q=nothing")
    assert "without filters" not in page(reader, "section=sea&to=1999-01-01")


def test_a_link_to_a_search_is_a_link_to_that_search(reader):
    shown = page(reader, "q=ferry&section=sea&page=2")
    for kind in ('rel="canonical" href', 'property="og:url" content'):
        found = re.search(rf'{kind}="([^"]+)"', shown)
        assert found and found.group(1).endswith("/search?q=ferry&section=sea&page=2")
    said = unescape(reader.get("/statements?q=the+ferry&before=7").text)
    assert "<title>Statements: the ferry " in said
    assert re.search(r'rel="canonical" href="[^"]+/statements\?q=the\+ferry&before=7"', said)


def test_who_asks_nothing_is_led_to_the_days_and_the_statements(reader):
    shown = page(reader, "")
    for address in ("/archive/", "/statements"):
        assert f'<a href="{address}">' in shown.partition("<main")[2].partition("</main")[0]
        assert reader.get(address).status == 200


def test_it_speaks_the_newsrooms_language_throughout(house, noon):
    desk.configure(replace(NEWSROOM, language="fr"))
    live("Le bac", at=noon, language="fr")
    apply_all()
    shown = page(Reader(), "section=politics&from=2020-01-01&page=2")
    assert "Search" not in re.sub(r"<[^>]+>|/search", "", shown)


def test_the_desks_search_says_the_same(reader):
    client = desk_of(person("editor"))
    shown = " ".join(client.get("/desk/search/?q=ferry&page=2").content.decode().split())
    assert "45 stories · page 2 of 3" in shown
    nothing = unescape(client.get("/desk/search/?q=ferry&to=1999-01-01").content.decode())
    assert '<a href="?q=ferry">The same words without filters</a>' in nothing


@pytest.mark.browser
def test_going_back_shows_the_words_that_were_asked_for_then(house, reader):
    with serving(house, "--no-demo") as served, chromium() as browser:
        seen = browser.new_page()
        for where in ("/search", "/statements"):
            seen.goto(f"{served.base}{where}?q=ferry")
            seen.locator("main input[name=q]").fill("tide")
            seen.locator("main input[name=q]").press("Enter")
            seen.wait_for_url("**q=tide*")
            seen.go_back()
            assert seen.locator("main input[name=q]").input_value() == "ferry"
