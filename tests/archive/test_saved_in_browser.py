"""One's own searches and the desk's search in Chromium: axe, the width, the keyboard, copying."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from keeping_searches import MINE, account, kept, signed_in

from browsing import CALM, chromium, signed_in_page
from cast import filed, live
from dateline.archive.public import apply_all
from dateline.desk.public import Tag
from dateline.lib import clock
from desking import desk_of, person
from serving import serving

pytestmark = pytest.mark.browser


def seen(page, width):
    """What is wrong with a screen, in words."""
    if "/desk/" in page.url:
        page.add_style_tag(content=CALM)
    found = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {node['html'][:160]}" for fault in found
                if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"


def newsroom(noon):
    guid, said = live("The ferry", at=noon, tags=(Tag("Ada Moss", "person"),))
    filed("A ferry still being written")
    apply_all()
    reader, editor = signed_in(account()), desk_of(person("editor"))
    kept(reader, "ferry", name="Boats", at=clock.now())
    editor.post("/desk/search/?q=ferry", {"act": "keep", "name": "Boats", "pace": "daily"})
    return guid, said, [client.cookies["sessionid"].value for client in (reader, editor)]


def test_the_pages_can_be_read_and_used(house, noon):
    guid, said, (reader, editor) = newsroom(noon)
    amiss = []
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in ((320, "light"), (1280, "dark")):
            page, failed = signed_in_page(browser, served.base, reader, width=width, scheme=scheme)
            for address in (MINE, "/search/keep?q=tide"):
                assert page.goto(served.base + address).status == 200
                amiss += [f"{address} {width}: {what}" for what in seen(page, width)] + failed
        for width, scheme in ((820, "dark"), (1280, "light")):
            page, failed = signed_in_page(browser, served.base, editor, width=width, scheme=scheme)
            page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            for address in ("/desk/search/", "/desk/search/?q=ferry"):
                assert page.goto(served.base + address).status == 200
                amiss += [f"{address} {width}: {what}" for what in seen(page, width)] + failed
        page.get_by_role("button", name="Copy for “Related stories”").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Copied.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"{guid} The ferry"
        button = page.get_by_role("button", name="Copy the link")
        assert said.code in button.get_attribute("data-copy")
        button.press("Enter")
        page.get_by_text(f"Copied. {button.get_attribute('data-copy')}").wait_for()
    assert not amiss, "\n".join(amiss)
