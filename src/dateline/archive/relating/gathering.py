"""Dossiers found: stories that belong together over weeks, and have no dossier in common.

Two stories hold together where each stands in the other's list. The strongest such pairs are joined
first, into groups that are told from the others by what most of their stories say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dateline.archive.models import RelatedList, RelatedRow
from dateline.archive.relating.weighing import Scales
from dateline.archive.relating.wording import spelled
from dateline.archive.searching.reading import NoIndex, opened
from dateline.archive.searching.tokens import terms
from dateline.delivery.public import READER, snapshot
from dateline.record import public as record
from dateline.record.public import Version

LOOKED = 3000
"""So many of the newest stories are looked through."""
FEWEST, MOST = 5, 40
STRONG = 0.2
"""The score that one of a pair has at least in the other's list."""
SPAN = timedelta(days=7)
COMMON = 0.6
"""What so many of a group's stories have, it has in common."""
TELLING, OWN = 1.5, 0.4
"""What a group has in common tells it from others if the word is rare (it stands in less than a
fifth of all stories), or if so many of the stories that say it are the group's."""
WORDS = 5
HEADED = 0.2
"""A word stands in the title first if it stands in so many of the headlines."""
GROUPS = 12


@dataclass(frozen=True)
class Group:
    """Stories by number, and a working title."""

    stories: tuple[int, ...]
    title: str


def gather() -> tuple[Group, ...]:
    """The groups of the newest stories, the largest first."""
    with snapshot():
        try:
            scales = Scales(opened())
        except NoIndex:
            return ()
        found = (_group(scales, each) for each in _joined(_pairs()))
        groups = [group for group in found if group is not None]
    return tuple(sorted(groups, key=lambda group: (-len(group.stories), group.title))[:GROUPS])


def _pairs() -> list[tuple[float, int, int]]:
    """Pairs that list each other, the strongest first."""
    newest = RelatedList.objects.using(READER).order_by("-story").values_list("story", flat=True)
    stories = set(newest[:LOOKED])
    first = min(stories, default=0)
    rows = RelatedRow.objects.using(READER).filter(story__gte=first, other__gte=first, to_seq=None)
    scores = {(one, two): score for one, two, score in rows.values_list("story", "other", "score")}
    pairs = [(max(score, scores[two, one]), one, two) for (one, two), score in scores.items()
             if one < two and (two, one) in scores]
    return sorted((pair for pair in pairs if pair[0] >= STRONG), reverse=True)


def _joined(pairs: Iterable[tuple[float, int, int]]) -> list[list[int]]:
    """Groups of FEWEST to MOST; a pair that would make a larger one joins nothing."""
    groups: dict[int, list[int]] = {}
    for _, one, two in pairs:
        mine, theirs = groups.setdefault(one, [one]), groups.setdefault(two, [two])
        if mine is not theirs and len(mine) + len(theirs) <= MOST:
            mine += theirs
            groups.update(dict.fromkeys(theirs, mine))
    once = {id(group): group for group in groups.values()}
    return [sorted(group) for group in once.values() if len(group) >= FEWEST]


def _group(scales: Scales, numbers: Sequence[int]) -> Group | None:
    """The group, if it is live, of several weeks, and of no dossier yet."""
    guids = record.guids(numbers)
    live = record.whole(tuple(guids.values()))
    stories = {number: live[guid] for number, guid in guids.items() if guid in live}
    vectors = {number: scales.of_story(story).words for number, story in stories.items()}
    words = _common(scales, list(vectors.values()))
    core = [number for number in vectors if len(vectors[number].keys() & set(words)) > 1]
    held = [stories[number] for number in core]
    if len(held) < FEWEST or not _lasting(held) or _in_a_dossier(held):
        return None
    title = _title(held, words)
    return Group(tuple(sorted(core)), title) if title else None


def _common(scales: Scales, vectors: Sequence[dict[str, float]]) -> list[str]:
    """The words that most of the stories say, and few others: the weightiest first."""
    many = Counter(word for vector in vectors for word in vector)
    weight: Counter[str] = Counter()
    for vector in vectors:
        weight.update(vector)
    words = [word for word, count in many.items() if count >= COMMON * len(vectors) and (
        scales.weight("text", word) >= TELLING
        or count >= OWN * scales.found.frequency(word))]
    return sorted(words, key=lambda word: (-weight[word], word))[:WORDS]


def _lasting(stories: Sequence[Version]) -> bool:
    dates = [story.published_at for story in stories if story.published_at]
    return len(dates) >= FEWEST and max(dates) - min(dates) >= SPAN


def _in_a_dossier(stories: Sequence[Version]) -> bool:
    """Whether half of them stand in one already."""
    many = Counter(term.number for story in stories for term in story.dossiers)
    return max(many.values(), default=0) * 2 >= len(stories)


def _title(stories: Sequence[Version], words: Sequence[str]) -> str:
    """Of the terms and words that most of them have, those that say most, in a reader's form.

    Those that stand in headlines come first. Where none does, it is a form that they have in common
    (an interview's), and no matter: empty.
    """
    many = Counter(word for story in stories for word in {*terms(story.headline, story.language)})
    headed = [word for word in words if many[word] >= HEADED * len(stories)]
    if not headed:
        return ""
    least = COMMON * len(stories)
    named = Counter((term.number, term.name) for story in stories
                    for term in (*story.tags, *([story.place] if story.place else [])))
    names = [name for (_, name), count in named.most_common(2) if count >= least]
    ordered = [*headed, *(word for word in words if word not in headed)]
    forms, said = spelled(ordered, stories), " ".join(names).casefold()
    rest = [forms[word] for word in ordered
            if word in forms and forms[word].casefold() not in said]
    title = ", ".join([*names, *rest][:3])
    return title[:1].upper() + title[1:]
