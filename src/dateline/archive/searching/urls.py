"""Addresses of this part."""

from __future__ import annotations

from django.urls import path, re_path

from dateline.archive.searching import views

urlpatterns = [
    path("search", views.page, name="search"),
    path("search/", views.page),
    path("search.json", views.as_json, name="search-json"),
    re_path(r"^search\.(?P<form>atom|rss)$", views.feed, name="search-feed"),
    path("search.xml", views.description, name="search-description"),
]
