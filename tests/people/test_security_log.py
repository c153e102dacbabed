"""The security log: what is written, by whom it is read, and that nobody changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from dateline.lib import clock
from dateline.people.models import SecurityEntry, SigninLink
from dateline.people.public import User, check, export, invite, log_security
from dateline.people.securitylog import FAILED_A_MINUTE, PAGE, entries
from dateline.people.staff import deactivate, set_leave, set_roles
from staffing import PASSWORD, add_app, browser, by_link, by_password, link_in, member

AUTHENTICATE = "/desk/account/security/authenticate/"


def acts(**which):
    return list(SecurityEntry.objects.filter(**which).order_by("pk").values_list("act", flat=True))


def test_what_happens_to_an_account_is_written_down(house, outbox):
    chief = member("administrator", email="chief@example.org")
    invite("new@example.org", "New", ["reporter"], by=chief)
    joining = {"name": "New", "password1": PASSWORD, "password2": PASSWORD}
    client = browser()
    client.post(link_in(outbox[0]), joining)
    user = User.objects.get(email="new@example.org")
    add_app(client)
    new = "another harbour at dusk"
    client.post("/desk/account/password/", {
        "oldpassword": PASSWORD, "password1": new, "password2": new,
    })
    client.post("/desk/account/logout/")
    by_password(user, "wrong").get("/desk/")
    by_password(user, new).post(AUTHENTICATE, {"code": "wrong"})
    browser().post("/desk/account/password/reset/", {"email": user.email})
    client.post(client.get(link_in(outbox[1]), follow=True).redirect_chain[-1][0], {
        "password1": PASSWORD, "password2": PASSWORD,
    })
    by_link(user).post("/desk/account/security/totp/deactivate/")
    set_roles(user, ["editor"], by=chief)
    set_leave(user, clock.now().date(), by=chief)
    deactivate(user, to=chief, by=chief)
    assert acts(who=chief) == ["invited", "roles-changed", "leave-changed", "deactivated"]
    assert acts(about=user) == [
        "invitation-accepted", "signed-in", "authenticator-added", "authenticator-added",
        "password-changed", "signed-out", "sign-in-failed", "code-refused", "password-reset",
        "link-made", "signed-in", "authenticator-removed", "authenticator-removed",
        "roles-changed", "leave-changed", "deactivated",
    ]
    first = SecurityEntry.objects.get(about=user, act="password-changed")
    assert first.address == "127.0.0.1" and first.agent == "Test browser"
    assert SecurityEntry.objects.get(act="roles-changed").detail == {
        "from": ["reporter"], "to": ["editor"],
    }


def test_no_secret_is_ever_written(house, outbox):
    user = member("reporter", password=PASSWORD)
    client = by_password(user)
    secret = add_app(client)
    by_password(user, "a wrong but telling password")
    by_password(User(email="typed-password@in-the-wrong.field"), PASSWORD)
    written = str(list(SecurityEntry.objects.values()))
    for word in (PASSWORD, secret, "telling", "typed-password"):
        assert word not in written
    assert acts(act="sign-in-failed", about=None) == ["sign-in-failed"]


def test_many_failures_do_not_flood_it(house, noon):
    user = member("reporter")
    with clock.at(noon):
        for number in range(FAILED_A_MINUTE + 5):
            browser().post(
                "/desk/account/login/", {"login": f"x{number}@example.org", "password": "wrong"},
                REMOTE_ADDR=f"192.0.2.{number}",
            )
    assert len(acts(act="sign-in-failed")) == FAILED_A_MINUTE
    with clock.at(noon + timedelta(minutes=1)):
        by_password(user, "wrong")
    assert len(acts(act="sign-in-failed")) == FAILED_A_MINUTE + 1


def test_the_peer_is_believed_unless_proxies_are_named(house, monkeypatch):
    user = member("reporter", password=PASSWORD)
    for proxies, seen in ((0, "127.0.0.1"), (1, "198.51.100.7")):
        monkeypatch.setattr("django.conf.settings.ALLAUTH_TRUSTED_PROXY_COUNT", proxies)
        browser().post(
            "/desk/account/login/", {"login": user.email, "password": PASSWORD},
            headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"},
        )
        assert SecurityEntry.objects.latest("pk").address == seen


def test_it_is_only_added_to(house):
    log_security("settings-changed", detail={"what": "name"})
    entry = SecurityEntry.objects.get()
    entry.act = "signed-in"
    for change in (
        entry.save, entry.delete, SecurityEntry.objects.all().delete,
        lambda: SecurityEntry.objects.update(act="signed-in"),
    ):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(ValueError):
        log_security("made up")
    assert acts() == ["settings-changed"]


def many(users, count, noon):
    SecurityEntry.objects.bulk_create(
        SecurityEntry(
            at=noon + timedelta(minutes=number), act=("signed-in", "signed-out")[number % 2],
            who=users[number % 3 == 0], about=users[number % 5 == 0], agent="",
        )
        for number in range(count)
    )


def test_pages_are_whole_without_a_gap_or_a_double_under_every_filter(house, noon):
    users = [member("reporter"), member("editor")]
    many(users, 400, noon)
    everything = list(SecurityEntry.objects.order_by("-pk"))
    for act in ("", "signed-in", "deactivated"):
        for person in (None, *users):
            read, before, more = [], None, True
            while more:
                rows, more = entries(act=act, person=person and person.pk, before=before)
                assert len(rows) == PAGE if more else len(rows) <= PAGE
                read += rows
                before = rows[-1].pk if rows else None
            assert read == [
                entry for entry in everything
                if act in ("", entry.act) and person in (None, entry.who, entry.about)
            ]
    rows, _ = entries(day=noon.date())
    assert (rows[0].at.date() == noon.date() and rows[0].pk < everything[0].pk) or len(rows) == PAGE


def test_the_screen_filters_and_pages(house, noon):
    chief = member("administrator", email="chief@example.org")
    many([chief, member("reporter")], 2 * PAGE, noon)
    client = by_link(chief)
    page = client.get("/desk/staff/log/?act=signed-out").content.decode()
    rows = page.split("<tbody>")[1].split("</tbody>")[0]
    assert rows.count("signed out") == PAGE and "signed in" not in rows
    assert "Older" not in page
    page = client.get("/desk/staff/log/").content.decode()
    assert "Older" in page and " GMT" in page
    assert f"before={entries()[0][-1].pk}" in page
    assert client.get("/desk/staff/log/?before=x&day=never&person=999").status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's query plan")
@pytest.mark.parametrize("which", [
    "", "WHERE act = 'x'", "WHERE who_id = 1", "WHERE about_id = 1",
    "WHERE who_id = 1 AND act = 'x'", "WHERE about_id = 1 AND act = 'x' AND id < 9",
])
def test_no_page_of_it_sorts_or_reads_everything(house, which):
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM people_securityentry {which} ORDER BY id DESC LIMIT 51"
    with connection.cursor() as cursor:
        plan = " ".join(str(row[3]) for row in cursor.execute(sql).fetchall())
    assert "TEMP B-TREE" not in plan
    assert "SEARCH" in plan or not which


def test_export_tells_who_works_here_and_keeps_secrets(house):
    user = member("reporter", "moderator", password=PASSWORD)
    add_app(by_password(user))
    tables = {table.name: list(table.rows) for table in export()}
    assert set(tables) == {"people-user", "people-user_groups", "account-emailaddress",
                           "people-securityentry"}
    roles = [row["group_id"] for row in tables["people-user_groups"]]
    assert sorted(roles) == ["moderator", "reporter"]
    assert "password" not in tables["people-user"][0]
    user.refresh_from_db()
    assert user.password not in str(tables) and "secret" not in str(tables)


def test_check_finds_who_has_left_with_a_way_in(house):
    from dateline.people.public import PeopleBreach, make_link

    assert len(list(check())) == 4
    member("administrator", email="chief@example.org")
    user = member("reporter")
    make_link(user.email)
    assert len(list(check())) == 4
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(PeopleBreach, match="has left and still has a way in"):
        list(check())
    SigninLink.objects.all().delete()
    assert len(list(check())) == 4
    SocialAccount.objects.create(user=user, provider="https://id.example", uid="7")
    with pytest.raises(PeopleBreach, match="has left and still has a way in"):
        list(check())
