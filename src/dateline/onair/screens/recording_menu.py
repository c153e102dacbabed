"""Where the screens of episodes are, and their place in the menu of the radio."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from dateline.onair.screens.recording_episode import EpisodeScreen, sound
from dateline.onair.screens.recording_episodes import Episodes


def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("radio/episodes/", Episodes.as_view(), name="onair_episodes"),
        path("radio/episodes/<int:pk>/", EpisodeScreen.as_view(), name="onair_episode"),
        path("radio/recordings/<int:pk>/sound", sound, name="onair_recording_sound"),
    ]


def items() -> list[MenuItem]:
    """The way to the list."""
    return [MenuItem(_("Episodes"), reverse_lazy("onair_episodes"), name="onair-episodes",
                     icon_name="media", order=60)]
