"""What acts are given, checked and refused in plain words."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from dateline.people.public import NotAllowed

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}").fullmatch


def one_line(text: str, *, what: str, most: int, wanted: bool = True) -> str:
    """A text on one line. Raises NotAllowed where it is too long, or wanted and empty."""
    said = " ".join(text.replace("\0", "").split())
    if wanted and not said:
        raise NotAllowed(_("%(what)s: this is needed.") % {"what": what})
    if len(said) > most:
        raise NotAllowed(_("%(what)s: at most %(most)s signs.") % {
            "what": what, "most": most})
    return said


def paragraphs(text: str, *, what: str, most: int = 5000) -> str:
    """A text of several lines. Raises NotAllowed where it is too long."""
    said = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(said) > most:
        raise NotAllowed(_("%(what)s: at most %(most)s signs.") % {
            "what": what, "most": most})
    return said


def within(number: int, *, what: str, least: int, most: int) -> int:
    """A number between two others. Raises NotAllowed."""
    if not least <= number <= most:
        raise NotAllowed(_("%(what)s: from %(least)s to %(most)s.") % {
            "what": what, "least": least, "most": most})
    return number


def language_tag(text: str, *, wanted: bool = True) -> str:
    """A language's tag (BCP 47), such as `en` or `sr-Latn`. Raises NotAllowed."""
    said = text.strip()
    if (said or wanted) and (len(said) > 20 or not _LANGUAGE(said)):
        raise NotAllowed(_("Language: give its tag, such as en or pt-BR."))
    return said
