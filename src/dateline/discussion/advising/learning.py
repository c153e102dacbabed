"""Learning from decisions: a model of all, and how one of the older ones did on the newest.

Each text is read once, in the order in which they were decided on. The first 64 of 100 are counted;
the next 16 calibrate what was counted, and are counted too; the newest 20 are what that is judged
by, and calibrate and join the model that is kept. So nothing that is judged was learned from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from dateline.discussion.advising.apart import Known
from dateline.discussion.advising.decisions import Decided, decisions
from dateline.discussion.advising.features import buckets
from dateline.discussion.advising.judging import judge_waiting, readable
from dateline.discussion.advising.measuring import measured
from dateline.discussion.advising.weights import Counts, Weights, calibrated, packed
from dateline.discussion.models import Advice
from dateline.discussion.nearness import near, shape
from dateline.discussion.words import words
from dateline.jobs.public import enqueue
from dateline.lib import clock

KIND = "discussion-advice"
LEASE = timedelta(minutes=30)
LEAST, LEAST_OF_KIND = 1000, 100
"""So many decisions, and so many of each kind, there are before anything is learned."""
GROWN, PAUSE = 0.1, timedelta(days=1)
KEPT = 5
"""So many models are kept, for their figures."""
EVERY = 97
"""A decision whose line of the log is a multiple of this asks whether it is time to learn: a prime,
since each act may leave the same small number of lines."""
COUNTED, CALIBRATED = 0.64, 0.8


@dataclass(frozen=True)
class Learned:
    """Weights from all decisions, and what weights from the older ones were measured at."""

    weights: Weights
    decisions: int
    measured: dict[str, Any]


def learned(told: Iterable[Decided]) -> Learned | None:
    """Learn; None while there are too few decisions. The same decisions give the same bytes."""
    every = list(told)
    removed = sum(one.removed for one in every)
    if len(every) < LEAST or min(removed, len(every) - removed) < LEAST_OF_KIND:
        return None
    first, second = int(COUNTED * len(every)), int(CALIBRATED * len(every))
    counts, known = Counts(), Known()
    _sums(every[:first], counts, known, Weights(()))
    older, _left = _sums(every[first:second], counts, known, Weights(counts.weights()))
    held = Weights(counts.weights(), *calibrated(older))
    newest, left = _sums(every[second:], counts, known, held)
    figures = measured([(held.read(each), kind) for each, kind in newest])
    return Learned(
        Weights(counts.weights(), *calibrated(newest)), len(every),
        {"decisions": len(every), "learned_from": second, "left_out": left} | figures)


def _sums(
    told: list[Decided], counts: Counts, known: Known, held: Weights
) -> tuple[list[tuple[float, bool]], int]:
    """Count texts; the sums that weights of before give to those that are like none of before,
    and how many were."""
    sums: list[tuple[float, bool]] = []
    marks = [_marks(one) for one in told]
    for one, mark in zip(told, marks, strict=True):
        taken = buckets(one.text)
        if held.of and not known.has(*mark):
            sums.append((held.sum(taken), one.removed))
        counts.add(taken, one.removed)
    for mark in marks:
        known.add(*mark)
    return sums, len(told) - len(sums)


def _marks(one: Decided) -> tuple[str, int]:
    if one.shape:
        return one.shape, one.near
    said = [word.folded for word in words(one.text)]
    return shape(said), near(said)


def asked(seq: int) -> None:
    """A decision was made; once in a while look whether there is enough to learn anew."""
    if seq % EVERY == 0:
        enqueue(KIND, {})


def learn(payload: dict[str, Any]) -> None:
    """The job: learn anew if there are a tenth more decisions than last time, once a day at most.
    """
    learn_now(at=clock.now())


def learn_now(*, at: datetime) -> Advice | None:
    """Learn if it is time to; the new model judges what waits. None: it is not time, or too few."""
    last = Advice.objects.order_by("-pk").first()
    if last is not None and at - last.at < PAUSE:
        return None
    told = list(decisions())
    if last is not None and readable(last) and not _grown(last, told):
        return None
    found = learned(told)
    if found is None:
        return None
    made = _kept(found, at)
    judge_waiting()
    return made


def _grown(last: Advice, told: list[Decided]) -> bool:
    """Whether a tenth as many decisions as the last model knew were made after it."""
    return sum(one.at > last.at for one in told) >= GROWN * last.decisions


def _kept(found: Learned, at: datetime) -> Advice:
    with transaction.atomic():
        made = Advice.objects.create(at=at, decisions=found.decisions, measured=found.measured,
                                     weights=packed(found.weights))
        kept = Advice.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT]
        Advice.objects.exclude(pk__in=list(kept)).delete()
    return made
