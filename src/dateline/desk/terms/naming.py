"""Which working copies name a term, and how they come to name another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext

from dateline.desk.models import NEVER_PUBLIC, Naming, Story, Term, folded
from dateline.desk.models.indexes import COUNTED, UNUSUAL
from dateline.desk.words import kind_name
from dateline.desk.working import NotCopy
from dateline.record import public as record
from dateline.record.public import TermKind

OPEN = COUNTED & UNUSUAL & (Q(state__in=NEVER_PUBLIC) | Q(has_unpublished_changes=True))
"""Working copies that say what the public does not know (yet); with the conditions of an index."""


@dataclass(frozen=True)
class Numbers:
    """How many live stories stand in a term, and how many open working copies name it."""

    stories: int
    drafts: int


class NotAsShown(Exception):
    """Since the question was asked the numbers have changed; nothing was written."""

    def __init__(self, now: Numbers) -> None:
        super().__init__(gettext(
            "the numbers are now others: stories %(stories)d, drafts %(drafts)d; look again"
        ) % vars(now))
        self.now = now


def as_shown(shown: Numbers | None, now: Numbers) -> None:
    """Raise NotAsShown if somebody decided on other numbers; inside the act's transaction."""
    if shown is not None and shown != now:
        raise NotAsShown(now)


def numbers(term: Term) -> Numbers:
    """The numbers of a term, exact in this transaction."""
    standing = record.term_standings([str(term.uuid)]).get(str(term.uuid))
    return Numbers(standing.count if standing else 0, drafts_of([term])[term.pk])


def drafts_of(terms: Iterable[Term]) -> Counter[int]:
    """For each term, by primary key, how many open working copies name it in any role."""
    return Counter(term for term, _ in drafts_naming([term.pk for term in terms]))


def drafts_naming(named: Collection[int]) -> QuerySet[Naming, tuple[int, int]]:
    """Term and story, by primary key, of each open working copy that names one of these terms."""
    opened = Story.objects.filter(OPEN)
    in_roles = Naming.objects.filter(naming(named), story__in=opened)
    return in_roles.values_list(Coalesce("term__merged_into", "term"), "story").union(*(
        opened.filter(naming(named, role)).values_list(Coalesce(f"{role}__merged_into", role), "pk")
        for role in ("section", "place")
    ))


def naming(terms: Collection[int], field: str = "term") -> Q:
    """What names one of these terms in this field, or one that was merged into it.

    A merged one is named where its name was typed again since.
    """
    return Q(**{f"{field}__in": terms}) | Q(**{f"{field}__merged_into__in": terms})


def known(kind: TermKind, name: str) -> Term:
    """The term of this kind and name, locked; raises NotCopy, also for one that was merged."""
    term = _held().filter(kind=kind, key=folded(name)).first()
    if term is None:
        raise NotCopy(gettext("%(kind)s: there is no ‘%(name)s’") % {
            "kind": kind_name(kind), "name": name})
    if term.merged_into is not None:
        raise NotCopy(gettext("%(kind)s: ‘%(name)s’ was merged into ‘%(into)s’") % {
            "kind": kind_name(kind), "name": name, "into": term.merged_into.name})
    return term


def hold(*named: tuple[TermKind, str]) -> None:
    """Lock several terms in one order, so that two acts on the same ones never wait crosswise."""
    wanted = Q()
    for kind, name in named:
        wanted |= Q(kind=kind, key=folded(name))
    list(_held().filter(wanted).order_by("pk"))


def _held() -> QuerySet[Term]:
    """Locked against other acts on terms, not against stories that name them."""
    return Term.objects.select_for_update(no_key=True)


def make_room(kind: TermKind, name: str, term: Term | None = None) -> None:
    """Free a name for `term`: from one that was merged, or from one that only drafts know."""
    others = Term.objects.filter(kind=kind, key=folded(name))
    other = others.exclude(pk=term.pk).first() if term else others.first()
    if other is None:
        return
    if other.merged_into is not None:
        forget_name(other)
    elif record.is_public(str(other.uuid)):
        raise NotCopy(gettext("%(kind)s: there is a ‘%(name)s’ already; merge them instead") % {
            "kind": kind_name(kind), "name": name})
    elif term is not None:
        absorb(term, other)


def free_name(kind: TermKind, name: str) -> None:
    """If a merged term is found by this name, let it be found no longer."""
    for merged in Term.objects.filter(kind=kind, key=folded(name)).exclude(merged_into=None):
        forget_name(merged)


def forget_name(merged: Term) -> None:
    """A merged term is no longer found by its name."""
    merged.key = str(merged.uuid)
    merged.save()


def absorb(term: Term, other: Term) -> None:
    """Only drafts name the other one: let them name this one. Nobody outside may notice them."""
    follow(other, term)
    other.delete()


def follow(old: Term, new: Term) -> None:
    """Let every working copy that names the one name the other."""
    move(old, new, Naming.objects.all())
    olds = [old, *old.merged.all()]
    Story.objects.filter(section__in=olds).update(section=new)
    Story.objects.filter(place__in=olds).update(place=new)


def move(old: Term, new: Term, namings: QuerySet[Naming]) -> int:
    """Let these namings of the one be of the other, once in each role; how many there were."""
    doubled = Exists(
        Naming.objects.filter(term=new, story=OuterRef("story"), role=OuterRef("role"))
    )
    moved = 0
    for term in (old, *old.merged.filter(pk__in=namings.values("term"))):
        mine = namings.filter(term=term)
        # `delete()` would ask Wagtail's reference index about each row; nothing hangs on a naming.
        moved += mine.filter(doubled)._raw_delete(namings.db) + mine.update(term=new)
    return moved


def no_dateline(term: Term) -> None:
    """Raise NotCopy if working copies are dated from this place: then it stays a place."""
    if term.kind != "place":
        return
    rows = Story.objects.filter(naming([term.pk], "place"))
    dated = rows.exclude(state__in=("killed", "erased")).count()
    if dated:
        raise NotCopy(ngettext(
            "‘%(name)s’ is the place %(n)d story or draft is dated from: it stays a place until "
            "that names another one",
            "‘%(name)s’ is the place %(n)d stories and drafts are dated from: it stays a place "
            "until they name another one", dated,
        ) % {"name": term.name, "n": dated})
