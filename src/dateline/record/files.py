"""The files of published pictures, named by the digest of their bytes.

They are written before the publication that shows them, and are public while a live story does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from dateline.lib import durable
from dateline.record.documents import Rendition
from dateline.record.models import Ledger, Shown

NAME = re.compile(r"([0-9a-f]{64})-[1-9][0-9]{0,4}x[1-9][0-9]{0,4}\.(?:webp|jpg)")


def keep_file(data: bytes, *, width: int, height: int, suffix: str) -> Rendition:
    """Write a picture's file so that a crash leaves all of it or none; again changes nothing.

    `suffix` is `.webp` or `.jpg`; sizes in pixels.
    """
    digest = hashlib.sha256(data).hexdigest()
    rendition = Rendition(f"{digest}-{width}x{height}{suffix}", width, height)
    path = file_of(rendition.name)
    if not path.exists():
        durable.write(path, (data,))
    return rendition


def file_of(name: str) -> Path:
    """Where the file of this name lies, or would. Raises ValueError for what is no such name."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a picture's file")
    return Path(settings.DATA) / "pictures" / name[:2] / name


def whole(name: str) -> bool:
    """Whether the file is there, with the bytes its name is the digest of."""
    try:
        with file_of(name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == name[:64]
    except OSError:
        return False


def require(names: Iterable[str]) -> None:
    """Raise MissingPicture if a file that is about to be public is not there."""
    for name in names:
        if not file_of(name).exists():
            raise MissingPicture(f"the file of picture {name} is not there: draw it again")


class MissingPicture(LookupError):
    """A publication would show a picture whose file does not exist; nothing was written."""


def forget_erased() -> None:
    """Delete the files that only erased stories ever showed."""
    erased = Shown.objects.filter(story__state="erased").values_list("name", flat=True)
    forget_unshown(erased.distinct())


def forget_unshown(names: Iterable[str]) -> None:
    """Delete those of these files that no story but erased ones ever showed.

    Nobody publishes meanwhile: a publication looks under the same lock that its files are there.
    """
    with transaction.atomic():
        Ledger.objects.select_for_update().get()
        for name in names:
            if not Shown.objects.filter(name=name).exclude(story__state="erased").exists():
                file_of(name).unlink(missing_ok=True)
