"""The staff desk: who may see it, what it changes, and what nobody can do there."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import URLPattern, URLResolver, get_resolver

from dateline.lib import clock
from dateline.people.models import Invitation, SigninLink
from dateline.people.public import (
    ROLES,
    NotAllowed,
    User,
    invite,
    make_link,
    on_leave,
    register_handover,
    roles_of,
)
from dateline.people.staff import deactivate, rename, set_leave, set_roles
from staffing import PASSWORD, add_app, browser, by_link, by_password, member, signed_in

SCREENS = ("/desk/staff/", "/desk/staff/invite/", "/desk/staff/{pk}/", "/desk/staff/log/")


@pytest.fixture
def chief(house):
    return member("administrator", email="chief@example.org")


@pytest.fixture
def reporter(house):
    return member("reporter")


@pytest.mark.parametrize("role", [*ROLES, ""])
def test_only_administrators_see_the_staff_and_everybody_with_a_role_the_desk(house, role):
    user, other = member(*filter(None, [role])), member("reporter", email="other@example.org")
    client = by_link(user)
    assert client.get("/desk/").status_code == (200 if role else 403)
    for screen in SCREENS:
        answer = client.get(screen.format(pk=other.pk))
        wanted = 200 if role == "administrator" else 302 if role else 403
        assert answer.status_code == wanted, screen
        if wanted == 302:
            assert answer["Location"] == "/desk/"
    client.post(f"/desk/staff/{other.pk}/", {
        "act": "edit", "person-name": "Changed", "person-roles": ["editor"]
    })
    other.refresh_from_db()
    assert (str(other) == "Changed") == (role == "administrator")
    assert roles_of(other) == ({"editor"} if role == "administrator" else {"reporter"})
    assert ("/desk/staff/" in client.get("/desk/").content.decode()) == (role == "administrator")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_behind_the_door_only_administrators_manage(house, reporter, role):
    user = member(role, email="user@example.org")
    other = member("editor", email="other@example.org")
    for act in (
        lambda: invite("new@example.org", "New", ["reporter"], by=user),
        lambda: rename(reporter, "Changed", by=user),
        lambda: set_roles(reporter, ["editor"], by=user),
        lambda: set_leave(reporter, date(2030, 1, 1), by=user),
        lambda: deactivate(reporter, to=other, by=user),
    ):
        with pytest.raises(NotAllowed):
            act()
    reporter.refresh_from_db()
    assert reporter.is_active and roles_of(reporter) == {"reporter"}
    assert not Invitation.objects.exists()


def test_nobody_changes_their_own_roles_or_puts_themselves_out(chief, reporter):
    client, own = by_link(chief), f"/desk/staff/{chief.pk}/"
    client.post(own, {"act": "edit", "person-name": "The Chief", "person-roles": list(ROLES)})
    chief.refresh_from_db()
    assert str(chief) == "The Chief" and roles_of(chief) == {"administrator"}
    client.post(own, {"act": "deactivate", "leaving-to": reporter.pk})
    with pytest.raises(NotAllowed):
        set_roles(chief, ["reporter"], by=chief)
    with pytest.raises(NotAllowed):
        deactivate(chief, to=reporter, by=chief)
    chief.refresh_from_db()
    assert chief.is_active and roles_of(chief) == {"administrator"}


def test_of_two_administrators_one_is_left(chief, reporter):
    second = member("administrator", email="second@example.org")
    set_roles(chief, ["reporter"], by=second)
    with pytest.raises(NotAllowed):
        set_roles(second, ["reporter"], by=chief)
    with pytest.raises(NotAllowed):
        deactivate(second, to=reporter, by=chief)
    assert roles_of(second) == {"administrator"}


def test_the_first_administrator_can_be_given_lesser_roles_by_another(chief):
    first = User.objects.create_superuser("first@example.org", first_name="First")
    set_roles(first, ["reporter"], by=chief)
    first.refresh_from_db()
    assert not first.is_superuser and roles_of(first) == {"reporter"}


def test_roles_and_name_are_changed_by_the_form(chief, reporter):
    page = f"/desk/staff/{reporter.pk}/"
    client = by_link(chief)
    done = client.post(page, {
        "act": "edit", "person-name": "Jo Lind", "person-roles": ["editor", "moderator"],
    })
    assert done.status_code == 302
    reporter.refresh_from_db()
    assert str(reporter) == "Jo Lind" and roles_of(reporter) == {"editor", "moderator"}
    refused = client.post(page, {"act": "edit", "person-name": "Jo Lind"})
    assert refused.status_code == 422 and b"Choose at least one role" in refused.content
    assert roles_of(reporter) == {"editor", "moderator"}


def test_leave_lasts_through_its_last_day_and_ends_early_by_a_button(chief, reporter, noon):
    page, client = f"/desk/staff/{reporter.pk}/", by_link(chief)
    last = noon.date() + timedelta(days=3)
    client.post(page, {"act": "leave", "leave-until": last.isoformat()})
    reporter.refresh_from_db()
    for days, away in ((0, True), (3, True), (4, False)):
        with clock.at(noon + timedelta(days=days)):
            assert on_leave(reporter) is away
            shown = client.get("/desk/staff/").content.decode()
            assert ("on leave until" in shown) is away
            offered = client.get(f"/desk/staff/{chief.pk}/").content.decode()
            assert f'value="{reporter.pk}"' not in offered  # nobody hands over to themselves
    with clock.at(noon):
        with pytest.raises(NotAllowed):
            deactivate(member("editor"), to=reporter, by=chief)
        client.post(page, {"act": "return"})
    reporter.refresh_from_db()
    assert not on_leave(reporter)


def test_who_is_on_leave_is_offered_to_nobody(chief, reporter, noon):
    other = member("editor")
    set_leave(reporter, noon.date(), by=chief)
    client = by_link(chief)
    with clock.at(noon):
        offered = client.get(f"/desk/staff/{other.pk}/").content.decode()
    assert f'<option value="{chief.pk}"' in offered
    assert f'<option value="{reporter.pk}"' not in offered


def test_who_leaves_is_out_at_once_and_work_goes_to_the_colleague(chief, monkeypatch):
    reporter = member("reporter", password=PASSWORD)
    handed: list[tuple[User, User]] = []
    monkeypatch.setattr("dateline.people.staff._handovers", [])
    register_handover(lambda leaving, to: handed.append((leaving, to)))
    one, two = by_password(reporter), by_link(reporter)
    add_app(one)
    SocialAccount.objects.create(user=reporter, provider="https://id.example", uid="7")
    link = make_link(reporter.email)
    assert signed_in(one) and signed_in(two)
    by_link(chief).post(f"/desk/staff/{reporter.pk}/", {
        "act": "deactivate", "leaving-to": chief.pk
    })
    assert not signed_in(one) and not signed_in(two)
    assert one.get("/desk/").status_code == 302
    assert browser().post(link).status_code == 410
    assert not signed_in(by_password(reporter))
    for way in (Authenticator, SigninLink, SocialAccount):
        assert not way.objects.exists()
    assert handed == [(reporter, chief)]
    reporter.refresh_from_db()
    assert not reporter.is_active and not reporter.groups.exists()


def test_a_failed_handover_keeps_everything_as_it_was(chief, reporter, monkeypatch):
    def fail(leaving, to):
        raise ZeroDivisionError

    monkeypatch.setattr("dateline.people.staff._handovers", [fail])
    client = by_link(reporter)
    with pytest.raises(ZeroDivisionError):
        deactivate(reporter, to=chief, by=chief)
    reporter.refresh_from_db()
    assert reporter.is_active and roles_of(reporter) == {"reporter"} and signed_in(client)


def test_a_lost_phone_is_taken_from_the_account_and_sessions_end(chief):
    reporter = member("reporter", password=PASSWORD)
    client = by_password(reporter)
    add_app(client)
    by_link(chief).post(f"/desk/staff/{reporter.pk}/", {"act": "drop"})
    assert not Authenticator.objects.exists() and not signed_in(client)
    assert signed_in(by_password(reporter))


def _patterns(resolver, before=""):
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, getattr(entry.callback, "__module__", "") or ""


def _filled(path: str) -> str:
    path = re.sub(r"<[^>]*>", "1", path.replace("^", "").replace("\\Z", ""))
    return "/" + path.removesuffix("$")


def test_every_address_of_wagtails_users_and_groups_is_closed(house):
    client = by_link(User.objects.create_superuser("first@example.org"))
    found = {
        _filled(path) for path, _ in _patterns(get_resolver())
        if re.match(r"desk/(users|groups|api-tokens)/", path)
    }
    bulk = {
        f"/desk/bulk/{model}/{act}/?id=1" for model in ("people/user", "auth/group", "auth/user")
        for act in ("delete", "assign_role", "set_active_state")
    }
    assert len(found) >= 15
    for address in found | bulk | {"/desk/users/", "/desk/groups/new/", "/desk/users"}:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"id": "1"}).status_code == 404, address
    menu = client.get("/desk/").content.decode()
    assert "/desk/users/" not in menu and "/desk/groups/" not in menu


def test_users_views_of_wagtail_are_served_at_no_other_address(house):
    served = [
        path for path, module in _patterns(get_resolver())
        if module.startswith("wagtail.users")
        and not re.match(r"desk/(users|groups|api-tokens)/", path)
    ]
    assert served == []


def test_the_account_offers_the_newsrooms_zone_and_keeps_ones_own(reporter):
    client = by_link(reporter)
    page = client.get("/desk/account/").content.decode()
    assert "The newsroom’s time zone" in page
    assert "server time zone" not in page.lower()
    sent = {"locale-current_time_zone": "Africa/Cairo", "theme-theme": "system",
            "theme-density": "default", "theme-contrast": "system"}
    assert client.post("/desk/account/", sent).status_code == 302
    reporter.wagtail_userprofile.refresh_from_db()
    assert reporter.wagtail_userprofile.current_time_zone == "Africa/Cairo"
