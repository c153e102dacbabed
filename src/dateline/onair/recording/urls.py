"""Addresses of this part."""

from __future__ import annotations

from typing import Any

from django.urls import re_path

from dateline.onair.recording import media, pages

PROGRAMME = r"^programmes/(?P<programme>[^/.]+)"
urlpatterns: list[Any] = [
    re_path(rf"{PROGRAMME}/podcast\.xml$", pages.podcast, name="podcast"),
    re_path(rf"{PROGRAMME}/(?P<episode>[^/.]+)/?$", pages.episode, name="episode"),
    re_path(r"^listen/e/(?P<digest>[0-9a-f]{64})\.(?P<suffix>[a-z0-9]{2,5})$", media.sound,
            name="episode_sound"),
    re_path(r"^listen/c/(?P<digest>[0-9a-f]{64})\.(?P<suffix>[a-z]{3,4})$", media.cover,
            name="cover"),
]
