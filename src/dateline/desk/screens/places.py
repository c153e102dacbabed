"""Addresses of the desk's screens."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from dateline.desk.models import Story


def edit_address(story: Story) -> str:
    """Where a story is written."""
    return reverse("wagtailsnippets_desk_story:edit", args=[story.pk])


def act_address(story: Story, act: str) -> str:
    """The page of an act, with its consequences."""
    return reverse("desk_act", args=[story.pk, act])


def merge_address(story: Story, revision: int, *, base: str = "") -> str:
    """Where a text that was saved out of date is brought together with the one saved since.

    `base` names the text both began from.
    """
    address = reverse("desk_merge", args=[story.pk, revision])
    return f"{address}?{urlencode({'base': base})}" if base.strip("@") else address


def compare_address(story: Story) -> str:
    """Where a draft is compared with a public version that has moved."""
    return reverse("desk_rebase", args=[story.pk])


def delivery_address(story: Story) -> str:
    """What the machines have of a story's pages."""
    return reverse("desk_delivery", args=[story.pk])
