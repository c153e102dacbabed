"""What the wire's screens share: their frame in Wagtail's look, who may see them, a question."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.people.public import NotAllowed, roles_of
from dateline.wire.subscribers.permitted import LOOK, MANAGE


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """A screen that editors may look at; `changes`: that only those may open who may change it."""

    header_icon = "globe"
    changes = False
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("wire_subscribers"), "label": _("Subscribers")},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse who may not; posting is for those who may change. The acts check again."""
        changing = self.changes or request.method == "POST"
        if not roles_of(request.user) & (MANAGE if changing else LOOK):
            raise PermissionDenied
        try:
            response = super().dispatch(request, *args, **kwargs)
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from None
        response["Cache-Control"] = "no-store"
        return response

    def get_breadcrumbs_items(self) -> list[Any]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether there is anything to change for who looks."""
        return {"may": self.may} | super().get_context_data(**kwargs)

    @property
    def may(self) -> bool:
        """Whether who looks may also change."""
        return bool(roles_of(self.request.user) & MANAGE)

    def ask(self, question: str, button: str, **fields: Any) -> HttpResponse:
        """A page that asks before a serious act; its answer is the same post with `sure`."""
        context = self.get_context_data(question=question, button=button, fields=fields,
                                        back=self.request.path)
        return self.response_class(self.request, "wire/desk/sure.html", context)

    @property
    def sure(self) -> bool:
        """Whether the question was answered."""
        return self.request.POST.get("sure") == "1"


def refuse(form: Form, error: ValidationError) -> None:
    """Show beside its fields why something was not saved."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
