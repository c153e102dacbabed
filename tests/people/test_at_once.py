"""Two at the same moment, on real connections: one administrator is left, a link lets in one."""

from __future__ import annotations

from conftest import House
from dateline.people.models import Invitation
from dateline.people.public import User, invite, make_link
from staffing import PASSWORD, link_in, member

AT_ONCE = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from django.test import Client
from dateline.people.public import NotAllowed, User
from dateline.people.staff import deactivate, set_roles

def at_once(acts):
    ready = Barrier(len(acts))
    def run(act):
        connection.ensure_connection()
        ready.wait()
        try:
            return act()
        except NotAllowed:
            return "refused"
        finally:
            connection.close()
    with ThreadPoolExecutor(len(acts)) as pool:
        print(*pool.map(run, acts))
"""


def at_once(house: House, script: str, *words: str) -> list[str]:
    """Run a script in a process of its own; the words it printed."""
    done = house.python(AT_ONCE + script, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_of_two_administrators_who_put_each_other_out_one_is_left(house):
    for number in range(2):
        first, second = (
            member("administrator", email=f"{name}{number}@example.org") for name in "ab"
        )
        said = at_once(house, """
a, b = User.objects.get(pk=sys.argv[1]), User.objects.get(pk=sys.argv[2])
heir = User.objects.get(pk=sys.argv[3])
at_once([lambda: deactivate(a, to=heir, by=b), lambda: set_roles(b, ["reporter"], by=a)])
""", str(first.pk), str(second.pk), str(member("reporter", email=f"c{number}@example.org").pk))
        assert sorted(said) == ["None", "refused"]
        assert User.objects.filter(
            is_active=True, groups__name="administrator", pk__in=(first.pk, second.pk)
        ).count() == 1


def test_an_invitation_makes_one_of_two_who_use_it(house, outbox):
    invite("new@example.org", "New", ["reporter"], by=member("administrator"))
    said = at_once(house, """
given = {"name": "New", "password1": sys.argv[2], "password2": sys.argv[2]}
join = lambda: Client(headers={"host": "localhost:8000"}).post(sys.argv[1], given).status_code
at_once([join, join])
""", link_in(outbox[0]), PASSWORD)
    assert sorted(said) == ["302", "410"]
    assert User.objects.filter(email="new@example.org").count() == 1
    assert not Invitation.objects.exists()


def test_a_sign_in_link_lets_one_of_two_in(house):
    link = make_link(member("reporter").email)
    said = at_once(house, """
enter = lambda: Client(headers={"host": "localhost:8000"}).post(sys.argv[1]).status_code
at_once([enter, enter])
""", link)
    assert sorted(said) == ["302", "410"]
