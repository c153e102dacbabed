"""The front page desk and the settings desk in Chromium: by keyboard, with and without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import chromium
from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Banner, Front, Rail
from dateline.lib import clock
from dateline.record import public as record
from serving import serving

pytestmark = pytest.mark.browser
HOUR = timedelta(hours=1)


@pytest.fixture
def served(house, noon):
    """A running newsroom with some stories and a front page, and a browser signed in."""
    guids = [live(f"Story {n}", at=noon, section=("Politics", "Sport")[n % 2])[0] for n in range(5)]
    rails = tuple(Rail(term.number, (guids[4],)) for term in record.sections())
    banner = Banner("It happens", clock.now() + HOUR, story=guids[0])
    desk.arrange(Front(guids[0], (guids[1],), rails, (), banner))
    assert desk.plan(Front(guids[2]), clock.now() + HOUR) == 1
    with serving(house, "--no-demo") as server, chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(re.search(r"Sign in  (\S+)", "".join(server.lines))[1])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/")
        yield server, browser, context, page


def heads(page: Page) -> list[str]:
    """The headlines at the top, as the form has them."""
    return page.locator('[data-list="top"] > li').evaluate_all(
        "rows => rows.map(row => row.dataset.headline)")


def test_arranging_by_keyboard_shows_at_once(served):
    server, _, _, page = served
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.get_by_role("link", name="Front page").click()
    page.get_by_label("Words of the headline").focus()
    page.keyboard.type("story 3")
    expect(page.locator("[data-found] li")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Add ?: Story 3")).focus()
    page.keyboard.press("Enter")
    expect(page.locator('[data-list="top"] > li')).to_have_count(3)
    page.get_by_role("button", name="Move up: Story 3").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert heads(page) == ["Story 3", "Story 0", "Story 1"]
    expect(page.get_by_role("button", name="Move up: Story 3")).to_be_focused()
    expect(page.locator("[data-status]")).to_have_text("Story 3: moved")
    page.get_by_role("button", name="Take away: Story 1").focus()
    page.keyboard.press("Space")
    assert heads(page) == ["Story 3", "Story 0"]
    page.get_by_role("button", name="Preview below").click()
    frame = page.frame_locator("iframe[name=front-preview]")
    expect(frame.locator(".lead h2")).to_have_text("Story 3")
    assert "Story 3" not in server.get("/")[1].partition('class="lead"')[2][:200]
    page.get_by_role("button", name="Put this front page online now").click()
    expect(page.get_by_role("status").first).to_contain_text("online now")
    assert "Story 3" in server.get("/")[1].partition('class="lead"')[2][:300]
    page.get_by_role("link", name="History").click()
    expect(page.locator("main")).to_contain_text("Lead: “Story 3”")
    page.get_by_role("link", name=re.compile("Back to this one")).click()
    expect(page.locator('[data-list="top"] > li')).to_have_count(2)
    assert heads(page) == ["Story 0", "Story 1"]
    assert errors == []


def test_it_works_without_scripts_and_by_dragging(served):
    server, browser, context, page = served
    bare = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    plain = bare.new_page()
    plain.goto(server.base + "/desk/front/")
    plain.get_by_role("button", name="Make it the lead: Story 1").click()
    plain.get_by_label("Words of the headline").fill("Story 2")
    plain.keyboard.press("Enter")
    plain.get_by_role("button", name=re.compile("Add.*Story 2")).click()
    plain.get_by_role("button", name="Put this front page online now").click()
    expect(plain.get_by_role("status").first).to_contain_text("online now")
    plain.goto(server.base + "/")
    shown = plain.locator(".lead h2, .secondary h2").all_inner_texts()
    assert shown == ["Story 1", "Story 0", "Story 2"]
    page.goto(server.base + "/desk/front/")
    rows = page.locator('[data-list="top"] > li')
    expect(rows).to_have_count(3)
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 10, "y": 3})
    assert heads(page)[0] == "Story 2"


def test_settings_are_checked_while_they_are_filled_in(served):
    server, _, _, page = served
    page.get_by_role("link", name="The site").click()
    accent = page.get_by_label("Accent colour")
    accent.fill("#ffcc00")
    accent.press("Tab")
    expect(page.locator(".desk-error")).to_contain_text("4.5 : 1 is needed")
    expect(accent).to_have_attribute("aria-invalid", "true")
    accent.fill("#7d0b4f")
    accent.press("Tab")
    expect(page.locator(".desk-error")).to_have_count(0)
    page.get_by_label("Tagline").fill("All of it")
    page.get_by_role("button", name="Add a link of your own").click()
    page.get_by_label("Words of the link").fill("About us")
    page.get_by_label("Address").fill("/about/")
    page.get_by_role("button", name="Preview below").click()
    frame = page.frame_locator("iframe[name=settings-preview]")
    expect(frame.locator(".tagline")).to_have_text("All of it")
    expect(frame.locator("nav a").first).to_have_css("text-decoration-line", "none")
    assert frame.locator("html").evaluate(
        "e => getComputedStyle(e).getPropertyValue('--accent').trim()") == "#7d0b4f"
    assert "All of it" not in server.get("/")[1]
    page.get_by_role("button", name="Show these settings on the site now").click()
    expect(page.get_by_role("status").first).to_contain_text("show on the site now")
    page.goto(server.base + "/")
    assert page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"
    ) == "#7d0b4f"


def test_axe_finds_nothing_serious_and_nothing_overflows(served):
    server, browser, context, _ = served
    paths = ("/desk/front/", "/desk/front/history/", "/desk/front/planned/1/", "/desk/site/")
    for width, scheme, where in ((1280, "light", paths), (768, "light", paths),
                                 (1280, "dark", paths), (320, "light", ("/", "/about/")),
                                 (1280, "dark", ("/",))):
        held = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme,
                                   storage_state=context.storage_state())
        page = held.new_page()
        for path in where:
            page.goto(server.base + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            found = Axe().run(page).response["violations"]
            serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
            ours = [(rule["id"], node["html"][:200]) for rule in serious for node in rule["nodes"]]
            assert ours == [], (path, width, scheme)
        held.close()
