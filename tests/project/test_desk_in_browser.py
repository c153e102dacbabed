"""The desk as an administrator meets it in Chromium: signs in once, looks, and cannot change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browsing import chromium
from cast import live
from dateline.record import public as record
from serving import serving

ACTING = re.compile("publish|save|delete", re.I)
pytestmark = pytest.mark.browser


def test_sign_in_look_at_stories_and_find_no_other_door(house, noon):
    _, done = live("A bridge opens", at=noon)
    before = record.head()
    with serving(house, "--no-demo") as served, chromium() as browser:
        link = re.search(r"Sign in  (\S+)", "".join(served.lines))[1]
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(link)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/")
        page.get_by_role("link", name="Stories", exact=True).click()
        page.get_by_role("link", name="A bridge opens").click()
        expect(page.locator("main")).to_contain_text("A bridge opens")
        story = "/desk/snippets/desk/story/"
        for path in ("add/", "edit/1/", "delete/1/", "unpublish/1/"):
            page.goto(served.base + story + path)
            assert page.url.removeprefix(served.base) in ("/desk/", story + path), path
            assert page.get_by_role("button", name=ACTING).count() == 0
        assert served.get(done.address)[0] == 200
        page.goto(link)
        expect(page.locator("main")).to_contain_text("was used or has run out")
    assert record.head() == before
