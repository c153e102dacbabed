"""Two people and a third in Chromium on one story: whatever comes first, no word is lost."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from playwright.sync_api import expect
from wagtail.models import Revision

from browsing import chromium, signed_in_page
from cast import filed
from dateline.desk.models import Story
from desking import STORY, desk_of, person
from serving import serving

pytestmark = pytest.mark.browser
ORDERS = list(itertools.permutations(("save", "publish", "lock")))


def kept(pk):
    """Every word the desk has of this story."""
    story = Story.objects.get(pk=pk)
    texts = [story.serializable_data(), *(r.content for r in Revision.objects.for_instance(story))]
    connection.close()
    return "\n".join(str(text) for text in texts)


def typed(page, field, word):
    """Write, and leave it to the editor when it saves by itself."""
    page.locator(field).fill(word)
    page.keyboard.press("Tab")


def save(ben):
    """Ben writes a headline and saves; he is told what came between, or it is saved."""
    typed(ben, "#id_headline", "Benword")
    button = ben.get_by_role("button", name="Save draft")
    if button.count():
        button.first.click()
        ben.wait_for_load_state()


def publish(ann):
    """Ann writes a standfirst, and goes on to publish."""
    typed(ann, "#id_standfirst", "Annaword")
    more = ann.locator("footer [data-w-dropdown-target='toggle']")
    if not more.count():
        return
    more.first.click()
    ann.get_by_role("button", name="Publish").first.click()
    ann.wait_for_load_state()
    if "/act/publish/" in ann.url:
        ann.get_by_role("button", name="Publish").click()
        ann.wait_for_load_state()


def lock(cid, address):
    """Cid locks it, in the panel at the side."""
    cid.goto(address)
    switch = cid.locator(".form-side label.switch", has_text="Lock")
    cid.wait_for_timeout(500)
    if not switch.is_visible():  # it stays as it was left
        cid.get_by_role("button", name="Toggle status").click()
    with cid.expect_navigation():
        switch.click()
    cid.wait_for_load_state()
    expect(cid.locator(".desk-standing")).to_be_visible()


def test_no_word_is_lost_in_any_order_of_save_publish_and_lock(house):
    people = {name: desk_of(person("editor", name=name)).cookies["sessionid"].value
              for name in ("ann", "ben", "cid")}
    stories = {}
    for order in ORDERS:
        guid = filed(f"Bridge {'-'.join(order)}")
        stories[order] = Story.objects.get(guid=guid).pk
    with (serving(house, "--no-demo") as served, chromium() as browser,
          ThreadPoolExecutor(1) as apart):  # the browser's driver holds this thread's loop
        pages = {}
        for name, session in people.items():
            pages[name], _ = signed_in_page(browser, served.base, session)
            pages[name].on("dialog", lambda dialog: dialog.accept())
        for order, pk in stories.items():
            address = f"{served.base}{STORY}edit/{pk}/"
            for name in ("ann", "ben"):
                pages[name].goto(address)
            acts = {"save": lambda: save(pages["ben"]), "publish": lambda: publish(pages["ann"]),
                    "lock": lambda address=address: lock(pages["cid"], address)}
            for step in order:
                acts[step]()
            words = apart.submit(kept, pk).result() + "".join(
                pages[name].locator(field).input_value()
                for name, field in (("ann", "#id_standfirst"), ("ben", "#id_headline"))
                if pages[name].locator(field).count())
            assert "Annaword" in words and "Benword" in words, (order, words)
    checked = house.run("check", "--all")
    assert checked.returncode == 0, checked.stderr
    assert Story.objects.filter(state="live").exists()
