"""The moderators' screens and the pages of redress in Chromium: axe, the width, keys, no script.
`SHOTS=folder` keeps pictures."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from browsing import CALM, answered, chromium, hindrances, signed_in_page
from dateline.discussion import public as discussion
from dateline.discussion.letters import signed
from dateline.discussion.models import Comment, LogLine, Statement, WordRule
from dateline.lib import clock
from desking import desk_of, person
from moderation import because, named, report, rules, said, thread
from serving import serving

pytestmark = pytest.mark.browser
LOOKS = [(1280, "light"), (768, "dark"), (320, "light")]
QUEUE = "/desk/discussion/"


def newsroom() -> tuple[dict[str, str], list[Comment]]:
    """A queue with all sorts of comments; every screen's address by name, and the waiting ones."""
    at = clock.now() - timedelta(hours=2)
    clause, where = rules(at), thread(at, headline="A bridge opens, and the village crosses it")
    ann, bob = named("Ann Lee", at, approved=12, refused=3), named("Karim Haddad", at, right=8)
    first = person("moderator", name="first")
    top = said(where, bob, at, state="public", text="The old bridge was closed for ten years.")
    reported = said(where, ann, at, state="public", above=top, text="You know nothing, fool.")
    report(reported, bob, clause, at)
    waiting = [
        said(where, ann, at, text="Who paid for it?\n\nI would like to see the bill.", above=top,
             score=0.2, signals=[{"check": "links", "reason": "It has three links.",
                                  "clause": "2.1"}]),
        said(where, ann, at, text="من دفع ثمن هذا الجسر؟ أود أن أرى الفاتورة."),
        said(where, bob, at, text="I crossed it this morning."),
    ]
    for kind, ends in (("first", None), ("warning", None), ("mute", at + timedelta(days=3))):
        discussion.sanction(ann.pk, kind, reasons=because(clause), by=first, at=at, ends_at=ends)
    gone = said(where, ann, at, state="public", text="What a fool.")
    discussion.decide(gone.pk, "remove", by=first, at=at, reasons=because(clause))
    discussion.appeal(Statement.objects.get(comment=gone), "It was a quotation.", at=at)
    other = said(where, ann, at, state="public", text="Another one.")
    discussion.decide(other.pk, "remove", by=first, at=at, reasons=because(clause))
    held = Statement.objects.get(comment=other)
    discussion.give_notice(f"/discussion/~{where.code}/{top.number}/", law="Defamation",
                           explanation="It says that I closed it.", name="Eve",
                           email="eve@example.org", good_faith=True, at=at)
    WordRule.objects.create(phrase="fool", folded="fool", action="pend", clause="2.1", at=at)
    screens = {"queue": QUEUE, "person": f"{QUEUE}people/{ann.pk}/"} | {
        name: f"{QUEUE}{name}/" for name in (
            "appeals", "notices", "people", "policies", "rules", "standards", "log")}
    pages = {"appeal": f"/discussion/appeal/{signed(held)}/", "notice": "/discussion/notice/",
             "mistake": f"/discussion/~{where.code}/error/"}
    return {"home": "/desk/"} | screens | pages, waiting


def test_every_screen_can_be_read_and_used(house):
    where, _waiting = newsroom()
    session = desk_of(person("chief editor", name="chief"))
    amiss: dict[str, list[str]] = {}
    with serving(house, "--no-demo") as served, chromium() as browser:
        for width, scheme in LOOKS:
            page, said_there = signed_in_page(
                browser, served.base, session.cookies["sessionid"].value, width=width,
                scheme=scheme)
            for name, address in where.items():
                answer = page.goto(served.base + address)
                page.add_style_tag(content=CALM) if address.startswith("/desk") else None
                found = [*said_there, *hindrances(page, width)]
                said_there.clear()
                if os.environ.get("SHOTS"):
                    page.screenshot(path=f"{os.environ['SHOTS']}/{name}-{width}-{scheme}.png",
                                    full_page=True)
                if answer.status != 200:
                    found.append(f"status {answer.status}")
                if found:
                    amiss[f"{width} {scheme} {name}"] = found
    assert not amiss, "\n".join(f"{name}: {found}" for name, found in amiss.items())


def state(row: Comment) -> str:
    """The state of a comment now."""
    return answered(lambda: Comment.objects.get(pk=row.pk).state)


def test_one_key_a_decision_and_undo(house):
    _where, waiting = newsroom()
    session = desk_of(person("moderator"))
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, errors = signed_in_page(browser, served.base, session.cookies["sessionid"].value)
        page.goto(served.base + QUEUE)
        first = waiting[0]
        page.locator(f"#c-{first.pk}").focus()
        with page.expect_navigation():
            page.keyboard.press("a")
        assert state(first) == "public"
        following = page.evaluate("document.activeElement.id")
        assert following.startswith("c-") and following != f"c-{first.pk}"
        with page.expect_navigation():
            page.keyboard.press("u")
        assert state(first) == "pending"
        target = waiting[2]
        page.locator(f"#c-{target.pk}").focus()
        with page.expect_navigation():
            page.keyboard.press("2")
        assert state(target) == "restricted"
        assert answered(lambda: Statement.objects.latest("pk").clause.number) == "2.1"
        page.locator("#keys summary").click()
        page.locator("#keys-on").uncheck()
        page.locator(f"#c-{first.pk}").focus()
        before = answered(LogLine.objects.count)
        page.keyboard.press("a")
        page.wait_for_timeout(300)
        assert answered(LogLine.objects.count) == before and not errors


def test_the_queue_works_without_a_script(house):
    _where, waiting = newsroom()
    session = desk_of(person("moderator"))
    with serving(house, "--no-demo") as served, chromium() as browser:
        context = browser.new_context(java_script_enabled=False)
        context.add_cookies([{"name": "sessionid", "url": served.base,
                              "value": session.cookies["sessionid"].value}])
        page = context.new_page()
        page.goto(served.base + QUEUE)
        page.locator(f"#c-{waiting[0].pk} button[value=pass]").click()
        assert state(waiting[0]) == "public"
        page.locator("[data-undo] button").click()
        assert state(waiting[0]) == "pending"
        page.locator("#several summary").click()
        for row in waiting[:2]:
            page.locator(f"#x-{row.pk}").check()
        page.locator("#several button[value=stop]").click()
        assert [state(row) for row in waiting[:2]] == ["restricted"] * 2
