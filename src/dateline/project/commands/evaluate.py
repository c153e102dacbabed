"""`dateline evaluate`."""

from __future__ import annotations

import argparse

from dateline.archive.public import NotJudged, NotMarked, evaluate_search, evaluate_statements
from dateline.project.arguments import Refused


def run(chosen: argparse.Namespace) -> int:
    """Print the marks of what was chosen."""
    try:
        return _statements(chosen) if chosen.what == "statements" else _search(chosen)
    except (NotJudged, NotMarked) as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{error.filename} cannot be read: {error.strerror}.") from None


def _search(chosen: argparse.Namespace) -> int:
    if chosen.queries is None or chosen.judgements is None:
        raise Refused("Say three files: documents, queries, judgements.")
    marks = evaluate_search(
        chosen.documents, chosen.queries, chosen.judgements, language=chosen.language)
    print("engine   queries    MAP   P@10   R@10")
    for name, each in marks.items():
        print(f"{name:8} {each.queries:7}  {each.average_precision:.3f}  {each.precision:.3f}"
              f"  {each.recall:.3f}")
    return 0


def _statements(chosen: argparse.Namespace) -> int:
    print("what          judged  found  precision  recall     F1")
    for name, each in evaluate_statements(chosen.documents).items():
        print(f"{name:12} {each.judged:7} {each.found:6}      {each.precision:.3f}   "
              f"{each.recall:.3f}  {each.f1:.3f}")
    return 0
