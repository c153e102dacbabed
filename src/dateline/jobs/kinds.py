"""The kinds of jobs: for each the act that does it, and how often and how long it may try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Act = Callable[[dict[str, Any]], None]
ATTEMPTS = 10
LEASE = timedelta(minutes=5)


class TryAgain(Exception):
    """The act did not succeed, but may later. Its text is kept: plain words, no secrets."""


class Hopeless(Exception):
    """The act can never succeed; the job fails at once. Its text is kept: plain words, no secrets.
    """


class UnknownKind(LookupError):
    """No act is registered for this kind of job."""


@dataclass(frozen=True)
class Kind:
    """What is done with the jobs of a kind."""

    act: Act
    attempts: int = ATTEMPTS
    lease: timedelta = LEASE


def _nobody(payload: dict[str, Any]) -> None:
    raise TryAgain("Nothing in this installation does jobs of this kind.")


_kinds: dict[str, Kind] = {}
_unknown = Kind(_nobody)


def register(kind: str, act: Act, *, attempts: int = ATTEMPTS, lease: timedelta = LEASE) -> None:
    """Say what does the jobs of this kind. The act takes the payload, and runs in no transaction.

    Delivery is at least once, so the act must be idempotent; it must end within its lease, since a
    job whose worker was killed is claimed again after it. Any exception counts as one attempt of
    `attempts`; raise TryAgain or Hopeless to say why in words.
    """
    _kinds[kind] = Kind(act, attempts, lease)


def kind_of(name: str) -> Kind:
    """The kind of this name; of an unknown one, a kind whose every attempt fails."""
    return _kinds.get(name, _unknown)


def known() -> frozenset[str]:
    """The names of all kinds that are registered."""
    return frozenset(_kinds)
