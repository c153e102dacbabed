"""`dateline discussion`: the transparency report, and statements of reasons for export."""

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
    if chosen.since >= chosen.until:
        raise Refused("--until comes after --since.")
    if chosen.what == "report":
        _report(discussion.transparency_report(chosen.since, chosen.until), chosen.format)
    else:
        _statements(discussion.statements_exported(chosen.since, chosen.until), chosen.format)
    return 0


def _report(numbers: dict[str, Any], form: str) -> None:
    if form == "csv":
        raise Refused("The report is printed as text or json.")
    if form == "json":
        print(json.dumps(numbers, ensure_ascii=False, indent=1))
        return
    for name, value in numbers.items():
        if not isinstance(value, dict):
            print(f"{name}: {'none' if value is None else value}")
            continue
        print(f"{name}: {sum(value.values())}")
        for part, number in value.items():
            print(f"    {part}: {number}")


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
