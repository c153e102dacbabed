"""What is advised on a text. Where that fails there is no advice, and nothing else changes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection, transaction

from dateline.discussion.advising.features import buckets, parts
from dateline.discussion.advising.weights import NotWeights, Weights, unpacked
from dateline.discussion.models import Advice, Comment

log = logging.getLogger("dateline.discussion")
SPOKEN = 3
"""So many words are named that spoke most for it."""
BATCH, MOST_WAITING = 200, 100_000
"""So many that wait are judged anew in one transaction, and of them the heaviest at most."""


class Said(NamedTuple):
    """Advice in words: how many of ten texts like this were removed, and what spoke for that."""

    of_ten: int
    words: tuple[str, ...]


class _Kept(NamedTuple):
    stamp: tuple[object, int]
    weights: Weights | None


_kept: dict[str, _Kept] = {}


def score(text: str) -> float | None:
    """The share of texts like this that moderators removed, 0 to 1; None: nothing is known."""
    try:
        weights = current()
        taken = buckets(text) if weights is not None else set()
        return round(weights.share(taken), 4) if weights is not None and taken else None
    except Exception:  # advice is never a reason not to post
        log.exception("There is no advice on a comment.")
        return None


def in_words(row: Comment) -> Said | None:
    """The advice on a comment, as moderators read it; the words are looked up anew."""
    if row.score is None:
        return None
    try:
        weights = current()
        spoke = _spoke(weights, row.text) if weights is not None else ()
    except Exception:  # the queue is shown without
        log.exception("The words of an advice cannot be shown.")
        spoke = ()
    return Said(round(10 * row.score), spoke)


def _spoke(weights: Weights, text: str) -> tuple[str, ...]:
    """The words that brought most for removal, the heaviest first, each as it was first typed."""
    brought: dict[str, int] = {}
    typed: dict[str, str] = {}
    for part in parts(text):
        name = part.typed.casefold()
        brought[name] = max(brought.get(name, 0), sum(weights.of[each] for each in part.buckets))
        typed.setdefault(name, part.typed)
    heaviest = sorted(brought, key=lambda name: -brought[name])[:SPOKEN]
    return tuple(typed[name] for name in heaviest if brought[name] > 0)


def current() -> Weights | None:
    """The newest model, kept until there is a newer one; None: there is none that can be read."""
    newest = Advice.objects.order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return None
    stamp = (connection.settings_dict["NAME"], newest)
    if "newest" not in _kept or _kept["newest"].stamp != stamp:
        row = Advice.objects.filter(pk=newest).first()
        _kept["newest"] = _Kept(stamp, _opened(row) if row is not None else None)
    return _kept["newest"].weights


def _opened(row: Advice) -> Weights | None:
    try:
        return unpacked(bytes(row.weights))
    except NotWeights as wrong:
        log.error("Advice %s cannot be read (%s): there is none until it is learned anew.",
                  row.pk, wrong)
        return None


def readable(row: Advice) -> bool:
    """Whether a model is of the format that is read now."""
    return _opened(row) is not None


def judge_waiting() -> int:
    """Judge anew what waits, the heaviest first; returns how many were.

    One that somebody holds just then is left as it is: it is being decided on.
    """
    waiting = Comment.objects.filter(state=Comment.State.PENDING).order_by("-weight", "pk")
    numbers = list(waiting.values_list("pk", flat=True)[:MOST_WAITING])
    return sum(_judge(numbers[at : at + BATCH]) for at in range(0, len(numbers), BATCH))


def _judge(numbers: Sequence[int]) -> int:
    with transaction.atomic():
        rows = Comment.objects.select_for_update(skip_locked=True).filter(
            pk__in=numbers, state=Comment.State.PENDING)
        changed = [row for row in rows if judge(row)]
        Comment.objects.bulk_update(changed, ["score", "weight"])
    return len(changed)


def judge(row: Comment) -> bool:
    """Give a comment its score, and the weight that follows; whether it is another one."""
    before, row.score, was = row.own_weight, score(row.text), row.score
    row.weight = round(row.weight + row.own_weight - before, 4)
    return row.score != was
