"""The room as a Django application."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Threads, comments, moderation."""

    name = "dateline.discussion"
    label = "discussion"

    def ready(self) -> None:
        from dateline.delivery.public import register_fragment
        from dateline.discussion import counting, fragments

        register_fragment("discussion", fragments.on_story)
        register_fragment("comment-count", fragments.comment_count)
        register_fragment("comments", fragments.comments_link, ahead=counting.counted_ahead)
