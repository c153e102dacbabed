"""Old addresses lead to the story, however they were written; nothing else changes for readers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from old_sites import post, wxr

from conftest import House, Reader
from dateline.archive.public import Asked, import_archive
from dateline.delivery.public import check
from dateline.desk import public as desk
from dateline.desk.public import find
from dateline.record import public as record


def _address(number: str = "7") -> str:
    return record.standing(find(source=f"wordpress:old.example:{number}").guid).address


def _rows(folder: Path, *addresses: str) -> tuple[Path, Asked]:
    (folder / "map.json").write_text(json.dumps(
        {"id": "id", "headline": "title", "text": "text", "addresses": "at"}))
    (folder / "rows.jsonl").write_text("".join(json.dumps(
        {"id": n, "title": f"Story {n}", "text": "Words.", "at": one}) + "\n"
        for n, one in enumerate(addresses)))
    return folder / "rows.jsonl", Asked(fields=folder / "map.json")


def test_a_number_in_the_query_leads_to_its_story_and_others_to_the_page(
    house: House, reader: Reader, noon, tmp_path
):
    home = reader.get("/")
    assert reader.get("/?p=7").body == reader.get("/?p=7").body == home.body
    import_archive(wxr(tmp_path, post(), post(number="8", link="https://old.example/?p=8"),
                       post(number="9", state="draft")), Asked(), at=noon)
    for asked in ("/?p=7", "/?utm_source=x&p=7", "/?P=7"):
        for _ in range(2):
            answer = reader.get(asked)
            assert (answer.status, answer.headers["Location"]) == (301, _address()), asked
    assert reader.get("/?p=8").headers["Location"] == _address("8")
    plain = reader.get("/")
    for asked in ("/?q=node/7", "/?q=node", "/?q=", "/?q=a%20b/", "/?q=%00/x", "/?p=70",
                  "/?p=9", "/?page_id=7", "/?utm_source=x", "/?p=", "/?p=7%00&x=&p"):
        for _ in range(2):
            answer = reader.get(asked)
            assert (answer.status, answer.body) == (200, plain.body), asked
    assert list(check(every_page=True))


def test_a_draft_that_is_published_and_a_story_that_is_killed_are_followed(
    house: House, reader: Reader, noon, tmp_path
):
    import_archive(wxr(tmp_path, post(number="9", state="draft", link="https://old.example/x/")),
                   Asked(), at=noon)
    assert reader.get("/?p=9").status == 200 and reader.get("/x/").status == 404
    guid = find(source="wordpress:old.example:9").guid
    desk.publish(guid, at=noon)
    assert reader.get("/?p=9").status == reader.get("/x/").status == 301
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon)
    gone = reader.get(reader.get("/?p=9").headers["Location"])
    assert gone.status == 410 and b"bridge" not in gone.body.replace(b"/bridge", b"")


@pytest.mark.parametrize(("old", "asked"), [
    ("https://old.example/index.php?option=com_content&view=article&id=12&Itemid=3",
     ["/index.php?id=12&itemid=3", "/index.php?Itemid=3&view=article&id=12"]),
    ("/node/7", ["/node/7", "/node/7/", "/node/7/amp", "/amp/node/7", "/?q=node/7",
                 "/index.php?x=1&q=node%2F7", "/?q=/node/7/"]),
    ("http://old.example/?q=news/a%20b", ["/?q=news/a%20b", "/news/a%20b", "/?q=news%2Fa+b"]),
    ("/2016/06/bridge.html", ["/2016/06/bridge.html", "/2016/06/bridge", "/2016/06/bridge.amp.html",
                              "/2016/06/bridge/amp/", "/2016/06/bridge/?amp=1"]),
    ("/news/bridge/", ["/news/bridge", "/news/bridge/index.html", "/news/bridge.php"]),
    ("/story.aspx?StoryID=4", ["/story.aspx?storyid=4"]),
    ("/nachrichten/brücke", ["/nachrichten/br%C3%BCcke/"]),
])
def test_other_spellings_of_an_old_address(
    house: House, reader: Reader, noon, tmp_path, old: str, asked: list[str]
):
    path, given = _rows(tmp_path, old, "/else")
    import_archive(path, given, at=noon)
    address = record.standing(find(source="table:0").guid).address
    for one in asked:
        answer = reader.get(one)
        assert (answer.status, answer.headers.get("Location")) == (301, address), one
    for unknown in ("/node/8", "/index.php?id=13", "/" + "x/" * 900, "/amp/amp", "/.html"):
        assert reader.get(unknown).status == 404, unknown


def test_old_addresses_of_a_draft_say_nothing(make_house, noon, tmp_path):
    """Two installations that differ in a draft alone answer the same, whatever is asked."""
    said = []
    for number in ("9", "10"):
        house = make_house()
        folder = tmp_path / number
        folder.mkdir()
        import_archive(wxr(folder, post(number="7"), post(
            number=number, state="draft", link=f"https://old.example/draft-{number}/")),
            Asked(), at=noon)
        reader = Reader()
        make_house.enter(house)
        answers = [reader.get(one) for one in (
            "/?p=9", "/?p=10", "/draft-9/", "/draft-10/amp/", "/?p=7")]
        said.append([(one.status, len(one.body)) for one in answers])
    assert said[0] == said[1]
    assert [status for status, _ in said[0]] == [200, 200, 404, 404, 301]
