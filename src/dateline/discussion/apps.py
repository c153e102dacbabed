"""The room as a Django application."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Threads, comments, moderation."""

    name = "dateline.discussion"
    label = "discussion"

    def ready(self) -> None:
        from dateline.delivery.public import register_fragment
        from dateline.desk.public import register_panel
        from dateline.discussion import (
            counting,
            emptying,
            fragments,
            hearing,
            letters,
            standards_page,
        )
        from dateline.discussion.advising import learning
        from dateline.discussion.notifying import sending
        from dateline.discussion.readers import entering, remembering
        from dateline.discussion.screens import panels
        from dateline.jobs.public import MAIL_ATTEMPTS, register
        from dateline.people.public import Door, register_door

        register(entering.KIND, entering.mail_link, attempts=3)
        register(letters.KIND, letters.mail_statement)
        register(hearing.APPEARED, hearing.hear)
        register(hearing.DIGEST, sending.mail_digest)
        register(sending.LETTER, sending.mail_letter, attempts=MAIL_ATTEMPTS)
        register(emptying.KIND, emptying.empty_reader, lease=emptying.LEASE)
        register(emptying.DELETED, emptying.empty_deleted)
        register(emptying.WIPE, emptying.wipe)
        register(remembering.KIND, remembering.forget_remembered)
        register(learning.KIND, learning.learn, attempts=3, lease=learning.LEASE)
        register_fragment("standards", standards_page.fragment)
        register_fragment("discussion", fragments.on_story)
        register_fragment("comment-count", fragments.comment_count)
        register_fragment("comments", fragments.comments_link, ahead=counting.counted_ahead)
        register_panel("trouble", panels.trouble)
        register_panel("more", panels.waiting_panel)
        register_door(Door(
            prefix="/discussion/account/", urls="dateline.discussion.readers.door_urls",
            home="/discussion/me/", layout="discussion/account/layout.html",
            open=("login/", "inactive/", "enter/", "security/authenticate/",
                  "security/webauthn/login/", "with/"),
        ))
