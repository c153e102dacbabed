"""From a product to a proven kill, and a client's way through the portal, as people go it."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Page, expect

from browsing import chromium, signed_in_page
from cast import live
from dateline.desk import public as desk
from dateline.wire.models import Subscriber
from dateline.wire.subscribers.writing import FORMATS
from desking import desk_of, person
from serving import serving
from subscribing import Press, receipt, saying_status

pytestmark = pytest.mark.browser
ALL = "/desk/subscribers/"


@pytest.fixture
def served(house):
    """The newsroom, which may push to this machine."""
    more = {"DATELINE_URL": settings.BASE_URL, "DATELINE_FETCH_ALLOWS": "127.0.0.0/8"}
    alike = replace(house, environment=house.environment | more)
    with serving(alike, "--no-demo") as running:
        yield running


def beside(act: Any, *args: Any, **more: Any) -> Any:
    """Do it in another thread: this one is the browser's."""
    def done() -> Any:
        try:
            return act(*args, **more)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def saved(page: Page, button: str, within: Any = None) -> None:
    """Press a button that saves, and see that it did."""
    (within or page).get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def add_subscriber(page: Page, base: str, name: str, address: str) -> None:
    page.goto(f"{base}{ALL}add/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("All of it").check()
    saved(page, "Save")
    way = page.get_by_role("region", name="Add a way")
    way.get_by_label("Address").fill(address)
    way.get_by_role("button", name="Add").click()
    expect(page.locator(".wire-secret")).to_have_text(re.compile(r"[0-9a-f]{64}"))


def until(true: Any) -> None:
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.02)


def pulled(base: str, key: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(f"{base}/wire/v1/entries",
                                     headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return list(json.load(answer)["entries"])


def mailed_link(folder: Path) -> str:
    """The newest mail's link, once it is there."""
    until(lambda: [*folder.glob("*.eml")])
    (mail,) = folder.glob("*.eml")
    text = message_from_bytes(mail.read_bytes(), policy=policy.default).get_content()
    found = re.search(r"(/wire/sign-in/\S+)", text)
    assert found
    return found[1]


def test_an_editor_gives_copy_and_proves_a_kill_and_a_client_reads(house, noon, served):
    session = desk_of(person("chief editor", name="chief")).cookies["sessionid"].value
    with Press() as globe, Press() as herald, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, session)
        page.goto(f"{served.base}{ALL}products/add/")
        page.get_by_label("Name").fill("All of it")
        saved(page, "Save")
        add_subscriber(page, served.base, "The Herald", herald.address)
        add_subscriber(page, served.base, "The Globe", globe.address)
        page.get_by_label("Label").fill("their archive")
        page.get_by_role("button", name="Make a key").click()
        key = page.locator(".wire-secret").inner_text()
        people = page.locator("#people-section")
        people.get_by_label("Name").fill("Ann Lee")
        people.get_by_label("E-mail").fill("ann@globe.example")
        saved(page, "Add", people)

        guid, _ = beside(live, "A river rises", at=noon, standfirst="By a metre.")
        until(lambda: globe.got and herald.got)
        page.goto(f"{served.base}{ALL}stories/{guid}/")
        expect(page.get_by_text("2 of 2 subscribers were handed this story.")).to_be_visible()
        herald.otherwise = saying_status("503 Busy")
        beside(desk.kill, guid, reason="Wrong", notice="It never rose.")
        expect(page.get_by_text(  # on the page as it is open
            "1 of 2 hold the kill. One has not confirmed it and cannot be reached; it holds "
            "version 1.")).to_be_visible(timeout=60_000)
        expect(page.get_by_role("row", name="The Herald")).to_contain_text("it answers 503")
        herald.otherwise = receipt
        expect(page.get_by_text("2 of 2 hold the kill.")).to_be_visible(timeout=60_000)
        beside(live, "A lake stays", at=noon, language="en", slugline="LAKE")
        until(lambda: len(pulled(served.base, key)) == 3)
        assert [one["status"] for one in pulled(served.base, key)] == [
            "canceled", "canceled", "usable"]
        page.goto(f"{served.base}{ALL}")
        page.get_by_role("link", name="The Globe").click()
        expect(page.get_by_text("Received up to 3 of 3.")).to_be_visible(timeout=60_000)
        assert not failed
        portal(browser, served.base, house.data / "mail", guid)
    assert Subscriber.objects.count() == 2


def portal(browser: Any, base: str, mails: Path, killed: str) -> None:
    """A client's way, without a script."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/wire/")
    page.get_by_label("E-mail").fill("ann@globe.example")
    page.get_by_role("button", name="Send the link").click()
    page.goto(base + mailed_link(mails))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Killed: do not use")).to_be_visible()
    page.get_by_label("Words in headline or slugline").fill("lake")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="A lake stays").click()
    expect(page.get_by_role("heading", name="A lake stays")).to_be_visible()
    for form in FORMATS:
        with page.expect_download() as loading:
            page.locator(f'a[href$="/{form}/"]').click()
        assert b"A lake stays" in Path(loading.value.path()).read_bytes()
    page.get_by_role("link", name="Receipts").click()
    expect(page.get_by_role("row", name="portal").first).to_contain_text("✓")
    expect(page.get_by_role("row", name="push").first).to_contain_text("✓")
    page.get_by_role("link", name="Alerts").click()
    line = page.get_by_role("listitem").filter(has_text=killed)
    expect(line).to_contain_text("A machine of yours has confirmed it.")
    page.goto(f"{base}/wire/stories/{killed}/")
    expect(page.get_by_text("It never rose.")).to_be_visible()
