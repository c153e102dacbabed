"""Suggestions in Chromium: they come at a pause in typing, and are taken by keyboard."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsing import chromium, signed_in_page
from cast import filed, live
from dateline.archive.public import apply_all
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from desking import desk_of, person
from serving import serving

pytestmark = pytest.mark.browser
TEXTS = ("Divers found a bronze bell of 1640 in the bay of Kotor on Sunday morning.",
         "The museum of Ada Moss will show the bell in its north hall from May on.")


def _blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


def test_a_writer_takes_what_is_offered_without_a_mouse_and_loses_no_word(house, noon):
    bell, _ = live("Bell found in Kotor", at=noon - timedelta(days=400), blocks=_blocks(*TEXTS),
         tags=(Tag("Ada Moss", "person"), Tag("Kotor", "place")), dossiers=("Wrecks",))
    apply_all()
    guid = filed("A bell", section="Politics", blocks=_blocks(TEXTS[0], "More follows."))
    client, where = desk_of(person("reporter")), desk.find(guid=guid).desk_address
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, client.cookies["sessionid"].value)
        page.goto(served.base + where)
        box = page.locator("details.archive-suggest")
        box.locator("summary").press("Enter")
        kotor = box.get_by_role("button", name="place: Kotor", exact=True)
        expect(kotor).to_be_visible(timeout=15_000)
        expect(box.get_by_text("named in the text").first).to_be_visible()
        page.get_by_role("textbox", name="Standfirst").fill("Said Ada Moss.")
        person_ = box.get_by_role("button", name="person: Ada Moss", exact=True)
        expect(person_).to_be_visible(timeout=15_000)
        person_.press("Enter")
        expect(box.get_by_role("status")).to_have_text("Taken: person: Ada Moss")
        expect(page.locator("#id_tags")).to_have_value("person: Ada Moss")
        assert page.evaluate("document.activeElement.closest('.archive-suggest') !== null")
        link = box.locator("[data-field=link]", has_text="Kotor").locator("[data-take]")
        link.press("Enter")
        expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile("place/kotor/"))
        box.get_by_role("button", name="Put aside: place: Kotor").press("Enter")
        expect(kotor).to_have_count(0)
        pin = box.locator("[data-field=pinned_lines] [data-take]").first
        pin.press("Enter")
        expect(page.locator("#id_pinned_lines")).to_have_value(f"{bell} Bell found in Kotor")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, "details.archive-suggest").response["violations"]
            assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
            inside = "document.querySelector('details.archive-suggest')"
            assert page.evaluate(f"{inside}.scrollWidth <= {inside}.clientWidth + 1")
        page.set_viewport_size({"width": 1280, "height": 900})
        with page.expect_navigation():
            page.get_by_role("button", name="Save draft").first.click()
        assert failed == []
    filing = desk.draft_of(guid, by=person("editor"))
    assert filing.standfirst == "Said Ada Moss." and filing.pinned == (bell,)
    assert [(tag.kind, tag.name) for tag in filing.tags] == [("person", "Ada Moss")]
    assert filing.blocks[0].text == TEXTS[0] and filing.blocks[1].text == "More follows."
    assert [mark.href for mark in filing.blocks[0].marks] == [f"{served.base}/place/kotor/"]
