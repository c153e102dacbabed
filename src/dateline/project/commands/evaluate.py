"""`dateline evaluate`."""

from __future__ import annotations

import argparse

from dateline.archive.public import NotJudged, evaluate_search
from dateline.project.arguments import Refused


def run(chosen: argparse.Namespace) -> int:
    """Print the marks of each engine."""
    try:
        marks = evaluate_search(
            chosen.documents, chosen.queries, chosen.judgements, language=chosen.language)
    except NotJudged as error:
        raise Refused(str(error)) from None
    print("engine   queries    MAP   P@10   R@10")
    for name, each in marks.items():
        print(f"{name:8} {each.queries:7}  {each.average_precision:.3f}  {each.precision:.3f}"
              f"  {each.recall:.3f}")
    return 0
