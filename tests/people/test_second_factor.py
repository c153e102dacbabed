"""Passwords, authenticator apps, resets by mail; and the gate before publishing roles."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator

from conftest import House
from dateline.people.public import User, make_link
from staffing import (
    PASSWORD,
    add_app,
    browser,
    by_link,
    by_password,
    code,
    link_in,
    member,
    signed_in,
)

LOGIN = "/desk/account/login/"
SET_UP = "/desk/account/security/"


@pytest.fixture
def reporter(house):
    return member("reporter", password=PASSWORD)


def test_there_is_one_way_in(house):
    client = browser()
    for address in ("/desk/", "/desk/account/", "/desk/staff/", "/desk/login/?next=/desk/staff/"):
        assert client.get(address)["Location"].startswith(LOGIN)
    assert client.get("/desk/login/?next=/desk/staff/")["Location"] == LOGIN + "?next=/desk/staff/"
    assert client.get("/desk/password_reset/")["Location"] == "/desk/account/password/reset/"
    for address in ("/desk/password_reset/confirm/MQ/x-y/", "/desk/password_reset/done/"):
        assert client.get(address)["Location"] == "/desk/account/password/reset/"
    for address in ("signup/", "email/", "login/code/", "3rdparty/"):
        assert client.get("/desk/account/" + address).status_code in (302, 404)
        client.post("/desk/account/" + address, {
            "email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD,
        })
    assert not User.objects.exists()
    member("reporter")
    page = by_link(User.objects.get()).get("/desk/account/").content.decode()
    assert 'type="password"' not in page and 'name="name_email' not in page


def test_the_password_lets_in_and_a_wrong_one_does_not(reporter):
    assert signed_in(by_password(reporter))
    assert not signed_in(by_password(reporter, "not the password"))
    assert not signed_in(by_password(User(email="nobody@example.org")))


def test_guessing_is_stopped_before_the_right_password_is_tried(reporter):
    for _ in range(6):
        by_password(reporter, "not the password")
    assert not signed_in(by_password(reporter))
    assert signed_in(by_link(reporter))


def test_a_reset_by_mail_sets_a_password_and_lets_nobody_in(reporter, outbox):
    old, client = by_password(reporter), browser()
    client.post("/desk/account/password/reset/", {"email": "Reporter@example.org"})
    link = link_in(outbox[0])
    form = client.get(link, follow=True)
    assert form.status_code == 200
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "password1234", "password2": "password1234"})
    assert signed_in(old)  # too common: nothing happened
    new = "another harbour at dusk"
    client.post(address, {"password1": new, "password2": new})
    assert not signed_in(client) and not signed_in(old)
    assert not signed_in(by_password(reporter)) and signed_in(by_password(reporter, new))
    again = browser()
    assert b"password1" not in again.get(link, follow=True).content  # used


def test_a_reset_for_nobody_looks_the_same_and_sends_nothing(house, outbox):
    member("reporter", email="gone@example.org")
    User.objects.update(is_active=False)
    for email in ("nobody@example.org", "gone@example.org"):
        answer = browser().post("/desk/account/password/reset/", {"email": email})
        assert answer["Location"] == "/desk/account/password/reset/done/"
    assert outbox == []


def test_the_reset_link_names_our_own_address_whatever_host_was_asked(reporter, outbox):
    browser().post(
        "/desk/account/password/reset/", {"email": reporter.email},
        headers={"host": "evil.example"},
    )
    assert "evil" not in outbox[0].body and "http://localhost:8000/" in outbox[0].body


def test_an_app_is_set_up_and_asked_for_from_then_on(reporter, outbox):
    client = by_password(reporter)
    secret = add_app(client)
    assert secret not in str(Authenticator.objects.values_list("data"))  # kept encrypted
    new = by_password(reporter)
    assert not signed_in(new)
    wrong = "000000" if code(secret) != "000000" else "111111"
    new.post("/desk/account/security/authenticate/", {"code": wrong})
    assert not signed_in(new)
    right = code(secret)
    new.post("/desk/account/security/authenticate/", {"code": right})
    assert signed_in(new)
    repeated = by_password(reporter)
    repeated.post("/desk/account/security/authenticate/", {"code": right})
    assert not signed_in(repeated)  # a code that was seen is worth nothing


def test_neither_reset_nor_password_alone_passes_the_app(reporter, outbox):
    add_app(by_password(reporter))
    client = browser()
    client.post("/desk/account/password/reset/", {"email": reporter.email})
    address = client.get(link_in(outbox[0]), follow=True).redirect_chain[-1][0]
    new = "another harbour at dusk"
    client.post(address, {"password1": new, "password2": new})
    assert not signed_in(client) and not signed_in(by_password(reporter, new))


def test_a_link_made_on_the_machine_passes_the_app(reporter):
    add_app(by_password(reporter))
    client = by_link(reporter)
    assert signed_in(client)
    done = client.post("/desk/account/security/totp/deactivate/")  # fresh proof: not asked again
    assert done.status_code == 302 and not Authenticator.objects.exists()


def test_a_recovery_code_works_once(reporter):
    client = by_password(reporter)
    add_app(client)
    page = client.get("/desk/account/security/recovery-codes/").content.decode()
    spare = re.findall(r"^\s*(\d{8})", page.split("<textarea")[1].split(">", 1)[1], re.M)
    assert len(spare) == 10
    for number, let_in in ((spare[0], True), (spare[0], False), (spare[1], True)):
        new = by_password(reporter)
        new.post("/desk/account/security/authenticate/", {"code": number})
        assert signed_in(new) is let_in


@pytest.mark.parametrize(("role", "needs"), [
    ("reporter", False), ("moderator", False), ("broadcaster", False), ("wire manager", False),
    ("editor", True), ("chief editor", True), ("administrator", True),
])
def test_publishing_roles_add_a_second_factor_before_the_desk_opens(house, role, needs):
    client = by_password(member(role, password=PASSWORD))
    assert signed_in(client)
    for address in ("/desk/", "/desk/account/", "/desk/snippets/desk/story/"):
        answer = client.get(address)
        assert (answer.get("Location") == SET_UP) is needs, address
    if not needs:
        return
    for asking in ({"accept": "application/json"}, {"x-requested-with": "XMLHttpRequest"}):
        refused = client.get("/desk/snippets/desk/story/", headers=asking)
        assert refused.status_code == 403 and "passkey" in refused.json()["error"]
    posted = client.post("/desk/snippets/desk/story/", "{}", content_type="application/json")
    assert posted.status_code == 403 and posted.json()["error"]
    assert client.get(SET_UP).status_code == 200
    add_app(client)
    assert client.get("/desk/").status_code == 200


def test_a_role_given_later_asks_at_the_next_page(house):
    user = member("reporter", password=PASSWORD)
    client = by_password(user)
    assert client.get("/desk/").status_code == 200
    user.groups.add(*member("editor", email="other@example.org").groups.all())
    assert client.get("/desk/")["Location"] == SET_UP


def test_the_first_administrator_comes_in_by_link_with_a_standing_reminder(house):
    client = browser()
    client.post(make_link())
    page = client.get("/desk/")
    assert page.status_code == 200 and "Add a second factor" in page.content.decode()
    add_app(client)
    assert "Add a second factor" not in client.get("/desk/").content.decode()


def test_where_it_is_only_offered_nobody_is_stopped(house, monkeypatch):
    monkeypatch.setattr("django.conf.settings.SECOND_FACTOR_REQUIRED", False)
    client = by_password(member("editor", password=PASSWORD))
    page = client.get("/desk/")
    assert page.status_code == 200 and "Protect your account" in page.content.decode()


def test_the_setting_is_one_of_two_words(house):
    odd = House(house.data, house.environment | {"DATELINE_SECOND_FACTOR": "perhaps"})
    done = odd.run("check")
    assert done.returncode == 2 and "give required or offered" in done.stderr


def test_other_sessions_are_ended_by_their_owner(reporter):
    here, elsewhere = by_password(reporter), by_password(reporter)
    listed = here.get("/desk/account/sessions/").content.decode()
    assert listed.count("Test browser") == 2
    here.post("/desk/account/sessions/")
    assert signed_in(here) and not signed_in(elsewhere)


def test_signing_out_ends_the_session(reporter):
    for way in ("/desk/logout/", "/desk/account/logout/"):
        client = by_link(reporter)
        client.post(way)
        assert not signed_in(client)


def test_pages_where_passwords_are_typed_run_no_inline_script_and_sit_in_no_frame(house):
    for address in (LOGIN, "/desk/account/password/reset/", make_link(), "/desk/invitation/x/"):
        answer = browser().get(address)
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY" and "no-store" in answer["Cache-Control"]
        scripts = re.findall(r"<script([^>]*)>", answer.content.decode())
        assert all("src=" in one or "application/json" in one for one in scripts)
        assert "Wagtail" not in answer.content.decode()
