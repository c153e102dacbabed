"""The room as a Django application."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Feeds and sitemaps."""

    name = "dateline.wire"
    label = "wire"

    def ready(self) -> None:
        from dateline.delivery.public import register_fragment
        from dateline.wire import sitemaps

        register_fragment("sitemap", sitemaps.index_line)
