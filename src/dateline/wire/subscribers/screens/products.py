"""The screens of products: all of them, and one with what it would have selected."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from dateline.wire.models import Product
from dateline.wire.subscribers.editing import delete_product, save_product
from dateline.wire.subscribers.screens.choosing import chosen, held, shelves
from dateline.wire.subscribers.screens.forms import ProductForm
from dateline.wire.subscribers.screens.framing import Screen, refuse
from dateline.wire.subscribers.telling import in_words, newest, selected


class Products(Screen):
    """All products."""

    template_name = "wire/desk/products.html"
    page_title = _("Products")

    def get_header_buttons(self) -> list[Any]:
        """Add one."""
        add = HeaderButton(gettext("Add a product"), reverse("wire_product_add"), icon_name="plus")
        return [add] if self.may else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with what it selects, and of the last hundred stories how many."""
        products = list(Product.objects.annotate(having=Count("subscribers")).order_by("name"))
        stories, words = newest(), in_words(products)
        found = selected(products, stories)
        rows = [{"product": each, "words": words[each.pk], "count": found[each.pk]}
                for each in products]
        return super().get_context_data(rows=rows, of=len(stories), **kwargs)


class ProductScreen(Screen):
    """One product, or a new one."""

    template_name = "wire/desk/product.html"
    changes = True
    breadcrumbs_items = [*Screen.breadcrumbs_items,
                         {"url": reverse_lazy("wire_products"), "label": _("Products")}]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it."""
        super().setup(request, *args, **kwargs)
        self.product = get_object_or_404(Product, pk=kwargs["pk"]) if "pk" in kwargs else Product()

    def get_page_title(self) -> str:
        """Its name."""
        return self.product.name if self.product.pk else gettext("Add a product")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form as it is, or as it was sent; what is saved in words."""
        known: dict[str, Any] = {"form": ProductForm(initial=self._initial()),
                                 "shelves": shelves(held(self.product))}
        if self.product.pk and "question" not in kwargs:
            saved = Product.objects.get(pk=self.product.pk)
            stories = newest()
            known |= {"product": saved, "words": in_words([saved])[saved.pk], "of": len(stories),
                      "count": selected([saved], stories)[saved.pk]}
        return super().get_context_data(**known | kwargs)

    def _initial(self) -> dict[str, Any]:
        row = self.product
        return {"name": row.name, "urgency": row.urgency, "languages": " ".join(row.languages)}

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Search, save or delete, as the button says."""
        if request.POST.get("act") == "delete" and self.product.pk:
            return self._delete(request)
        form, values = ProductForm(request.POST), chosen(request.POST)
        if request.POST.get("act") == "save" and form.is_valid() and self._saved(form, values):
            messages.success(request, gettext("Saved."))
            return redirect("wire_products")
        searching = request.POST.get("act") != "save"
        if searching:
            form = ProductForm(initial=request.POST.dict())
        return self.render_to_response(
            self.get_context_data(form=form, shelves=shelves(values, request.POST)),
            status=200 if searching else 422)

    def _saved(self, form: ProductForm, values: dict[str, list[str]]) -> bool:
        for name, value in (form.cleaned_data | values).items():
            setattr(self.product, name, value)
        try:
            save_product(self.product, by=self.request.user)  # type: ignore[arg-type]
        except ValidationError as error:
            refuse(form, error)
            return False
        return True

    def _delete(self, request: HttpRequest) -> HttpResponse:
        if not self.sure:
            return self.ask(
                gettext("Delete this product? Its subscribers are given nothing by it any more; "
                        "what they hold stays in their sequences."),
                gettext("Delete"), act="delete")
        delete_product(self.product, by=request.user)  # type: ignore[arg-type]
        messages.success(request, gettext("Deleted."))
        return redirect("wire_products")


