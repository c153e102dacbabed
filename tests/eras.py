"""Eras of a few entries, so that a short history has many of them."""

from __future__ import annotations

from typing import Any

from dateline.record import days, past, publication


def short_eras(monkeypatch: Any, bits: int = 2) -> None:
    """Let an era be 2 ** `bits` entries. The indexes are of the real ones: answers are the same."""
    for module in (days, past, publication):
        monkeypatch.setattr(module, "ERA", bits)
    monkeypatch.setattr(past, "_DOSSIERS", past._DOSSIERS.replace(">> 15", f">> {bits}"))
