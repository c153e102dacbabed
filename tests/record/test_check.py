"""What `dateline check` promises: every kind of breach is found, and named."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cast import all_checked, live, story
from dateline.delivery import public as delivery
from dateline.delivery.machine import shelf
from dateline.delivery.models import Head, Tick
from dateline.delivery.page import StoredPage, made
from dateline.delivery.store import key_digest
from dateline.desk import public as desk
from dateline.desk.models import Story as Working
from dateline.record import public as record
from dateline.record.models import Day, Entry, Ledger, Placement, Story, Term, TermName, Version


@pytest.fixture
def kept(house, reader, noon):
    """A record with stories in several states and stored pages; the first story's guid and code."""
    guid, done = live("First", at=noon, dossiers=("Floods",))
    desk.update(guid, {"standfirst": "More."}, at=noon)
    gone, _ = live("Second", at=noon)
    desk.kill(gone, "It was false.", reason="hoax", at=noon)
    erased, _ = live("Third", at=noon, section="Sport")
    desk.erase(erased, at=noon)
    desk.file_batch([story(f"Old {n}", source=f"old-{n}") for n in range(3)], at=noon)
    for address in ("/", "/politics/", record.story(done.code).address):
        assert reader.get(address).status == 200
    assert all_checked()
    return guid, done


def refused(checked=record.check, breach=record.RecordBreach):
    """The one line of the breach found."""
    with pytest.raises(breach) as found:
        list(checked())
    return str(found.value)


@contextmanager
def altered_row(rows, **altered):
    """Alter one row, and put it right again."""
    kept = rows.values(*altered).get()
    pk = rows.values_list("pk", flat=True).get()
    rows.update(**altered)
    yield
    rows.model.objects.filter(pk=pk).update(**kept)


def pages():
    return delivery.check(every_page=True)


def test_it_says_what_it_verified(kept):
    lines = all_checked()
    assert f"{record.head()} entries without a hole, digests and chain" in lines
    assert any("stored pages equal to new renderings" in line for line in lines)
    assert any("working copies agree" in line for line in lines)
    assert len(lines) == 13


# -- the log ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seq", [1, 3])
def test_a_missing_entry(kept, seq):
    Entry.objects.filter(seq=seq).delete()
    assert refused() == f"entry {seq} of the log is missing"


def test_a_missing_last_entry(kept):
    last = record.head()
    Entry.objects.filter(seq=last).delete()
    assert refused() == f"the ledger says entry {last}, the log ends at {last - 1}"


@pytest.mark.parametrize("payload", [{"terms": []}, None])
def test_an_altered_payload(kept, payload):
    assert Entry.objects.get(seq=1).payload
    Entry.objects.filter(seq=1).update(payload=payload)
    assert refused() == "the payload of entry 1 differs from its digest"


def test_a_payload_put_back_where_it_was_erased(kept):
    entry = Entry.objects.filter(story__state="erased").order_by("seq").first()
    Entry.objects.filter(seq=entry.seq).update(payload={"reason": "made up"})
    assert refused() == f"the payload of entry {entry.seq} differs from its digest"


def test_an_altered_entry(kept, noon):
    altered = {
        "act": "kill", "signal": "kill", "kind": "backfile", "version": 7, "digest": "0" * 64,
        "previous": "f" * 64, "version_digest": "a" * 64, "payload_digest": "b" * 64,
        "epoch": "another", "at": noon + timedelta(days=1), "story": None,
    }
    assert altered.keys() == {field.name for field in Entry._meta.fields} - {"seq", "payload"}
    for field, value in altered.items():
        with altered_row(Entry.objects.filter(seq=2), **{field: value}):
            assert refused() == "entry 2 breaks the chain"


@pytest.mark.parametrize("change", [{"seq": 99}, {"digest": "0" * 64}])
def test_an_altered_ledger(kept, change):
    Ledger.objects.update(**change)
    assert "the ledger says entry" in refused()


