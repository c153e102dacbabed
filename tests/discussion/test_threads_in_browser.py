"""An open thread, in Chromium: new comments wait behind a button, and nothing moves meanwhile."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsing import chromium
from cast import live
from conversing import talking, thread_of
from dateline.lib import clock
from serving import serving

pytestmark = pytest.mark.browser
SAY = """
import sys
from uuid import uuid4
from dateline.discussion.models import Comment, Reader, Thread
from dateline.discussion.moving import opened
from dateline.lib import clock
with opened(Thread.objects.get().pk) as held:
    for text in sys.argv[1:]:
        held.add(Comment(reader=Reader.objects.first(), text=text, html=f"<p>{text}</p>",
                         state="public", key=str(uuid4())), None, at=clock.now())
"""


@pytest.fixture
def thread(house):
    """A running newsroom: the address of a thread with thirty comments, and a browser."""
    now = clock.now()
    made = thread_of(live("The river rises", at=now)[1].address, at=now)
    with talking(made, at=now) as on:
        for n in range(30):
            on.say(f"Comment {n}, which says a little more than nothing.")
    with serving(house, "--no-demo") as server, chromium() as browser:
        yield f"{server.base}/discussion/~{made.code}/", browser


def say(house, *texts) -> None:
    """In a process of its own: playwright's loop owns this one."""
    ran = house.python(SAY, *texts)
    assert ran.returncode == 0, ran.stderr


def test_new_comments_wait_for_the_reader(house, thread):
    address, browser = thread
    page = browser.new_page(viewport={"width": 700, "height": 600})
    failed = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(address)
    page.wait_for_timeout(4000)  # a stream is begun a second after the page
    link = page.locator("#c20 footer a").first
    link.focus()
    where = page.evaluate("[scrollY, document.activeElement.href]")
    say(house, "The first new one", "The second new one")
    button = page.get_by_role("button", name="New comments")
    expect(button).to_have_text("New comments (2)", timeout=30_000)
    expect(page.locator("h1 .count")).to_have_text("(32)")
    assert page.evaluate("[scrollY, document.activeElement.href]") == where
    assert page.get_by_text("The first new one").count() == 0
    button.click()
    expect(page.locator(".new > li")).to_have_count(2)
    expect(button).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "c31"
    say(house, "A third one")
    expect(button).to_have_text("New comments (1)", timeout=30_000)
    assert Axe().run(page).response["violations"] == [] and failed == []


def test_without_javascript_everything_is_there(house, thread):
    address, browser = thread
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    expect(page.locator(".comment")).to_have_count(20)
    page.get_by_role("link", name="More comments").click()
    expect(page.locator(".comment")).to_have_count(10)
    page.get_by_role("link", name="Most liked").click()
    assert page.url == f"{address}?sort=likes"
    expect(page.get_by_role("button", name="New comments")).to_be_hidden()
