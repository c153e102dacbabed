"""Addresses of this part."""

from __future__ import annotations

from django.urls import path, re_path

from dateline.onair.rewind import pages, views
from dateline.onair.rewind.keeping import NAME

urlpatterns = [
    path("listen/", pages.listen, name="listen"),
    re_path(r"^listen/bar/(?P<language>[a-zA-Z-]{2,20})/$", pages.bar),
    path("listen/live.m3u8", views.live, name="live-list"),
    path("listen/rewind.m3u8", views.rewind, name="rewind-list"),
    re_path(rf"^listen/s/(?P<header>[0-9a-f]{{12}})/(?P<name>{NAME}|init\.mp4)$", pages.segment),
]
