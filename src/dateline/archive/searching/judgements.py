"""Judgements: which documents fit a query, in the forms that judged collections come in.

TREC's four columns (query, iteration, document, grade), three (BEIR: query, document, grade) or
two, a query with many documents a line, and JSON by query. A grade above 0 fits.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dateline.archive.searching.judged_texts import NotJudged, objects

Judged = dict[str, set[str]]
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_NAMES = (("query-id", "query_id", "qid", "query"), ("corpus-id", "corpus_id", "doc_id", "docid",
          "docno", "document"), ("score", "grade", "relevance", "rel", "label"))


def judgements(path: Path) -> Judged:
    """The documents that fit, by query. Raises NotJudged, OSError."""
    raw = path.read_text(encoding="utf-8-sig", errors="replace")
    judged: Judged = {}
    told = _objects(path, raw) if raw.lstrip()[:1] in ("[", "{") else _lines(path, raw)
    for query, document, grade in told:
        if grade > 0:
            judged.setdefault(query, set()).add(document)
    return judged


Row = tuple[str, str, float]


def _lines(path: Path, raw: str) -> list[Row]:
    split = "," if path.suffix.lower() == ".csv" else None
    rows = [(number, [cell.strip() for cell in line.split(split)])
            for number, line in enumerate(raw.split("\n"), start=1) if line.strip()]
    most = max((len(cells) for _, cells in rows), default=0)
    if most > 4:
        return [(cells[0], each, 1.0) for _, cells in rows for each in cells[1:]]
    if most == 4 and all(cells[2:] and not _above(cells[2:]) for _, cells in rows):
        return [(cells[0], cells[1], 1.0) for _, cells in rows]  # SMART's: no grades at all
    return [row for number, cells in rows if (row := _row(path, number, cells))]


def _above(cells: list[str]) -> bool:
    """Whether anything in it is not nought."""
    return any(not _NUMBER.fullmatch(cell) or float(cell) for cell in cells)


def _row(path: Path, number: int, cells: list[str]) -> Row | None:
    if len(cells) == 1:
        raise NotJudged(f"{path}, line {number}: a query and a document are wanted")
    graded = len(cells) > 2
    if number == 1 and (cells[0].lower() in _NAMES[0]
                        or (graded and not _NUMBER.fullmatch(cells[-1]))):
        return None  # names of the columns
    if not graded:
        return cells[0], cells[1], 1.0
    if not _NUMBER.fullmatch(cells[-1]):
        raise NotJudged(f"{path}, line {number}: the grade is no number")
    return cells[0], cells[-2], float(cells[-1])


def _objects(path: Path, raw: str) -> list[Row]:
    rows: list[Row] = []
    for number, value in objects(path, raw):
        try:
            for each in value if isinstance(value, list) else [value]:
                rows += _object(each)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise NotJudged(f"{path}, line {number}: this is no judgement") from None
    return rows


def _object(value: dict[str, Any]) -> list[Row]:
    """One judgement by its names; or queries, each with documents, graded or not."""
    parts = [next((value[name] for name in names if name in value), None) for names in _NAMES]
    if parts[0] is not None and parts[1] is not None:
        return [(str(parts[0]), str(parts[1]), 1.0 if parts[2] is None else float(parts[2]))]
    return [(query, str(document), float(held[document]) if isinstance(held, dict) else 1.0)
            for query, held in value.items() for document in list(held)]
