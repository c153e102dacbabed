"""Opening a section, and the order in which sections stand on every page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.desk.permitted import NotPermitted, must_have
from dateline.desk.terms import acts
from dateline.desk.terms.forms import OrderForm, SectionForm
from dateline.desk.terms.words import NAMES
from dateline.desk.working import NotCopy
from dateline.record import public as record


class SectionsPage(WagtailAdminTemplateMixin, TemplateView, ABC):
    """An act on the sections as a whole."""

    template_name = "desk/terms/act.html"
    header_icon = "tag"
    told: Any = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for who may; others are told who may."""
        try:
            must_have(request.user, acts.who_may("add", "section"), _("open or order sections"))
            return super().dispatch(request, *args, **kwargs)
        except NotPermitted as error:
            return self.render_to_response(self.get_context_data(refused=error), status=403)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The sections, then the act."""
        index = reverse("desk_terms:index", args=["section"])
        return [*self.breadcrumbs_items, {"url": index, "label": str(NAMES["section"])},
                {"url": "", "label": str(self.get_page_title())}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self.ask(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.do(form))
                return redirect("desk_terms:index", "section")
            except NotCopy as error:
                form.add_error(None, str(error))
        return self.ask(form)

    def ask(self, form: Any) -> HttpResponse:
        """The page with the form."""
        return self.render_to_response(
            self.get_context_data(form=form, button=str(self.button), told=self.told)
        )

    @abstractmethod
    def form(self, *args: Any) -> Any:
        """The form of the act."""

    @abstractmethod
    def do(self, form: Any) -> str:
        """Do it; returns what is said afterwards."""


class Add(SectionsPage):
    """A section that has no story yet."""

    def get_page_title(self) -> str:
        """The act."""
        return _("Open a section")

    @property
    def button(self) -> str:  # type: ignore[override]
        """What happens."""
        return _("Open it: readers see it in the navigation at once")

    def form(self, *args: Any) -> SectionForm:
        """Its name."""
        return SectionForm(*args)

    def do(self, form: Any) -> str:
        """Open it."""
        name = form.cleaned_data["name"]
        if acts.add_section(name, by=self.request.user) is None:
            raise NotCopy(_("‘%(name)s’ is open already") % {"name": name})
        return _("‘%(name)s’ is open.") % {"name": name}


class Order(SectionsPage):
    """The order of the sections."""

    told = gettext_lazy("Give a section its new place, counted from 1; the others make way.")

    def get_page_title(self) -> str:
        """The act."""
        return _("Order of the sections")

    @property
    def button(self) -> str:  # type: ignore[override]
        """What happens."""
        return _("Show the sections in this order on every page")

    def form(self, *args: Any) -> OrderForm:
        """A place for each."""
        return OrderForm(*args, names=[section.name for section in record.sections()])

    def do(self, form: Any) -> str:
        """Order them."""
        acts.order_sections(form.ordered(), by=self.request.user)
        return _("The sections stand in this order now.")
