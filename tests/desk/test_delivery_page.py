"""What the desk says of stored pages: rendered when, from what, right or not, how often asked."""

from __future__ import annotations

import re
from html import unescape

from cast import filed, live
from dateline.delivery.memory import memory
from dateline.desk import public as desk
from dateline.desk.models import Story
from desking import desk_of, person


def page_of(client, guid, status=200):
    """The page in words, its parts by address."""
    pk = Story.objects.get(guid=guid).pk
    answer = client.get(f"/desk/stories/{pk}/delivery/")
    assert answer.status_code == status
    parts = re.split(r'<h3 id="holding-\d+">', answer.content.decode())[1:]
    found = {}
    for part in parts:
        words = " ".join(unescape(re.sub(r"<[^>]*>", " ", part.split("</section>")[0])).split())
        address, _, rest = words.partition(" ")
        found[address] = rest
    return found


def test_a_page_is_told_as_it_is_kept(house, reader, noon):
    guid, done = live(at=noon, dossiers=("Floods",))
    editor = desk_of(person("editor"))
    short = f"/~{done.code}"
    told = page_of(editor, guid)
    assert list(told) == [done.address, f"{done.address}.json", short, f"{short}.svg"]
    assert set(told.values()) == {"State Not kept: it is rendered at the next request."}

    for _ in range(6):
        reader.get(done.address)
    memory().tell()
    told = page_of(editor, guid)[done.address]
    assert told.startswith("State ✓ right now Rendered ")
    assert "ago, at tick 1 " in told and "Answer 200" in told
    assert "about 5 times on this machine" in told
    assert "story:0" in told and "count" in told

    desk.correct(guid, {}, wrong="One.", right="Two.", at=noon)
    told = page_of(editor, guid)[done.address]
    assert "is rendered anew at the next request: touched since were" in told
    assert "story:0 (tick 2)" in told
    reader.get(done.address)
    told = page_of(editor, guid)[done.address]
    assert told.startswith("State ✓ right now") and "at tick 2 " in told
    assert "about 0 times" in told


def test_a_killed_story_has_its_notice_and_a_draft_has_no_such_page(house, reader, noon):
    guid, done = live(at=noon)
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    reader.get(f"/~{done.code}")
    told = page_of(desk_of(person("editor")), guid)
    assert "Answer 410" in told[f"/~{done.code}"]
    page_of(desk_of(person("reporter")), filed("A draft"), status=404)


def test_the_editor_leads_there_once_a_story_was_public(house, noon):
    editor = desk_of(person("editor"))
    guid = filed("A draft")
    pk = Story.objects.get(guid=guid).pk
    address = f"/desk/snippets/desk/story/edit/{pk}/"
    assert f"/desk/stories/{pk}/delivery/" not in editor.get(address).content.decode()
    desk.publish(guid, at=noon)
    assert f"/desk/stories/{pk}/delivery/" in editor.get(address).content.decode()


def test_on_one_machine_nothing_is_said_of_machines(house, noon):
    guid, _ = live(at=noon)
    pk = Story.objects.get(guid=guid).pk
    editor = desk_of(person("editor"))
    assert "desk-reach" not in editor.get(f"/desk/snippets/desk/story/edit/{pk}/").content.decode()
    assert "served by one machine" in editor.get("/desk/machines/").content.decode()
    assert 'id="desk-machines-section"' not in editor.get("/desk/").content.decode()
