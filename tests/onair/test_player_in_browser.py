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
from dateline.onair.rewind import keeping
from onair_player import opened, plays
from serving import serving

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def served(house, noon):
    """A newsroom with a radio that has been on air for a minute, a story, and a browser."""
    done = live("The river rises", at=noon, dossiers=("Floods",))[1]
    with transaction.atomic():
        station()
        touch({"onair:schedule"})
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with (on_air(settings.DATA / "air", 60) as air, serving(alike, "--no-demo") as running,
          chromium() as browser):
        yield running.base, done.address, air, browser


def amiss(page) -> list[str]:
    """What axe finds serious, and whether the page is wider than its window."""
    found = [f"{each['id']} {each['nodes'][0]['html'][:120]}"
             for each in Axe().run(page).response["violations"]
             if each["impact"] in ("serious", "critical")]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"{wide} pixels too wide"] if wide > 0 else [])]


def followed(page, address):
    """Follow a link to this address in what the page says."""
    page.evaluate("""(to) => {
      const link = document.createElement("a");
      link.href = to;
      document.querySelector("main").append(link);
      link.click();
    }""", address)


def test_it_plays_goes_back_returns_and_plays_on_while_one_reads(served):
    base, story, air, browser = served
    page, failed = opened(browser, base)
    streams = []
    page.on("request", lambda asked: "/-/live" in asked.url and streams.append(asked.url))
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
    air.killed(2)  # the player comes there while the reader reads on

    reads_on(page, story, streams)
    page.wait_for_function("(at) => window.heard.currentTime > at + 9", arg=at, timeout=20000)
    plays(page)
    assert keeping.window(air.folder).segments[-1].breaks == 2
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / "player-1280.png"))

    page.get_by_role("button", name="Pause").click()
    page.wait_for_function("() => window.heard.paused")
    page.get_by_role("button", name="Close the radio").click()
    page.get_by_role("link", name="Archive").click()
    page.wait_for_url("**/archive/")
    assert page.evaluate("window.same") is None  # a page like any other again
    assert failed == []
    on_a_phone(browser, base)


def reads_on(page, story, streams):
    """Links, scripts, back and forward, in one document."""
    page.evaluate("window.same = document")
    page.get_by_role("link", name="Archive").click()
    page.wait_for_url("**/archive/")
    expect(page.locator("main")).to_be_focused()
    assert "Archive" in page.title()
    switch = page.locator("[data-switch]")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    for _ in range(2):  # its scripts run again each time
        followed(page, story)
        expect(page.locator("h1")).to_have_text("The river rises")
        page.locator("[data-short-url] summary").click()
        expect(page.locator("[data-short-url] button").first).to_be_visible()
        assert page.evaluate("location.pathname") == story
        canonical = page.evaluate("document.querySelector('link[rel=canonical]').href")
        assert canonical.endswith(story)
        page.go_back()
        page.wait_for_url("**/archive/")
        expect(page.locator("h1")).not_to_have_text("The river rises")
    page.go_forward()
    expect(page.locator("h1")).to_have_text("The river rises")
    expect(switch).to_have_attribute("aria-pressed", "true")
    token = page.evaluate("/<!--live (\\S+)-->/.exec(document.querySelector('main').innerHTML)[1]")
    page.wait_for_timeout(500)
    assert token in streams[-1]  # what is shown now is what it is told of
    assert page.evaluate("window.same === document")


def on_a_phone(browser, base):
    """By keyboard, in the dark, from right to left, and without a network for a while."""
    page, failed = opened(browser, base, 320, "dark")
    page.evaluate("Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' })")
    page.locator("main [data-listen]").first.focus()
    page.keyboard.press("Enter")
    plays(page)
    assert amiss(page) == []
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / "player-320.png"))
    page.keyboard.press("ArrowLeft")  # onwards, in Arabic
    expect(page.locator("[data-act=back]")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("[data-act=live]")).to_be_focused()
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
