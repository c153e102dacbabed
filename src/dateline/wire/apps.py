"""The room as a Django application."""

from django.apps import AppConfig


class WireConfig(AppConfig):
    """Feeds and sitemaps."""

    name = "dateline.wire"
    label = "wire"

    def ready(self) -> None:
        from dateline.delivery.public import register_fragment
        from dateline.desk.public import register_panel
        from dateline.jobs.public import register
        from dateline.wire import sitemaps
        from dateline.wire.portal import entering
        from dateline.wire.subscribers.ways import troubles

        register_fragment("sitemap", sitemaps.index_line)
        register_panel("trouble", troubles.panel)
        register(entering.KIND, entering.mail_link, attempts=3)
