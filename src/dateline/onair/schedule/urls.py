"""Addresses of this part."""

from __future__ import annotations

from typing import Any

from django.urls import re_path

from dateline.onair.schedule import pages

urlpatterns: list[Any] = [
    re_path(r"^schedule/?$", pages.schedule, name="schedule"),
    re_path(r"^schedule\.ics$", pages.calendar, name="calendar"),
    re_path(r"^schedule\.json$", pages.as_json, name="schedule_json"),
    re_path(r"^programmes/?$", pages.programmes, name="programmes"),
    re_path(r"^programmes/(?P<slug>[^/~.]+)/?$", pages.programme, name="programme"),
]
