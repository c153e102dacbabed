"""The room as a Django application."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Threads, comments, moderation."""

    name = "dateline.discussion"
    label = "discussion"

    def ready(self) -> None:
        from dateline.desk.public import register_panel
        from dateline.discussion import letters
        from dateline.discussion.screens import panels
        from dateline.jobs.public import register

        register(letters.KIND, letters.mail_statement)
        register_panel("trouble", panels.trouble)
        register_panel("more", panels.waiting_panel)
