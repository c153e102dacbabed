"""The screens of terms and topics in Chromium: by keyboard, at 1280 and 768 px, for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import chromium
from cast import all_checked, filed, live
from dateline.desk import public as desk
from dateline.desk.models import Term
from dateline.desk.public import Tag
from dateline.formats.mediatopics import Topic
from dateline.people.public import User, make_link
from dateline.record import public as record
from serving import serving

pytestmark = pytest.mark.browser
TOPICS = (
    Topic("01000000", (("en", "games"),), (("en", "All games there are."),)),
    Topic("20000001", (("en", "kites"),), (("en", "Flown on a string."),), "01000000"),
)


def easy(page: Page, seen: str) -> None:
    """The page that has this: nothing runs out of it, and axe finds nothing serious."""
    expect(page.get_by_text(seen).first).to_be_visible()
    page.wait_for_load_state()
    for width in (1280, 768):
        page.set_viewport_size({"width": width, "height": 900})
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), page.url
        found = Axe().run(page).response["violations"]
        serious = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found
                   if one["impact"] in ("serious", "critical")]
        assert serious == [], page.url


def test_merge_and_split_as_an_editor_would(house, noon):
    live("One", at=noon, dossiers=("Iraq war",), tags=(Tag("Rain", "subject", True),))
    live("Two", at=noon, dossiers=("Iraq", "Iraq-war"))
    filed("Held", dossiers=("Iraq war",))
    desk.load_topics(TOPICS)
    User.objects.create_superuser("chief@example.org")
    link, rain = make_link("chief@example.org"), Term.objects.get(name="Rain").pk
    with serving(house, "--no-demo") as served, chromium() as browser:
        page = browser.new_page()
        page.goto(served.base + link)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/")
        page.goto(f"{served.base}/desk/terms/dossier/")
        easy(page, "Public stories")
        page.get_by_role("searchbox").or_(page.get_by_label("Search term")).first.fill("IRAQ W")
        expect(page.get_by_role("link", name="Iraq", exact=True)).to_have_count(0)
        page.get_by_role("link", name="Iraq war").click()
        expect(page.get_by_text("Looks like")).to_be_visible()
        easy(page, "Looks like")
        page.get_by_role("link", name="Merge into another").click()
        page.get_by_label("Merge it into").fill("iraq")
        page.keyboard.press("Enter")
        easy(page, "Found")
        page.get_by_role("link", name="Iraq", exact=True).click()
        easy(page, "This cannot be undone")
        button = page.get_by_role("button", name="Merge ‘Iraq war’ (1 story) into ‘Iraq’: 1 story "
                                  "moves, 1 draft follows, /dossier/iraq-war/ redirects. "
                                  "This cannot be undone.")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("‘Iraq war’ is merged into ‘Iraq’.")).to_be_visible()
        page.get_by_role("link", name="Split").click()
        easy(page, "Move them to the dossier")
        page.get_by_role("checkbox", name="One").check()
        page.get_by_label("Move them to the dossier").fill("Mosul")
        page.keyboard.press("Enter")
        easy(page, "Choose again")
        page.get_by_role("button", name="Move 1 story from ‘Iraq’ to a new dossier").click()
        expect(page.get_by_text("1 story moved to ‘Mosul’.")).to_be_visible()
        page.goto(f"{served.base}/desk/terms/tag/{rain}/retype/")
        easy(page, "It is a")
        page.goto(f"{served.base}/desk/topics/")
        page.locator("summary", has_text="games").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Flown on a string.")).to_be_visible()
        easy(page, "Flown on a string.")
        page.goto(f"{served.base}/desk/terms/section/order/")
        easy(page, "the others make way")
    assert {dossier.name for dossier in record.dossiers()} == {"Iraq", "Iraq-war", "Mosul"}
    all_checked()
