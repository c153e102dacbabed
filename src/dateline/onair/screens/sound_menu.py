"""Where the screens of sound are."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.onair.screens.sound_playlists import OnePlaylist, Playlists
from dateline.onair.screens.sound_tracks import Sound, listen


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("radio/sound/", Sound.as_view(), name="onair_sound"),
        path("radio/sound/<int:pk>/file/", listen, name="onair_sound_file"),
        path("radio/playlists/", Playlists.as_view(), name="onair_playlists"),
        path("radio/playlists/<int:pk>/", OnePlaylist.as_view(), name="onair_playlist"),
    ]


def items() -> list[MenuItem]:
    """In the menu *Radio*."""
    return [
        MenuItem(_("Sound"), reverse_lazy("onair_sound"), name="onair-sound", icon_name="upload",
                 order=60),
        MenuItem(_("Playlists"), reverse_lazy("onair_playlists"), name="onair-playlists",
                 icon_name="list-ol", order=61),
    ]
