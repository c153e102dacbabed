"""Neighbours and upper rooms introduced to each other; called once when Django is ready."""

from django.utils.translation import gettext_lazy

from dateline.archive.public import register_frame as register_search_frame
from dateline.archive.public import register_tongue, register_way_in, related
from dateline.desk.public import (
    hand_over,
    register_front_preview,
    register_preview,
    register_settings_preview,
)
from dateline.discussion.public import WAY_IN, mail_language, register_frame, register_own_page
from dateline.onair.public import register_frame as register_radio_frame
from dateline.people.public import register_handover, register_language
from dateline.record import public as record
from dateline.site.public import (
    framed,
    news_item,
    register_feeds,
    register_related,
    render_front,
    render_settings,
    render_story,
)
from dateline.wire.public import feeds_at, register_writer

OWN_SEARCHES = gettext_lazy("Your searches")


def wire() -> None:
    """Introduce them."""
    register_preview(render_story)
    register_front_preview(render_front)
    register_settings_preview(render_settings)
    register_handover(hand_over)
    register_language(lambda: record.site().language)
    register_writer(news_item)
    register_feeds(feeds_at)
    register_frame(framed)
    register_radio_frame(framed)
    register_search_frame(framed)
    register_related(related)
    register_way_in(WAY_IN)
    register_tongue(mail_language)
    register_own_page(OWN_SEARCHES, "/search/saved/")
