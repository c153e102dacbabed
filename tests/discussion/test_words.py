"""What word rules find, however it is spelled, and what they leave in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commenting import rule
from dateline.discussion.words import Rule, WordRules, fold, skeleton, words


def rules(*phrases: str) -> WordRules:
    return WordRules(Rule(at, phrase, "nudge", "2.1") for at, phrase in enumerate(phrases))


def found(text: str, *phrases: str) -> list[str]:
    return [text[slice(*hit.span)] for hit in rules(*phrases).find(text)]


@pytest.mark.parametrize("text", [
    "What a cunt.", "CUNT!", "“cunt”", "c\u200bunt", "с\u1d1cnt", "ｃｕｎｔ", "𝐜𝐮𝐧𝐭", "ⓒⓤⓝⓣ",
    "CUΝT", "cu\u00adnt", "cսnt",
])
def test_a_word_is_found_however_it_is_spelled(text):
    assert len(found(text, "cunt")) == 1


@pytest.mark.parametrize("text", [
    "Scunthorpe", "scunt", "cunts", "cunt's", "l'cunt", "cun t", "cúnt", "c_u_n_t",
])
def test_whole_words_alone(text):
    assert found(text, "cunt") == []


def test_a_phrase_is_found_across_spaces_and_signs_with_its_place():
    text = "He is — a Dirty,\n LIAR’s friend, a dirty liar."
    assert found(text, "dirty liar") == ["dirty liar"]
    assert found("don’t do it", "don't") == ["don’t"]


def test_a_text_that_is_really_russian_is_not_read_as_latin():
    assert found("Дождь и снег, рот на замок", "pot") == []
    assert found("рот", "pot") == ["рот"]
    assert found("Дождь: рот!", "рот") == ["рот"]


def test_scripts_without_spaces_are_searched_anywhere():
    assert found("你是笨蛋吗", "笨蛋") == ["笨蛋"]


def test_the_longest_of_many_rules_and_the_shortest_are_both_found():
    tripped = found("a dirty liar", "liar", "a dirty liar", "dirty")
    assert tripped == ["a dirty liar", "dirty", "liar"]


@given(st.text(max_size=60))
def test_spans_are_of_the_text_as_it_was_typed(text):
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert fold(fold(text)) == fold(text)
    assert isinstance(skeleton(text), str)


def test_rules_are_loaded_anew_when_one_is_added_or_ended(house, noon):
    assert WordRules.load().find("You fool") == []
    made = rule("fool", at=noon)
    held = WordRules.load()
    assert [hit.rule.phrase for hit in held.find("You fool")] == ["fool"]
    assert WordRules.load() is held
    made.ended_at = noon
    made.save()
    assert WordRules.load().find("You fool") == []


def test_marks_without_end_are_cut_and_words_beside_them_are_found():
    marks = "e" + "\u0301\u0316" * 2500
    (word,) = words(marks)
    assert (word.start, word.end) == (0, 5001) and len(word.folded) <= 31
    assert found(f"{marks} you liar", "liar") == ["liar"]


def test_words_are_folded_together_as_they_are_alone():
    odd = ["\u0345\u0301", "ﬃ", "ŉ", "Straße", "ΝΗΥ", "\u1100\u1161", "\u200b", "ⓒ",
           "\u0301a", "笨蛋"]
    together = [(word.folded, word.look) for word in words(" ".join(odd))]
    assert together == [(word.folded, word.look) for one in odd for word in words(one)]
    assert found("a liar \u200b of men liar", "liar of men") == ["liar \u200b of men"]
