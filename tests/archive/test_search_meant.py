"""“Did you mean” is made of whole words of live stories, spelled as they are there."""

from __future__ import annotations

import pytest

from cast import live
from dateline.desk.public import Block
from seeking import sought


def _told(noon, language, text):
    live("Title", at=noon, language=language, blocks=(Block("paragraph", text),))


@pytest.mark.parametrize(("language", "text", "asked"), [
    ("fr", "C'est ainsi jusqu'à dimanche.", "eusquà"), ("fr", "Puisqu’il pleut.", "puisquil"),
    ("fr", "Quelqu'un attend.", "quelqun"), ("fr", "Aujourd'hui.", "aujourdui"),
    ("fr", "Aujourd'hui.", "hul"), ("it", "Nell'anno.", "nelll"), ("en", "It didn't.", "didnt"),
    ("en", "The Qur'an.", "qurr"), ("en", "Mr O'Neil.", "neill"), ("uk", "Об'єкт.", "єкта"),
])
def test_what_an_apostrophe_cuts_off_is_no_word(house, noon, language, text, asked):
    _told(noon, language, text)
    assert sought(asked)["suggestion"] == ""


@pytest.mark.parametrize(("language", "text", "asked", "meant"), [
    ("fr", "Jusqu'à l'élection.", "éllection", "élection"),
    ("fr", "L’Électorat vote.", "électora", "électorat"),
    ("it", "Dell'economia.", "ecconomia", "economia"),
    ("en", "The government's plan.", "goverment", "government"),
    ("en", "They said 'Reykjavik' twice.", "reykjavk", "reykjavik"),
    ("tr", "Ankara'da.", "ankra", "ankara"), ("tr", "İstanbul'un.", "istanbl", "istanbul"),
    ("de", "Die Größe.", "grözße", "größe"), ("de", "Die Straße.", "strase", "straße"),
])
def test_a_whole_word_is_offered_as_it_is_spelled(house, noon, language, text, asked, meant):
    _told(noon, language, text)
    assert sought(asked)["suggestion"] == meant
