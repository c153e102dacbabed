"""What is offered to who writes a text, each with its reason, without what it has already.

Everything offered is public: terms with live stories, live stories, IPTC's topics. Whoever may
write sees no more by it than a reader may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.archive.relating.nearness import Near, near
from dateline.archive.searching.documents import texts_of
from dateline.archive.suggesting.learned import TOLD, Offered
from dateline.archive.suggesting.naming import Found, names_in
from dateline.archive.suggesting.shelving import known
from dateline.delivery.public import snapshot
from dateline.desk.public import Block, NotCopy, chosen_topics, topic_names
from dateline.lib.dates import short_day
from dateline.lib.listing import listed
from dateline.record import public as record
from dateline.record.public import TAG_KINDS, Term

MET = 1 / 3
"""Of a text of whose words no more was met before nothing is guessed: as in a language that the
archive does not know."""
MOST = 8
"""So many of a kind are offered."""
TITLES = {
    "read": _("We have run this before"), "section": _("Section"), "dossiers": _("Dossiers"),
    "tags": _("Tags"), "topic_lines": _("IPTC media topics"),
    "pinned_lines": _("Related stories"), "link": _("Links on first mention"),
}
"""What is offered, in order; all but `read` and `link` are fields of the story's form."""


@dataclass(frozen=True)
class Draft:
    """A text that is being written. `has`: keys of what it has, or what was waved away;
    `linked`: addresses that it links to."""

    headline: str
    blocks: tuple[Block, ...]
    language: str = "en"
    guid: str = ""
    has: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Suggestion:
    """One thing offered. `line`: what the form's field takes; `address` of what it leads to."""

    field: str
    line: str
    label: str
    because: str
    address: str = ""

    @property
    def key(self) -> str:
        """What names it: the same for the same thing however it is spelled."""
        return key_of(self.field, self.line)


@dataclass(frozen=True)
class Group:
    """Suggestions for one field."""

    field: str
    title: str
    lines: tuple[Suggestion, ...]


def key_of(field: str, line: str) -> str:
    """The key of a line of a field; of a story or a topic its number decides."""
    line = " ".join(line.casefold().replace("?:", ":", 1).split())
    if field == "tags" and line.partition(":")[0] not in TAG_KINDS:
        line = f"subject: {line}"
    return f"{field} {line.partition(' ')[0] if field in ('topic_lines', 'pinned_lines') else line}"


def suggested(draft: Draft) -> tuple[Group, ...]:
    """What is offered for a text, by kind; nothing of what it has."""
    with snapshot():
        found: dict[str, Suggestion] = {}
        for each in _every(draft):
            if each.key not in draft.has:
                found.setdefault(each.key, each)
    groups = ((field, [each for each in found.values() if each.field == field][:MOST])
              for field in TITLES)
    return tuple(Group(field, str(TITLES[field]), tuple(lines)) for field, lines in groups if lines)


def _every(draft: Draft) -> Iterator[Suggestion]:
    texts = [draft.headline, *(text for block in draft.blocks for text in texts_of(block))]
    if not any(text.strip() for text in texts):
        return
    named = names_in(texts)
    yield from (_named(each) for each in named)
    yield from _learned(draft, texts)
    yield from _near(near(draft.headline, draft.blocks, language=draft.language, but=draft.guid))
    yield from _links(draft, named)


def _named(found: Found) -> Suggestion:
    return _term(found.term, gettext("named in the text"))


def _term(term: Term, because: str) -> Suggestion:
    field = {"section": "section", "dossier": "dossiers"}.get(term.kind, "tags")
    line = f"{term.kind}: {term.name}" if field == "tags" else term.name
    return Suggestion(field, line, line, because, term.address)


# -- learned ------------------------------------------------------------------------------------


def _learned(draft: Draft, texts: Sequence[str]) -> Iterator[Suggestion]:
    learned = known()
    if learned is None:
        return
    opinion = learned.ask(texts[0], texts[1:], draft.language, but=draft.guid)
    if opinion.met <= MET:
        return
    sure = [each for each in opinion.labels if each.have > TOLD // 2 or (
        each.over >= 0 and (each.words or each.have))]
    terms = record.named(tuple(int(each.label[5:]) for each in sure
                               if each.label.startswith("term:")))
    topics = _topics(each.label[6:] for each in sure if each.label.startswith("topic:"))
    for each in sure:
        kind, _part, number = each.label.partition(":")
        if kind == "topic" and number in topics:
            line = f"{number} {topics[number]}"
            yield Suggestion("topic_lines", line, topics[number], _because(each))
        elif kind == "term" and int(number) in terms and record.count(terms[int(number)].number):
            yield _term(terms[int(number)], _because(each))


def _topics(numbers: Iterable[str]) -> dict[str, str]:
    """Names of those that may be chosen."""
    return {number: name for number, name in topic_names(numbers).items() if _open(number)}


def _open(number: str) -> bool:
    try:
        return bool(chosen_topics((number,)))
    except NotCopy:
        return False


def _because(offered: Offered) -> str:
    words = gettext("because of: %(words)s") % {"words": listed(offered.words)}
    like = gettext("in %(have)d of the %(of)d stories most like it") % {
        "have": offered.have, "of": TOLD}
    reasons = [words] * bool(offered.words) + [like] * bool(offered.have)
    return " · ".join(reasons)


# -- stories ------------------------------------------------------------------------------------


def _near(found: Iterable[Near]) -> Iterator[Suggestion]:
    for each in found:
        line, because = f"{each.guid} {each.headline}", _how(each)
        if each.how != "akin":
            yield Suggestion("read", line, each.headline, because, each.address)
        yield Suggestion("pinned_lines", line, each.headline, because, each.address)


def _how(each: Near) -> str:
    day = short_day(each.published_at) if each.published_at else gettext("undated")
    how = {"the same": gettext("the same text"), "much of it": gettext("much of it word for word"),
           "akin": gettext("about the same")}[each.how]
    return f"{day} · {how}"


def _links(draft: Draft, named: Iterable[Found]) -> Iterator[Suggestion]:
    """The first mention of a name in a paragraph; an address that the text leads to is not offered
    again."""
    base = record.site().base_url
    inside = {text for block in draft.blocks if block.kind == "paragraph"
              for text in texts_of(block)}
    texts = [draft.headline, *(text for block in draft.blocks for text in texts_of(block))]
    for each in named:
        address = f"{base}{each.term.address}"
        if base and texts[each.text] in inside and address not in draft.linked:
            because = gettext("to the page of %(name)s") % {"name": each.term.name}
            yield Suggestion("link", each.phrase, each.phrase, because, address)
