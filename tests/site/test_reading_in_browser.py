"""What a reader's browser does: light or dark, what is new in a dossier, the short URL."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from browsing import chromium
from cast import live
from serving import serving

pytestmark = pytest.mark.browser
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(253, 252, 250)", "rgb(22, 22, 22)"


@pytest.fixture
def served(house, noon):
    """A running newsroom with a dossier of two stories, and a browser."""
    for day in (1, 2):
        live(f"Story {day}", at=noon + timedelta(days=day), dossiers=("Floods",))
    with serving(house, "--no-demo") as server, chromium() as browser:
        yield server, browser


FILED = """
import sys
from datetime import datetime
from dateline.desk import public as desk
copy = desk.Copy(sys.argv[1], section="Politics", dossiers=("Floods",),
                 blocks=(desk.Block("paragraph", "Rain."),))
desk.publish(desk.file_story(copy), at=datetime.fromisoformat(sys.argv[2]))
"""


def publish(house, headline, at):
    """From a process of its own: playwright's loop does not let this one ask the database."""
    ran = house.python(FILED, headline, at.isoformat())
    assert ran.returncode == 0, ran.stderr


def test_light_and_dark_by_system_and_by_choice(served):
    server, browser = served
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(server.base + "/")
    assert page.evaluate(PAPER) == LIGHT
    switch = page.get_by_role("button", name="Dark")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.focus()
    page.keyboard.press("Enter")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(PAPER) == DARK
    page.goto(server.base + "/politics/")  # chosen before the first paint: no script has run yet
    assert page.evaluate(PAPER) == DARK
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(PAPER) == LIGHT
    assert page.evaluate("localStorage.length") == 0  # as the system has it: nothing to keep
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == DARK
    bare = browser.new_context(java_script_enabled=False, color_scheme="dark").new_page()
    bare.goto(server.base + "/")
    assert bare.get_by_role("button", name="Dark").count() == 0


def fresh(page: Page) -> list[str]:
    """The headlines that are marked as new."""
    return page.locator("li.new :is(h2, h3)").all_inner_texts()


def test_a_dossier_tells_what_is_new_since_the_last_visit(house, served, noon):
    server, browser = served
    page = browser.new_context().new_page()
    page.clock.install(time=noon + timedelta(days=3))
    page.goto(server.base + "/dossier/floods/")
    assert fresh(page) == []
    expect(page.locator(".fresh")).to_be_hidden()
    publish(house, "Story 3", noon + timedelta(days=3))
    page.reload()
    assert fresh(page) == []  # still the first visit: all of it is new, so nothing is marked
    page.clock.fast_forward("40:00")
    publish(house, "Story 4", noon + timedelta(days=3, minutes=35))
    page.reload()
    assert fresh(page) == ["Story 4"]
    expect(page.locator(".fresh")).to_have_text("New since your last visit: 1")
    page.reload()
    assert fresh(page) == ["Story 4"]  # the same visit
    page.clock.fast_forward("40:00")
    page.reload()
    assert fresh(page) == []


def test_the_short_url_is_copied_and_shared(served):
    server, browser = served
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.goto(server.base + "/dossier/floods/")
    page.get_by_role("link", name="Story 2").click()
    page.get_by_text("Get short URL").click()
    short = page.get_by_label("Short URL of this story").input_value()
    expect(page.get_by_role("status").filter(has_text="copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == short
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("window.shared") == {"title": "Story 2", "url": short}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_story_is_seen_in_the_order_in_which_it_is_read(served, width):
    server, browser = served
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(server.base + "/politics/")
    page.locator("main h2 a").first.click()
    tops = [page.locator(part).bounding_box() for part in ("main h1", ".text", ".ending")]
    for above, below in pairwise(tops):
        assert above["y"] + above["height"] <= below["y"] + 1
    beside = page.locator(".meta").bounding_box()
    assert width < 960 or abs(beside["y"] - tops[1]["y"]) < 60
