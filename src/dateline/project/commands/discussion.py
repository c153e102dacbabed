"""`dateline discussion`: transparency report, statements of reasons for export, how good advice is.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from typing import Any

from dateline.discussion import public as discussion
from dateline.project.arguments import Refused


def run(chosen: argparse.Namespace) -> int:
    """Print what was asked for."""
    if chosen.what == "advice":
        _advice(discussion.advice_report(), chosen.format)
        return 0
    if chosen.since is None or chosen.until is None:
        raise Refused("Give --since and --until.")
    if chosen.since >= chosen.until:
        raise Refused("--until comes after --since.")
    if chosen.what == "report":
        _report(discussion.transparency_report(chosen.since, chosen.until), chosen.format)
    else:
        _statements(discussion.statements_exported(chosen.since, chosen.until), chosen.format)
    return 0


def _as_json(found: dict[str, Any], form: str, what: str) -> bool:
    """Print it whole, if that is the form; False: it is to be printed as text."""
    if form == "csv":
        raise Refused(f"{what} is printed as text or json.")
    if form == "json":
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return form == "json"


def _report(numbers: dict[str, Any], form: str) -> None:
    if _as_json(numbers, form, "The report"):
        return
    for name, value in numbers.items():
        if not isinstance(value, dict):
            print(f"{name}: {'none' if value is None else value}")
            continue
        print(f"{name}: {sum(value.values())}")
        for part, number in value.items():
            print(f"    {part}: {number}")


def _advice(found: dict[str, Any], form: str) -> None:
    if _as_json(found, form, "Advice"):
        return
    _judged(found["advice"], found["needed"])
    rules = found["rules"]
    print(f"word rules, on {rules['decisions']} decisions:")
    print(f"    all: {_alarms(rules)}")
    for rule in rules["rules"]:
        print(f"    {rule['phrase']}: {_alarms(rule)}")


def _judged(advice: dict[str, Any] | None, needed: dict[str, int]) -> None:
    if advice is None:
        print(f"advice: none yet; it needs {needed['decisions']} decisions of persons, "
              f"{needed['of_each_kind']} of each kind")
        return
    print(f"advice, of {advice['decisions']} decisions, learned from the older "
          f"{advice['learned_from']}, judged on the newest ({advice['left_out']} were left out: "
          "the same or nearly the same as older ones):")
    for name, value in advice.items():
        if name not in ("calibration", "decisions", "learned_from", "left_out"):
            print(f"    {name}: {_said(value)}")
    print("    calibration (advised, removed, texts):")
    for part in advice["calibration"]:
        print(f"        {part['from']} to {part['to']}: {_said(part['advised'])}, "
              f"{_said(part['removed'])}, {part['texts']}")


def _alarms(counts: dict[str, Any]) -> str:
    return (f"{counts['hits']} hits, {counts['false_alarms']} false alarms; "
            f"{_said(counts['wrong'])} of the hits, "
            f"{_said(counts['false_alarm_rate'])} of what was approved")


def _said(value: float | None) -> str:
    return "none" if value is None else str(value)


def _statements(entries: Iterable[dict[str, Any]], form: str) -> None:
    if form == "text":
        raise Refused("Statements are printed as json or csv.")
    if form != "csv":
        for entry in entries:
            print(json.dumps(entry, ensure_ascii=False))
        return
    table = csv.DictWriter(sys.stdout, discussion.STATEMENT_FIELDS, lineterminator="\n")
    table.writeheader()
    for entry in entries:
        table.writerow({name: json.dumps(value) if isinstance(value, list) else value
                        for name, value in entry.items()})
