"""What this newsroom has learned from: its newest public stories, and what each was given.

Drafts are not looked at. A label is a term by its public number, which stays when it is renamed,
or a media topic by IPTC's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.archive.searching.documents import texts_of
from dateline.archive.suggesting.labelled import Labelled
from dateline.record import public as record
from dateline.record.public import Run, Version

MOST = 15_000
"""The newest so many stories are learned from: more take longer and say little more."""
BATCH = 200


def newest(most: int = MOST) -> Iterator[Labelled]:
    """Live stories with their labels, the newest first."""
    seen: set[str] = set()
    run: Run | None = record.newest_run(least=BATCH)
    while run is not None:
        for story in run.versions:
            if story.guid not in seen:
                seen.add(story.guid)
                yield labelled_of(story)
            if len(seen) == most:
                return
        run = record.run_from(run.older) if run.older else None


def labelled_of(story: Version) -> Labelled:
    """A story as it is learned from."""
    numbers = [*([story.section.number] if story.section else []),
               *(term.number for term in (*story.dossiers, *story.tags))]
    labels = (*(f"term:{number}" for number in numbers),
              *(f"topic:{number}" for number in story.topics))
    return Labelled(story.headline, tuple(body_of(story)), labels, story.language, story.guid,
                    story.published_at)


def body_of(story: Version) -> Iterator[str]:
    """Its standfirst and what its blocks say."""
    yield story.standfirst
    for block in story.blocks:
        yield from texts_of(block)


def names_of(labels: Iterable[str]) -> dict[str, str]:
    """Labels of terms in words: `person: Ilya Morgunov`."""
    numbers = tuple(int(label[5:]) for label in labels if label.startswith("term:"))
    held = record.named(numbers)
    return {f"term:{number}": f"{term.kind}: {term.name}" for number, term in held.items()}
