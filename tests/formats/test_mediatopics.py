"""IPTC's media topics are read with their tree, their languages, and what became of the retired."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.formats.mediatopics import SCHEME, NotMediaTopics, Topic, load


def concept(number, name, **more):
    return {"qcode": f"medtop:{number}", "prefLabel": {"en-GB": name}} | more


def vocabulary(*concepts, uri=SCHEME):
    return json.dumps({"uri": uri, "conceptSet": concepts}).encode()


def test_a_tree_in_two_languages():
    topics = load(vocabulary(
        concept("01000000", "games", definition={"en-GB": "All  games\nthere are"}),
        concept("20000001", "kites", prefLabel={"en-GB": "kites", "fr": "cerfs-volants"},
                broader=[f"{SCHEME}01000000"]),
    ))
    assert topics == (
        Topic("01000000", (("en-GB", "games"),), (("en-GB", "All games there are"),)),
        Topic("20000001", (("en-GB", "kites"), ("fr", "cerfs-volants")), (), "01000000"),
    )


def test_what_became_of_a_retired_topic():
    said = {"en-GB": "Retired 2021-02-18. Use medtop:20000001 kites or 20000009, not 20000002."}
    _, old, other = load(vocabulary(
        concept("20000001", "kites"),
        concept("20000002", "box kites", retired="2021-02-18T12:00:00+00:00", changeNote=said),
        concept("20000003", "sleds", changeNote=said),
    ))
    assert old.retired and old.replaced_by == ("20000001",)
    assert old.note.startswith("Retired 2021-02-18.")
    assert (other.retired, other.note, other.replaced_by) == (False, "", ())


def test_what_cannot_be_read_of_a_topic_is_left_out():
    topics = load(vocabulary(
        concept("20000001", "kites", broader=["medtop:99999999"], definition="flying"),
        {"qcode": "medtop:20000002"}, {"prefLabel": {"en": "nothing"}}, "nothing", None,
        concept("2000", "short"), concept("20000003", "  "),
    ))
    assert topics == (Topic("20000001", (("en-GB", "kites"),)),)


def test_a_circle_has_no_top():
    topics = load(vocabulary(
        concept("20000001", "a", broader=["medtop:20000002"]),
        concept("20000002", "b", broader=["medtop:20000001"]),
        concept("20000003", "c", broader=["medtop:20000001"]),
        concept("20000004", "d", broader=["medtop:20000004"]),
    ))
    assert [topic.broader for topic in topics] == ["", "", "", ""]


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"null", b"\xff", b'{"conceptSet": []}', vocabulary(),
    vocabulary(concept("20000001", "a"), uri="http://cv.iptc.org/newscodes/genre/"),
    vocabulary("nothing"), b"[" * 100_000,
])
def test_what_is_no_such_file_is_refused(data):
    with pytest.raises(NotMediaTopics):
        load(data)


@given(st.recursive(
    st.none() | st.booleans() | st.text() | st.sampled_from(["medtop:20000001", "20000001"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["qcode", "prefLabel", "broader", "definition", "retired", "note", "en"]),
        inner, max_size=4),
    max_leaves=20,
))
def test_any_concept_is_read_or_left_out(concept):
    try:
        topics = load(vocabulary(concept))
    except NotMediaTopics:
        return
    assert all(len(topic.number) == 8 and topic.names for topic in topics)
