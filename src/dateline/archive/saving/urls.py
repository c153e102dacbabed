"""Addresses of this part."""

from __future__ import annotations

from django.urls import path

from dateline.archive.saving import views

urlpatterns = [
    path("search/keep", views.keep, name="saved-keep"),
    path("search/saved/", views.mine, name="saved-mine"),
    path("search/saved/confirm/<str:secret>/", views.confirm, name="saved-confirm"),
    path("search/saved/stop/<str:token>/", views.stop, name="saved-stop"),
    path("search/saved/by-mail/<str:token>/", views.by_mail, name="saved-by-mail"),
]
