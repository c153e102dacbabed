"""The desk in Arabic in Chromium: from right to left, in Arabic words, and usable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.users.models import UserProfile

from arabic import amiss_on, english
from browsing import chromium, signed_in_page
from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.models import Story, Term
from dateline.lib import clock
from desking import desk_of, person
from serving import serving

pytestmark = pytest.mark.browser
STORIES = "/desk/snippets/desk/story/"


def newsroom(noon):
    """Screens to look at, of a newsroom in which something has happened."""
    held, guid = filed("Bridge, held", dossiers=("Bridges",)), live("Bridge", at=noon)[0]
    desk.embargo(held, clock.now() + timedelta(hours=3))
    desk.save_draft(guid, {"standfirst": "Mine."})
    desk.correct(guid, {"headline": "Tunnel"}, wrong="bridge", right="tunnel", at=noon)
    story, term = Story.objects.get(guid=guid).pk, Term.objects.get(kind="dossier").pk
    return (
        "/desk/", STORIES, f"{STORIES}edit/{story}/", f"{STORIES}history/{story}/",
        f"/desk/stories/{story}/compare/", f"/desk/stories/{story}/act/kill/",
        "/desk/front/", "/desk/site/", "/desk/paste/", "/desk/staff/", "/desk/staff/log/",
        f"/desk/terms/dossier/{term}/rename/", "/desk/topics/", "/desk/account/",
        "/desk/account/security/",
    )


def test_the_desk_is_arabic_from_right_to_left(house, noon, outbox):
    chief = person("chief editor", "administrator", name="chief")
    profile = UserProfile.get_for_user(chief)
    profile.preferred_language = "ar"
    profile.save()
    where, ours = newsroom(noon), english()
    assert ours.search("Nothing waits for your approval.")
    session = desk_of(chief).cookies["sessionid"].value
    with serving(house, "--no-demo") as served, chromium() as browser:
        page, failed = signed_in_page(browser, served.base, session)
        amiss = {}
        for address in where:
            page.goto(served.base + address)
            said = list(amiss_on(page, ours))
            if said:
                amiss[address] = said
    assert not amiss, "\n".join(f"{name}: {said}" for name, said in amiss.items())
    assert failed == []
