"""The table act × state × role: what each act does to a story in each state, and who may do it.

It decides in the code, is drawn in the docs, and is the source of a parametrised test.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from dateline.desk.words import STANDINGS, act_name
from dateline.people.public import CHIEF, EDITOR, REPORTER

STATES = (
    "draft", "in review", "scheduled", "embargoed", "live", "live with a draft",
    "update scheduled", "withdrawn", "expired", "killed", "undated",
)
STATUS = {
    "draft": 404, "in review": 404, "scheduled": 404, "embargoed": 404, "live": 200,
    "live with a draft": 200, "update scheduled": 200, "undated": 200, "withdrawn": 410,
    "expired": 410, "killed": 410, "erased": 410, "deleted": 404,
}
"""The HTTP status a story's public address answers with, by state."""

_NEVER_PUBLIC = ("draft", "in review", "scheduled", "embargoed")
_HELD = ("scheduled", "embargoed")
_DRAFTED = ("live with a draft", "update scheduled")
_LIVE = ("live", *_DRAFTED, "undated")
_GONE = ("withdrawn", "expired")


@dataclass(frozen=True)
class Outcome:
    """The state after the act and the signal sent; or why it is refused."""

    state: str = ""
    signal: str = ""
    refused: str = ""

    @property
    def status(self) -> int | None:
        """HTTP status of the public address afterwards; None where the act is refused."""
        return STATUS[self.state] if self.state else None


def _row(*outcomes: tuple[tuple[str, ...], Outcome], otherwise: str) -> dict[str, Outcome]:
    row = dict.fromkeys(STATES, Outcome(refused=otherwise))
    row["killed"] = Outcome(refused=_("it is killed, and stays so; write a new story"))
    for states, outcome in outcomes:
        row |= dict.fromkeys(states, outcome)
    return row


def _stays(*states: str, signal: str = "") -> list[tuple[tuple[str, ...], Outcome]]:
    return [((state,), Outcome(state, signal)) for state in states]


_PUBLISH_FIRST = _("it is not public: publish it")
_PUBLIC_BEFORE = _("it was public already: an embargo or a schedule comes before publication")

TABLE: dict[str, dict[str, Outcome]] = {
    "save": _row(
        *_stays(*_NEVER_PUBLIC, *_GONE),
        (_LIVE, Outcome("live with a draft")),
        *_stays("update scheduled"),
        otherwise="",
    ),
    "submit": _row(
        (("draft",), Outcome("in review")), *_stays("live with a draft"),
        otherwise=_("only a draft is submitted"),
    ),
    "return": _row(
        (("in review", *_HELD), Outcome("draft")), (_DRAFTED, Outcome("live with a draft")),
        otherwise=_("it is not in review"),
    ),
    "schedule": _row(
        (_NEVER_PUBLIC, Outcome("scheduled")), (_DRAFTED, Outcome("update scheduled")),
        (("live", "undated"), Outcome(refused=_("it has no draft that could go live later"))),
        otherwise=_PUBLIC_BEFORE,
    ),
    "embargo": _row((_NEVER_PUBLIC, Outcome("embargoed")), otherwise=_PUBLIC_BEFORE),
    "lift": _row((("embargoed",), Outcome("live")), otherwise=_("it has no embargo")),
    "publish": _row(
        (("draft", "in review", "scheduled"), Outcome("live")),
        (("embargoed",), Outcome(refused=_("it is embargoed: lift the embargo"))),
        (_GONE, Outcome("live", "update")),
        otherwise=_("it is live: update or correct it"),
    ),
    "update": _row(*_stays(*_LIVE, signal="update"), otherwise=_PUBLISH_FIRST),
    "correct": _row(*_stays(*_LIVE, signal="correction"), otherwise=_PUBLISH_FIRST),
    "resection": _row(*_stays(*_LIVE, signal="update"), otherwise=_PUBLISH_FIRST),
    "discard": _row(
        (_NEVER_PUBLIC, Outcome("deleted")), (_DRAFTED, Outcome("live")),
        otherwise=_("there is no draft to throw away"),
    ),
    "rebase": _row((_DRAFTED, Outcome("live with a draft")), otherwise=_("it has no draft")),
    "withdraw": _row((_LIVE, Outcome("withdrawn")), otherwise=_("it is not live")),
    "expire": _row((_LIVE, Outcome("expired")), otherwise=_("it is not live")),
    "kill": _row(
        (_LIVE + _GONE, Outcome("killed", "kill")),
        otherwise=_("it was never public: throw the draft away"),
    ),
    "erase": _row(
        (_NEVER_PUBLIC, Outcome("deleted")),
        ((*_LIVE, *_GONE, "killed"), Outcome("erased")),
        otherwise="",
    ),
}

WRITERS = frozenset({REPORTER, EDITOR, CHIEF})
EDITORS = frozenset({EDITOR, CHIEF})
ROLES: dict[str, frozenset[str]] = dict.fromkeys(TABLE, EDITORS) | {
    "save": WRITERS, "submit": WRITERS, "discard": WRITERS, "rebase": WRITERS,
    "erase": frozenset({CHIEF}),
}
"""Who may do an act."""
_APPROVED = ("in review", *_HELD, "update scheduled")


def roles_for(act: str, standing: str) -> frozenset[str]:
    """Who may do an act on a story that stands so: what is submitted or held is the editors'."""
    return ROLES[act] & EDITORS if standing in _APPROVED else ROLES[act]


class NotAllowed(Exception):
    """The act does not fit the story's state; the text says why, and what would."""


def outcome(act: str, standing: str, name: str) -> Outcome:
    """The outcome of an act; raises NotAllowed."""
    found = TABLE[act].get(standing, Outcome(refused=_("it is erased")))
    if found.refused or not found.state:
        raise NotAllowed(gettext("“%(name)s” is %(state)s; %(act)s is not possible: %(why)s.") % {
            "name": name, "state": STANDINGS[standing], "act": act_name(act),
            "why": gettext(found.refused) if found.refused else "",
        })
    return found
