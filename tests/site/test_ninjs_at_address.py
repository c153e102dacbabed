"""Each story at its address with `.json`: ninjs 3.1 that says what the page says."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.formats.ninjs import load
from markup import head_links, tree

BASE = "http://localhost:8000"


def item_at(reader, address, status=200):
    answer = reader.get(address)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/json")
    return load(answer.body), json.loads(answer.body)


def test_it_says_what_the_page_says(house, reader, noon):
    live("The dam holds", at=noon)
    guid, done = live(
        "Überfall <in> Köln", at=noon, section="Rivers & Bridges", standfirst="It holds.",
        place="Rome", credit="Dateline", authors=("Ann Lee",), dossiers=("Floods",),
        tags=(Tag("Iraq", "place"), Tag("Rain", "subject", True)),
        related=("The dam holds", "Lost"),
        blocks=(Block("paragraph", 'He said "[it] <holds>".'), Block("heading", "Then"),
                Block("quotation", "It did.", "A. Rossi", "mayor")),
        language="de", urgency=3, genre="Analysis", rights="© Dateline", slugline="köln-dam",
        expires_at=noon + timedelta(days=9),
    )
    item, document = item_at(reader, head_links(tree(reader.get(done.address).text))["alternate"]
                             .removeprefix(BASE))
    assert document["standard"]["version"] == "3.1"
    assert (item.guid, item.version, item.pubstatus) == (f"urn:uuid:{guid}", 1, "usable")
    assert item.uri == BASE + done.address
    assert (item.headline, item.standfirst) == ("Überfall <in> Köln", "It holds.")
    assert item.body_text == 'He said "[it] <holds>".\n\nThen\n\nIt did.\n— A. Rossi, mayor'
    assert item.body_html == (
        "<p>He said &quot;[it] &lt;holds&gt;&quot;.</p>\n<h2>Then</h2>\n"
        "<blockquote><p>It did.</p><p><cite>A. Rossi, mayor</cite></p></blockquote>"
    )
    assert (item.language, item.urgency, item.genre) == ("de", 3, "Analysis")
    assert (item.rights, item.slugline, item.credit) == ("© Dateline", "köln-dam", "Dateline")
    assert (item.bylines, item.section) == (("Ann Lee",), "Rivers & Bridges")
    assert (item.located.name, item.located.uri) == ("Rome", f"{BASE}/place/rome/")
    assert [(d.title, d.uri) for d in item.dossiers] == [("Floods", f"{BASE}/dossier/floods/")]
    assert [(s.name, s.kind, s.uri) for s in item.subjects] == [
        ("Rain", "subject", f"{BASE}/tag/rain/"), ("Iraq", "place", f"{BASE}/place/iraq/")
    ]
    assert [r.title for r in item.related] == ["The dam holds", "Lost"]
    assert item.related[0].uri.startswith(f"{BASE}/politics/the-dam-holds~")
    assert item.short_url == f"{BASE}/~{done.code}"
    assert (item.published, item.first_created, item.version_created) == (noon, noon, noon)
    assert item.expires == noon + timedelta(days=9)


def test_an_undated_story_has_no_date_of_its_own(house, reader, noon):
    done = desk.publish(filed("Old", backfile=True), at=noon)
    item, _ = item_at(reader, done.address + ".json")
    assert (item.published, item.version_created) == (None, noon)


def test_a_correction_and_an_update_are_signalled(house, reader, noon):
    guid, done = live(at=noon)
    later = noon + timedelta(hours=1)
    desk.correct(guid, {}, wrong="six", right="five", at=later)
    item, _ = item_at(reader, done.address + ".json")
    assert (item.version, item.signal, item.version_created) == (2, "correction", later)
    assert [(n.kind, n.wrong, n.right, n.at) for n in item.notices] == [
        ("correction", "six", "five", later)
    ]
    desk.update(guid, {"standfirst": "More."}, note="Adds.", at=later + timedelta(hours=1))
    item, _ = item_at(reader, done.address + ".json")
    assert (item.version, item.signal, item.notices[-1].text) == (3, "update", "Adds.")
    assert (item.first_created, item.published) == (noon, noon)


def test_any_other_form_of_the_address_redirects(house, reader, noon):
    guid, done = live(at=noon)
    moved = desk.update(guid, {"headline": "Köln"}, at=noon)
    assert "%C3%B6" in moved.address
    for form in (done.address, f"/~{done.code}", f"/x/y~{done.code.upper()}"):
        answer = reader.get(form + ".json")
        assert (answer.status, answer.headers["Location"]) == (301, moved.address + ".json")
    assert reader.get(moved.address + ".json").status == 200


@pytest.mark.parametrize(("state", "kind", "signal"), [
    ("withdraw", "withdrawal", ""), ("expire", "withdrawal", ""), ("kill", "kill", "kill"),
    ("erase", "kill", "kill"),
])
def test_a_story_that_is_gone_is_canceled(house, reader, noon, state, kind, signal):
    guid, done = live("Secret", at=noon, standfirst="Secret")
    more = {"reason": "Wrong."} if state == "kill" else {}
    getattr(desk, state)(guid, "It is gone.", at=noon + timedelta(hours=1), **more)
    item, document = item_at(reader, done.address + ".json", 410)
    assert (item.guid, item.version, item.pubstatus) == (f"urn:uuid:{guid}", 2, "canceled")
    assert (item.uri, item.signal) == (f"{BASE}/~{done.code}", signal)
    assert [(n.kind, n.text, n.at) for n in item.notices] == [
        (kind, "It is gone.", noon + timedelta(hours=1))
    ]
    assert "Secret" not in json.dumps(document)
