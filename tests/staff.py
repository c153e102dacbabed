"""The people of our newsroom at the desk's addresses, each with a role."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from dateline.desk.models import Story
from dateline.people.public import User


def person(role: str, name: str = "") -> User:
    """Somebody with a role, who may enter the desk."""
    email = f"{name or role.replace(' ', '-')}@newsroom.example"
    user = User.objects.create_user(email, is_staff=True, first_name=(name or role).title())
    user.groups.add(Group.objects.get(name=role))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def desk_of(user: User) -> Client:
    """This person's browser, signed in."""
    client = Client()
    client.force_login(user)
    return client


def list_address(query: str = "") -> str:
    """Where the list of stories is."""
    return reverse(Story.snippet_viewset.get_url_name("list")) + (f"?{query}" if query else "")


def headlines(client: Client, query: str = "") -> list[str]:
    """The headlines a list shows, in its order."""
    page = text_of(client.get(list_address(query)))
    return [unescape(words) for words in re.findall(r'desk-title"><a [^>]*>(.*?)</a>', page)]


def text_of(answer: Any) -> str:
    """An answer's page."""
    assert answer.status_code == 200
    return str(answer.content.decode())
