"""Statements of reasons in the fields of the EU's transparency database (its API, version 2).

Field names and values are those of the European Commission's schema for statements of reasons
under Regulation (EU) 2022/2065, Article 24 (5); `puid` is our reference of the statement. Dates are
days (UTC). Texts never carry who wrote or reported it, as Article 24 (5) demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.discussion.models import Statement

EEA = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
)
SOURCES = {"own": "SOURCE_VOLUNTARY", "report": "SOURCE_TYPE_OTHER_NOTIFICATION",
           "notice": "SOURCE_ARTICLE_16"}
GROUNDS = {"standards": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
           "illegal": "DECISION_GROUND_ILLEGAL_CONTENT"}
VISIBILITY = {
    "refused": (["DECISION_VISIBILITY_CONTENT_DISABLED"], ""),
    "removed": (["DECISION_VISIBILITY_CONTENT_REMOVED"], ""),
    "warning": (["DECISION_VISIBILITY_OTHER"], "A warning; nothing is restricted"),
    "first": (["DECISION_VISIBILITY_OTHER"], "Comments are read before they are published"),
}
PROVISION = {
    "mute": "DECISION_PROVISION_PARTIAL_SUSPENSION",
    "section": "DECISION_PROVISION_PARTIAL_SUSPENSION",
}
FIELDS = (
    "puid", "decision_visibility", "decision_visibility_other", "end_date_visibility_restriction",
    "decision_provision", "end_date_service_restriction", "decision_account",
    "end_date_account_restriction", "decision_ground", "decision_ground_reference_url",
    "illegal_content_legal_ground", "illegal_content_explanation", "incompatible_content_ground",
    "incompatible_content_explanation", "incompatible_content_illegal", "category", "content_type",
    "content_type_other", "content_date", "application_date", "territorial_scope",
    "decision_facts", "source_type", "automated_detection", "automated_decision",
)


def entries(statements: Iterable[Statement], *, base: str) -> Iterator[dict[str, Any]]:
    """One entry a statement, with all of FIELDS; what does not apply is None."""
    for statement in statements:
        entry = _about(statement) | _restriction(statement) | _ground(statement, base)
        yield {name: entry.get(name) for name in FIELDS}


def _about(statement: Statement) -> dict[str, Any]:
    comment = statement.comment
    detected = "Yes" if statement.detected else "No"
    decided = "AUTOMATED_DECISION_FULLY" if statement.decided else (
        "AUTOMATED_DECISION_NOT_AUTOMATED")
    return {
        "puid": str(statement.reference),
        "content_type": ["CONTENT_TYPE_TEXT" if comment else "CONTENT_TYPE_OTHER"],
        "content_type_other": None if comment else "An account",
        "content_date": _day(comment.at if comment else statement.reader.joined_at),
        "application_date": _day(statement.begins_at), "territorial_scope": list(EEA),
        "decision_facts": statement.facts, "source_type": SOURCES[statement.source],
        "automated_detection": detected, "automated_decision": decided,
    }


def _restriction(statement: Statement) -> dict[str, Any]:
    kind, ends = statement.restriction, statement.ends_at and _day(statement.ends_at)
    if kind in VISIBILITY:
        shown, other = VISIBILITY[kind]
        return {"decision_visibility": shown, "decision_visibility_other": other or None,
                "end_date_visibility_restriction": ends}
    if kind in PROVISION:
        return {"decision_provision": PROVISION[kind], "end_date_service_restriction": ends}
    account = "DECISION_ACCOUNT_SUSPENDED" if ends else "DECISION_ACCOUNT_TERMINATED"
    return {"decision_account": account, "end_date_account_restriction": ends}


def _ground(statement: Statement, base: str) -> dict[str, Any]:
    found: dict[str, Any] = {"decision_ground": GROUNDS[statement.ground]}
    if statement.ground == "illegal":
        return found | {
            "illegal_content_legal_ground": statement.law,
            "illegal_content_explanation": statement.facts,
            "category": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"}
    clause = statement.clause
    assert clause is not None
    return found | {
        "decision_ground_reference_url": f"{base}/standards/#c-{clause.number}",
        "incompatible_content_ground": f"{clause.number} {clause.title}",
        "incompatible_content_explanation": statement.facts, "incompatible_content_illegal": "No",
        "category": "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"}


def _day(moment: Any) -> str:
    return f"{moment:%Y-%m-%d}"
