"""How good advice is on decisions that it was not learned from, as figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

THRESHOLD = 0.5
"""From this share on advice is counted as saying that a text will be removed."""
BINS = 10
Judged = Sequence[tuple[float, bool]]
"""Of each held-out text the share that was advised, and whether it was removed."""


def measured(judged: Judged) -> dict[str, Any]:
    """Precision, recall, false alarms at the threshold, area under the curve, calibration.

    A rate with nothing to divide by is None. `false_alarm_rate`: of the texts that a person let
    stay, the share that advice would have had removed.
    """
    hits = sum(removed for share, removed in judged if share >= THRESHOLD)
    alarms = sum(not removed for share, removed in judged if share >= THRESHOLD)
    removed = sum(kind for _share, kind in judged)
    return {
        "judged_on": len(judged), "removed": removed, "approved": len(judged) - removed,
        "threshold": THRESHOLD, "hits": hits, "false_alarms": alarms,
        "precision": rate(hits, hits + alarms), "recall": rate(hits, removed),
        "false_alarm_rate": rate(alarms, len(judged) - removed), "auc": area(judged),
        "calibration": calibration(judged),
    }


def rate(part: float, whole: float) -> float | None:
    """A share of 1 with four places, or None of nothing."""
    return round(part / whole, 4) if whole else None


def area(judged: Judged) -> float | None:
    """How often a removed text has the higher share than one that stayed; equal ones count half.

    The area under the receiver operating characteristic, as Mann and Whitney's statistic.
    """
    removed = sum(kind for _share, kind in judged)
    below, won = 0, 0.0
    for _share, equal in groupby(sorted(judged), key=lambda one: one[0]):
        kinds = [kind for _equal, kind in equal]
        stayed = len(kinds) - sum(kinds)
        won += sum(kinds) * (below + stayed / 2)
        below += stayed
    return rate(won, removed * below)


def calibration(judged: Judged) -> list[dict[str, Any]]:
    """For each tenth of the scale: how many, what was advised on average, what became of them."""
    bins: list[list[tuple[float, bool]]] = [[] for _bin in range(BINS)]
    for share, removed in judged:
        bins[min(int(share * BINS), BINS - 1)].append((share, removed))
    return [{"from": at / BINS, "to": (at + 1) / BINS, "texts": len(held),
             "advised": rate(sum(share for share, _kind in held), len(held)),
             "removed": rate(sum(kind for _share, kind in held), len(held))}
            for at, held in enumerate(bins)]


def alarms(met: Iterable[tuple[Iterable[str], bool]]) -> dict[str, Any]:
    """How word rules did: of each decision the phrases of the rules it tripped, and the decision.

    A false alarm is a text that a rule tripped on and a person let stay. Its rate is of all that
    persons let stay, as the advice's; `wrong` is the share of false alarms among the hits.
    """
    by_rule: dict[str, list[int]] = {}
    whole, decided = [0, 0], [0, 0]
    for tripped, removed in met:
        decided[removed] += 1
        phrases = set(tripped)
        whole[removed] += bool(phrases)
        for phrase in phrases:
            by_rule.setdefault(phrase, [0, 0])[removed] += 1
    rows = sorted(by_rule.items(), key=lambda row: (-row[1][0], -row[1][1], row[0]))
    return {"decisions": sum(decided), "removed": decided[1], "approved": decided[0],
            **_line(whole, decided),
            "rules": [{"phrase": phrase, **_line(counts, decided)} for phrase, counts in rows]}


def _line(hits: Sequence[int], decided: Sequence[int]) -> dict[str, Any]:
    return {"hits": sum(hits), "false_alarms": hits[0], "wrong": rate(hits[0], sum(hits)),
            "false_alarm_rate": rate(hits[0], decided[0])}
