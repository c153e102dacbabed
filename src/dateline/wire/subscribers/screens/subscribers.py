"""The screens of subscribers: all of them, and a new one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Prefetch, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from dateline.lib.listing import listed
from dateline.wire.models import Allotment, Product, Subscriber, Way
from dateline.wire.subscribers.editing import subscribe
from dateline.wire.subscribers.screens.forms import SubscriberForm
from dateline.wire.subscribers.screens.framing import Screen, refuse


class Subscribers(Screen):
    """All subscribers, and how each of their ways stands."""

    template_name = "wire/desk/subscribers.html"
    page_title = _("Subscribers")

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home, then here."""
        return [*self.breadcrumbs_items[:-1], {"url": "", "label": self.page_title}]

    def get_header_buttons(self) -> list[Any]:
        """Products, and a new subscriber."""
        buttons = [HeaderButton(gettext("Products"), reverse("wire_products"),
                                icon_name="list-ul")]
        if self.may:
            buttons.append(HeaderButton(gettext("Add a subscriber"),
                                        reverse("wire_subscriber_add"), icon_name="plus"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """In a fixed number of questions, however many there are."""
        last = Allotment.objects.filter(subscriber=OuterRef("pk")).order_by("-number")
        products = Prefetch("products", Product.objects.order_by("name"))
        found = Subscriber.objects.annotate(last=Subquery(last.values("number")[:1]))
        rows = [
            {"subscriber": each, "products": listed(row.name for row in each.products.all()),
             "last": each.last or 0, "ways": _shown(each), "fails": _fails(each)}
            for each in found.prefetch_related(products, "ways").order_by("name")
        ]
        rows.sort(key=lambda row: not row["fails"])
        return super().get_context_data(rows=rows, failing=any(r["fails"] for r in rows), **kwargs)


def _shown(subscriber: Subscriber) -> list[Way]:
    """Its ways; pull, which everybody has, where it is used or there is no other."""
    ways = sorted(subscriber.ways.all(), key=lambda way: way.pk)
    return [way for way in ways if way.kind != "pull" or way.number or len(ways) == 1]


def _fails(subscriber: Subscriber) -> bool:
    return any(way.failing_since for way in subscriber.ways.all())


class AddSubscriber(Screen):
    """A new subscriber."""

    template_name = "wire/desk/form.html"
    page_title = _("Add a subscriber")
    changes = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """An empty form, or the one that was refused."""
        form = SubscriberForm()
        del form.fields["active"]
        known = {"form": form, "submit": gettext("Save")}
        return super().get_context_data(**known | kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = SubscriberForm(request.POST)
        del form.fields["active"]
        if form.is_valid():
            try:
                made = subscribe(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, gettext("Saved."))
                return redirect("wire_subscriber", made.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)
