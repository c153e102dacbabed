"""The desk in Chromium: a story from a reporter's first word to its kill, as readers see it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import chromium
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.people.public import invite, make_link
from desking import person
from drawing import drawn, file_of
from serving import serving
from staffing import PASSWORD, link_in, member

pytestmark = pytest.mark.browser
SECONDS = 25


def signed_in(browser, served, user):
    """A page in which this person has used a link made on the machine."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(served.base + served.links[user])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
    return page


def act(page: Page, name: str) -> None:
    """Save, and go on to an act's page by the editor's foot."""
    page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/act/**")


def looked_at(page: Page, what: str) -> None:
    """No serious finding of axe in what is ours on this screen."""
    found = Axe().run(page, context=".desk-act, .desk-merge, .desk-standing").response
    serious = [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")]
    assert not serious, f"{what}: {serious}"


def joined(browser, served, mail) -> Page:
    """A page in which somebody has followed an invitation and chosen a password."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(served.base + link_in(mail))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    return page


def with_picture(page: Page, photograph: Path) -> None:
    """Add a picture from this machine by the chooser, as the story's lead picture."""
    page.get_by_role("button", name="Choose an image").first.click()
    modal = page.locator(".modal")
    modal.get_by_role("tab", name="Upload").click()
    modal.locator("input[type=file]").set_input_files(photograph)
    modal.get_by_label("Title").fill("The bridge")
    modal.get_by_label("Alt text").fill("A bridge")
    modal.get_by_label("Credit").fill("Ann Lee")
    modal.get_by_role("button", name="Upload").click()
    expect(modal).to_have_count(0)


def with_text(page: Page, text: str) -> None:
    """Write into a new block of the body, and let the editor save it by itself."""
    page.locator("[data-streamfield-stream-container] button[title*='Insert']").first.click()
    page.get_by_role("option", name="Text").click()
    field = page.locator("[contenteditable=true][role=textbox]").last
    field.click()  # it takes the focus by itself, but not at once
    expect(field).to_be_focused()
    page.keyboard.type(text)
    expect(field).to_have_text(text)
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Saved")
    page.wait_for_timeout(1500)
    expect(page.locator("#w-autosave-indicator")).to_contain_text("Saved")


def test_a_story_from_the_first_word_to_the_kill(house, outbox, tmp_path: Path):  # noqa: PLR0915
    desk.add_section("Politics")
    people = {role: person(role) for role in ("editor", "chief editor")}
    links = {role: make_link(user.email) for role, user in people.items()}
    invite("ann@example.org", "Ann Lee", ["reporter"], by=member("administrator"))
    photograph = tmp_path / "bridge.jpg"
    photograph.write_bytes(file_of("JPEG", drawn(640, 480)))
    with serving(house, "--no-demo") as served, chromium() as browser:
        served.links = links
        ann = joined(browser, served, outbox[0])
        ann.goto(f"{served.base}/desk/snippets/desk/story/add/")
        ann.locator("#id_headline").fill("A bridge opens")
        ann.locator("#id_standfirst").fill("At last.")
        ann.get_by_role("combobox", name="Dateline place").fill("Rome")
        ann.keyboard.press("Enter")
        with_picture(ann, photograph)
        with_text(ann, "It opened at dawn, before the press had come.")
        act(ann, "Submit for approval")
        looked_at(ann, "submit")
        ann.get_by_role("button", name="Submit for approval").click()
        expect(ann.locator(".desk-state")).to_have_text("in review")
        story = re.search(r"/edit/(\d+)/", ann.url)[1]
        edit = f"{served.base}/desk/snippets/desk/story/edit/{story}/"
        ed = signed_in(browser, served, "editor")
        ed.goto(f"{served.base}/desk/stories/{story}/act/return/")
        ed.get_by_label("What should change?").fill("Who built it?")
        ed.get_by_role("button", name="Return to the writer").click()
        expect(ed.locator(".desk-state")).to_have_text("draft")
        ann.goto(edit)
        ann.locator("#id_standfirst").fill("Built by Ilya.")
        act(ann, "Submit for approval")
        ann.get_by_role("button", name="Submit for approval").click()
        chief = signed_in(browser, served, "chief editor")
        chief.goto(f"{served.base}/desk/stories/{story}/act/embargo/")
        when = clock.now() + timedelta(seconds=SECONDS)
        looked_at(chief, "embargo")
        chief.get_by_label("Embargo until").fill(when.strftime("%Y-%m-%dT%H:%M:%S"))
        chief.get_by_role("button", name="Hold under embargo").click()
        expect(chief.locator(".desk-state")).to_have_text("embargoed")
        assert "A bridge opens" not in served.get("/")[1]
        public = browser.new_page()
        public.goto(served.base + "/")
        while clock.now() < when + timedelta(seconds=2):
            public.wait_for_timeout(250)
        public.goto(served.base + "/politics/")
        public.get_by_role("link", name="A bridge opens").first.click()
        expect(public.locator("main")).to_contain_text("Built by Ilya.")
        expect(public.locator("main")).to_contain_text("It opened at dawn, before the press")
        expect(public.get_by_alt_text("A bridge")).to_be_visible()
        address = public.url.removeprefix(served.base)
        ed.goto(edit)
        ed.locator("#id_headline").fill("A bridge opens late")
        act(ed, "Correct")
        assert "opens late" not in served.get(address)[1]
        ed.get_by_label("What was wrong").fill("On time.")
        ed.get_by_label("What is right").fill("Late.")
        ed.get_by_role("button", name="Correct").click()
        public.reload()
        expect(public.locator("main")).to_contain_text("A bridge opens late")
        expect(public.locator("main")).to_contain_text("On time.")
        chief.goto(f"{served.base}/desk/stories/{story}/act/kill/")
        looked_at(chief, "kill")
        chief.get_by_label("Notice to readers").fill("It never opened.")
        chief.get_by_label("Reason").fill("One source.")
        chief.get_by_role("button", name="Kill").click()
        expect(chief.locator(".desk-state")).to_have_text("killed")
        public.reload()
        expect(public.locator("body")).to_contain_text("It never opened.")
        assert served.get(public.url.removeprefix(served.base))[0] == 410
    row = Story.objects.get()
    assert row.late_by is None and row.published_at - when < timedelta(seconds=1)
    checked = house.run("check", "--all")
    assert checked.returncode == 0, checked.stderr
