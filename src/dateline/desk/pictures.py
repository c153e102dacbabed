"""Pictures for whoever writes stories: an import, the wire, a test, the desk's own stories."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from dateline.desk.models import Picture
from dateline.desk.models.pictures import known, taken_in
from dateline.desk.permitted import must_have
from dateline.people.public import ADMINISTRATOR, CHIEF, EDITOR, REPORTER, User
from dateline.record import public as record

__all__ = ["known"]
MAY_KEEP = frozenset({REPORTER, EDITOR, CHIEF, ADMINISTRATOR})
"""Who may add, change and choose pictures."""
MAY_DELETE = frozenset({EDITOR, CHIEF})


class NoSuchPicture(LookupError):
    """No picture has this number on the desk."""


def add_picture(
    picture: BinaryIO | Path, *, by: User | None = None, name: str = "", title: str = "",
    alt: str = "", caption: str = "", credit: str = "",
) -> int:
    """Take a picture in and return its number; what is not given is read from the photograph.

    Raises `NotTaken` (the file is refused; the text says why) and `NotPermitted`.
    """
    must_have(by, MAY_KEEP, _("add a picture"))
    path = picture if isinstance(picture, Path) else None
    with path.open("rb") if path else nullcontext(picture) as file:
        taken = taken_in(file, name or (path.name if path else ""))  # type: ignore[arg-type]
    row = Picture(title=title, alt=alt, caption=caption, credit=credit, uploaded_by_user=by)
    row.file = taken
    with transaction.atomic():  # with what Wagtail's index says of it
        row.save()
    return int(row.pk)


def shown(number: int, *, alt: str = "", caption: str = "", credit: str = "") -> record.Picture:
    """The picture as readers see it; what is not given is its own. Raises NoSuchPicture.

    Draws its files; call it before the transaction that publishes, which then finds them there.
    """
    row = Picture.objects.filter(pk=number).first()
    if row is None:
        raise NoSuchPicture(f"the desk has no picture {number}")
    return row.shown(alt=alt, caption=caption, credit=credit)


def erase_pictures(numbers: Iterable[int]) -> list[int]:
    """Delete those of these pictures that nothing shows or uses any more; returns which."""
    gone = []
    for row in Picture.objects.filter(pk__in=list(numbers)):
        if not row.used:
            with transaction.atomic():
                gone.append(int(row.pk))
                row.delete()
    return gone
