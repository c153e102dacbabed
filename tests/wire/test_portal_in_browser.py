"""The portal in Chromium: axe, policy, width, dark, without a script; its list stays true."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.signing import dumps
from django.db import connections
from playwright.sync_api import expect

from browsing import chromium
from cast import live
from dateline.desk import public as desk
from dateline.wire import public as wire
from dateline.wire.models import Product
from dateline.wire.portal.sessions import COOKIE, SALT
from serving import serving

pytestmark = pytest.mark.browser
LOOKS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


@pytest.fixture
def ann(house):
    """Who reads everything."""
    every = wire.save_product(Product(name="Everything"))
    return wire.add_person(wire.subscribe("The Globe", [every]), "ann@globe.example", "Ann Lee")


@pytest.fixture
def served(house, ann):
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with serving(alike, "--no-demo") as running:
        yield running


def context_of(browser, served, person=None, **more):
    context = browser.new_context(**more)
    if person is not None:
        value = dumps({"person": person.pk, "turn": person.turn}, salt=SALT)
        context.add_cookies([{"name": COOKIE, "value": value, "url": f"{served.base}/wire/"}])
    return context


def copy(noon) -> list[str]:
    """A corrected, a killed and an Arabic story; returns every page's address."""
    right, _ = live("A bridge opens", at=noon, standfirst="At noon.", slugline="BRIDGE")
    desk.correct(right, {"headline": "A tunnel opens"}, wrong="bridge", right="tunnel", at=noon)
    gone, _ = live("Another story", at=noon)
    arab, _ = live("خبر جديد", at=noon, language="ar")
    wire.distribute()
    desk.kill(gone, reason="Wrong", notice="Killed by us.", at=noon)
    wire.distribute()
    stories = [f"/wire/stories/{guid}/" for guid in (right, gone, arab)]
    return ["/wire/", "/wire/?words=tunnel", "/wire/alerts/", "/wire/receipts/", *stories]


def test_every_page_can_be_read_and_used(house, noon, served, ann):
    where, amiss = copy(noon), {}
    with chromium() as browser:
        for width, scheme in LOOKS:
            context = context_of(browser, served, ann, color_scheme=scheme,
                                 viewport={"width": width, "height": 900})
            stranger = context_of(browser, served, color_scheme=scheme,
                                  viewport={"width": width, "height": 900})
            for whose, address in [*((context, each) for each in where), (stranger, "/wire/"),
                                   (stranger, "/wire/v1/"), (stranger, "/wire/sign-in/none/")]:
                said = list(looked(whose, served.base + address, width))
                if said:
                    amiss[f"{width} {scheme} {address}"] = said
            context.close()
            stranger.close()
    assert not amiss, "\n".join(f"{name}: {said}" for name, said in amiss.items())


def looked(context, address, width):
    """What is wrong with a page, in words."""
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text)
            if line.type in ("error", "warning") and "410" not in line.text else None)
    page.goto(address)
    yield from said
    found = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {node['html'][:160]}" for fault in found
                if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"
    page.close()


def published(name, at):
    live(name, at=at)
    wire.distribute()
    connections.close_all()


def test_the_list_stays_true_and_works_without_a_script(house, noon, served, ann):
    live("First", at=noon)
    wire.distribute()
    with chromium() as browser:
        page = context_of(browser, served, ann).new_page()
        page.goto(f"{served.base}/wire/")
        expect(page.get_by_role("link", name="First")).to_be_visible()
        with ThreadPoolExecutor(1) as beside:  # this thread is the browser's
            beside.submit(published, "Second", noon).result()
        expect(page.get_by_role("link", name="Second")).to_be_visible(timeout=60_000)
        bare = context_of(browser, served, ann, java_script_enabled=False).new_page()
        bare.goto(f"{served.base}/wire/")
        bare.get_by_label("Words").fill("second")
        bare.get_by_role("button", name="Search").click()
        expect(bare.locator("h2")).to_have_count(1)
        bare.get_by_role("link", name="Second").click()
        expect(bare.get_by_role("heading", name="Second")).to_be_visible()
        bare.get_by_role("button", name="Sign out").click()
        expect(bare.get_by_label("E-mail")).to_be_visible()
