"""What an act will do to a story, in words, before it is done."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dateline.desk.models import Story
from dateline.desk.review import step_after
from dateline.lib import clock
from dateline.lib.bidi import left_to_right
from dateline.lib.dates import moment_words
from dateline.lib.listing import listed
from dateline.record import public as record


def consequences(story: Story, act: str) -> list[str]:
    """Plain sentences; the first says the most important."""
    return [str(line) for line in _LINES[act](story) if line]


def told(moment: datetime) -> str:
    """A time with its zone, as the desk writes it."""
    return moment_words(moment, seconds=True)


def _publish(story: Story) -> list[str]:
    again = story.state in ("withdrawn", "expired")
    dated = story.published_at
    where = [story.section.name, *(named.name for named in story.named()["dossier"])]
    return [
        _("Every reader sees it again, at its old address.") if again
        else _("Every reader sees it at once, and subscribers receive it."),
        _("It stands in: %(places)s.") % {"places": listed(where)},
        _("It is dated %(when)s.") % {"when": told(dated)} if dated
        else _("It has no date and gets none: it is backfile.") if story.backfile
        else _("It is dated with the moment of publication."),
        _("It expires on %(when)s.") % {"when": told(story.expire_at)} if story.expire_at else "",
        *_warnings(story),
    ]


def _warnings(story: Story) -> list[str]:
    """What an editor would want to know before a text is out."""
    return [
        _("Its headline was made from the text, and nobody has confirmed it.")
        if story.headline_missing else "",
        _("It is marked sub judice: discussion will be held back.") if story.sub_judice else "",
        _("It is marked as being about minors: discussion will be held back.")
        if story.minors else "",
    ]


def _approve(story: Story) -> list[str]:
    further = step_after(story)
    if further is not None:
        return [_("It stays in review: the next step, “%(step)s”, is asked.") % {
            "step": further.name}]
    now = clock.now()
    live = story.state == Story.State.LIVE
    if not live and story.embargo_until and story.embargo_until > now:
        return [_("It is held under embargo until %(when)s, then published.") % {
            "when": told(story.embargo_until),
        }, *_warnings(story)]
    if story.go_live_at and story.go_live_at > now:
        return [_("It goes live on %(when)s.") % {"when": told(story.go_live_at)},
                *_warnings(story)]
    return _update(story) if live else _publish(story)


def _schedule(story: Story) -> list[str]:
    if story.state == Story.State.LIVE:
        return [
            _("The draft replaces what readers see by itself at the time you give, as an update; "
              "until then they see what they see now."),
            _("Until then only editors can change it. If the public version moves before, the "
              "draft is not released: somebody has to compare the two."),
            *_warnings(story),
        ]
    return [
        _("It goes live by itself at the time you give; until then only editors can change it."),
        *_warnings(story),
    ]


def _update(story: Story) -> list[str]:
    return [
        _("The draft replaces what readers see now; the address stays."),
        _("Subscribers receive the new version, marked as an update."),
        *_warnings(story),
    ]


def _correct(story: Story) -> list[str]:
    return [
        _("The draft replaces what readers see now.") if story.has_unpublished_changes
        else _("The text stays as it is; only the notice is added. Save the corrected text "
               "first if the text is wrong."),
        _("What was wrong and what is right are shown with the story, dated now."),
        _("Subscribers receive the new version, marked as a correction."),
    ]


def _kill(story: Story) -> list[str]:
    standing = record.standing(str(story.guid))
    return [
        _("The story is gone for every reader at once; its address (%(address)s) answers with "
          "your notice.") % {"address": left_to_right(standing.address) if standing else "—"},
        _("Subscribers are told to remove it."),
        _("A killed story never comes back: this cannot be undone."),
    ]


_LINES = {
    "submit": lambda story: [
        _("The editors are asked to approve it; until they decide only they can change it."),
    ],
    "return": lambda story: [
        _("It goes back to its writer with your note, and can be changed again."),
        _("It is no longer held: it will not go live by itself.") if story.release_at else "",
    ],
    "approve": _approve,
    "publish": _publish,
    "lift": lambda story: [_("The embargo ends now."), *_publish(story)],
    "schedule": _schedule,
    "embargo": lambda story: [
        _("It is approved and held until the time you give, then published by itself."),
        _("Until then nothing of it is public; only subscribers with an embargo right get it."),
        *_warnings(story),
    ],
    "update": _update,
    "correct": _correct,
    "resection": lambda story: [
        _("It moves to the section you choose; the old address leads to the new one."),
        _("Only the section changes in public; an open draft stays, marked as behind.")
        if story.has_unpublished_changes else "",
    ],
    "withdraw": lambda story: [
        _("Readers find your notice in its place. It may be published again."),
        _("The open draft becomes the text to work on.") if story.has_unpublished_changes else "",
    ],
    "expire": lambda story: [_("Readers find your notice in its place.")],
    "kill": _kill,
    "discard": lambda story: [
        _("What you see in the editor is thrown away; the public version stays as it is.")
        if story.state == Story.State.LIVE
        else _("The draft is deleted with its history. This cannot be undone."),
    ],
    "erase": lambda story: [
        _("Every text of it is removed here for good: versions, drafts, history, pages, notes."),
        _("Use this where the law demands it. For an error, kill or correct the story."),
        _("Backups and what others have received are out of reach: ask them."),
    ],
}
