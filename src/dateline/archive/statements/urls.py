"""Addresses of this part."""

from __future__ import annotations

from django.urls import path, re_path

from dateline.archive.statements import asking, showing

_OF = r"^(?P<family>person|tag|place)/(?P<slug>[^/~]+)/statements"
urlpatterns = [
    path("statements", asking.page, name="statements"),
    path("statements/", asking.page),
    re_path(r"^statements\.(?P<form>json|atom)$", asking.machine),
    re_path(rf"{_OF}/?$", showing.of_term),
    re_path(rf"{_OF}/(?P<year>\d{{4}})/?$", showing.of_term),
    re_path(rf"{_OF}\.(?P<form>json|atom)$", showing.machine),
]
