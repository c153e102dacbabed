"""Policies, word rules that are tried before they hold, standards: each change is in the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory

from cast import live, tick
from dateline.discussion import public as discussion
from dateline.discussion import ruling
from dateline.discussion.models import Clause, LogLine, Policy, Standards, Thread, WordRule
from dateline.discussion.pacing import network
from dateline.discussion.public import NotAllowed
from dateline.record import public as record
from desking import form
from moderation import named, rules, said, thread
from staffing import by_link, member

DAY = timedelta(days=1)


@pytest.fixture
def chief(house):
    """A chief editor."""
    return member("chief editor")


def test_a_policy_is_set_changed_and_ended_and_pages_are_told(chief, noon):
    where = thread(noon)
    before = tick()
    discussion.set_policy("site", "", "first", new_until=5, days=None, by=chief, at=noon)
    made = discussion.set_policy("story", str(where.guid), "closed", new_until=0, days=3,
                                 by=chief, at=noon)
    discussion.set_policy("story", str(where.guid), "open", new_until=0, days=3, by=chief, at=noon)
    discussion.end_policy(made.pk, by=chief, at=noon)
    assert tick() == before + 4
    assert Policy.objects.get().mode == "first" and Policy.objects.get().days is None
    assert [line.payload["mode"] for line in LogLine.objects.order_by("seq")] == [
        "first", "closed", "open", "open"]
    with pytest.raises(NotAllowed):
        discussion.end_policy(Policy.objects.get().pk, by=chief, at=noon)  # the site's own stays
    with pytest.raises(NotAllowed):
        discussion.set_policy("site", "", "open", new_until=3, days=9999, by=chief, at=noon)


def test_a_rule_shows_what_it_would_have_caught_before_it_is_saved(chief, noon):
    from dateline.lib import clock

    clause, where, ann = rules(noon), thread(noon), named("Ann", noon)
    said(where, ann, noon, text="What a FOOL you are.")
    said(where, ann, noon, text="Foolish, but no match.")
    said(where, ann, noon - 40 * DAY, text="An old fool.")
    client = by_link(chief)
    address = "/desk/discussion/rules/"
    asked = {"phrase": "fool", "action": "pend", "clause": clause.number}
    with clock.at(noon + DAY):
        saved_untried = client.post(address, asked | {"act": "save"})
        page = client.post(address, asked | {"act": "try"}).content.decode()
    assert "it would have caught 1 comment" in page and "tried on 2 comments" in page
    assert "it would have caught 1 comment" in saved_untried.content.decode()
    assert not WordRule.objects.exists()
    with clock.at(noon + DAY):
        client.post(address, asked | {"act": "save", "tried": "fool"})
        rule = WordRule.objects.get()
        again = client.post(address, asked | {"act": "save", "tried": "fool"})
        assert again.status_code == 422 and "There is a rule for this already." in (
            again.content.decode())
        client.post(address, {"act": "end", "rule": rule.pk})
    rule.refresh_from_db()
    assert rule.ended_at is not None
    assert list(LogLine.objects.order_by("seq").values_list("act", flat=True)) == [
        "rule", "rule ended"]


def test_the_trial_of_a_rule_is_bounded_and_says_so(chief, noon, monkeypatch):
    where, ann = thread(noon), named("Ann", noon)
    for _ in range(5):
        said(where, ann, noon, text="A fool.")
    monkeypatch.setattr(ruling, "LOOKED_THROUGH", 3)
    shown, caught, looked = discussion.would_catch("fool", at=noon + DAY)
    assert (len(shown), caught, looked) == (3, 3, 3)


def test_standards_are_adopted_whole_and_kept(chief, noon):
    old = rules(noon)
    client = by_link(chief)
    address = "/desk/discussion/standards/"
    page = client.get(address).content.decode()
    assert form(page)["version"] == "2"
    given = {"version": "2", "opening": "Welcome.", "number": ["1.1", "3.1", ""],
             "heading": ["Be kind", "No advertising", ""], "text": ["Do.", "Buy elsewhere.", ""]}
    assert client.post(address, given).status_code == 302
    newest = Standards.objects.order_by("-version").first()
    assert newest.version == 3 and newest.by == chief
    assert [row.number for row in newest.clauses.all()] == ["1.1", "3.1"]
    assert Clause.objects.get(pk=old.pk).text == old.text
    assert client.post(address, given).status_code == 422, "somebody was faster"
    bad = given | {"version": "3", "number": ["1.1", "1.1", ""]}
    refused = client.post(address, bad)
    assert refused.status_code == 422 and "Buy elsewhere." in refused.content.decode()
    assert Standards.objects.count() == 3


def test_a_discussion_is_closed_by_hand_before_anybody_wrote(house, noon):
    guid, _published = live("A bridge opens", at=noon)
    code = record.standing(guid).code
    client = by_link(member("moderator"))
    client.post("/desk/discussion/policies/", {"act": "thread", "story": f"/politics/x~{code}",
                                               "closed": "1", "qa": "1"})
    made = Thread.objects.get()
    assert str(made.guid) == guid and made.closed_at is not None and made.qa
    client.post("/desk/discussion/policies/", {"act": "thread", "story": code})
    made.refresh_from_db()
    assert made.closed_at is None and not made.qa
    client.post("/desk/discussion/policies/", {"act": "thread", "story": "nonsense"})
    assert Thread.objects.count() == 1


def test_any_comment_is_found_by_its_address_and_decided(house, noon):
    where, ann, clause = thread(noon), named("Ann", noon), rules(noon)
    comment = said(where, ann, noon, state="public")
    client = by_link(member("moderator"))
    for address in (f"~{where.code}/1", f"http://localhost:8000/discussion/~{where.code}/1/"):
        page = client.get("/desk/discussion/", {"about": address}).content.decode()
        assert f'id="c-{comment.pk}"' in page
    chosen = re_mark(page)
    client.post("/desk/discussion/", {"act": "stop", "chosen": chosen, "clause": clause.pk})
    comment.refresh_from_db()
    assert comment.state == "restricted"
    page = client.get("/desk/discussion/", {"about": f"~{where.code}/1"}).content.decode()
    client.post("/desk/discussion/", {"act": "pass", "chosen": re_mark(page)})
    comment.refresh_from_db()
    assert comment.state == "public"
    client.post("/desk/discussion/", {"act": "pin", "comment": comment.pk})
    comment.refresh_from_db()
    assert comment.pinned
    assert client.get("/desk/discussion/", {"about": "http://[nonsense"}).status_code == 200


def re_mark(page: str) -> str:
    """What the form of the one comment on a page would send."""
    import re

    return re.search(r'type="hidden" name="chosen" value="([^"]+)"', page)[1]


def test_a_network_is_an_address_or_a_64(house):
    ask = RequestFactory()
    found = [network(ask.get("/", REMOTE_ADDR=address)) for address in (
        "192.0.2.7", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")]
    assert found == ["192.0.2.7", "2001:db8:1:2::/64", "2001:db8:1:2::/64", "2001:db8:1:3::/64"]
