"""The machines at the desk: where each stands, whether a kill is in force everywhere."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.db.models.functions import Now
from playwright.sync_api import expect

from browsing import chromium, signed_in_page
from cast import live
from conftest import POSTGRESQL
from dateline.delivery import public as delivery
from dateline.delivery.models import Node
from dateline.delivery.nodes import Report
from dateline.desk import public as desk
from dateline.desk.models import Story
from desking import desk_of, person
from serving import serving

pytestmark = pytest.mark.skipif(
    not POSTGRESQL, reason="several machines need PostgreSQL: DATELINE_TEST_DATABASE=postgresql"
)


@pytest.fixture
def reports(house):
    """A machine's report, as its tailer gives it."""

    def give(name: str, applied: int) -> None:
        report = Report()
        report.name = name
        report.give(applied)

    return give


def words(html: str) -> str:
    """What a page or a part of one says."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def long_silent(name: str, seconds: int) -> None:
    """A machine that was last seen so long ago."""
    Node.objects.filter(name=name).update(seen_at=Now() - timedelta(seconds=seconds))


def test_a_kill_is_green_when_all_machines_have_it(house, reports, noon):
    guid, _ = live(at=noon)
    editor = desk_of(person("editor"))
    pk = Story.objects.get(guid=guid).pk
    strip, edit = f"/desk/stories/{pk}/reached/", f"/desk/snippets/desk/story/edit/{pk}/"
    reports("left", 1)
    assert "desk-reach" not in editor.get(edit).content.decode()
    reports("right", 1)
    assert "has reached 2 of 2 machines" in words(editor.get(edit).content.decode())

    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    n = delivery.apply_ticks()
    said = editor.get(strip).content.decode()
    assert "has reached 0 of 2 machines" in words(said) and "data-desk-done" not in said
    reports("left", n)
    said = editor.get(strip).content.decode()
    assert "has reached 1 of 2 machines right : is being told" in words(said)
    long_silent("right", 30)
    assert re.search(r"right : out of touch since \d+ \w+, [\d:]+ \w+ ; answers 503 from ",
                     words(editor.get(strip).content.decode()))
    long_silent("right", 90)
    assert "answers 503 since" in words(editor.get(strip).content.decode())
    reports("right", n)
    said = editor.get(strip).content.decode()
    assert "has reached 2 of 2 machines" in words(said) and "data-desk-done" in said


def test_other_publications_do_not_make_a_story_green_or_red(house, reports, noon):
    guid, _ = live(at=noon)
    live("Another", at=noon)
    reports("left", 1)
    reports("right", 2)
    pk = Story.objects.get(guid=guid).pk
    said = desk_of(person("editor")).get(f"/desk/stories/{pk}/reached/").content.decode()
    assert "has reached 2 of 2 machines" in words(said)


def test_a_machine_of_another_history_has_nothing(house, reports, noon):
    guid, _ = live(at=noon)
    reports("left", 1)
    reports("right", 9)
    Node.objects.filter(name="right").update(epoch="other")
    pk = Story.objects.get(guid=guid).pk
    said = desk_of(person("editor")).get(f"/desk/stories/{pk}/reached/").content.decode()
    assert "has reached 1 of 2 machines" in words(said)
    page = words(desk_of(person("reporter")).get("/desk/machines/").content.decode())
    assert "9 of another history" in page


def test_who_may_forget_a_machine_and_when_it_is_forgotten_by_itself(house, reports):
    for name in ("left", "right", "old"):
        reports(name, 0)
    long_silent("right", 30)
    assert desk_of(person("editor")).post(
        "/desk/machines/forget/", {"name": "right"}).status_code in (302, 403)
    assert len(delivery.machines()) == 3
    chief = desk_of(person("chief editor"))
    page = chief.get("/desk/machines/").content.decode()
    assert page.count('action="/desk/machines/forget/"') == 1
    assert chief.post("/desk/machines/forget/", {"name": "right"}).status_code == 302
    assert [each.name for each in delivery.machines()] == ["left", "old"]
    long_silent("old", 8 * 24 * 3600)
    reports("left", 0)
    assert [each.name for each in delivery.machines()] == ["left"]


def test_two_machines_of_one_name_are_told_apart(house, caplog):
    one, other = Report(), Report()
    one.give(0)
    other.give(0)
    one.applied = -1
    one.given -= 1
    one.give(0)
    assert "give each its own DATELINE_NODE" in caplog.text


CUT_OFF = """[...document.querySelectorAll('.desk-scroll:has(.desk-machines)')]
.filter(each => each.scrollWidth > each.clientWidth + 1).length"""
"""How many tables of machines have columns that are not in sight."""


def serious(page):
    """What axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found
            if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark"), (320, "light")])
def test_in_a_browser_it_turns_green_by_itself(
    house, reports, noon, width, scheme, tmp_path, monkeypatch
):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright runs a loop in this thread
    guid, done = live("A bridge opens", at=noon, dossiers=("Floods",))
    desk.correct(guid, {}, wrong="One.", right="Two.", at=noon)
    pk = Story.objects.get(guid=guid).pk
    session = desk_of(person("chief editor")).cookies["sessionid"].value
    reports("right", 1)
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, session, width=width, scheme=scheme)
        assert served.get(done.address)[0] == 200
        long_silent("right", 30)
        for number, address in enumerate(("/desk/", "/desk/machines/",
                                          f"/desk/stories/{pk}/delivery/",
                                          f"/desk/snippets/desk/story/edit/{pk}/")):
            page.goto(served.base + address)
            assert "out of touch since" in page.content(), address
            for summary in page.locator(".desk-holding summary").all():
                summary.focus()
                page.keyboard.press("Enter")
            page.screenshot(path=tmp_path / f"{number}-{width}.png", full_page=True)
            assert serious(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            assert page.evaluate(CUT_OFF) == 0, address
        strip = page.locator("[data-desk-poll]")
        expect(strip).to_contain_text("1 of 2 machines")
        reports("right", 2)
        expect(strip).to_contain_text("2 of 2 machines", timeout=20_000)
        expect(page.locator("[data-desk-done]")).to_have_count(1)
        page.goto(f"{served.base}/desk/machines/")
        long_silent("right", 30)
        forget = page.get_by_role("button", name=re.compile("Forget ?: right"))
        forget.focus(timeout=20_000)
        page.keyboard.press("Enter")
        expect(page.get_by_text("right is forgotten")).to_be_visible()
        assert failed == []
        connection.close()  # the one of playwright's loop: no fixture sees it
