"""IPTC's media topics at the desk: loaded, updated, found, chosen."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from dateline.desk import public as desk
from dateline.desk.models import Topic
from dateline.desk.public import NotCopy
from dateline.formats.mediatopics import Topic as Read
from desking import desk_of, person


def read(number, name, broader="", **more):
    """A topic as the file has it."""
    return Read(number, (("en-GB", name),), (("en-GB", f"All about {name}."),), broader, **more)


TREE = (
    read("02000000", "sport"), read("01000000", "arts"), read("20000003", "kites", "20000002"),
    read("20000002", "toys", "01000000"), read("20000001", "ballet", "01000000"),
    read("20000004", "hoops", "20000002", retired=True, note="Use 20000003 instead.",
         replaced_by=("20000003",)),
)


@pytest.fixture
def client(house):
    return desk_of(person("editor"))


def test_the_tree_is_loaded_in_its_order_and_again_without_a_change(house):
    done = desk.load_topics(TREE)
    assert (done.topics, done.new, done.changed, done.retired) == (6, 6, 0, 1)
    rows = list(Topic.objects.order_by("position").values_list("number", "path"))
    assert rows == [
        ("02000000", "02000000"), ("01000000", "01000000"),
        ("20000001", "01000000/20000001"), ("20000002", "01000000/20000002"),
        ("20000004", "01000000/20000002/20000004"), ("20000003", "01000000/20000002/20000003"),
    ]
    before = list(Topic.objects.order_by("pk").values())
    assert desk.load_topics(TREE).changed == 0
    assert list(Topic.objects.order_by("pk").values()) == before


def test_a_newer_file_renames_moves_adds_and_retires(house):
    desk.load_topics(TREE)
    done = desk.load_topics((
        read("02000000", "sports"), read("01000000", "arts"), read("20000003", "kites", "02000000"),
        read("20000002", "toys", "01000000"), read("20000005", "chess", "02000000"),
    ))
    assert (done.topics, done.new) == (5, 1)
    assert Topic.objects.get(number="20000003").path == "02000000/20000003"
    assert [topic.name for topic in Topic.objects.filter(retired=True).order_by("number")] == [
        "ballet", "hoops"
    ]
    assert desk.topic_names(["20000001", "02000000"]) == {"20000001": "ballet",
                                                          "02000000": "sports"}
    assert [topic.path for topic in desk.find_topics("kites")] == ["sports > kites"]


def test_words_find_a_topic_in_name_and_definition(house):
    desk.load_topics((*TREE, read("20000006", "kite surfing", "02000000")))
    assert [topic.name for topic in desk.find_topics("KITE")] == ["kite surfing", "kites"]
    assert [topic.name for topic in desk.find_topics("about sport all")] == ["sport"]
    assert desk.find_topics("hoops") == ()
    assert [topic.note for topic in desk.find_topics("hoops", retired=True)] == [
        "Use 20000003 instead."
    ]
    assert desk.find_topics("kite")[0].path == "sport > kite surfing"
    assert len(desk.find_topics("")) == 6


def test_names_are_in_the_readers_language_where_there_is_one(house):
    desk.load_topics((Read("01000000", (("en-GB", "arts"), ("fr", "les arts"))),
                      Read("02000000", (("de", "Sport"),))))
    for language, name in (("en", "arts"), ("fr", "les arts"), ("fr-ca", "les arts"),
                           ("ar", "arts")):
        with override(language):
            assert desk.topic_names(["01000000", "02000000"]) == {"01000000": name,
                                                                  "02000000": "Sport"}
    assert [topic.name for topic in desk.find_topics("LES")] == ["arts"]


def test_a_retired_topic_stays_but_is_not_chosen(house):
    desk.load_topics(TREE)
    assert desk.chosen_topics(["20000003", "20000001", "20000003"]) == ("20000003", "20000001")
    assert desk.chosen_topics(["20000004"], before=["20000004"]) == ("20000004",)
    assert desk.chosen_topics(["99999999"], before=["99999999"]) == ("99999999",)
    with pytest.raises(NotCopy, match="retired ‘hoops’; see kites"):
        desk.chosen_topics(["20000004"])
    with pytest.raises(NotCopy, match="no media topic 99999999"):
        desk.chosen_topics(["99999999"])


def test_without_the_file_the_screen_says_how_to_load_it(client):
    said = "dateline import mediatopics cptall-en-GB.json"
    assert said in desk.topics_hint()
    assert said in client.get("/desk/topics/").content.decode()
    desk.load_topics(TREE)
    assert desk.topics_hint() == ""
    assert said not in client.get("/desk/topics/").content.decode()


def test_the_screens(client):
    desk.load_topics(TREE)
    page = client.get("/desk/topics/").content.decode()
    assert page.index("sport") < page.index("ballet") < page.index("kites")
    assert "hoops" not in page and "CC BY" in page
    assert "hoops" in client.get("/desk/topics/?retired=1").content.decode()
    assert "arts &gt; toys &gt; kites" in client.get("/desk/topics/?q=kites").content.decode()
    assert "Use 20000003" in client.get("/desk/topics/?q=hoops&retired=1").content.decode()
    found = client.get("/desk/topics/find/?q=kit").json()
    assert found[0] | {"definition": ""} == {
        "number": "20000003", "name": "kites", "path": "arts > toys > kites", "definition": "",
        "retired": False, "note": "",
    }
    assert client.get("/desk/topics/find/?q=%00'%25").json() == []


@pytest.mark.parametrize("text", ["", "nothing", "{}", '{"uri": "x", "conceptSet": []}'])
def test_a_wrong_file_is_refused_and_nothing_is_made(house, tmp_path, text):
    path = tmp_path / "topics.json"
    path.write_text(text)
    done = house.run("import", "mediatopics", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"dateline import: {path}: ")
    assert house.run("import", "mediatopics", str(tmp_path / "none.json")).returncode == 2
