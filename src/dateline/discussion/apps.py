"""The room as a Django application."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Threads, comments, moderation."""

    name = "dateline.discussion"
    label = "discussion"
