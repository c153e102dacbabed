"""The checks in order, within a deadline: what fails or takes too long leaves a comment pending."""

from __future__ import annotations

import contextvars
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event, Thread

from dateline.discussion.checks import (
    bursts,
    history,
    length,
    links,
    repeats,
    standards,
    thread,
    wording,
)
from dateline.discussion.checks.submission import Submission, Verdict

log = logging.getLogger("dateline.discussion")
Check = tuple[str, Callable[[Submission], Verdict]]
PIPELINE: tuple[Check, ...] = (
    ("length", length.check), ("thread", thread.check), ("standards", standards.check),
    ("repeats", repeats.check), ("wording", wording.check), ("links", links.check),
    ("bursts", bursts.check), ("history", history.check),
)
DEADLINE = 1.0
"""Seconds for all checks of a comment together."""
HANGING = 8
"""Checks of so many comments may hang in a process; then no more are begun: all are pending."""
_free = BoundedSemaphore(HANGING)


@dataclass
class _Run:
    now: str = ""
    verdict: Verdict | None = None
    done: Event = field(default_factory=Event)


def run(
    sent: Submission, *, pipeline: Sequence[Check] = PIPELINE, deadline: float = DEADLINE
) -> Verdict:
    """The first verdict that is not `pass`; `pass` where every check passed."""
    if not _free.acquire(blocking=False):
        return _pending("all", "The checks are not answering.")
    mine = _Run(pipeline[0][0] if pipeline else "")
    context = contextvars.copy_context()  # the language of the reasons
    Thread(target=context.run, args=(_go, mine, sent, pipeline), daemon=True).start()
    if not mine.done.wait(deadline):
        log.error("The check %s took longer than %s s: the comment is pending.", mine.now, deadline)
        return _pending(mine.now, "This check took too long.")
    return mine.verdict or _pending(mine.now, "This check ended without an answer.")


def _go(mine: _Run, sent: Submission, pipeline: Sequence[Check]) -> None:
    try:
        mine.verdict = _first(mine, sent, pipeline)
    finally:
        _free.release()
        mine.done.set()


def _first(mine: _Run, sent: Submission, pipeline: Sequence[Check]) -> Verdict:
    for mine.now, check in pipeline:
        try:
            verdict = check(sent)
        except BaseException:  # one that would end the thread too
            log.exception("The check %s failed: the comment is pending.", mine.now)
            return _pending(mine.now, "This check failed.")
        if verdict.kind != "pass":
            return verdict
    return Verdict("pass", "all")


def _pending(check: str, reason: str) -> Verdict:
    return Verdict("pend", check, reason=reason)
