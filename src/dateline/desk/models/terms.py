"""Sections, dossiers, tags, places and authors as the newsroom knows them."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from dateline.record.public import Named


@lru_cache(8192)
def folded(name: str) -> str:
    """A name without regard to case and white space, to find it again."""
    return " ".join(name.casefold().split())


class Term(models.Model):
    """A section, dossier, tag, place or author as the newsroom knows it, public or not."""

    kind = models.CharField(_("kind"), max_length=12)
    name = models.TextField(_("name"))
    key = models.TextField(editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("term")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="desk_term_once")]

    def __str__(self) -> str:
        return self.name

    def named(self, *, guessed: bool = False) -> Named:
        """The term as the record takes it."""
        return Named(str(self.uuid), self.kind, self.name, guessed)  # type: ignore[arg-type]
