"""What checks are given, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.discussion.words import WordRules

Kind = Literal["pass", "nudge", "pend", "refuse"]


@dataclass(frozen=True)
class Verdict:
    """What a check says. `clause`: the number of the one it stands for.

    `refuse` with a clause: the comment is kept, not shown, and its writer told why. Without one it
    is turned back as it is: nothing is kept. `nudge`: its writer is asked to think again;
    `token` is what the form brings back with the answer.
    """

    kind: Kind
    check: str
    clause: str = ""
    reason: str = ""
    token: str = ""


@dataclass(frozen=True)
class Said:
    """A comment of the last day: by whom, where, when, and what it is like."""

    own: bool
    thread: int
    at: datetime
    shape: str
    near: int


@dataclass(frozen=True)
class Submission:
    """A text somebody wants to publish, and everything that checks may know about it.

    `closed`: why nobody may write there. `held`: the kinds of sanctions against the writer.
    `badge`: writes for the newsroom. `answered`: tokens of nudges that were answered.
    `edit`: the text of a comment that is there already.
    """

    text: str
    words: tuple[str, ...]
    shape: str
    near: int
    links: tuple[str, ...]
    at: datetime
    thread: int
    closed: str
    mode: str
    new_until: int
    accepted: bool
    held: tuple[str, ...]
    approved: int
    refused: int
    joined_at: datetime
    badge: str
    lately: tuple[Said, ...]
    rules: WordRules
    answered: frozenset[str] = frozenset()
    edit: bool = False

    @property
    def new(self) -> bool:
        """Whether too few of the writer's comments were approved yet to be known."""
        return not self.badge and self.approved < self.new_until
