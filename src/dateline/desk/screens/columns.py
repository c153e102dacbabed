"""The columns of a list of stories. Cells are written without templates: a list has hundreds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from dateline.desk.models import Story
from dateline.desk.screens.moments import moment
from dateline.lib.listing import listed

ON_TIME = timedelta(seconds=1)
ICONS = {
    "draft": "draft", "in review": "glasses", "scheduled": "time", "embargoed": "lock",
    "live": "circle-check", "live with a draft": "edit", "update scheduled": "time",
    "undated": "circle-check",
    "withdrawn": "no-view", "expired": "history", "killed": "circle-xmark", "erased": "bin",
}
DRAFTED = {
    "live with a draft": _("live with a draft"), "update scheduled": _("update scheduled"),
}


class StoryColumn(Column):
    """A column whose cell is what `show(story)` returns, escaped unless it is safe."""

    def __init__(self, name: str, label: Any, show: Callable[[Story], Any], *,
                 sort_key: str | None = None, heads: bool = False) -> None:
        super().__init__(name, label=label, sort_key=sort_key, classname="title" if heads else None)
        self.show = show
        self.cell = '<th scope="row" class="title desk-title">{}</th>' if heads else "<td>{}</td>"

    def render_cell_html(self, instance: Story, parent_context: Any) -> SafeString:
        """The cell."""
        return format_html(self.cell, self.show(instance))


def icon(name: str) -> SafeString:
    """An icon of Wagtail's, beside words that say the same."""
    return format_html(
        '<svg class="icon icon-{0}" aria-hidden="true"><use href="#icon-{0}"></use></svg>', name
    )


def state_of(story: Story) -> SafeString:
    """The state in words with an icon, and what else is to be known of the story."""
    standing = story.standing
    label = DRAFTED.get(standing) or story.get_state_display()
    state = format_html('<span class="desk-state desk-state--{}">{} {}</span>',
                        standing.replace(" ", "-"), icon(ICONS[standing]), label)
    marks = format_html_join("", '<br><span class="desk-mark">{} {}</span>', (
        (icon(name), words) for name, words in marks_of(story)
    ))
    return state + marks


def marks_of(story: Story) -> list[tuple[str, Any]]:
    """Behind, locked, late and the like, each as icon and words."""
    marks = (
        (story.behind, "warning", _("behind the public version")),
        (story.locked, "lock", _("locked")),
        (bool(story.trouble), "warning", _("in trouble")),
        (bool(story.late_by and story.late_by >= ON_TIME), "time", _("went live late")),
        (story.headline_missing, "help", _("headline to be confirmed")),
    )
    return [(name, words) for true, name, words in marks if true]


def written(story: Story) -> str:
    """Who it is by: its authors, else its writer."""
    authors = getattr(story, "authors_named", [])
    return listed(authors) or (str(story.owner) if story.owner else "")


def dated(story: Story) -> SafeString:
    """The date of the story, or when it is to go live."""
    return moment(story.release_at or story.published_at)


def columns(address_of: Callable[[Story], str | None]) -> list[Column]:
    """All of them; `address_of` gives a story's address, None to who may not look."""

    def headline(story: Story) -> SafeString:
        words, address = story.headline or _("(no headline)"), address_of(story)
        place = f" · {story.place.name}" if story.place else ""
        link = format_html('<a href="{}">{}</a>', address, words) if address else words
        return format_html('{}<div class="desk-under">{}{}</div>', link, story.section.name, place)

    return [
        StoryColumn("headline", _("Headline"), headline, heads=True),
        StoryColumn("state", _("State"), state_of),
        StoryColumn("written", _("Author or writer"), written),
        StoryColumn("urgency", _("Urgency"), lambda story: story.urgency or ""),
        StoryColumn("language", _("Language"), lambda story: story.language),
        StoryColumn("published_at", _("Date"), dated, sort_key="published_at"),
        StoryColumn("saved_at", _("Saved"), lambda story: moment(story.saved_at),
                    sort_key="saved_at"),
    ]
