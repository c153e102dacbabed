"""Programmes: made, changed, removed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dateline.onair.models import Programme
from dateline.onair.permitted import ARRANGE
from dateline.onair.schedule.telling import tell
from dateline.onair.schedule.wording import language_tag, one_line, paragraphs
from dateline.people.public import NotAllowed, User, must_have


@dataclass(frozen=True)
class ProgrammeSaid:
    """What a programme is to be like; an empty slug is made of the name."""

    name: str
    slug: str = ""
    description: str = ""
    language: str = ""
    rewind: bool = True
    record: bool = True
    podcast: bool = True
    author: str = ""
    category: str = "News"
    explicit: bool = False


@transaction.atomic
def keep_programme(by: User, said: ProgrammeSaid, *, pk: int | None = None) -> Programme:
    """Make a programme, or change the one of this number. Raises NotAllowed."""
    must_have(by, ARRANGE, _("Arranging programmes"))
    row = Programme() if pk is None else programme_of(pk, lock=True)
    row.name = one_line(said.name, what=_("Name"), most=200)
    row.slug = _slug(said, row)
    row.description = paragraphs(said.description, what=_("Description"))
    row.language = language_tag(said.language, wanted=False)
    row.author = one_line(said.author, what=_("Who makes it"), most=200, wanted=False)
    row.category = one_line(said.category, what=_("Category of its podcast"), most=100)
    row.rewind, row.record, row.podcast = said.rewind, said.record, said.podcast
    row.explicit = said.explicit
    try:
        row.save()
    except IntegrityError:  # somebody else took the address in this very moment
        raise NotAllowed(_("Another programme has the address “%(slug)s”.") % {
            "slug": row.slug}) from None
    tell(row.pk)
    return row


@transaction.atomic
def remove_programme(by: User, pk: int) -> None:
    """Remove a programme and its slots; one with recordings stays. Raises NotAllowed."""
    must_have(by, ARRANGE, _("Arranging programmes"))
    row = programme_of(pk, lock=True)
    if row.recordings.exists() or row.episodes.exists():
        raise NotAllowed(_("“%(name)s” has recordings or episodes: remove its slots instead.") % {
            "name": row.name})
    row.delete()
    tell(pk)


def programme_of(pk: int | None, *, lock: bool = False) -> Programme:
    """The programme of a number. Raises NotAllowed."""
    rows = Programme.objects.select_for_update() if lock else Programme.objects.all()
    found = rows.filter(pk=pk or 0).first()
    if found is None:
        raise NotAllowed(_("There is no such programme."))
    return found


def _slug(said: ProgrammeSaid, row: Programme) -> str:
    """Its part of the address: as it is said, else as it was, else of the name."""
    wanted = slugify(said.slug, allow_unicode=True) or row.slug
    made = (wanted or slugify(said.name, allow_unicode=True) or "programme")[:90].strip("-")
    others = set(Programme.objects.exclude(pk=row.pk).filter(slug__startswith=made)
                 .values_list("slug", flat=True))
    if wanted and made in others:
        raise NotAllowed(_("Another programme has the address “%(slug)s”.") % {"slug": made})
    tries = (made if number == 1 else f"{made}-{number}" for number in range(1, len(others) + 2))
    return next(slug for slug in tries if slug not in others)
