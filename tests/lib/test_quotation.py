"""The quotation splitter keeps every character and finds quotations and insertions."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lib.quotation import runs


def shape(text: str) -> list[tuple[str, str]]:
    """The runs as pairs of the kind's first letter and the text."""
    return [(run.kind[0], run.text) for run in runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Nothing was said.", [("t", "Nothing was said.")]),
        ('"Yes," she said.', [("q", '"Yes,"'), ("t", " she said.")]),
        ('He was "ready" again.', [("t", "He was "), ("q", '"ready"'), ("t", " again.")]),
        ("“Yes,” she said.", [("q", "“Yes,”"), ("t", " she said.")]),
        ("« Oui », dit-il.", [("q", "« Oui »"), ("t", ", dit-il.")]),
        ('("Yes")', [("t", "("), ("q", '"Yes"'), ("t", ")")]),
        ('"a" "b"', [("q", '"a"'), ("t", " "), ("q", '"b"')]),
        ('"a""b"', [("q", '"a"'), ("q", '"b"')]),
    ],
)
def test_quotation_marks_make_quote_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text",
    ["The ship's crew won't go.", "The ship’s crews’ ‘rest’", 'a 5" gun', 'the end"', "a” b»"],
)
def test_apostrophes_inches_and_lone_closing_marks_are_text(text: str) -> None:
    assert shape(text) == [("t", text)]


@pytest.mark.parametrize("mark", ['"', "“", "«"])
def test_a_mark_never_closed_quotes_to_the_end(mark: str) -> None:
    assert shape(f"He said: {mark}It goes on") == [("t", "He said: "), ("q", f"{mark}It goes on")]


def test_an_insertion_splits_its_quotation_in_order() -> None:
    assert shape('"It [the bridge] holds," he said.') == [
        ("q", '"It '),
        ("i", "[the bridge]"),
        ("q", ' holds,"'),
        ("t", " he said."),
    ]
    assert shape('"[We] hold [on]"') == [
        ("q", '"'),
        ("i", "[We]"),
        ("q", " hold "),
        ("i", "[on]"),
        ("q", '"'),
    ]


def test_insertions_outside_quotations_nested_and_unbalanced() -> None:
    assert shape("a [b] c") == [("t", "a "), ("i", "[b]"), ("t", " c")]
    assert shape("[a [b] c]") == [("i", "[a [b] c]")]
    assert shape("[ [b] ]]") == [("i", "[ [b] ]"), ("t", "]")]
    assert shape("a [ [b] c") == [("t", "a [ "), ("i", "[b]"), ("t", " c")]
    assert shape("a ] b [ c") == [("t", "a ] b [ c")]
    assert shape('[said "so] c" d') == [("i", '[said "so]'), ("t", ' c" d')]


@pytest.mark.parametrize(
    "quote",
    ["“He said “no” twice”", '"He said "no" twice"', '“He said "no" twice”', "«Il dit “non” ici»"],
)
def test_a_quotation_inside_a_quotation_belongs_to_it(quote: str) -> None:
    assert shape(quote + " today") == [("q", quote), ("t", " today")]


def test_closing_the_outer_mark_closes_an_inner_one_left_open() -> None:
    assert shape('“He said "no” today') == [("q", '“He said "no”'), ("t", " today")]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="a1 .\n\"“”«»[]'’", max_size=40))
def test_the_runs_joined_are_the_text(text: str) -> None:
    found = runs(text)
    assert "".join(run.text for run in found) == text
    assert all(run.text for run in found)


@pytest.mark.parametrize("piece", ["[", '"', "“", ' "a', "“[", '“"'])
def test_a_million_marks_take_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    found = runs(text)
    assert time.process_time() - started < 10
    assert sum(len(run.text) for run in found) == len(text)
