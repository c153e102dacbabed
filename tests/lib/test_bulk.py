"""Many plain rows at once."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from dateline.desk.models import Term
from dateline.lib.bulk import insert, insert_all
from dateline.wire import public as wire
from dateline.wire.models import Handover, Product

NAMES = ("subscriber", "way", "lane", "number", "guid", "version", "form", "digest", "canceled",
         "first_at", "last_at")
ONCE = ("subscriber", "way", "lane", "number", "form", "digest")


def test_values_of_every_kind_come_back(house):
    names = ("name", "sections", "topics", "urgency")
    rest = ("dossiers", "tags", "places", "languages")
    rows = [("One", ["a", "b"], [], 1), ("Two", ["a"], ("c", ["d"]), None), ("Three", [], [], True)]
    insert(Product, names + rest, [(*row, [], [], [], []) for row in rows])
    found = Product.objects.order_by("pk").values_list(*names)
    assert list(found) == [
        ("One", ["a", "b"], [], 1), ("Two", ["a"], ["c", ["d"]], None), ("Three", [], [], 1)]


def test_what_is_there_is_only_renewed_in_the_fields_named(house):
    one = wire.subscribe("One", [])
    first, later = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    rows = [(one.pk, "push", 0, n, UUID(int=n), 1, "ninjs", "d", False, first, first)
            for n in (1, 2)]
    insert(Handover, NAMES, rows, once=ONCE, renew=["last_at"])
    again = [(one.pk, "push", 0, n, UUID(int=9), 9, "ninjs", "d", True, later, later)
             for n in (2, 3)]
    with transaction.atomic():
        insert(Handover, NAMES, again, once=ONCE, renew=["last_at"])
    found = Handover.objects.order_by("number")
    assert list(found.values_list("number", "version", "first_at", "last_at")) == [
        (1, 1, first, first), (2, 1, first, later), (3, 9, later, later)]


def test_instances_go_in_and_one_that_is_there_already_stays_as_it_is(house):
    insert_all([Term(kind="person", key="al", name="Al", alike=""),
                Term(kind="person", key="bo", name="Bo", alike="")])
    kept = Term.objects.get(key="al").uuid
    insert_all([Term(kind="person", key="al", name="AL", alike=""),
                Term(kind="place", key="al", name="Al", alike="")], once=("kind", "key"))
    assert list(Term.objects.order_by("pk").values_list("kind", "name")) == [
        ("person", "Al"), ("person", "Bo"), ("place", "Al")]
    assert Term.objects.get(kind="person", key="al").uuid == kept
    insert_all([])


def test_values_of_several_kinds_in_one_column_stay_what_they_are(house):
    rows = [("A", True), ("B", 1), ("C", None), ("D", 0)]
    rest = ("sections", "dossiers", "topics", "tags", "places", "languages")
    insert(Product, ("name", "urgency", *rest), [(*row, *([],) * 6) for row in rows])
    found = Product.objects.order_by("name").values_list("urgency", flat=True)
    assert list(found) == [1, 1, None, 0]
