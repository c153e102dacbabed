"""The portal: who gets in, what they see, and that reading is a hand-over like any other."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import filed, live
from dateline.desk import public as desk
from dateline.jobs import public as jobs
from dateline.jobs.models import Job
from dateline.lib import clock
from dateline.wire import public as wire
from dateline.wire.models import Handover, Person, PersonLink, Product
from dateline.wire.portal import listing
from dateline.wire.portal.entering import mail_link
from dateline.wire.subscribers.handing import Wanted, after, hand, receive
from dateline.wire.subscribers.writing import FORMATS, Writer
from desking import desk_of, person, words

HOME = "/wire/"


@pytest.fixture
def everything(house):
    return wire.save_product(Product(name="Everything"))


@pytest.fixture
def globe(everything):
    """A subscriber to everything."""
    cache.clear()
    return wire.subscribe("The Globe", [everything])


@pytest.fixture
def ann(globe):
    """Who reads for the Globe."""
    return wire.add_person(globe, "Ann@Globe.example", "Ann Lee")


def browser(**more) -> Client:
    return Client(headers={"host": "localhost:8000"}, **more)


def mailed(outbox, email: str, client: Client) -> str:
    """The path of the link that this address is mailed; empty: none is."""
    before = len(outbox)
    answer = client.post("/wire/sign-in/", {"email": email})
    assert answer.status_code == 200
    jobs.run_due()
    if len(outbox) == before:
        return ""
    return re.search(r"http://localhost:\d+(/wire/sign-in/\S+)", str(outbox[-1].body))[1]


@pytest.fixture
def enter(outbox):
    """Sign somebody in as they would."""
    def signed(reader: Person) -> Client:
        client = browser()
        link = mailed(outbox, reader.email, client)
        assert client.post(link)["Location"] == HOME
        return client

    return signed


def published(*names: str, at, **fields) -> list[str]:
    guids = [live(name, at=at, **fields)[0] for name in names]
    wire.distribute()
    return guids


def test_a_link_works_once_and_within_its_time(house, ann, outbox):
    client = browser()
    link = mailed(outbox, "ANN@globe.example", client)
    assert outbox[-1].to == ["ann@globe.example"] and link not in str(PersonLink.objects.values())
    assert "Sign in" in words(client.get(link).content) and PersonLink.objects.exists()
    assert client.post(link).status_code == 302
    cookie = client.cookies["wire_session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == HOME
    assert "Ann Lee, The Globe" in words(client.get(HOME).content)
    other = browser()
    assert other.post(link).status_code == 410 and "wire_session" not in other.cookies
    late = mailed(outbox, ann.email, other)
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert other.post(late).status_code == 410 and other.get(late).status_code == 410
    newer = mailed(outbox, ann.email, other)
    assert other.post(late).status_code == 410 and other.post(newer).status_code == 302


def test_nobody_learns_whether_an_address_is_known(house, ann, outbox):
    def asked(email: str) -> tuple:
        client = browser()
        with CaptureQueriesContext(connection) as caught:
            answer = client.post("/wire/sign-in/", {"email": email})
        page = re.sub(r'value="\w{64}"', "", answer.content.decode())
        return answer.status_code, page, len(caught), dict(answer.headers)

    asked("first@example.org")
    assert asked(ann.email) == asked("nobody@example.org")
    jobs.run_due()
    assert [mail.to for mail in outbox] == [[ann.email]]
    for odd in ("", "x" * 5000, "a@b.example\nBcc: c@d.example", "\0"):
        assert asked(odd)[0] == 200
    jobs.run_due()
    assert len(outbox) == 1


def test_a_link_and_its_mail_are_one_transaction_and_are_sent_after_it(house, ann):
    mails, folder = Job.objects.filter(kind="mail"), Path(settings.DATA, "mail")
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        mail_link({"email": ann.email})
        assert mails.count() == PersonLink.objects.count() == 1
        raise KeyboardInterrupt
    assert not mails.exists() and not PersonLink.objects.exists()
    mail_link({"email": ann.email})
    assert mails.count() == 1 and not [*folder.glob("*")]  # only a row is written by it
    jobs.run_due()
    assert not mails.exists() and len([*folder.glob("*.eml")]) == 1


def test_links_are_mailed_at_a_rate(house, ann, outbox):
    for _ in range(12):
        browser().post("/wire/sign-in/", {"email": ann.email})
    jobs.run_due()
    assert len(outbox) == 5


def test_a_session_ends_for_who_is_shut_out_or_paused(house, globe, ann, enter):
    client = enter(ann)
    assert client.get("/wire/alerts/").status_code == 200
    wire.let_in(ann, False)
    assert client.get("/wire/alerts/").status_code == 302
    wire.let_in(ann, True)
    assert client.get("/wire/alerts/").status_code == 302  # the old session stays ended
    client = enter(Person.objects.get())
    globe.active = False
    wire.save_subscriber(globe)
    assert client.get("/wire/alerts/").status_code == 302
    globe.active = True
    wire.save_subscriber(globe)
    other = browser()
    other.cookies["wire_session"] = client.cookies["wire_session"].value
    assert client.post("/wire/sign-out/")["Location"] == HOME
    assert other.get("/wire/alerts/").status_code == 302


def test_a_cookie_cannot_be_made_up(house, ann, enter):
    client = enter(ann)
    good = client.cookies["wire_session"].value
    for wrong in (good[:-1], good + "x", "", "{}", good.swapcase()):
        client.cookies["wire_session"] = wrong
        assert client.get("/wire/alerts/").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_forms_of_strangers_are_refused(house, ann, enter):
    cookies = enter(ann).cookies
    strict = browser(enforce_csrf_checks=True)
    strict.cookies = cookies
    for address in ("/wire/sign-in/", "/wire/sign-out/"):
        assert strict.post(address, {"email": ann.email}).status_code == 403
    assert strict.get("/wire/alerts/").status_code == 200


def test_the_newest_stand_first_and_can_be_searched(house, noon, globe, ann, enter):
    fr = wire.save_product(Product(name="French", languages=["fr"]))
    wire.save_subscriber(globe, [*globe.products.all(), fr])
    published("A bridge opens", at=noon, slugline="BRIDGE/opening", urgency=2)
    published("Rain tomorrow", at=noon, section="Weather", urgency=7)
    published("Le pont", at=noon, language="fr")
    client = enter(ann)

    def lines(query: str = "") -> list[str]:
        page = client.get(f"{HOME}?{query}").content.decode()
        return re.findall(r'<h2[^>]*><a href="/wire/stories/[^"]+">([^<]+)</a>', page)

    assert lines() == ["Le pont", "Rain tomorrow", "A bridge opens"]
    assert lines("words=TOMORROW") == ["Rain tomorrow"]
    assert lines("words=bridge/opening") == ["A bridge opens"]
    assert lines("words=pont") == ["Le pont"] and lines("words=A+OPENS") == ["A bridge opens"]
    assert lines("section=Weather") == ["Rain tomorrow"]
    assert lines("language=FR") == ["Le pont"] and lines(f"product={fr.pk}") == ["Le pont"]
    assert lines("urgency=3") == ["A bridge opens"]
    assert lines("product=999") == [] and lines("words=nowhere") == []
    assert len(lines("urgency=x&before=%00&product=-1&words=%00")) == 3
    assert lines("before=2") == ["A bridge opens"]


def test_a_search_is_bounded_says_how_far_it_came_and_goes_on(
    house, noon, globe, ann, enter, monkeypatch
):
    monkeypatch.setattr(listing, "CHUNK", 4)
    monkeypatch.setattr(listing, "MOST", 8)
    published("A needle", at=noon)
    first = published(*(f"Hay .{number}." for number in range(12)), at=noon)
    desk.update(first[0], {"standfirst": "New."}, at=noon)
    wire.distribute()
    client = enter(ann)

    def searched(query: str) -> tuple[list[str], str, str]:
        page = client.get(f"{HOME}?{query}").content.decode()
        return (re.findall(r'<h2[^>]*><a href="/wire/stories/[^"]+">([^<]+)</a>', page),
                re.search(r"\w+ entries were searched|$", page)[0],
                re.search(r'rel="next" href="\?([^"]*)"|$', page)[1] or "")

    found, said, further = searched("words=needle")
    assert (found, said) == ([], "8 entries were searched") and "before=7" in further
    found, said, further = searched(further.replace("&amp;", "&"))
    assert (found, said, further) == (["A needle"], "6 entries were searched", "")
    for before, times in (("", 1), ("5", 0)):  # the updated story stands at its newest number
        assert searched(f"words=.0.&before={before}")[0] == ["Hay .0."] * times
    with CaptureQueriesContext(connection) as caught:
        client.get(f"{HOME}?words=nothing")
    assert len(caught) < 30


def test_opening_and_downloading_are_hand_overs(house, noon, globe, ann, enter):
    guid = published("A bridge opens", at=noon, standfirst="At noon.")[0]
    client = enter(ann)
    client.get(HOME)
    assert not Handover.objects.exists()
    page = client.get(f"/wire/stories/{guid}/").content.decode()
    assert "At noon." in page and "The bridge is open." in page
    (row,) = Handover.objects.all()
    assert (row.way, row.form, row.number, row.canceled) == ("portal", "ninjs", 1, False)
    assert row.received_at is not None
    for form in FORMATS:
        answer = client.get(f"/wire/stories/{guid}/{form}/")
        assert answer.status_code == 200 and b"A bridge opens" in answer.content
        assert f'filename="{guid}-1.{FORMATS[form].ending}"' in answer["Content-Disposition"]
    assert Handover.objects.filter(received_at=None).count() == 0
    assert {row.form for row in Handover.objects.all()} == {*FORMATS}
    assert client.get(f"/wire/stories/{guid}/pdf/").status_code == 404
    assert [*wire.check()]
    assert wire.proof(guid).holdings[0].version == 1


def test_a_killed_text_is_never_shown(house, noon, globe, ann, enter):
    guid = published("A secret headline", at=noon, standfirst="A secret standfirst.")[0]
    client = enter(ann)
    client.get(f"/wire/stories/{guid}/")
    desk.kill(guid, reason="Ours alone", notice="Killed by us.", at=noon)
    addresses = [HOME, f"{HOME}?words=secret", f"/wire/stories/{guid}/", "/wire/alerts/",
                 "/wire/receipts/", *(f"/wire/stories/{guid}/{form}/" for form in FORMATS)]
    for numbered in (False, True):  # also before the kill has its number
        if numbered:
            wire.distribute()
        for address in addresses:
            text = client.get(address).content.decode().lower()
            shown = text.replace('value="secret"', "")
            assert "secret" not in shown and "ours alone" not in shown, address
    page = words(client.get(f"/wire/stories/{guid}/").content)
    assert "Killed: do not use" in page and "Killed by us." in page
    assert "Killed: do not use" in words(client.get(HOME).content)
    assert wire.proof(guid).told == 1


def test_alerts_say_whether_a_machine_has_them(house, noon, globe, ann, enter):
    guid = published("A bridge opens", at=noon)[0]
    desk.correct(guid, {"headline": "A tunnel opens"}, wrong="bridge", right="tunnel", at=noon)
    wire.distribute()
    client = enter(ann)
    client.get(f"/wire/stories/{guid}/")
    page = words(client.get("/wire/alerts/").content)
    assert "Correction: A tunnel opens" in page
    assert "No machine of yours has confirmed it." in page
    hand([Wanted(globe.pk, "push", "ninjs", after(globe.pk, 0, 9))], Writer(), at=clock.now())
    receive(globe.pk, "push", 2, at=clock.now())
    assert "✓ A machine of yours has confirmed it." in words(client.get("/wire/alerts/").content)
    story = words(client.get(f"/wire/stories/{guid}/").content)
    assert "Correction" in story and "tunnel" in story
    receipts = words(client.get("/wire/receipts/").content)
    assert "2 push ninjs 3.1 2" in receipts and "2 portal ninjs 3.1 2" in receipts


def test_two_subscribers_never_see_each_others_copy(house, noon, globe, ann, enter):
    arabic = wire.save_product(Product(name="Arabic", languages=["ar"]))
    herald = wire.subscribe("The Herald", [arabic])
    ben = wire.add_person(herald, "ben@herald.example", "Ben")
    english = published("A bridge opens", at=noon)[0]
    theirs, mine = enter(ben), enter(ann)
    assert mine.get(f"/wire/stories/{english}/").status_code == 200
    assert theirs.get(f"/wire/stories/{english}/").status_code == 404
    assert theirs.get(f"/wire/stories/{english}/ninjs/").status_code == 404
    for address in (HOME, "/wire/alerts/", "/wire/receipts/", "/wire/latest"):
        page = theirs.get(address).content.decode()
        assert "bridge" not in page and english not in page, address
    product = globe.products.get()
    assert "Nothing is found." in words(theirs.get(f"{HOME}?product={product.pk}").content)
    assert Handover.objects.filter(subscriber=herald).count() == 0


def test_what_is_withheld_is_seen_by_the_entitled_alone(house, noon, everything, globe, ann, enter):
    mail = wire.subscribe("The Mail", [everything], embargo_right=True)
    eve = wire.add_person(mail, "eve@mail.example", "Eve")
    published("Known", at=noon)
    client, entitled = enter(ann), enter(eve)
    pages = (HOME, "/wire/alerts/", "/wire/receipts/", "/wire/latest", f"{HOME}?words=secret")

    def answers() -> list[str]:
        return [re.sub(r'value="\w{64}"', "", client.get(each).content.decode()) for each in pages]

    before = answers()
    guid = filed("A secret headline")
    desk.embargo(guid, clock.now() + timedelta(days=1))
    wire.distribute()
    assert answers() == before
    assert client.get(f"/wire/stories/{guid}/").status_code == 404
    assert "Withheld until its time" in words(entitled.get(HOME).content)
    page = words(entitled.get(f"/wire/stories/{guid}/").content)
    assert "Withheld until its time" in page and "A secret headline" in page


def test_without_a_session_only_the_way_in_is_there(house, noon, globe):
    guid = published("A bridge opens", at=noon)[0]
    client = browser()
    page = client.get(HOME)
    assert "bridge" not in page.content.decode() and 'name="email"' in page.content.decode()
    policy = page["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy
    for address in ("/wire/alerts/", "/wire/receipts/", "/wire/latest", f"/wire/stories/{guid}/",
                    f"/wire/stories/{guid}/ninjs/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, HOME), address


def test_a_longer_list_costs_no_more_questions(house, noon, globe, ann, enter):
    published("One", at=noon)
    client = enter(ann)

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    few = asked(HOME), asked("/wire/alerts/"), asked("/wire/receipts/")
    for number in range(6):
        published(f"Story {number}", at=noon)
    many = asked(HOME), asked("/wire/alerts/"), asked("/wire/receipts/")
    assert all(b <= a for a, b in zip(few, many, strict=True)), (few, many)


def test_editors_add_people_and_shut_them_out(house, globe, outbox):
    chief, at = desk_of(person("chief editor")), f"/desk/subscribers/{globe.pk}/"
    sent = {"act": "add-person", "person-name": "Ann", "person-email": "Ann@Globe.example"}
    assert chief.post(at, sent).status_code == 302
    assert chief.post(at, sent).status_code == 422
    ann = Person.objects.get()
    assert "ann@globe.example" in words(chief.get(at).content)
    chief.post(at, {"act": "let-in", "number": ann.pk, "in": "0"})
    assert mailed(outbox, ann.email, browser()) == ""
    chief.post(at, {"act": "let-in", "number": ann.pk, "in": "1"})
    assert mailed(outbox, ann.email, browser())
    editor = desk_of(person("editor"))
    editor.post(at, {"act": "let-in", "number": ann.pk, "in": "0"})
    assert Person.objects.get().active
