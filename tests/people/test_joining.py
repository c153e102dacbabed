"""Invitations: from the administrator's form to the invited one's first page of the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session

from dateline.lib import clock
from dateline.people.models import Invitation
from dateline.people.public import NotAllowed, User, invite, roles_of
from staffing import PASSWORD, browser, by_link, link_in, member, signed_in

pytestmark = pytest.mark.usefixtures("outbox")
JOINING = {"name": "Abeba Tesfaye", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def chief(house):
    return member("administrator", email="chief@example.org")


def ask(by, email="new@example.org", roles=("reporter",)):
    invite(email, "A. Tesfaye", roles, by=by)


def test_an_administrator_invites_by_the_form_and_the_invited_one_joins(chief, outbox):
    sent = by_link(chief).post("/desk/staff/invite/", {
        "email": "New@Example.org", "name": "A. Tesfaye", "roles": ["reporter", "moderator"],
    })
    assert sent["Location"] == "/desk/staff/"
    assert outbox[0].to == ["new@example.org"]
    guest, link = browser(), link_in(outbox[0])
    assert b"new@example.org" in guest.get(link).content
    assert not User.objects.filter(email="new@example.org").exists()  # opening it makes nobody
    assert guest.post(link, JOINING)["Location"] == "/desk/"
    user = User.objects.get(email="new@example.org")
    assert str(user) == "Abeba Tesfaye" and roles_of(user) == {"reporter", "moderator"}
    assert signed_in(guest) and guest.get("/desk/").status_code == 200
    again = browser()
    again.post("/desk/account/login/", {"login": "new@example.org", "password": PASSWORD})
    assert signed_in(again)


def test_a_link_is_used_once(chief, outbox):
    ask(chief)
    link = link_in(outbox[0])
    assert browser().post(link, JOINING).status_code == 302
    late = browser()
    assert late.get(link).status_code == late.post(link, JOINING).status_code == 410
    assert not signed_in(late)


def test_a_link_is_good_for_seven_days(chief, outbox, noon):
    with clock.at(noon):
        ask(chief)
    link = link_in(outbox[0])
    with clock.at(noon + timedelta(days=7, seconds=-1)):
        assert browser().get(link).status_code == 200
    with clock.at(noon + timedelta(days=7)):
        assert browser().get(link).status_code == 410
        assert browser().post(link, JOINING).status_code == 410
    assert not User.objects.filter(email="new@example.org").exists()


def test_sent_again_the_old_link_is_dead_and_the_new_one_works(chief, outbox, noon):
    with clock.at(noon):
        ask(chief)
    held = Invitation.objects.get()
    by_link(chief).post(f"/desk/staff/invited/{held.pk}/", {"act": "again"})
    old, new = map(link_in, outbox)
    assert browser().get(old).status_code == 410
    assert browser().post(new, JOINING).status_code == 302


def test_withdrawn_it_is_dead(chief, outbox):
    ask(chief)
    held = Invitation.objects.get()
    by_link(chief).post(f"/desk/staff/invited/{held.pk}/", {"act": "withdraw"})
    assert browser().post(link_in(outbox[0]), JOINING).status_code == 410
    assert not Invitation.objects.exists()


def test_the_secret_itself_is_not_kept(chief, outbox):
    ask(chief)
    secret = link_in(outbox[0]).rstrip("/").rpartition("/")[2]
    assert secret not in str(Invitation.objects.values_list())


@pytest.mark.parametrize(("given", "wrong"), [
    ({"password1": "short", "password2": "short"}, "password1"),
    ({"password1": "password1234", "password2": "password1234"}, "password1"),
    ({"password1": "new@example.org", "password2": "new@example.org"}, "password1"),
    ({"password2": "something else entirely"}, "password2"),
    ({"name": ""}, "name"),
])
def test_a_bad_password_is_refused_and_the_link_stays_good(chief, outbox, given, wrong):
    ask(chief)
    answer = browser().post(link_in(outbox[0]), JOINING | given)
    assert answer.status_code == 422 and f'id="id_{wrong}_error"' in answer.content.decode()
    assert browser().post(link_in(outbox[0]), JOINING).status_code == 302


def test_whoever_is_here_or_invited_is_not_invited(chief, outbox):
    ask(chief)
    for email, roles in (
        ("NEW@example.org", ["reporter"]), ("chief@example.org", ["reporter"]),
        ("nonsense", ["reporter"]), ("other@example.org", []), ("other@example.org", ["king"]),
    ):
        with pytest.raises(NotAllowed):
            ask(chief, email, roles)
    assert len(outbox) == 1


def test_an_administrator_who_opens_the_link_becomes_the_invited_one(chief, outbox):
    ask(chief)
    client = by_link(chief)
    client.post(link_in(outbox[0]), JOINING)
    user = User.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_who_left_comes_back_as_the_same_person_with_new_roles_only(chief, outbox):
    old = member("chief editor", email="new@example.org")
    User.objects.filter(pk=old.pk).update(is_active=False, is_superuser=True)
    ask(chief)
    browser().post(link_in(outbox[0]), JOINING)
    old.refresh_from_db()
    assert old.is_active and roles_of(old) == {"reporter"}
    assert set(old.groups.all()) == {Group.objects.get(name="reporter")}


def test_no_session_is_made_by_looking(chief, outbox):
    ask(chief)
    browser().get(link_in(outbox[0]))
    assert not Session.objects.exists()
