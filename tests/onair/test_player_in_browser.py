"""The player in Chromium on real segments: it plays, goes back, returns, and plays on while one
reads. `SHOTS=folder` keeps pictures."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import transaction
from playwright.sync_api import expect

from airing import on_air, station
from browsing import chromium
from cast import live
from dateline.delivery.public import touch
from serving import serving

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
TIME = "() => window.heard.currentTime"
PLAYS = """(before) => !window.heard.paused && window.heard.currentTime > before + 0.4"""
CATCH = """(() => {
  const Own = window.Audio;
  window.Audio = class extends Own { constructor(...all) { super(...all); window.heard = this; } };
})()"""


@pytest.fixture
def served(house, noon):
    """A newsroom with a radio that has been on air for half a minute, and a story."""
    done = live("The river rises", at=noon, dossiers=("Floods",))[1]
    with transaction.atomic():
        station()
        touch({"onair:schedule"})
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with on_air(settings.DATA / "air", 60), serving(alike, "--no-demo") as running:
        yield running, done.address


def plays(page) -> float:
    """Wait until its time goes on; where it stands now."""
    page.wait_for_function("() => window.heard && window.heard.readyState > 2", timeout=15000)
    page.wait_for_function(PLAYS, arg=page.evaluate(TIME), timeout=8000)
    return page.evaluate(TIME)


def amiss(page) -> list[str]:
    """What axe finds serious, and whether the page is wider than its window."""
    found = [f"{each['id']} {each['nodes'][0]['html'][:120]}"
             for each in Axe().run(page).response["violations"]
             if each["impact"] in ("serious", "critical")]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} pixels too wide"] if wide > 0 else [])]


def opened(browser, base, width=1280, scheme="light"):
    """The page of the radio, and the errors of its scripts."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page, failed = context.new_page(), []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.add_init_script(CATCH)
    page.goto(f"{base}/listen/")
    return page, failed


def test_it_plays_goes_back_returns_and_plays_on_while_one_reads(served):
    server, story = served
    with chromium() as browser:
        page, failed = opened(browser, server.base)
        assert page.evaluate("window.heard") is None  # nothing plays by itself
        assert "player.js" not in page.evaluate(
            "performance.getEntriesByType('resource').map((each) => each.name).join()")
        page.get_by_role("link", name="Listen now").click()
        expect(page.get_by_role("button", name="Pause")).to_be_focused()
        at = plays(page)
        bar = page.get_by_role("region", name="Radio")
        expect(bar).to_contain_text("Morning song — Ann")
        expect(bar.get_by_role("status")).to_have_text("Playing live")
        assert amiss(page) == []

        page.get_by_role("button", name="−30 s").click()
        page.wait_for_function("(at) => window.heard.currentTime < at - 25", arg=at)
        assert plays(page) < at - 20
        expect(bar).to_contain_text("behind live")
        expect(bar.get_by_role("status")).to_have_text("Playing")
        page.get_by_role("button", name="From the start").click()
        page.wait_for_function("(at) => window.heard.currentTime < at - 40", arg=at)
        assert plays(page) < at - 35
        page.get_by_role("button", name="Back to live").click()
        page.wait_for_function("(at) => window.heard.currentTime > at", arg=at)
        at = plays(page)

        page.evaluate("window.same = document")
        page.get_by_role("link", name="Archive").click()
        page.wait_for_url("**/archive/")
        expect(page.locator("main")).to_be_focused()
        assert page.evaluate("window.same === document")
        assert "Archive" in page.title()
        page.get_by_role("button", name="Dark").click()
        assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
        page.evaluate("(to) => { const a = document.createElement('a'); a.href = to;"
                      "document.querySelector('main').append(a); a.click(); }", story)
        expect(page.locator("h1")).to_have_text("The river rises")
        expect(page.get_by_role("button", name="Light")).to_have_count(0)
        assert page.evaluate("location.pathname") == story
        assert page.evaluate("document.querySelector('link[rel=canonical]').href").endswith(story)
        page.go_back()
        page.wait_for_url("**/archive/")
        expect(page.locator("h1")).not_to_have_text("The river rises")
        page.go_back()
        expect(page.get_by_role("link", name="Listen now")).to_be_visible()
        assert page.evaluate("window.same === document")
        assert plays(page) > at
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / "player-1280.png"))

        page.get_by_role("button", name="Pause").click()
        page.wait_for_function("() => window.heard.paused")
        page.get_by_role("button", name="Close the radio").click()
        page.get_by_role("link", name="Archive").click()
        page.wait_for_url("**/archive/")
        assert page.evaluate("window.same") is None  # a page like any other again
        assert failed == []


def test_a_phone_the_keyboard_and_a_radio_that_was_away(served):
    server, _ = served
    with chromium() as browser:
        page, failed = opened(browser, server.base, 320, "dark")
        page.get_by_role("link", name="Listen now").focus()
        page.keyboard.press("Enter")
        plays(page)
        assert amiss(page) == []
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / "player-320.png"))
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("button", name="−30 s")).to_be_focused()
        page.keyboard.press("End")
        expect(page.get_by_role("button", name="Back to live")).to_be_focused()
        page.keyboard.press("Home")
        page.keyboard.press("Space")
        page.wait_for_function("() => window.heard.paused")
        page.keyboard.press("Space")
        plays(page)
        assert failed == []
        page.context.set_offline(True)
        page.wait_for_timeout(1500)
        page.context.set_offline(False)
        plays(page)


