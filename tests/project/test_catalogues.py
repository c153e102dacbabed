"""The catalogues of every room that has words: complete, sure, and with the same placeholders."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from cataloguing import script

messages = script()
CODES = [code for code, _name in settings.LANGUAGES if code != "en"]
CATALOGUES = [(room.name, code) for room in messages.rooms() for code in CODES]
SAME_IN_FRENCH = {
    "%(many)s suggestion", "%(many)s suggestions", "%(n)s fragment", "%(n)s fragments", "%(n)s min",
    "%(n)s minute", "%(n)s minutes", "Clause", "Clause %(number)s", "Correction", "Date",
    "Description", "Desk", "Discussion", "Dossier", "Dossiers", "Format", "Note", "Organisation",
    "Page", "Pages", "Pause", "Points", "Port", "Public", "Radio", "Sessions", "Source", "Station",
    "Suggestions", "Version", "Volume", "dossier", "expert", "mention", "note", "organisation",
    "public", "sessions", "site", "version %(n)s",
}
"""Words that French and English write alike. No word is written alike in English and Arabic."""
_PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def places(text: str) -> list[str]:
    """The placeholders of a text, of both kinds."""
    braces = [name for _, name, _, _ in Formatter().parse(text) if name] if "{" in text else []
    return sorted([*(found[0] for found in _PLACE.finditer(text)), *braces])


def kept(room: str, code: str) -> Catalog:
    path = messages.PACKAGE / room / "locale" / code / "LC_MESSAGES" / "django.po"
    return messages.read(path)


def texts(value: object) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [str(value)]


@pytest.mark.parametrize(("room", "code"), CATALOGUES)
def test_a_catalogue_says_everything_the_room_says(room, code):
    catalogue = kept(room, code)
    wanted = {(m.id, m.context) for m in messages.gathered(messages.PACKAGE / room) if m.id}
    held = {(m.id, m.context): m for m in catalogue if m.id}
    assert wanted - held.keys() == set(), "run: make messages"
    assert held.keys() - wanted == set(), "run: make messages"
    for message in held.values():
        said = texts(message.string)
        assert not message.fuzzy, message.id
        assert all(said) and len(said) == (catalogue.num_plurals if message.pluralizable else 1), (
            message.id)
        spelled = {tuple(places(text)) for text in texts(message.id)}
        assert {tuple(places(text)) for text in said} <= spelled, message.id


def is_words(text: str) -> bool:
    """Whether a text has words of a language, not only placeholders and letters of date formats."""
    bare = _PLACE.sub("", re.sub(r"\{\w*\}", "", text))
    return bool(re.search(r"[A-Za-z]{3}", bare))


@pytest.mark.parametrize(("room", "code"), CATALOGUES)
def test_a_translation_is_in_its_language(room, code):
    for message in kept(room, code):
        for english, said in zip(texts(message.id), texts(message.string), strict=False):
            if not message.id or not is_words(english):
                continue
            assert said != english or (code == "fr" and english in SAME_IN_FRENCH), said
            if code == "ar":
                assert re.search(r"[\u0600-\u06ff]", said), said


def test_every_room_that_has_words_has_catalogues():
    speaking = {room.name for room in messages.PACKAGE.iterdir()
                if room.is_dir() and any(message.id for message in messages.gathered(room))}
    assert speaking == {room for room, _code in CATALOGUES}


@pytest.mark.parametrize("code", CODES)
def test_rooms_say_the_same_word_alike(code):
    """Django puts all catalogues together: of two translations of a word one would be lost."""
    said: dict[object, object] = {}
    for room, other in CATALOGUES:
        for message in kept(room, code) if other == code else ():
            if message.id:
                first = said.setdefault((str(message.id), message.context), message.string)
                assert first == message.string, (room, message.id)


def test_the_words_are_those_of_templates_and_modules():
    found = {m.id: m.context for m in messages.gathered(messages.PACKAGE / "site")}
    assert {"Get short URL", "Breaking", ("%(n)s story", "%(n)s stories")} <= found.keys()
    assert "About %(name)s" in found


def test_a_missing_entry_would_be_found():
    words = messages.gathered(messages.PACKAGE / "site")
    assert len([m for m in words if m.id]) > 60
    assert places("%(n)s of %d {x}") == sorted(["%(n)s", "%d", "x"])


def test_no_word_hides_where_it_is_not_gathered():
    """Words inside an f-string are not found by the gathering."""
    hidden = re.compile(r"\{(_|n?p?gettext(_lazy)?)\(")
    files = [path for room in messages.rooms() for path in room.rglob("*.py")]
    assert files and not [path for path in files if hidden.search(path.read_text())]