@pytest.mark.parametrize("row", ["stories", "terms"])
def test_a_ledger_that_counts_otherwise(kept, row):
    Ledger.objects.update(**{row: 99})
    assert "the ledger counts" in refused()


# -- versions --------------------------------------------------------------------------------------


def test_an_altered_document(kept):
    version = Version.objects.get(story=0, version=1)
    document = version.document | {"headline": "Never said"}
    Version.objects.filter(pk=version.pk).update(document=document)
    assert refused() == f"version 1 of ~{kept[1].code} differs from its digest"


def test_a_lost_document(kept):
    Version.objects.filter(story=0, version=2).update(document=None)
    assert refused() == f"version 2 of ~{kept[1].code} has lost its document"


def test_an_altered_digest(kept):
    Version.objects.filter(story=0, version=1).update(digest="0" * 64)
    assert refused() == f"version 1 of ~{kept[1].code} has no entry in the log with its digest"


def test_a_list_line_that_differs_from_the_document(kept, noon):
    name, moved = f"version 2 of ~{kept[1].code}", noon + timedelta(days=1)
    altered = dict.fromkeys(("headline", "headline_key", "standfirst"), "never said")
    altered |= dict.fromkeys(("published_at", "sort_at", "expires_at"), moved) | {"section": 2}
    for field, value in altered.items():
        with altered_row(Version.objects.filter(story=0, version=2), **{field: value}):
            assert refused() == f"{name} is listed with another {field} than its document has"


def test_a_version_with_another_time_than_its_entry(kept, noon):
    Version.objects.filter(story=0, version=1).update(modified_at=noon + timedelta(days=1))
    assert refused() == f"version 1 of ~{kept[1].code} has no entry in the log with its digest"


def test_two_open_versions_are_impossible(kept):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(story=0).update(to_seq=None)
    assert all_checked()


def test_no_open_version(kept):
    Version.objects.filter(story=0, version=2).update(to_seq=9)
    assert refused() == f"~{kept[1].code} has 0 open versions"


def test_a_gap_between_versions(kept):
    Version.objects.filter(story=0, version=1).update(to_seq=9)
    assert refused() == f"version 2 of ~{kept[1].code} does not follow the last"


def test_a_version_that_vanished(kept):
    Version.objects.filter(story=0, version=1).delete()
    assert refused() == f"version 2 of ~{kept[1].code} does not follow the last"


def test_another_state_in_the_record(kept):
    Story.objects.filter(number=0).update(state="withdrawn")
    assert refused() == f"~{kept[1].code} is withdrawn, version 2 of ~{kept[1].code} is live"


# -- placements and counts -------------------------------------------------------------------------


def test_a_wrong_count(kept):
    number = record.term("dossier", "floods").number
    Term.objects.filter(number=number).update(count=1881)
    assert refused() == f"term {number} counts 1881, placed are 1"


def test_a_wrong_count_of_a_day(kept, noon):
    Day.objects.update(change=2)
    assert "counts 2 in era 0" in refused()
    Day.objects.all().delete()
    assert "has no reason, or is missing" in refused()


def test_a_missing_placement(kept):
    Placement.objects.filter(story=0, to_seq=None).first().delete()
    assert refused() == "story 0 is not placed as its document says"


def test_a_placement_too_many(kept):
    sport = record.sections()[1].number
    placement = Placement.objects.filter(story=0, to_seq=None).first()
    Placement.objects.create(
        story_id=0, term_id=sport, from_seq=1, sort_at=placement.sort_at
    )
    assert refused() == "story 0 is not placed as its document says"


def test_a_placement_of_a_killed_story(kept):
    killed = Story.objects.get(state="killed").number
    Placement.objects.filter(story=killed).update(to_seq=None)
    assert refused() == f"a placement of story {killed} sorts elsewhere"


def test_a_placement_that_sorts_elsewhere(kept, noon):
    Placement.objects.filter(story=0, to_seq=None).update(sort_at=noon + timedelta(1))
    assert refused() == "a placement of story 0 sorts elsewhere"


