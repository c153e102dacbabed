"""The dashboard and the list as an editor meets them in Chromium: by keyboard, ticking, narrow."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsing import chromium, signed_in_page
from cast import filed, live
from dateline.desk import public as desk
from dateline.lib import clock
from desking import desk_of, person
from listing import list_address
from serving import serving

pytestmark = pytest.mark.browser


def serious(page):
    """What axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found
            if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark")])
def test_an_editor_looks_searches_and_finds(house, noon, width, scheme):
    editor = person("editor")
    desk.file_story(desk.Copy("A bridge is built", "Politics"), by=editor)
    live("A bridge opens", at=noon)
    live("Rain", at=noon)
    desk.embargo(filed("Budget speech"), clock.now() + timedelta(minutes=30))
    session = desk_of(editor).cookies["sessionid"].value
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, session, width=width, scheme=scheme)
        page.goto(f"{served.base}/desk/")
        held = page.get_by_role("region", name="Scheduled and embargoed", exact=True)
        left = held.locator("[data-desk-until]")
        expect(left).to_have_text(re.compile(r"^in \d+ min( \d+ s)?$"))
        first = left.inner_text()
        expect(left).not_to_have_text(first)
        expect(left).to_have_text(re.compile(r"^in \d+ min( \d+ s)?$"))
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        search = page.get_by_role("searchbox", name="Search stories by words")
        search.fill("bridge")
        search.press("Enter")
        page.wait_for_url(f"**{list_address()}?q=bridge")
        table = page.get_by_role("table", name="Stories")
        expect(table.get_by_role("rowheader")).to_have_count(2)
        expect(table).to_contain_text("A bridge is built")
        assert serious(page) == []
        page.goto(f"{served.base}{list_address('glance=held')}")
        expect(table.get_by_role("rowheader")).to_have_count(1)
        assert failed == []
