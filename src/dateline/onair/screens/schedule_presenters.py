"""Presenters: who they are, what their programs connect with, their slots."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.onair.models import Presenter, Slot
from dateline.onair.schedule.presenting import (
    PresenterSaid,
    add_presenter,
    keep_presenter,
    remove_presenter,
    renew_password,
)
from dateline.onair.schedule.repeating import repeat_words
from dateline.onair.screens.schedule_framing import Screen, numbers


class Presenters(Screen):
    """Every presenter, by name."""

    template_name = "onair/schedule/desk/presenters.html"
    page_title = _("Presenters")
    header_icon = "group"
    place = "onair_presenters"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With their programmes."""
        rows = Presenter.objects.prefetch_related("slots__programme").order_by("name", "pk")
        named = [(row, sorted({slot.programme.name for slot in row.slots.all()})) for row in rows]
        return super().get_context_data(**kwargs) | {"presenters": named}


class OnePresenter(Screen):
    """One presenter, or a new one. A password is shown in the answer to who made it, once."""

    template_name = "onair/schedule/desk/presenter.html"
    header_icon = "group"
    place = "onair_presenters"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find them."""
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("pk")
        self.presenter = get_object_or_404(Presenter, pk=pk) if pk else Presenter()

    def get_page_title(self) -> str:
        """Their name."""
        return self.presenter.name or gettext("New presenter")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Their fields, their slots, and what a program needs to connect."""
        row = self.presenter
        slots = Slot.objects.select_related("programme").order_by("programme__name", "day", "at")
        chosen = set(row.slots.values_list("pk", flat=True)) if row.pk else set()
        return {
            "said": row, "presenter": row, "password": "", "chosen": chosen,
            "slots": [(slot, repeat_words(slot.rule, slot.day)) for slot in slots],
            "server": server(), "mounts": self.station.mounts if self.station else [],
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Add, change, remove, or make a new password."""
        said, by = request.POST, request.user
        act: str = said.get("act", "")
        if act == "remove" and pk:
            self.act(lambda: remove_presenter(by, pk), _("The presenter is removed."))  # type: ignore[arg-type]
            return redirect("onair_presenters")
        if act == "renew" and pk:
            return self._told(self.act(lambda: renew_password(by, pk),  # type: ignore[arg-type]
                                       _("There is a new password.")), None)
        wanted = PresenterSaid(
            said.get("name", ""), said.get("username", ""), bool(said.get("always")),
            bool(said.get("active")), numbers(said.getlist("slots")))
        if not pk:
            return self._told(self.act(lambda: add_presenter(by, wanted),  # type: ignore[arg-type]
                                       _("The presenter is added.")), wanted)
        if self.act(lambda: keep_presenter(by, pk, wanted), _("Saved.")) is None:  # type: ignore[arg-type]
            return self.refused(said=wanted, chosen=wanted.slots)
        return redirect("onair_presenter", pk)

    def _told(self, made: Any, wanted: PresenterSaid | None) -> HttpResponse:
        """The presenter's page with the password, this once."""
        if made is None and wanted is not None:
            return self.refused(said=wanted, chosen=wanted.slots)
        if made is None:
            return redirect("onair_presenters")
        self.presenter, password = made
        return self.render_to_response(self.get_context_data(password=password))


def server() -> dict[str, Any]:
    """Where programs connect: the radio's own port on the public address' host."""
    told = urlsplit(getattr(settings, "RADIO_URL", "") or settings.BASE_URL)
    return {"host": told.hostname, "port": getattr(settings, "RADIO_PORT", 0) or told.port,
            "tls_port": getattr(settings, "RADIO_TLS_PORT", 0)}
