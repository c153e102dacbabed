"""IPTC's media topics, as loaded from its file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """One media topic. A retired one stays for old stories, and is not chosen again.

    `names` and `definitions` by language; `path`: the numbers from the top down to it, each of
    eight digits, with a slash between; `position`: its place in the whole tree; `words`: what it is
    found by.
    """

    number = models.CharField(_("number"), max_length=8, primary_key=True)
    names = models.JSONField(_("name"))
    definitions = models.JSONField(_("definition"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="narrower")
    path = models.CharField(max_length=200)
    position = models.PositiveIntegerField(db_index=True)
    retired = models.BooleanField(_("retired"), default=False)
    note = models.TextField(_("note"))
    replaced_by = models.JSONField(_("replaced by"), default=list)
    words = models.TextField(editable=False)

    class Meta:
        verbose_name = _("media topic")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the reader's language, else in English, else in any."""
        return in_language(self.names)

    @property
    def definition(self) -> str:
        """Its definition, in the same way."""
        return in_language(self.definitions)


def in_language(texts: dict[str, str]) -> str:
    """The text in the language now active, else in English, else the first; empty if none."""
    for wanted in ((get_language() or "en").lower(), "en"):
        for language, text in texts.items():
            if language.lower().partition("-")[0] == wanted.partition("-")[0]:
                return text
    return next(iter(texts.values()), "")
