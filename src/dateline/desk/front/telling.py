"""What differs between two front pages, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dateline.desk.front.acts import Change, front_at
from dateline.desk.front.finding import Choice, choices
from dateline.lib.listing import listed
from dateline.record import public as record
from dateline.record.public import Banner, Front


@dataclass(frozen=True)
class Told:
    """A change of the front page, and what it changed, in sentences."""

    change: Change
    sentences: tuple[str, ...]


def told(changes: Sequence[Change], base: int | None = None) -> tuple[Told, ...]:
    """Each of these changes (newest first) against the one before; the last against `base`."""
    if not changes:
        return ()
    first = front_at(base).front if base is not None else Front()
    before = [*(change.front for change in changes[1:]), first]
    words = Words(change.front for change in (*changes, Change(0, None, "", first)))
    return tuple(
        Told(change, tuple(words.differences(old, change.front)))
        for change, old in zip(changes, before, strict=True)
    )


def differences(old: Front, new: Front) -> tuple[str, ...]:
    """Sentences that say how `new` differs from `old`."""
    return tuple(Words((old, new)).differences(old, new))


class Words:
    """Knows the names of everything on these front pages."""

    def __init__(self, fronts: Iterable[Front]) -> None:
        guids = [guid for front in fronts for guid in front.guids]
        self.known: dict[str, Choice] = choices(guids)
        self.sections = {term.number: term.name for term in record.sections()}

    def differences(self, old: Front, new: Front) -> Iterator[str]:
        """Sentences that say how `new` differs from `old`."""
        first = new.top[:1]
        if first != old.top[:1]:
            yield _("Lead: %s") % (self._name(first[0]) if first else _("the newest story"))
        yield from self._list(_("the top"), old.top, new.top)
        yield from self._rails(old, new)
        yield from self._banner(old.banner, new.banner)

    def _name(self, guid: str) -> str:
        if guid not in self.known:
            return _("a story now gone")
        return _("“%s”") % self.known[guid].headline

    def _list(self, where: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
        added = [self._name(guid) for guid in new if guid not in old]
        gone = [self._name(guid) for guid in old if guid not in new]
        if added:
            yield _("Added to %(where)s: %(what)s") % {"where": where, "what": listed(added)}
        if gone:
            yield _("Taken from %(where)s: %(what)s") % {"where": where, "what": listed(gone)}
        if [g for g in old if g in new] != [g for g in new if g in old]:
            yield _("Another order in %s") % where

    def _rails(self, old: Front, new: Front) -> Iterator[str]:
        before, after = ({r.section: r.pins for r in front.rails} for front in (old, new))
        if [n for n in before if n in after] != [n for n in after if n in before]:
            yield _("Another order of the rails")
        for number in dict.fromkeys((*before, *after)):
            where = _("the rail %s") % self.sections.get(number, number)
            yield from self._list(where, before.get(number, ()), after.get(number, ()))
        for number in sorted(set(old.without) ^ set(new.without)):
            shown = _("Rail shown: %s") if number in old.without else _("Rail hidden: %s")
            yield shown % self.sections.get(number, number)

    def _banner(self, old: Banner | None, new: Banner | None) -> Iterator[str]:
        if new is None and old is not None:
            yield _("Banner taken down: “%s”") % old.text
        elif new is not None and new != old:
            yield _("Banner: “%s”") % new.text
