"""The table act × state: what each act does to a story in each state.

It decides in the code, is drawn in the docs, and is the source of a parametrised test.
"""

from __future__ import annotations

from dataclasses import dataclass

STATES = (
    "draft", "in review", "embargoed", "live", "live with a draft", "withdrawn", "expired",
    "killed", "undated",
)
STATUS = {
    "draft": 404, "in review": 404, "embargoed": 404, "live": 200, "live with a draft": 200,
    "undated": 200, "withdrawn": 410, "expired": 410, "killed": 410, "erased": 410, "deleted": 404,
}
"""The HTTP status a story's public address answers with, by state."""

_NEVER_PUBLIC = ("draft", "in review", "embargoed")
_LIVE = ("live", "live with a draft", "undated")
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
    row["killed"] = Outcome(refused="it is killed, and stays so; write a new story")
    for states, outcome in outcomes:
        row |= dict.fromkeys(states, outcome)
    return row


def _stays(*states: str, signal: str = "") -> list[tuple[tuple[str, ...], Outcome]]:
    return [((state,), Outcome(state, signal)) for state in states]


_PUBLISH_FIRST = "it is not public: publish it"

TABLE: dict[str, dict[str, Outcome]] = {
    "save": _row(
        *_stays("draft", "in review", "embargoed", "withdrawn", "expired"),
        (_LIVE, Outcome("live with a draft")),
        otherwise="",
    ),
    "submit": _row((("draft",), Outcome("in review")), otherwise="only a draft is submitted"),
    "return": _row((("in review",), Outcome("draft")), otherwise="it is not in review"),
    "embargo": _row(
        (_NEVER_PUBLIC, Outcome("embargoed")),
        otherwise="it was public already: an embargo comes before publication",
    ),
    "lift": _row((("embargoed",), Outcome("live")), otherwise="it has no embargo"),
    "publish": _row(
        (("draft", "in review"), Outcome("live")),
        (("embargoed",), Outcome(refused="it is embargoed: lift the embargo")),
        (_GONE, Outcome("live", "update")),
        otherwise="it is live: update or correct it",
    ),
    "update": _row(*_stays(*_LIVE, signal="update"), otherwise=_PUBLISH_FIRST),
    "correct": _row(*_stays(*_LIVE, signal="correction"), otherwise=_PUBLISH_FIRST),
    "resection": _row(*_stays(*_LIVE, signal="update"), otherwise=_PUBLISH_FIRST),
    "withdraw": _row((_LIVE, Outcome("withdrawn")), otherwise="it is not live"),
    "expire": _row((_LIVE, Outcome("expired")), otherwise="it is not live"),
    "kill": _row(
        (_LIVE + _GONE, Outcome("killed", "kill")),
        otherwise="it was never public: delete the draft",
    ),
    "erase": _row(
        (_NEVER_PUBLIC, Outcome("deleted")),
        ((*_LIVE, *_GONE, "killed"), Outcome("erased")),
        otherwise="",
    ),
}


class NotAllowed(Exception):
    """The act does not fit the story's state; the text says why, and what would."""


def outcome(act: str, standing: str, name: str) -> Outcome:
    """The outcome of an act; raises NotAllowed."""
    found = TABLE[act].get(standing, Outcome(refused="it is erased"))
    if found.refused or not found.state:
        raise NotAllowed(f"“{name}” is {standing}; {act} is not possible: {found.refused}.")
    return found
