"""The desk's own screens under Wagtail's admin, and their menu."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from dateline.desk.terms import actscreens, screens, sectionscreens, splitscreen
from dateline.desk.terms.words import NAMES
from dateline.desk.topics import screens as topics

_ONE = "<slug:shelf>/<int:pk>/"
TERMS = [
    path("", screens.first, name="first"),
    path("find/", screens.find, name="find"),
    path("section/add/", sectionscreens.Add.as_view(), name="add"),
    path("section/order/", sectionscreens.Order.as_view(), name="order"),
    path("<slug:shelf>/", screens.TermList.as_view(), name="index"),
    path("<slug:shelf>/results/", screens.TermList.as_view(results_only=True), name="results"),
    path(_ONE, screens.TermPage.as_view(), name="term"),
    path(f"{_ONE}rename/", actscreens.Rename.as_view(), name="rename"),
    path(f"{_ONE}merge/", actscreens.Merge.as_view(), name="merge"),
    path(f"{_ONE}split/", splitscreen.Split.as_view(), name="split"),
    path(f"{_ONE}retype/", actscreens.Retype.as_view(), name="retype"),
    path(f"{_ONE}describe/", actscreens.Describe.as_view(), name="describe"),
    path(f"{_ONE}note/", actscreens.Note.as_view(), name="note"),
]
TOPICS = [
    path("", topics.Topics.as_view(), name="index"),
    path("find/", topics.find, name="find"),
]


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def desk_urls() -> list[URLPattern | URLResolver]:
    """Wagtail lets only who may enter the desk come to these."""
    return [
        path("terms/", include((TERMS, "desk_terms"))),
        path("topics/", include((TOPICS, "desk_topics"))),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def terms_menu() -> Any:
    """Where stories stand: a menu with a list for each shelf, and the media topics."""
    items = [
        MenuItem(name, reverse("desk_terms:index", args=[shelf]), name=f"terms-{shelf}",
                 icon_name="tag", order=order)
        for order, (shelf, name) in enumerate(NAMES.items())
    ]
    items.append(MenuItem(_("Media topics"), reverse("desk_topics:index"), name="topics",
                          icon_name="list-ul", order=100))
    menu = Menu(items=items)
    return SubmenuMenuItem(_("Sections, tags"), menu, name="terms", icon_name="tag", order=300)
