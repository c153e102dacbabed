"""What `dateline discussion advice` prints: how good advice and word rules are, by decisions."""

from __future__ import annotations

from typing import Any

from dateline.discussion.advising.decisions import Decided, decisions
from dateline.discussion.advising.learning import LEAST, LEAST_OF_KIND, learned
from dateline.discussion.advising.measuring import alarms
from dateline.discussion.words import WordRules


def advice_report() -> dict[str, Any]:
    """`advice`: precision, recall and more on the newest fifth of the decisions, by a model of the
    older ones, made now; None while there are too few. `rules`: what the word rules that hold now
    trip on among all of these decisions."""
    told = list(decisions())
    found = learned(told)
    return {
        "needed": {"decisions": LEAST, "of_each_kind": LEAST_OF_KIND},
        "advice": found.measured if found else None,
        "rules": _alarms(told),
    }


def _alarms(told: list[Decided]) -> dict[str, Any]:
    rules = WordRules.load()
    return alarms(
        ([hit.rule.phrase for hit in rules.find(one.text)], one.removed) for one in told)
