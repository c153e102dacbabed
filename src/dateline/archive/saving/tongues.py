"""The language in which somebody is written to about the searches they keep."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from dateline.archive.models import Keeper, SavedSearch
from dateline.lib.languages import language_name
from dateline.people.public import User, language_of, newsroom_language

_asked: list[Callable[[User], str]] = []


def register_tongue(ask: Callable[[User], str]) -> None:
    """`ask(user)` says the language that a reader with an account has chosen for mails, or ''."""
    _asked[:] = [ask]


def tongue_of(search: SavedSearch) -> str:
    """That of its mails: a colleague's at the desk, else its keeper's."""
    user = search.keeper.user
    if search.desk and isinstance(user, User):
        return language_of(user)
    return keepers_tongue(search.keeper)


def keepers_tongue(keeper: Keeper) -> str:
    """What a reader has chosen: with an account there, without one with the search."""
    user = keeper.user
    chosen = next((ask(user) for ask in _asked), "") if isinstance(user, User) else ""
    return spoken(chosen) or spoken(keeper.language) or newsroom_language()


def languages() -> list[tuple[str, str]]:
    """Those there are to choose from, each called by its own name."""
    return [(tag, language_name(tag)) for tag, _name in settings.LANGUAGES]


def spoken(tag: str) -> str:
    """The language, if there is a catalogue of it; else ''."""
    return tag if tag in dict(settings.LANGUAGES) else ""
