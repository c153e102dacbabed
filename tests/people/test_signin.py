"""One-time sign-in links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from dateline.lib import clock
from dateline.people.models import SigninLink
from dateline.people.public import User, make_link


@pytest.fixture
def client(house):
    return Client(headers={"host": "localhost:8000"})


def test_a_link_lets_its_user_in_once_and_by_its_button_only(client, noon):
    editor = User.objects.create_user("Editor@Example.org", is_staff=True)
    with clock.at(noon):
        link = make_link("editor@example.org")
        assert client.get(link).status_code == 200
        assert "_auth_user_id" not in client.session
        assert client.post(link).status_code == 302
        assert client.session["_auth_user_id"] == str(editor.pk)
        assert Client().post(link).status_code == 410


def test_a_link_is_good_for_an_hour(client, noon):
    with clock.at(noon):
        link = make_link()
    with clock.at(noon + timedelta(minutes=59)):
        assert client.get(link).status_code == 200
    with clock.at(noon + timedelta(minutes=60)):
        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
        make_link()
        assert SigninLink.objects.count() == 1  # what has run out is forgotten


def test_who_left_is_not_let_in(client, noon):
    user = User.objects.create_user("gone@example.org")
    with clock.at(noon):
        link = make_link("gone@example.org")
        User.objects.filter(pk=user.pk).update(is_active=False)
        client.post(link)
        assert "_auth_user_id" not in client.session
        with pytest.raises(User.DoesNotExist):
            make_link("gone@example.org")


def test_the_secret_itself_is_not_kept(house):
    secret = make_link().rstrip("/").rpartition("/")[2]
    assert not SigninLink.objects.filter(digest__contains=secret[:10]).exists()


def test_a_made_up_link_is_refused(client):
    assert client.get("/desk/sign-in/nobody-made-this/").status_code == 410


def test_the_first_administrator_is_made_once(house):
    make_link()
    make_link()
    assert User.objects.filter(is_superuser=True).count() == 1
