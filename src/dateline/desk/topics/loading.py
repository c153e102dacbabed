"""Loading the vocabulary: a newer file updates it; the same file changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from dateline.desk.models import Topic, folded
from dateline.formats import mediatopics


@dataclass(frozen=True)
class Loaded:
    """How many topics the file has, and how many of them were new, were changed, are retired."""

    topics: int
    new: int
    changed: int
    retired: int


def load_topics(topics: Sequence[mediatopics.Topic]) -> Loaded:
    """Take a vocabulary in; topics that it has no longer stay, as retired ones."""
    with transaction.atomic():
        known = {topic.number: topic for topic in Topic.objects.select_for_update()}
        rows = list(_rows(topics))
        new = [row for row in rows if row.number not in known]
        changed = [row for row in rows if _differs(known.get(row.number), row)]
        gone = [known[number] for number in known.keys() - {row.number for row in rows}]
        for row in gone:
            changed += [] if row.retired else [row]
            row.retired, row.position = True, len(rows)
        Topic.objects.bulk_create(new, batch_size=500)
        Topic.objects.bulk_update(changed, (*_PLAIN, "parent"), batch_size=200)
    return Loaded(len(rows), len(new), len(changed), sum(row.retired for row in rows))


_PLAIN = ("names", "definitions", "path", "position", "retired", "note", "replaced_by", "words")


def _differs(known: Topic | None, row: Topic) -> bool:
    return known is not None and any(
        getattr(known, name) != getattr(row, name) for name in (*_PLAIN, "parent_id")
    )


def _rows(topics: Sequence[mediatopics.Topic]) -> Iterator[Topic]:
    """The topics as rows, each after the one it stands under, siblings by name."""
    under: dict[str, list[mediatopics.Topic]] = {}
    for topic in topics:
        under.setdefault(topic.broader, []).append(topic)
    waiting = [(topic, "") for topic in reversed(under.get("", []))]
    position = 0
    while waiting:
        topic, above = waiting.pop()
        path = f"{above}/{topic.number}" if above else topic.number
        yield _row(topic, path, position)
        position += 1
        narrower = sorted(under.get(topic.number, []), key=_by_name, reverse=True)
        waiting += [(other, path) for other in narrower]


def _by_name(topic: mediatopics.Topic) -> str:
    return folded(topic.names[0][1])


def _row(topic: mediatopics.Topic, path: str, position: int) -> Topic:
    fields: dict[str, Any] = {
        "names": dict(topic.names), "definitions": dict(topic.definitions), "note": topic.note,
        "retired": topic.retired, "replaced_by": list(topic.replaced_by),
    }
    words = "\n".join(text for _, text in (*topic.names, *topic.definitions))
    return Topic(number=topic.number, parent_id=topic.broader or None, path=path,
                 position=position, words=f"\n{folded(words)}", **fields)
