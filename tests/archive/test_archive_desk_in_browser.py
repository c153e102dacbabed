"""The archive's screens at the desk in Chromium: axe, the width, keys, no script. `SHOTS=folder`
keeps pictures."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from browsing import CALM, answered, chromium, hindrances, signed_in_page
from cast import filed, live
from dateline.archive.models import FoundDossier, Statement
from dateline.archive.public import apply_statements
from dateline.archive.relating.proposing import KIND
from dateline.archive.saving import keeping
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.jobs.public import enqueue, run_due
from desking import desk_of, person
from relating import weeks
from serving import serving

pytestmark = pytest.mark.browser
QUEUE = "/desk/statements/"
LOOKS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
TAGS = (Tag("Ada Moss", "person"), Tag("Ben Roe", "person"))


def _story(number: int, at: Any, *texts: str, **more: Any) -> str:
    blocks = tuple(Block("paragraph", text) for text in texts)
    return live(f"Boats to the outer islands, part {number}", at=at + timedelta(days=number),
                blocks=blocks, tags=TAGS, **more)[0]


@pytest.fixture
def stories(house, noon) -> list[str]:
    """Statements that wait, a group of stories that is found, and a search that is kept."""
    made = [_story(n, noon, f"“Boat number {n} will sail whatever the weather,” said harbour "
                   "master Ada Moss.", f"“The pier {n} is closed,” Ben Roe said.",
                   section=("Harbour", "Sport")[n % 2]) for n in range(8)]
    made.append(_story(8, noon, "«لن تبحر العبارة اليوم»، قال كريم حداد.", language="ar"))
    apply_statements()
    weeks(noon)
    enqueue(KIND, {})
    run_due()
    return made


def test_every_screen_can_be_read_and_used(house, stories, noon):
    chief = person("chief editor")
    keeping.keep(keeping.keeper_of(chief, at=noon), "?q=ferry", name="Boats", pace="daily",
                 at=noon, desk=True)
    draft = filed("The ferry again", section="Harbour", blocks=(Block("paragraph", "Ada Moss."),))
    desk_browser = desk_of(chief)
    desk_browser.post(QUEUE, {"act": "deny", "chosen": re.search(
        r'name="page" value="([^"]+)"', desk_browser.get(QUEUE).content.decode())[1]})
    screens = {
        "queue": QUEUE, "narrowed": f"{QUEUE}?q=boat&speaker=moss", "of": f"{QUEUE}{stories[1]}/",
        "home": "/desk/", "search": "/desk/search/?q=ferry",
        "writing": desk.find(guid=draft).desk_address}
    amiss: dict[str, list[str]] = {}
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in LOOKS:
            page, failed = signed_in_page(
                browser, served.base, desk_browser.cookies["sessionid"].value, width=width,
                scheme=scheme)
            for name, address in screens.items():
                answer = page.goto(served.base + address)
                page.add_style_tag(content=CALM)
                if name == "writing":
                    page.locator("details.archive-suggest summary").press("Enter")
                    expect(page.locator(".archive-suggest [data-take]").first).to_be_visible(
                        timeout=15_000)
                found = [*failed, *hindrances(page, width)]
                failed.clear()
                if os.environ.get("SHOTS"):
                    page.set_viewport_size({"width": width, "height": 2600})
                    page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{width}-{scheme}.png",
                                    full_page=True)
                page.set_viewport_size({"width": width, "height": 900})
                if answer.status != 200:
                    found.append(f"status {answer.status}")
                if found:
                    amiss[f"{width} {scheme} {name}"] = found
    assert not amiss, "\n".join(f"{name}: {found}" for name, found in amiss.items())


def test_statements_by_keyboard_one_and_several(house, stories):
    client = desk_of(person("editor"))
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, client.cookies["sessionid"].value)
        page.goto(f"{served.base}{QUEUE}?q=boat")
        items = page.locator("[data-item]")
        items.first.focus()
        first, second = (items.nth(n).get_attribute("id") for n in (0, 1))
        with page.expect_navigation():
            page.keyboard.press("a")
        assert page.evaluate("document.activeElement.id") == second
        page.keyboard.press("x")
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(page.locator("[data-count]")).to_have_text("Chosen: 2")
        page.keyboard.press("e")
        expect(items.nth(1).get_by_label("Speaker")).to_be_focused()
        page.keyboard.press("Escape")
        expect(items.nth(1)).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("D")
        expect(page.get_by_text("2 statements are denied")).to_be_visible()
        expect(page.locator("#waiting")).to_be_focused()
        assert answered(Statement.objects.filter(standing="denied").count) == 2
        with page.expect_navigation():
            page.keyboard.press("u")
        with page.expect_navigation():
            page.keyboard.press("u")
        assert answered(Statement.objects.exclude(standing="guessed").count) == 0
        expect(page.locator(f"#{first}")).to_be_visible()
        page.locator("#all").check()
        expect(page.locator("[data-count]")).to_have_text("Chosen: 8")
        items.first.get_by_label("Choose").uncheck()
        expect(page.locator("#all")).not_to_be_checked()
        page.locator("summary", has_text="Keyboard").click()
        page.locator("#keys-on").uncheck()
        items.first.focus()
        page.keyboard.press("a")
        page.keyboard.press("j")
        expect(items.first).to_be_focused()
        assert not failed


def test_statements_without_a_script(house, stories):
    client = desk_of(person("editor"))
    with serving(house, "--no-demo") as served, chromium() as browser:
        context = browser.new_context(java_script_enabled=False)
        context.add_cookies([{"name": "sessionid", "url": served.base,
                              "value": client.cookies["sessionid"].value}])
        page = context.new_page()
        page.goto(served.base + QUEUE)
        page.locator("summary", has_text="Narrow the queue").click()
        page.get_by_label("Words", exact=True).fill("pier")
        page.get_by_label("Section").select_option("Sport")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator("[data-item]")).to_have_count(4)
        page.get_by_label("All 4 on this page").check()
        page.locator("summary", has_text="Another speaker").click()
        page.locator("#several-speaker").fill("Ada Moss")
        page.get_by_role("button", name="Confirm those chosen").click()
        expect(page.get_by_text("4 statements are confirmed.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("[data-item]")).to_have_count(4)


def test_a_dossier_found_is_named_and_thinned_out_by_keyboard(house, stories):
    client = desk_of(person("editor"))
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, client.cookies["sessionid"].value)
        page.goto(f"{served.base}/desk/")
        form = page.locator(".desk-proposal", has_text="Ferry 1")
        form.locator("summary").press("Enter")
        form.get_by_label("Working title").fill("The Aurora")
        for out in ("Ferry 0", "Ferry 5"):
            form.get_by_role("checkbox", name=out).press("Space")
        with page.expect_navigation():
            form.get_by_role("button", name="Make the dossier").press("Enter")
        expect(page.get_by_text("The dossier “The Aurora” has 4 stories.")).to_be_visible()
        left = answered(lambda: FoundDossier.objects.get(state="taken").left)
        assert len(left) == 2 and not failed
