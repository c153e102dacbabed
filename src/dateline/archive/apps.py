"""The room as a Django application."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The archive."""

    name = "dateline.archive"
    label = "archive"

    def ready(self) -> None:
        from dateline.archive.bringing import registering as bringing
        from dateline.archive.leaving import registering as leaving
        from dateline.archive.relating import registering as relating
        from dateline.archive.saving import registering as saving
        from dateline.archive.searching import registering as searching
        from dateline.archive.statements import registering as statements
        from dateline.archive.suggesting import registering as suggesting

        for part in (bringing, searching, relating, suggesting, statements, saving, leaving):
            part.register()
