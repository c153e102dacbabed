"""Nobody can look like somebody else, or like the newsroom."""

from __future__ import annotations

import pytest

from dateline.discussion.lookalikes import name_key
from dateline.discussion.names import NotAName, checked


@pytest.mark.parametrize(("one", "other"), [
    ("Paula Miller", "PAULA  MILLER"), ("Paula Miller", "Pаulа Мiller"), ("Bill", "BiII"),
    ("Bill", "B1ll"), ("Marnie", "Mamie"), ("Zoé", "Zoe\u0301"), ("Anna Lee", "Anna-Lee"),
    ("Tom", "Τοm"), ("Ann", "Ａｎｎ"),
])
def test_names_that_look_the_same_have_the_same_key(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_look_different_have_different_keys():
    names = ["Ann", "Anna", "Zoe", "Zoé", "Иван", "Ivan", "李雷", "محمد", "O'Neil", "Oneal"]
    assert len({name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("typed", [
    "", "A", "x" * 51, "Ann\u202e", "A\u200bnn", "<b>Ann</b>", "Ann\x00", "Mоderator", "ADMIN",
    "Ed1tor", "Dateline", "Аnn Жук Anж", "...", "a\u0301\u0301\u0301b", "\u3164\u3164",
    "Ann@home", "✔ Ann",
])
def test_what_is_no_name(house, typed):
    with pytest.raises(NotAName):
        checked(typed)


@pytest.mark.parametrize("typed", [
    "Ann Archer", "Zoé", "Иван Жуков", "李雷", "محمد علي", "J.-P. O’Neil", "Ann 2",
])
def test_what_is_a_name(house, typed):
    assert checked(f"  {typed} ")[0] == typed
