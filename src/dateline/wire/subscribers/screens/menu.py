"""Where the screens of copy out are, and who sees them in the menu."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.people.public import roles_of
from dateline.wire.subscribers.permitted import LOOK
from dateline.wire.subscribers.screens.products import Products, ProductScreen
from dateline.wire.subscribers.screens.sequence import Sequence
from dateline.wire.subscribers.screens.story import StoryScreen, story_rows
from dateline.wire.subscribers.screens.subscriber import SubscriberScreen
from dateline.wire.subscribers.screens.subscribers import AddSubscriber, Subscribers


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def addresses() -> list[Any]:
    """Behind Wagtail's sign-in."""
    return [
        path("subscribers/", Subscribers.as_view(), name="wire_subscribers"),
        path("subscribers/add/", AddSubscriber.as_view(), name="wire_subscriber_add"),
        path("subscribers/<int:pk>/", SubscriberScreen.as_view(), name="wire_subscriber"),
        path("subscribers/<int:pk>/sequence/", Sequence.as_view(), name="wire_sequence"),
        path("subscribers/products/", Products.as_view(), name="wire_products"),
        path("subscribers/products/add/", ProductScreen.as_view(), name="wire_product_add"),
        path("subscribers/products/<int:pk>/", ProductScreen.as_view(), name="wire_product"),
        path("subscribers/stories/<uuid:guid>/", StoryScreen.as_view(), name="wire_story"),
        path("subscribers/stories/<uuid:guid>/rows/", story_rows, name="wire_story_rows"),
    ]


class ForTheWire(MenuItem):
    """A menu item that only those see who may look."""

    def is_shown(self, request: Any) -> bool:
        """To editors and up."""
        return bool(roles_of(request.user) & LOOK)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def subscribers_item() -> MenuItem:
    """The way to the subscribers."""
    return ForTheWire(_("Subscribers"), reverse_lazy("wire_subscribers"), name="subscribers",
                      icon_name="globe", order=700)
