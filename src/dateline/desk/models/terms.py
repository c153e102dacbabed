"""Sections, dossiers, tags, places and authors as the newsroom knows them."""

from __future__ import annotations

import re
import unicodedata
import uuid
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.record.public import Named

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
"""Accents, Hebrew points, Arabic vowel signs; the vowel signs of Indic scripts are letters."""


@lru_cache(8192)
def folded(name: str) -> str:
    """A name without regard to case and white space, to find it again."""
    return " ".join(name.casefold().split())


def alike(name: str) -> str:
    """A name without accents, points and all that is no letter or number, to find its doubles."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", name.casefold()))
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LNM")


class Term(models.Model):
    """A section, dossier, tag, place or author as the newsroom knows it, public or not.

    `merged_into`: a public term that another one stands for; its name still finds that one.
    """

    kind = models.CharField(_("kind"), max_length=12)
    name = models.TextField(_("name"))
    key = models.TextField(editable=False)
    alike = models.TextField(editable=False, db_index=True)
    note = models.TextField(_("note for colleagues"), blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("term")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="desk_term_once")]
        indexes = [models.Index(fields=["key", "id"], name="desk_term_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it with what it is found by."""
        self.alike = alike(self.name)
        super().save(*args, **kwargs)

    def named(self, *, guessed: bool = False) -> Named:
        """The term as the record takes it."""
        return Named(str(self.uuid), self.kind, self.name, guessed)  # type: ignore[arg-type]
