"""Story codes: every number has its own, and a slip of the pen never reads as another code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.record.codes import ALPHABET, UnknownCode, code_of, is_code, normal

SIX = 31**5
SEVEN = SIX + 31**6
GOLDEN = ["hvpngv", "evdhgv", "7pxb9q", "27n8gn", "k9acvns", "v9pc8e8z"]
numbers = st.integers(0, SEVEN + 10**6)
keys = st.binary(min_size=16, max_size=16)
few = settings(max_examples=50, deadline=None)


def test_codes_never_change_for_a_key():
    key = bytes(range(16))
    assert [code_of(number, key) for number in (0, 1, 2, SIX - 1, SIX, SEVEN)] == GOLDEN


def test_the_alphabet_has_no_look_alikes():
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert set("01ilo").isdisjoint(ALPHABET) and ALPHABET.lower() == ALPHABET


@few
@given(numbers, numbers, keys)
def test_two_numbers_never_share_a_code(one, other, key):
    assert (code_of(one, key) == code_of(other, key)) == (one == other)


@few
@given(st.integers(0, SEVEN), keys)
def test_a_run_of_numbers_has_as_many_codes(first, key):
    assert len({code_of(number, key) for number in range(first, first + 300)}) == 300


@few
@given(keys)
def test_codes_grow_by_a_sign_where_the_short_ones_end(key):
    around = range(SIX - 150, SIX + 150)
    codes = [code_of(number, key) for number in around]
    assert [len(code) for code in codes] == [6] * 150 + [7] * 150
    assert len(set(codes)) == 300
    assert (len(code_of(SEVEN - 1, key)), len(code_of(SEVEN, key))) == (7, 8)


@few
@given(numbers, keys)
def test_a_code_has_one_spelling(number, key):
    code = code_of(number, key)
    assert set(code) <= set(ALPHABET) and is_code(code)
    assert normal(code) == normal(code.upper()) == normal(f" {code}\n") == code


@few
@given(numbers, keys)
def test_one_wrong_sign_is_never_a_code(number, key):
    code = code_of(number, key)
    for place, right in enumerate(code):
        for sign in ALPHABET + "01ilo-~":
            if sign != right:
                assert not is_code(code[:place] + sign + code[place + 1 :])


@few
@given(numbers, keys)
def test_two_signs_exchanged_are_never_a_code(number, key):
    code = code_of(number, key)
    for left in range(len(code)):
        for right in range(left + 1, len(code)):
            if code[left] != code[right]:
                signs = list(code)
                signs[left], signs[right] = signs[right], signs[left]
                assert not is_code("".join(signs))


@few
@given(keys)
def test_neighbours_look_unrelated(key):
    codes = [code_of(number, key) for number in range(400)]
    assert codes != sorted(codes)
    assert len({code[:2] for code in codes}) > 200


NO_CODES = ("", "22222", "2" * 13, "abc de", "äöüßxy", "22222\x00", "〇一二三四五")


@pytest.mark.parametrize("text", NO_CODES)
def test_what_cannot_be_a_code_is_named(text):
    with pytest.raises(UnknownCode, match="code"):
        normal(text)
    assert not is_code(text)
