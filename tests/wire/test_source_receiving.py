"""What comes in is kept whole; the same again changes nothing, a lower version never does."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from agency import copy, killed, only, rss, rss_item, source
from dateline.formats.item import (
    Link,
    NewsItem,
    Notice,
    Picture,
    Place,
    Rendition,
    Subject,
)
from dateline.lib import clock
from dateline.wire.checking import WireBreach
from dateline.wire.models import Arrival, Incoming, Reject
from dateline.wire.public import check, export
from dateline.wire.sources.keeping import raw_file, reject_file
from dateline.wire.sources.receiving import MOST, receive
from dateline.wire.sources.spelling import item_of, spelled


def whats(*receipts):
    return [outcome.what for receipt in receipts for outcome in receipt.outcomes]


def test_an_item_waits_with_everything_it_carried(house, noon):
    with clock.at(noon):
        raw = copy(subject=[{"name": "Ferries", "code": "x"}], copyrightnotice="© North")
        receipt = receive(source(), raw, name="a.json")
    row = only()
    item = item_of(row.item)
    assert (row.state, row.ident, row.version, row.format) == (
        "waiting", "tag:north.example,2026:1", 1, "ninjs")
    assert (item.headline, item.located, item.bylines) == (
        "Ferry runs again", Place("Northport"), ("Ida Holm",))
    assert item.body_text == "The ferry to the islands runs again.\n\nIt had been mended."
    assert (item.rights, item.urgency, row.urgency, item.subjects[0].name) == (
        "© North", 3, 3, "Ferries")
    assert row.made_at.isoformat() == "2026-03-02T11:30:00+00:00" and row.received_at == noon
    assert raw_file(receipt.digest).read_bytes() == raw
    assert row.raw == receipt.digest == hashlib.sha256(raw).hexdigest()
    assert list(check())


def test_every_field_of_an_item_comes_back(house):
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    item = NewsItem(
        guid="g", uri="u", version=7, headline="H", standfirst="S", body_text="T",
        body_html="<p>T</p>", language="en", pubstatus="withheld", version_created=at,
        first_created=at, published=None, title="t", slugline="sl", urgency=2,
        located=Place("P", "pu"), credit="c", bylines=("a", "b"), section="s",
        dossiers=(Link("d", "du", "member"),), subjects=(Subject("n", "person", "x"),),
        related=(Link("r"),), short_url="su", rights="ri", genre="ge", signal="update",
        notices=(Notice("correction", "n", at, "w", "r"),), expires=at, embargoed=at,
        pictures=(Picture("cap", "alt", "cr", (Rendition("h", "image/jpeg", 1, 2),), "featured"),),
    )
    unlike = NewsItem("", "", 1, "", "", "", "", "", "usable", at, None, None)
    same = {field.name for field in fields(item)
            if getattr(item, field.name) == getattr(unlike, field.name)}
    assert same == {"version_created", "published"}
    assert item_of(json.loads(json.dumps(spelled(item)))) == item


def test_the_same_twice_changes_nothing(house):
    agency = source()
    assert whats(receive(agency, copy()), receive(agency, copy())) == ["new", "same"]
    row = only()
    envelope = json.dumps({"items": [json.loads(copy())]}).encode()  # sent in another envelope
    assert whats(receive(agency, envelope)) == ["same"]
    assert only().changed_at == row.changed_at and Arrival.objects.count() == 1
    assert not raw_file(hashlib.sha256(envelope).hexdigest()).exists()


def test_a_higher_version_updates_and_a_lower_never_does(house):
    agency = source()
    said = whats(receive(agency, copy("Second", version=2)), receive(agency, copy("First")),
                 receive(agency, copy("Third", version=3)), receive(agency, copy("First")),
                 receive(agency, copy("Second", version=2)))
    assert said == ["new", "older", "updated", "same", "same"]
    assert (only().headline, only().version) == ("Third", 3)
    assert list(Arrival.objects.order_by("pk").values_list("version", "outcome")) == [
        (2, "new"), (1, "older"), (3, "updated")]
    assert list(check())


def test_without_a_version_the_time_decides(house):
    agency = source(kind="feed")
    late = rss_item(date="Mon, 02 Mar 2026 11:30:00 GMT", title="Crane stands again")
    assert whats(receive(agency, rss(rss_item())), receive(agency, rss(late)),
                 receive(agency, rss(rss_item(title="Crane leans")))) == ["new", "updated", "older"]
    assert only().headline == "Crane stands again"


def test_another_content_under_the_same_version_is_taken_and_said(house):
    agency = source()
    receive(agency, copy("Ferry runs"))
    assert whats(receive(agency, copy("Ferry runs late"))) == ["updated"]
    assert any("under the same version" in doubt for doubt in only().doubts)
    assert whats(receive(agency, copy("Ferry runs"))) == ["same"]
    assert only().headline == "Ferry runs late"


def test_a_kill_of_what_we_have_and_of_what_we_never_had(house):
    agency = source()
    assert whats(receive(agency, copy()), receive(agency, killed())) == ["new", "killed"]
    assert only().state == "killed" and not item_of(only().item).body_text
    other = source("Southern Wire")
    assert whats(receive(other, killed()), receive(other, copy())) == ["killed", "older"]
    assert set(Incoming.objects.values_list("state", flat=True)) == {"killed"}


def test_a_kill_counts_though_its_sender_gives_it_no_version(house):
    agency = source()
    receive(agency, copy(version=5))
    assert whats(receive(agency, killed(version=1))) == ["killed"]
    assert whats(receive(agency, copy(version=5, slugline="Ferry again"))) == ["updated"]
    assert only().state == "waiting" and any("had killed it" in one for one in only().doubts)


def test_a_late_copy_of_an_old_kill_changes_nothing(house):
    agency = source()
    receive(agency, copy(version=5, made="2026-03-02T12:00:00Z"))
    assert whats(receive(agency, killed(version=2))) == ["older"]
    assert only().state == "waiting"


def test_the_same_id_of_two_sources_is_two_items(house):
    receive(source(), copy())
    receive(source("Southern Wire"), copy())
    assert Incoming.objects.count() == 2


def test_without_an_identifier_the_content_is_one(house):
    agency, without = source(kind="feed"), rss_item().replace(
        "<guid isPermaLink='false'>harbour-1</guid>", "").replace(
        "<link>https://harbour.example/1</link>", "")
    assert whats(receive(agency, rss(without)), receive(agency, rss(without))) == ["new", "same"]
    assert only().ident == "" and "it has no identifier" in " ".join(only().doubts)


def test_what_cannot_be_read_is_kept_whole_with_its_reason(house):
    raw = b'{"uri": "broken'
    receipt = receive(source(), raw, name="broken.json")
    row = Reject.objects.get()
    assert row.reason == receipt.refused and row.reason.startswith("this is not JSON")
    assert (row.name, row.size, row.digest) == ("broken.json", len(raw), receipt.digest)
    assert reject_file(row.digest).read_bytes() == raw
    assert reject_file(row.digest).with_name(f"{row.digest}.txt").read_text().strip() == row.reason
    receive(source("Southern Wire"), raw)
    receive(row.source, raw, name="again.json")
    assert Reject.objects.count() == 2
    assert list(check())


def test_what_can_be_read_by_now_is_no_reject_any_more(house):
    agency = source(format="nitf")
    digest = receive(agency, copy()).digest
    agency.format = ""
    assert whats(receive(agency, copy())) == ["new"]
    assert not Reject.objects.exists() and not reject_file(digest).exists()


def test_what_is_too_large_is_kept_and_not_read(house):
    receipt = receive(source(), b"{" + b" " * MOST)
    assert receipt.refused == (
        f"this file has {MOST + 1:,} bytes; at most {MOST:,} are read")
    assert reject_file(receipt.digest).stat().st_size == MOST + 1


def test_no_sign_that_no_database_keeps_comes_in(house):
    raw = copy("Ferry\\u0000 runs").replace(b"\\\\u0000", b"\\u0000\\ud800")
    receive(source(), raw)
    assert "\x00" not in only().headline and "\ud800" not in only().headline


@pytest.mark.parametrize("damage", ["raw", "item", "reject"])
def test_the_check_finds_what_was_lost(house, damage):
    receive(source(), copy())
    receive(only().source, b"nothing")
    row = only()
    if damage == "raw":
        raw_file(row.raw).write_bytes(b"other")
    elif damage == "item":
        Incoming.objects.update(item=spelled(replace(item_of(row.item), headline="Other")))
    else:
        reject_file(Reject.objects.get().digest).unlink()
    with pytest.raises(WireBreach):
        list(check())


def test_an_export_has_every_row_and_no_key(house):
    receive(source(), copy())
    receive(only().source, b"nothing")
    tables = {table.name: list(table.rows) for table in export()}
    assert {name: len(rows) for name, rows in tables.items() if rows} == {"wire-distribution": 1,
        "wire-source": 1, "wire-incoming": 1, "wire-arrival": 1, "wire-reject": 1}
    assert tables["wire-incoming"][0]["item"]["headline"] == "Ferry runs again"
