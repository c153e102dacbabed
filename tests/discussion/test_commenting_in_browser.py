"""A reader's whole way in Chromium: without a script on a phone, with one on a desk; axe on each
page. `SHOTS=folder` keeps pictures."""

from __future__ import annotations

import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connections

from browsing import chromium
from commenting import SAID, open_story, reader, rule, said
from dateline.discussion.models import Comment, Reader
from dateline.lib import clock
from serving import serving

pytestmark = pytest.mark.browser
LOOKS = [(320, "light", False), (1280, "dark", True)]
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def served(house):
    alike = replace(house, environment=house.environment | {"DATELINE_URL": settings.BASE_URL})
    with serving(alike, "--no-demo") as running:
        yield running


class Eyes:
    """Looks at each page: nothing serious for axe, nothing wider than the window."""

    def __init__(self, page, width, name):
        self.page, self.width, self.name, self.seen, self.amiss = page, width, name, 0, []

    def look(self, what):
        self.seen += 1
        if self.page.evaluate("1") and not self.name.startswith("plain"):
            found = Axe().run(self.page).response["violations"]
            self.amiss += [f"{what}: {each['id']} {each['nodes'][0]['html'][:120]}"
                           for each in found if each["impact"] in ("serious", "critical")]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.amiss.append(f"{what}: {wide} pixels wide")
        if SHOTS:
            path = Path(SHOTS) / f"{self.name}-{self.seen:02}-{what}.png"
            self.page.screenshot(path=str(path), full_page=True)


def apart(act):
    """Ask the database beside playwright's own loop."""
    def closed():
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closed).result()


def link_for(house, email: str) -> str:
    """The path in the newest mail to an address, once it is there."""
    for _ in range(300):
        for path in sorted((house.data / "mail").glob("**/*"), reverse=True):
            text = path.read_text(errors="replace") if path.is_file() else ""
            found = re.search(r"(/discussion/account/enter/\S+)", text)
            if email in text and found:
                return found.group(1)
        time.sleep(0.1)
    raise AssertionError("no mail came")


@pytest.mark.parametrize(("width", "scheme", "script"), LOOKS)
def test_the_whole_way(house, served, width, scheme, script):
    now = clock.now()
    code = open_story(now)
    said(reader("Ben Blake", at=now), code, "Because of the ground below.", at=now)
    rule("three years", at=now)
    with chromium() as browser:
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900},
            java_script_enabled=script)
        page = context.new_page()
        eyes = Eyes(page, width, f"{'script' if script else 'plain'}-{width}")
        eyes_open(eyes, house, served, code)
        if not script:  # the same pages once more, for axe
            kept = context.storage_state()
            again = browser.new_context(
                storage_state=kept, color_scheme=scheme, viewport={"width": width, "height": 900})
            eyes = Eyes(again.new_page(), width, f"script-{width}")
            for path in ("write", "1/reply", "1/report", "1/like", "2/delete"):
                eyes.page.goto(f"{served.base}/discussion/~{code}/{path}/")
                eyes.look(path.replace("/", "-"))
    assert not eyes.amiss, "\n".join(eyes.amiss)


def eyes_open(eyes, house, served, code):
    page = eyes.page
    page.goto(f"{served.base}/discussion/~{code}/write/")
    eyes.look("join")
    page.fill("#email", "ann@reader.example")
    page.click("text=Send the link")
    eyes.look("asked")
    page.goto(served.base + link_for(house, "ann@reader.example"))
    page.fill("#name", "Ann Archer")
    page.check("#accept")
    eyes.look("name")
    page.click("main button")
    apart(lambda: Reader.objects.update(approved=5, joined_at="2025-01-01T00:00Z"))
    page.wait_for_selector("#text")
    eyes.look("write")
    page.fill("#text", SAID)
    page.click("text=Send")
    page.wait_for_selector(".talk-nudge")
    eyes.look("nudged")
    page.click("main button")
    page.wait_for_selector("text=Your comment is published")
    eyes.look("sent")
    page.click("text=Change it")
    page.fill("#text", SAID.replace("three", "four"))
    eyes.look("edit")
    page.click("text=Save")
    page.wait_for_selector("text=four years")
    assert apart(lambda: Comment.objects.get(number=2).edited_at)
    page.goto(f"{served.base}/discussion/~{code}/1/report/")
    page.check("input[value='2.1']")
    eyes.look("report")
    page.click("main button")
    page.wait_for_selector("text=A moderator looks")
    page.goto(f"{served.base}/discussion/me/")
    eyes.look("me")
    page.click("text=What you are told by mail")
    page.wait_for_selector("text=Keep this")
    eyes.look("notifications")
    for name in ("data", "erase"):
        page.goto(f"{served.base}/discussion/me/{name}/")
        eyes.look(name)
    page.goto(f"{served.base}/discussion/account/security/")
    eyes.look("security")
    page.goto(f"{served.base}/discussion/account/password/set/")
    eyes.look("password")
    page.goto(f"{served.base}/community-standards/#c-2.1")
    eyes.look("standards")
