"""Finding media topics: by words, by number, and as a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.desk.models import Topic, folded
from dateline.desk.working import NotCopy
from dateline.lib.listing import listed

HINT = _(
    "No media topics are loaded yet. Fetch the file cptall-en-GB.json of IPTC’s Media Topics from "
    "iptc.org (it is free, under CC BY 4.0), then run: dateline import mediatopics "
    "cptall-en-GB.json"
)
MOST = 20


@dataclass(frozen=True)
class FoundTopic:
    """A topic as a form offers it; `path` is of names from the top: `sport > football`."""

    number: str
    name: str
    path: str
    definition: str
    retired: bool = False
    note: str = ""


def topics_hint() -> str:
    """What to say where topics are chosen and none are loaded; empty where they are."""
    return "" if Topic.objects.exists() else str(HINT)


def topic_names(numbers: Iterable[str]) -> dict[str, str]:
    """The names of those of these topics that are known, retired ones too."""
    return {topic.number: topic.name for topic in Topic.objects.filter(number__in=list(numbers))}


def chosen_topics(numbers: Iterable[str], *, before: Collection[str] = ()) -> tuple[str, ...]:
    """The topics chosen for a story, each once; raises NotCopy.

    A topic it had `before` stays; a new one must be known and not retired.
    """
    wanted = tuple(dict.fromkeys(numbers))
    new = [number for number in wanted if number not in before]
    known = {topic.number: topic for topic in Topic.objects.filter(number__in=new)}
    for number in new:
        if number not in known:
            raise NotCopy(gettext("there is no media topic %(number)s") % {"number": number})
        if known[number].retired:
            raise NotCopy(_retired(known[number]))
    return wanted


def _retired(topic: Topic) -> str:
    instead = listed(topic_names(topic.replaced_by).values())
    if not instead:
        return gettext("IPTC has retired ‘%(name)s’") % {"name": topic.name}
    return gettext("IPTC has retired ‘%(name)s’; see %(others)s") % {
        "name": topic.name, "others": instead}


def find_topics(
    query: str, *, most: int = MOST, retired: bool = False
) -> tuple[FoundTopic, ...]:
    """Topics with all these words in name or definition, the best first.

    Those that may be chosen only, unless `retired` ones are asked for as well.
    """
    rows = Topic.objects.all() if retired else Topic.objects.filter(retired=False)
    for word in folded(query).split():
        rows = rows.filter(words__contains=word)
    text = folded(query)
    best = sorted(rows.order_by("position"), key=lambda topic: _rank(topic, text))[:most]
    paths = paths_of(best)
    return tuple(
        FoundTopic(topic.number, topic.name, paths[topic.number], topic.definition, topic.retired,
                   topic.note)
        for topic in best
    )


def _rank(topic: Topic, text: str) -> tuple[int, int]:
    """In the order: the very name, its beginning, a word's beginning, in the name, elsewhere."""
    names = [folded(name) for name in topic.names.values()]
    fits = (
        text in names, any(name.startswith(text) for name in names),
        any(f" {text}" in name for name in names), any(text in name for name in names), True,
    )
    return fits.index(True), topic.path.count("/")


def paths_of(topics: Iterable[Topic]) -> dict[str, str]:
    """For each topic the names from the top down to it: `sport > football`."""
    paths = {topic.number: topic.path.split("/") for topic in topics}
    names = topic_names({number for path in paths.values() for number in path})
    return {
        number: " > ".join(names.get(step, step) for step in path)
        for number, path in paths.items()
    }
