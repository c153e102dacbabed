"""What is shown of a story that was found: the paragraph with the most of the words, marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.searching import passages, tokens
from dateline.archive.searching.passages import marked, passage, wanted_of
from dateline.archive.searching.words import words_of
from dateline.record.public import Block, Version

FAR = "Nothing of that is said here, for as long as this takes. " * 8


def told(*paragraphs, language="en", **more):
    return Version("g", 1, "live", "/a", "/a", headline="Head", language=language,
                   blocks=tuple(Block("paragraph", text) for text in paragraphs), **more)


def shown(query, story, *, quick=False, languages=("en", "fr", "ar", "tr")):
    pieces = passage(story, wanted_of(words_of(query), languages), quick=quick)
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_the_paragraph_with_the_most_words_near_each_other_is_shown():
    story = told("The mayor spoke.", "The bridge was closed. " + FAR + "The mayor left.",
                 "The mayor closed the bridge.", "Bridge and mayor, again.")
    assert shown("mayor bridge", story) == "The [mayor] closed the [bridge]."
    assert shown("mayor", story) == "The [mayor] spoke."
    assert shown("“the bridge”", story).startswith("[The] [bridge] was closed.")


@pytest.mark.parametrize(("query", "text", "language"), [
    ("election", "Les [élections] ont lieu.", "fr"),
    ("élection", "The [election] is held.", "en"),
    ("die", "He was [dying] then.", "en"),
    ("sky", "The [skies] are blue.", "en"),
    ("istanbul", "Bugün [İSTANBUL] sakin.", "tr"),
    ("انتخاب", "بدأت [الانتخابات] اليوم.", "ar"),
    ("北京", "他在[北京]说。", "zh"),
    ("ﬁnance", "The [Finance] bill.", "en"),
])
def test_a_word_is_marked_in_every_form_it_has(query, text, language):
    story = told("Before it.", text.replace("[", "").replace("]", ""), language=language)
    assert shown(query, story, languages=("en", "fr", "ar", "tr", "zh")) == text


def test_who_looks_quickly_passes_over_forms_that_share_no_letters():
    story = told("He was dying then.")
    assert shown("die", story, quick=True) == ""
    assert shown("dying", story, quick=True) == "He was [dying] then."


def test_nothing_is_shown_where_no_word_stands_in_the_text():
    assert shown("mayor", told("Of bridges.")) == shown("", told("Of bridges.")) == ""


def test_the_standfirst_comes_before_the_text():
    assert shown("mayor", told("The mayor.", standfirst="Mayor wins.")) == "[Mayor] wins."


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(("mayor", "Mayors", "bridge", "élu", "skies", "x")), max_size=30),
       st.sampled_from(("mayor bridge", "sky", "elu x", '"mayor bridge"')))
def test_all_of_the_text_is_there_and_only_what_is_asked_for_is_marked(words, query):
    text, wanted = " ".join(words), wanted_of(words_of(query), ("en", "fr"))
    pieces = marked(text, "en", wanted)
    assert "".join(piece.text for piece in pieces) == text
    plain = {"mayor": "mayor", "Mayors": "mayor", "bridge": "bridge", "élu": "elu",
             "skies": "sky", "x": "x"}
    asked = query.replace('"', "").split()
    assert [piece.text for piece in pieces if piece.marked] == [
        word for word in words if plain[word] in asked]


WORDS = st.sampled_from(["mayor", "bridge", "the", "a", "of", "closed", "closing", "tower's",
                         "北京说", "x" * 40, "sky.", "skies,"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=300), st.lists(WORDS, min_size=1, max_size=4))
def test_where_the_rest_is_not_looked_at_the_same_is_shown(said, asked):
    story, query = told(" ".join(said)), " ".join(asked)
    soon, step = shown(query, story), passages.STEP
    passages.STEP = 10**9
    try:
        assert soon == shown(query, story)
    finally:
        passages.STEP = step


def test_what_stands_behind_the_best_passage_is_not_looked_at(monkeypatch):
    seen, every = [], passages.tokens

    def told_of(text, language):
        for each in every(text, language):
            seen.append(each)
            yield each

    monkeypatch.setattr(passages, "tokens", told_of)
    text = "The mayor closed the bridge. " + FAR * 20
    assert shown("mayor bridge", told(text)).startswith("The [mayor] closed the [bridge].")
    assert seen[-1].start < 600


PIECES = st.sampled_from([
    "minister", "Ministers", "ministry", "U.S.", "1,000", "l'eau", "it's", "minister's", "don't",
    "end.Minister", "storm", "stormy", "STORM", "a", "s", "42", "x_storm", "storm-minister", "“",
    "”", "’", " – ", "…", "\u00a0", "café", "$", ",", ".", "'", "minister’s", "thunderstorm"])


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\n"])), max_size=14))
def test_words_looked_for_by_their_beginnings_are_those_found_one_by_one(said):
    text = "".join(piece + between for piece, between in said)
    wanted = wanted_of(words_of("storm ministers 1,000"), ("en", "fr"))
    plain = passages._plain(text)
    quick = passages._beginning(text, plain, "en", wanted)
    if quick is None:
        return
    hints = tuple(hint for hints in wanted.hints for hint in hints)
    assert quick == [span for span in passages._spans(text, "en", wanted)
                     if plain.startswith(hints, span.start)]


def test_texts_with_printers_signs_are_looked_through_by_beginnings(monkeypatch):
    text = "“The storm – the ministers’ worst…” she said in the\u00a0harbour. No «storm» came."
    wanted = wanted_of(words_of("storm harbour"), ("en",))
    plain = passages._plain(text)
    assert len(plain) == len(text) and plain.isascii()
    found = passages._beginning(text, plain, "en", wanted)
    assert [text[span.start : span.end] for span in found] == ["storm", "harbour", "storm"]


def test_printers_signs_are_what_they_are_made_of_anyway():
    for sign, plain in tokens._PRINTED:
        assert tokens._signs[ord(sign)] == ord(plain), f"U+{ord(sign):04X}"
