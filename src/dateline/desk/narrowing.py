"""Narrowing a list of stories: what is rare leads, what is common is looked up along the list.

A list is read in its order until it is full. Where few stories fit, that would be to its end: so it
is asked first whether they are few, in an index of its own, and then these few are read alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery

from dateline.desk.models import Naming

Stories = Any  # a QuerySet of Story

FEW = 2000
"""So many stories are read one by one as quickly as the beginning of a list."""
MANY = 50_000
"""More keys than that are not gathered into a set."""
_NONE = 0
"""No story's key. With "or this one" PostgreSQL gathers the set, as SQLite does anyway; without, it
would look up each story in the index, which takes three times as long."""


def led(stories: Stories, keys: Any) -> Stories:
    """Let these keys (a query) lead, if they are few: all of the stories are among them."""
    few = _few(keys)
    return stories if few is None else stories.filter(pk__in=few)


def among(stories: Stories, keys: Any, fits: Any, also: Collection[int] = ()) -> Stories:
    """Narrow stories to these keys (a query); `fits` is a query with a row for a story among them.

    `also` are a few keys of stories that fit as well.

    Few are read by their keys. Else the list is read in its order, and each story is looked up: in
    a set of the keys, or by itself where they are many, and therefore soon met. `+ 0` keeps the
    database from reading the stories by key after all.
    """
    few = _few(keys)
    if few is not None:
        return stories.filter(pk__in={*few, *also})
    if keys[MANY : MANY + 1].exists():  # asks for no column: PostgreSQL need not read the rows
        fitting = stories.alias(fits=Subquery(fits[:1]))
        return fitting.filter(_or(Q(fits__isnull=False), also))
    return stories.alias(key=F("pk") + 0).filter(_or(Q(key__in=keys), (_NONE, *also)))


def _or(fits: Q, also: Collection[int]) -> Q:
    return fits | Q(pk__in=also) if also else fits


def _few(keys: Any) -> list[int] | None:
    found = list(keys[: FEW + 1])
    return found if len(found) <= FEW else None


def naming(
    stories: Stories, role: str, terms: list[int], also: Collection[int] = ()
) -> Stories:
    """Narrow stories to those that name one of these terms in this role, and to `also`."""
    one = Naming.objects.filter(story=OuterRef("pk"), role=role)  # found by the story, not the term
    one = one.order_by().alias(named=F("term") + 0).filter(named__in=terms)
    return among(stories, named_by(terms), one.values("story"), also)


def named_by(terms: list[int]) -> Any:
    """The keys of the stories that name one of these terms."""
    return Naming.objects.filter(term__in=terms).order_by().values_list("story", flat=True)


def dialects(tag: str) -> Q:
    """In a language below this one (BCP 47): `en-GB` for `en`."""
    if connection.vendor == "sqlite":  # where LIKE is answered by no index
        return Q(language__gte=f"{tag}-", language__lt=f"{tag}.")
    return Q(language__startswith=f"{tag}-")
