"""Slugs of terms in one publication: which are free, and which it has given away already."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.record.addresses import slug_of
from dateline.record.documents import Named
from dateline.record.models import FAMILIES, TermName
from dateline.record.reserving import reserved


class Slugs:
    """What a publication knows of slugs. No public term ever gets one that another one had."""

    def __init__(self) -> None:
        self.of_sections: dict[int, str] = {}
        """Those of sections as they are now, by number, as far as they were asked for."""
        self._unused: set[tuple[str, str]] = set()
        self._given: dict[tuple[str, str], int] = {}

    def look_up(self, names: Iterable[Named]) -> None:
        """Look up at once which slugs of these, which were never public, nobody ever had."""
        due = {(FAMILIES[named.kind], slug_of(named.name, named.kind)) for named in names}
        if due:
            rows = TermName.objects.filter(slug__in={slug for _, slug in due})
            self._unused |= due - set(rows.values_list("family", "slug"))
            self._unused -= {("section", slug) for slug in reserved()}

    def free(self, family: str, slug: str, number: int) -> str:
        """The slug, or the next one like it that the term of this number can have."""
        free, times = slug, 1
        while not self._is_free(family, free, number):
            times += 1
            free = f"{slug}-{times}"
        self._given[family, free] = number
        return free

    def _is_free(self, family: str, slug: str, number: int) -> bool:
        if self._given.get((family, slug), number) != number:
            return False
        if (family, slug) in self._unused:
            return True
        if family == "section" and slug in reserved():
            return False
        others = TermName.objects.filter(family=family, slug=slug).exclude(term=number)
        return not others.exists()

    def of_section(self, number: int) -> str:
        """The slug a section has now."""
        if number not in self.of_sections:
            self.of_sections[number] = TermName.objects.get(term=number, to_seq=None).slug
        return self.of_sections[number]
