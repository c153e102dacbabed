"""The screens of copy in, in Chromium: axe, the console, 320 pixels, the keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from agency import copy, rss, rss_item, source
from browsing import CALM, chromium, signed_in_page
from dateline.desk.models import Story
from dateline.wire.models import Incoming, Source
from dateline.wire.sources.receiving import receive
from desking import desk_of, person
from serving import serving

pytestmark = pytest.mark.browser
SCREENS = ("", "?state=all", "{item}/", "sources/", "sources/add/", "sources/{push}/", "rejects/")

WIDE = """Math.max(...[...document.querySelectorAll('.wire-in, .wire-in *')]
    .filter(one => !one.closest('.w-sr-only, thead'))
    .map(one => Math.floor(one.getBoundingClientRect().right)))"""


def incoming():
    """Something of everything; the numbers that the addresses take."""
    agency = source("Northern Wire of the Islands and the Coast", section="World")
    receive(agency, copy(embargoed="2036-03-02T18:00:00Z", headline="Ferry " * 30,
                         associations={"a": {"type": "picture", "renditions": {"x": {
                             "href": "https://north.example/" + "long" * 40 + ".jpg",
                             "mimetype": "image/jpeg"}}}}))
    receive(agency, rss(*(rss_item(n, f"Crane {n}") for n in range(60))))
    receive(agency, b"nothing", name="a-very-" + "long-" * 30 + "name.xml")
    push = source("Sends", kind="push")
    source("Harbour News", kind="feed", address="https://harbour.example/" + "x" * 200,
           failures=2, last_error="it answered 500")
    return {"item": Incoming.objects.get(ident="tag:north.example,2026:1").pk, "push": push.pk}


def test_every_screen_can_be_read_and_used(house, outbox):
    chief = person("chief editor", name="chief")
    numbers, amiss = incoming(), {}
    Source.objects.filter(kind="feed").update(active=False)  # nothing is asked for here
    session = desk_of(chief).cookies["sessionid"].value
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in ((1280, "light"), (320, "dark")):
            page, said = signed_in_page(browser, served.base, session, width=width, scheme=scheme)
            page.on("console", lambda line, said=said: said.append(line.text)
                    if line.type == "error" else None)
            for screen in SCREENS:
                where = f"/desk/incoming/{screen.format(**numbers)}"
                page.goto(served.base + where)
                page.add_style_tag(content=CALM)
                said += seen(page, width)
                if said:
                    amiss[f"{width} {where}"] = list(said)
                    said.clear()
    assert not amiss, "\n".join(f"{name}: {said}" for name, said in amiss.items())


def seen(page, width):
    """What is wrong with a screen, in words."""
    found = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {node['html'][:160]}" for fault in found
                if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3])
    wide = page.evaluate(WIDE)
    if wide > width:
        yield f"{wide} pixels wide"


def test_an_item_is_taken_over_by_keyboard(house, outbox):
    numbers = incoming()
    Source.objects.filter(kind="feed").update(active=False)
    session = desk_of(person("editor")).cookies["sessionid"].value
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, _said = signed_in_page(browser, served.base, session)
        page.goto(f"{served.base}/desk/incoming/{numbers['item']}/")
        page.get_by_role("button", name="Take over").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/snippets/desk/story/edit/**")
    assert Story.objects.get().headline.startswith("Ferry Ferry")
