"""The catalogues of the readers' pages: complete, sure, and with the same placeholders."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from django.conf import settings

from cataloguing import script

messages = script()
READERS = ("site", "theme")
CATALOGUES = [
    (room, code) for room in READERS for code, _name in settings.LANGUAGES if code != "en"
]
_PLACE = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def places(text: str) -> list[str]:
    """The placeholders of a text, of both kinds."""
    braces = [name for _, name, _, _ in Formatter().parse(text) if name] if "{" in text else []
    return sorted([*(found[0] for found in _PLACE.finditer(text)), *braces])


def texts(value: object) -> list[str]:
    return list(value) if isinstance(value, tuple | list) else [str(value)]


@pytest.mark.parametrize(("room", "code"), CATALOGUES)
def test_a_catalogue_says_everything_the_room_says(room, code):
    folder = messages.PACKAGE / room
    path = folder / "locale" / code / "LC_MESSAGES" / "django.po"
    kept = messages.read(path)
    wanted = {(m.id, m.context) for m in messages.gathered(folder) if m.id}
    held = {(m.id, m.context): m for m in kept if m.id}
    assert wanted - held.keys() == set(), "run: make messages"
    assert held.keys() - wanted == set(), "run: make messages"
    for message in held.values():
        said = texts(message.string)
        assert not message.fuzzy, message.id
        assert all(said) and len(said) == (kept.num_plurals if message.pluralizable else 1), (
            message.id)
        spelled = {tuple(places(text)) for text in texts(message.id)}
        assert {tuple(places(text)) for text in said} <= spelled, message.id


def test_the_words_are_those_of_templates_and_modules():
    found = {m.id: m.context for m in messages.gathered(messages.PACKAGE / "site")}
    assert {"Get short URL", "Breaking", ("%(n)s story", "%(n)s stories")} <= found.keys()
    assert "About %(name)s" in found


def test_a_missing_entry_would_be_found():
    words = messages.gathered(messages.PACKAGE / "site")
    assert len([m for m in words if m.id]) > 60
    assert places("%(n)s of %d {x}") == sorted(["%(n)s", "%d", "x"])
