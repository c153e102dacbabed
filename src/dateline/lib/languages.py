"""Languages by their BCP 47 tags: what they are called, and which way they are written."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

RIGHT_TO_LEFT = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "arab", "hebr", "syrc", "thaa"}
)
"""Languages, and the scripts that decide where one is named."""


def direction(language: str) -> str:
    """`rtl` or `ltr` for a language tag, by its script subtag or else its language."""
    parts = language.lower().split("-")
    script = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    return "rtl" if (script or parts)[0] in RIGHT_TO_LEFT else "ltr"


def language_name(tag: str) -> str:
    """A language by its own name; one that is not known here by its tag."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name() or tag)
    except (UnknownLocaleError, ValueError):
        return tag
