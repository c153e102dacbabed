"""Which words tell of speech in which language."""

from __future__ import annotations

from dateline.archive.statements.cues import Cues
from dateline.archive.statements.cues_english import EN
from dateline.archive.statements.cues_others import AR, DE, NL, RU, TR
from dateline.archive.statements.cues_romance import ES, FR, IT, PT

BY_LANGUAGE = {"en": EN, "fr": FR, "de": DE, "es": ES, "it": IT, "pt": PT, "nl": NL, "ru": RU,
               "tr": TR, "ar": AR}


def cues_of(language: str) -> Cues:
    """Those of a primary subtag; English for a language we have none of."""
    return BY_LANGUAGE.get(language, EN)
