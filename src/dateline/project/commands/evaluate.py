"""`dateline evaluate`."""

from __future__ import annotations

import argparse
import sys

from dateline.archive.public import (
    Judgement,
    NotJudged,
    NotLabelled,
    NotMarked,
    evaluate_search,
    evaluate_statements,
    evaluate_suggest,
)
from dateline.project.arguments import Refused


def run(chosen: argparse.Namespace) -> int:
    """Print the marks of what was chosen."""
    judges = {"search": _search, "suggest": _suggest, "statements": _statements}
    try:
        return judges[chosen.what](chosen)
    except (NotJudged, NotLabelled, NotMarked) as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{error.filename} cannot be read: {error.strerror}.") from None


def _search(chosen: argparse.Namespace) -> int:
    marks = evaluate_search(
        chosen.documents, chosen.queries, chosen.judgements, language=chosen.language)
    print("engine   queries    MAP   P@10   R@10")
    for name, each in marks.items():
        print(f"{name:8} {each.queries:7}  {each.average_precision:.3f}  {each.precision:.3f}"
              f"  {each.recall:.3f}")
    return 0


def _suggest(chosen: argparse.Namespace) -> int:
    """Print how right what is suggested is."""
    fields = {name: getattr(chosen, name) for name in ("headline", "text", "labels", "date",
                                                       "split") if getattr(chosen, name)}
    if chosen.test and not chosen.file:
        raise Refused("--test FILE is judged by what is learned from another FILE: name that too")
    found = evaluate_suggest(
        chosen.file, chosen.test, fields=fields, language=chosen.language, tell=_tell)
    _print(found)
    return 0


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rlearning {done} of {of}", end="\n" if done == of else "", file=sys.stderr)


def _print(found: Judgement) -> None:
    every = found.all
    print(f"documents  {found.learned} learned from, {found.tested} judged, parted {found.how}")
    print(f"           {found.bare} of those judged have no label: giving them none is right")
    print(f"labels     {found.labels} learned")
    if found.strange[0]:
        print(f"           {found.strange[0]} more, given {found.strange[1]} times, are in the "
              "judged part alone: nobody can learn them, and they are not counted")
    print(f"precision  {every.precision:.4f}")
    print(f"recall     {every.recall:.4f}")
    print(f"micro-F1   {every.f:.4f}")
    print(f"macro-F1   {found.macro:.4f}")
    print("\nlargest labels                   wanted  given  precision  recall      F1")
    for label, each in found.largest:
        print(f"{label[:32]:32} {each.wanted:6} {each.given:6}  {each.precision:9.4f}"
              f"  {each.recall:6.4f}  {each.f:6.4f}")


def _statements(chosen: argparse.Namespace) -> int:
    print("what          judged  found  precision  recall     F1")
    for name, each in evaluate_statements(chosen.documents).items():
        print(f"{name:12} {each.judged:7} {each.found:6}      {each.precision:.3f}   "
              f"{each.recall:.3f}  {each.f1:.3f}")
    return 0
