"""An open page keeps itself true, in Chromium: in place, in all tabs, over one stream."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsing import chromium
from cast import live
from serving import serving

pytestmark = pytest.mark.browser
MINUTE = timedelta(minutes=1)
SHIFTED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""
ACTS = """
import sys
from datetime import datetime
from dateline.desk import public as desk
act, subject, at = sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])
if act == "publish":
    copy = desk.Copy(subject, section="Politics", dossiers=("Floods",),
                     blocks=(desk.Block("paragraph", "Rain."),))
    desk.publish(desk.file_story(copy), at=at)
elif act == "correct":
    desk.correct(subject, {"standfirst": "Corrected."}, wrong="left", right="right", at=at)
else:
    desk.kill(subject, "It was wrong.", reason="Hoax.", at=at)
"""


@pytest.fixture
def act(house):
    """Do something at the desk, in a process of its own: playwright's loop owns this one."""

    def do(name, subject, at) -> None:
        ran = house.python(ACTS, name, subject, at.isoformat())
        assert ran.returncode == 0, ran.stderr

    return do


@pytest.fixture
def newsroom(house, noon):
    """A running newsroom with a story in a dossier, the story, and a browser."""
    guid, done = live("The river rises", at=noon, dossiers=("Floods",), related=("Rain",))
    with serving(house, "--no-demo") as server, chromium() as browser:
        yield server.base + done.address, guid, browser


def opened(context, address, tabs=1):
    """Tabs with the page, and the streams they have asked for; all have been told once."""
    asked = []
    context.on("request", lambda r: asked.append(r.url) if "/-/live" in r.url else None)
    pages = [context.new_page() for _ in range(tabs)]
    for page in pages:
        page.goto(address)
    pages[-1].wait_for_timeout(4000)  # a stream is begun a second after the page
    return pages, asked


def counts(page, number) -> None:
    for place in (".above .count", ".below .count"):
        expect(page.locator(place)).to_have_text(f"({number})", timeout=30_000)


def test_counts_change_in_place_and_a_correction_and_a_kill_are_told(newsroom, act, noon):
    address, guid, browser = newsroom
    context = browser.new_context()
    (page,), asked = opened(context, address)
    page.evaluate("window.same = true")
    page.locator(".imprint a").first.focus()
    strip = page.locator(".newer[role=status]")
    expect(strip).to_have_text("")
    act("publish", "Rain", noon + MINUTE)
    counts(page, 2)
    expect(page.locator(".edition")).to_have_text("12:01 GMT 2 March 2026")
    expect(page.locator(".related a")).to_have_text("Rain")
    act("correct", guid, noon + 2 * MINUTE)
    expect(strip).to_contain_text("This story was corrected at 12:02 GMT", timeout=30_000)
    assert page.evaluate("window.same && document.activeElement.closest('.imprint') !== null")
    axe = Axe()
    found = axe.run(page).response["violations"]
    assert not [v for v in found if v["impact"] in ("serious", "critical")]
    act("kill", guid, noon + 3 * MINUTE)
    expect(strip).to_contain_text("This story has been killed.", timeout=30_000)
    assert "wrong" not in strip.inner_text() and page.evaluate("window.same") and len(asked) == 1
    strip.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("This story has been killed")


def test_what_is_focused_changes_when_it_is_left(newsroom, act, noon):
    address, _, browser = newsroom
    act("publish", "Rain", noon)
    (page,), _ = opened(browser.new_context(), address)
    page.locator(".related a").focus()
    act("publish", "Rain", noon + MINUTE)  # the newer story so headed is meant from now on
    counts(page, 3)
    old = page.locator(".related a").get_attribute("href")
    page.locator(".imprint a").first.focus()
    expect(page.locator(".related a")).not_to_have_attribute("href", old)


def test_twelve_tabs_have_one_stream_and_another_takes_over(newsroom, act, noon):
    address, _, browser = newsroom
    pages, asked = opened(browser.new_context(), address, tabs=12)
    assert len(asked) == 1
    act("publish", "Rain", noon + MINUTE)
    for page in pages:
        counts(page, 2)
    assert len(asked) == 1
    pages.pop(0).close()
    act("publish", "Sun", noon + 2 * MINUTE)
    for page in pages:
        counts(page, 3)
    assert len(asked) == 2


def test_next_to_nothing_moves_when_a_page_is_told(newsroom, act, noon):
    address, guid, browser = newsroom
    (page,), _ = opened(browser.new_context(), address)
    act("publish", "Snow", noon + MINUTE)
    counts(page, 2)
    act("correct", guid, noon + 2 * MINUTE)
    expect(page.locator(".newer")).to_contain_text("corrected", timeout=30_000)
    assert page.evaluate(SHIFTED) < 0.01  # the foot of a page so short that it is in sight


def test_without_javascript_the_page_is_whole(newsroom):
    address, _, browser = newsroom
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    counts(page, 1)
    expect(page.locator(".related li")).to_have_text("Rain")
