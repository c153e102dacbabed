"""Neither a publication nor a first rendering reads a table that grows with the archive."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from cast import live
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.record.models import Entry, Placement, Shown, Story, Term, TermName, Version
from plans import planned, reads_all

TABLES = (
    *(model._meta.db_table for model in (Entry, Placement, Shown, Story, Term, TermName, Version)),
    "desk_story", "desk_naming", "desk_term", "desk_search", "delivery_tick",
)


def asked(act: Callable[[], object]) -> dict[str, int]:
    """How many plans of each table an act had; none of them reads the whole of it."""
    with ExitStack() as ends:
        plans = {(table, using): ends.enter_context(planned(table, using))
                 for table in TABLES for using in ("default", "reader")}
        act()
    for (table, _), found in plans.items():
        for plan in found:
            assert not reads_all(plan, table), plan
    return {table: len(plans[table, "default"]) + len(plans[table, "reader"]) for table in TABLES}


def test_what_a_publication_asks_does_not_grow(house, noon):
    guid, _ = live("Before", at=noon, dossiers=("Floods",), related=("Rain",))
    new = desk.file_story(desk.Copy("After", "Politics", dossiers=("Floods",)))
    for act in (
        lambda: desk.publish(new, at=noon),
        lambda: desk.update(guid, {"standfirst": "More."}, at=noon),
        lambda: desk.correct(guid, {"headline": "Anew"}, wrong="a", right="b", at=noon),
        lambda: desk.withdraw(new, "Withdrawn.", at=noon),
        lambda: desk.kill(guid, "Killed.", reason="Wrong.", at=noon),
    ):
        counted = asked(act)
        assert counted["record_story"] and counted["desk_story"] and counted["delivery_tick"]


def test_what_a_first_rendering_asks_does_not_grow(house, noon):
    _, done = live("Before", at=noon, dossiers=("Floods",), related=("Rain",))
    live("Rain", at=noon, dossiers=("Floods",))
    for address in (done.address, f"{done.address}.json", f"/~{done.code}", "/", "/politics/",
                    "/dossier/floods/", "/nowhere/", f"/politics/other~{done.code}"):
        counted = asked(lambda address=address: delivery.serve(address))
        assert sum(counted.values()) or address == "/nowhere/", address
