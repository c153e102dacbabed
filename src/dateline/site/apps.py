"""Tells delivery what the site fills in and what unknown addresses answer."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The room of the reader's pages."""

    name = "dateline.site"
    label = "site"

    def ready(self) -> None:
        from dateline.delivery.public import register_fragment, register_missing
        from dateline.site import fragments, views

        register_fragment("edition", fragments.edition)
        register_fragment("banner", fragments.banner)
        register_fragment("count", fragments.count)
        register_fragment("related", fragments.related)
        register_fragment("newer", fragments.newer)
        register_fragment("newest", fragments.newest)
        register_missing(views.missing)
