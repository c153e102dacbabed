"""Programmes: the list, and one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.onair.models import Programme
from dateline.onair.schedule.programming import ProgrammeSaid, keep_programme, remove_programme
from dateline.onair.schedule.repeating import repeat_words
from dateline.onair.screens.schedule_framing import Screen

CATEGORIES = (
    "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness",
    "History", "Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality", "Science",
    "Society & Culture", "Sports", "Technology", "True Crime", "TV & Film")
"""Apple's categories of podcasts, as their feeds spell them."""


class Programmes(Screen):
    """Every programme, by name."""

    template_name = "onair/schedule/desk/programmes.html"
    page_title = _("Programmes")
    place = "onair_programmes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the number of its slots."""
        rows = Programme.objects.annotate(number=Count("slots")).order_by("name", "pk")
        return super().get_context_data(**kwargs) | {"programmes": rows}


class OneProgramme(Screen):
    """One programme, or a new one."""

    template_name = "onair/schedule/desk/programme.html"
    place = "onair_programmes"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("pk")
        self.programme = get_object_or_404(Programme, pk=pk) if pk else Programme()

    def get_page_title(self) -> str:
        """Its name."""
        return self.programme.name or gettext("New programme")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its fields and its slots."""
        slots = self.programme.slots.order_by("day", "at") if self.programme.pk else []
        return {
            "said": self.programme, "programme": self.programme, "categories": CATEGORIES,
            "slots": [(slot, repeat_words(slot.rule, slot.day)) for slot in slots],
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Keep it, or remove it."""
        said, by = request.POST, request.user
        if said.get("act") == "remove" and pk:
            gone = self.act(lambda: remove_programme(by, pk), _("The programme is removed."))  # type: ignore[arg-type]
            return redirect("onair_programmes") if gone else redirect("onair_programme", pk)
        wanted = programme_said(said)
        made = self.act(lambda: keep_programme(by, wanted, pk=pk), _("Saved."))  # type: ignore[arg-type]
        if made is None:
            return self.refused(said=wanted)
        return redirect("onair_programmes")


def programme_said(said: Any) -> ProgrammeSaid:
    """What a form says of a programme."""
    words: dict[str, Any] = {name: said.get(name, "") for name in (
        "name", "slug", "description", "language", "author", "category")}
    return ProgrammeSaid(**words | {
        name: bool(said.get(name)) for name in ("rewind", "record", "podcast", "explicit")})
