"""Addresses of this part."""

from __future__ import annotations

from typing import Any

from django.urls import path

from dateline.onair.out import views

urlpatterns: list[Any] = [
    path("listen/live.m3u", views.live_m3u, name="live_m3u"),
    path("listen/live.pls", views.live_pls, name="live_pls"),
]
