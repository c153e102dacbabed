"""What Wagtail has and a newsroom has not is closed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dateline.people.public import User
from desking import desk_of

CLOSED = ("wagtailadmin_explore_root", "wagtaildocs:index", "wagtailsites:index",
          "wagtailadmin_reports:locked_pages")


@pytest.mark.parametrize("name", CLOSED)
def test_no_way_in_even_for_an_administrator(house, name):
    client = desk_of(User.objects.create_superuser("root@example.org"))
    assert client.get(reverse(name)).status_code == 404
