"""Which language the desk speaks: a person's own, else the newsroom's, else English.

What is sent by mail to who has no choice of their own yet, and what is kept, is in the newsroom's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

_asked: list[Callable[[], str]] = []


def register_language(ask: Callable[[], str]) -> None:
    """`ask()` says the language of the newsroom's site as a tag (BCP 47)."""
    _asked[:] = [ask]


def newsroom_language() -> str:
    """The newsroom's language if we have a catalogue of it, else English."""
    return next((_spoken(ask()) for ask in _asked), "") or settings.LANGUAGE_CODE


def language_of(person: Any) -> str:
    """The language somebody has chosen, else the newsroom's."""
    profile = getattr(person, "wagtail_userprofile", None)
    return _spoken(profile.preferred_language if profile else "") or newsroom_language()


def _spoken(tag: str) -> str:
    """The catalogue for a tag (`fr` for `fr-CA`); empty where there is none."""
    known = dict(settings.LANGUAGES)
    asked = tag.lower()
    return next((code for code in (asked, asked.partition("-")[0]) if code in known), "")


def in_newsroom_language() -> Any:
    """A context: what is said in it is in the newsroom's language, whoever acts."""
    return translation.override(newsroom_language())


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: every page of the desk, ways in too, is in the language of who asks for it."""

    def speaking(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/desk/"):
            return get_response(request)
        chosen = language_of(request.user)
        profile = getattr(request.user, "wagtail_userprofile", None)
        if profile is not None and profile.preferred_language != chosen:
            profile.preferred_language = ""  # for this request: Wagtail would speak it otherwise
        with translation.override(chosen):
            return get_response(request)

    return speaking
