"""Display names: nobody can look like somebody else, or like the newsroom."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from dateline.discussion.lookalikes import name_key, script
from dateline.discussion.models import Reader
from dateline.discussion.text import clean
from dateline.record.public import site

SHORTEST, LONGEST = 2, 50
RESERVED = (
    "admin", "administrator", "moderator", "editor", "chief editor", "editorial", "newsroom",
    "staff", "support", "system", "desk", "anonymous", "deleted", "redaction", "rédaction",
    "modérateur", "official", "former reader",
)
_BETWEEN = re.compile(r"[ .'’·_-]")
_ALONE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")


class NotAName(Exception):
    """This cannot be a display name; the text says why, and what would."""


def checked(typed: str) -> tuple[str, str]:
    """A display name as it is kept, and its key. Raises NotAName. (Whether it is free: `free`.)"""
    name = " ".join(unicodedata.normalize("NFKC", typed[:400]).split())
    if not SHORTEST <= len(name) <= LONGEST:
        raise NotAName(_("A name has from 2 to 50 letters."))
    wrong = [sign for sign in name
             if unicodedata.category(sign)[0] not in "LMN" and not _BETWEEN.match(sign)]
    lettered = any(unicodedata.category(sign)[0] == "L" for sign in name)
    if wrong or not lettered or clean(name) != unicodedata.normalize("NFC", name):
        raise NotAName(_("A name is made of letters, digits, spaces and . ' - _ alone."))
    if re.search(r"[\u0300-\u036f]{3}", unicodedata.normalize("NFD", name)):
        raise NotAName(_("A name has at most two accents on a letter."))
    for word in _BETWEEN.split(name):
        if len({script(sign) for sign in word} & set(_ALONE)) > 1:
            raise NotAName(_("Write each word of the name in letters of one script."))
    key = name_key(name)[:200]
    if not key or key in _reserved():
        raise NotAName(_("This name would be taken for the newsroom's: choose another one."))
    return name, key


def free(key: str) -> bool:
    """Whether no reader has a name that looks like this one."""
    return not Reader.objects.filter(name_key=key).exists()


def _reserved() -> set[str]:
    here = site()
    return {name_key(name) for name in (*RESERVED, here.name, here.agency)}
