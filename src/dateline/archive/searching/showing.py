"""What the search's page says: facets with their links, what is chosen, and words for each case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.archive.searching.asking import Search
from dateline.archive.searching.finding import DEEPEST, PAGE, Answer
from dateline.lib.dates import day_words
from dateline.lib.languages import language_name
from dateline.record.public import Term

NAMES: dict[str, Promise] = {
    "section": _("Section"), "dossier": _("Dossier"), "tag": _("Subject"), "person": _("Person"),
    "place": _("Place"), "language": _("Language"), "date": _("Date"),
}
WRONG: dict[str, Promise] = {
    "q": _("That is too long for a search: 300 signs are looked for."),
    "from": _("The first day is no date: it is left out."),
    "to": _("The last day is no date: it is left out."),
    "language": _("There is no such language: it is left out."),
}

HOW = _("“Words in quotation marks” stand together; -word leaves out.")
WORD_JOINER = "\u2060"


class Choice(NamedTuple):
    """A link of the page."""

    name: str
    address: str
    many: int = 0


class Group(NamedTuple):
    """A facet's values."""

    name: Promise
    choices: tuple[Choice, ...]


def shown(search: Search, terms: Mapping[str, Term | None], answer: Answer) -> dict[str, Any]:
    """The template's context."""
    chosen = {*terms, *(("language",) if search.language else ())}
    groups = [
        Group(NAMES[name], tuple(
            Choice(_called(name, value.name), search.choosing(name, value.value), value.many)
            for value in values))
        for name, values in answer.facets.items()
        if name not in chosen and (name != "language" or len(values) > 1)]
    pages = max(1, -(-min(answer.total, DEEPEST) // PAGE))
    return {
        "search": search, "answer": answer, "groups": groups,
        "taken": taken(search, terms), "said": [WRONG[name] for name in search.wrong],
        "hidden": [(name, value) for name, value in
                   (*search.chosen, ("language", search.language)) if value],
        "best": search.address(newest=False), "newest": search.address(newest=True),
        "next": search.address(page=search.page + 1) if answer.more else "",
        "previous": search.address(page=min(search.page - 1, pages)) if search.page > 1 else "",
        "pages": pages, "deepest": DEEPEST if answer.total > DEEPEST else 0,
        "anywhere": search.address(chosen=(), language="", since=None, until=None)
        if search.narrow and search.query else "",
        "how": str(HOW).replace("-", f"-{WORD_JOINER}"),
        "meant": search.address(query=answer.suggestion) if answer.suggestion else "",
    }


def _called(facet: str, name: str) -> str:
    if facet == "language":
        return language_name(name)
    if facet == "date" and "-" in name:
        # Translators: a month with its year as Django's date format letters
        return format_date(date.fromisoformat(f"{name}-01"), gettext("F Y"))
    return name


def taken(search: Search, terms: Mapping[str, Term | None]) -> list[Choice]:
    """What a search is narrowed by, each with the same search without it."""
    found = [Choice(term.name if term else dict(search.chosen)[name], search.choosing(name, ""))
             for name, term in terms.items()]
    if search.language:
        found.append(Choice(language_name(search.language), search.choosing("language", "")))
    if search.since:
        found.append(Choice(gettext("from %(day)s") % {"day": day_words(search.since)},
                            search.address(since=None)))
    if search.until:
        found.append(Choice(gettext("to %(day)s") % {"day": day_words(search.until)},
                            search.address(until=None)))
    return found