def test_a_term_without_a_name(kept):
    number = record.term("dossier", "floods").number
    TermName.objects.filter(term=number).update(to_seq=9)
    assert refused() == f"term {number} has no open name"


@pytest.mark.parametrize("wrong", [{"letter": "g"}, {"sorts": "fluids"}])
def test_a_name_that_stands_elsewhere_in_the_index(kept, wrong):
    number = record.term("dossier", "floods").number
    TermName.objects.filter(term=number).update(**wrong)
    assert refused() == f"a name of term {number} stands elsewhere in the index"


def test_two_terms_with_one_slug_are_impossible(kept):
    with pytest.raises(IntegrityError), transaction.atomic():
        TermName.objects.filter(family="section").update(slug="politics")


# -- desk and record -------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "public"), [
    ("withdrawn", "live"), ("killed", "live"), ("draft", "live"),
])
def test_another_state_on_the_desk(kept, state, public):
    guid = kept[0]
    Working.objects.filter(guid=guid).update(state=state)
    found = refused(desk.check, desk.DeskBreach)
    assert found == f"story {guid} is {state} here, {public} in the record"


def test_a_draft_that_says_it_is_live(kept):
    guid = desk.file_story(story("Held"))
    Working.objects.filter(guid=guid).update(state="live")
    found = refused(desk.check, desk.DeskBreach)
    assert found == f"story {guid} is live here, unknown in the record"


# -- ticks, stamps, stored pages -------------------------------------------------------------------


def test_a_missing_tick(kept):
    Tick.objects.filter(n=2).delete()
    assert refused(pages, delivery.Breach) == "tick 2 is missing: the next one is 3"


def test_a_head_that_is_ahead(kept):
    n = Head.objects.get().n
    Head.objects.update(n=n + 1)
    assert refused(pages, delivery.Breach) == f"the head says tick {n + 1}, the last tick is {n}"


def test_a_stamp_missing_in_the_store(kept, noon):
    desk.update(kept[0], {"standfirst": "And more."}, at=noon)
    with shelf().guarded() as store, store.env.begin(write=True) as txn:
        digest = key_digest("story:0")
        assert any([txn.delete(digest, db=half) for half in store.stamps])
    assert "is missing from the page store" in refused(pages, delivery.Breach)


def test_a_stamp_that_no_tick_made(kept):
    with shelf().guarded() as store, store.env.begin(write=True) as txn:
        store.stamp(txn, store.position(txn), ["story:77"], 1, "none")
    assert "that no tick made" in refused(pages, delivery.Breach)


def otherwise(page: StoredPage, *, address: str = "", said: bytes = b"") -> StoredPage:
    """A stored page with another address, or that says something else than "First"."""
    parts = tuple(part if isinstance(part, str) else part.plain.replace(b"First", said or b"First")
                  for part in page.segments)
    head = delivery.Page("", page.status, page.content_type, dict(page.headers), file=page.file)
    return made(head, parts, page.keys, address=address or page.address, epoch=page.epoch,
                as_of=page.as_of, since=page.since, until=page.until, rendered=page.rendered)


def test_a_stored_page_that_was_altered(kept):
    address = record.story(kept[1].code).address
    whole = delivery.stored(address)
    with shelf().guarded() as store:
        assert store.put(otherwise(whole.page, said=b"Never said"))
    found = refused(pages, delivery.Breach)
    assert found == f"the stored page {address} differs from a new rendering"


def test_a_stored_page_that_should_be_missing(kept):
    whole = delivery.stored("/politics/")
    with shelf().guarded() as store:
        assert store.put(otherwise(whole.page, address="/no/such/page/"))
    assert refused(pages, delivery.Breach) == "the stored page /no/such/page/ should be missing"


def test_a_change_behind_the_doors_is_seen_on_the_stored_page(kept):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_termname SET name = 'Polemics' WHERE slug = 'politics'")
    assert "differs from a new rendering" in refused(pages, delivery.Breach)
