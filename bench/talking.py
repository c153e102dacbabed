"""Many comments at once, placed and counted as they are when they come one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.management.color import no_style
from django.db import connection, transaction

from dateline.discussion.models import Comment, Reader, Thread
from dateline.discussion.placing import above, place
from dateline.lib import clock
from dateline.project.demo import growing
from dateline.record import public as record

WORDS = [
    "the", "ferry", "board", "council", "river", "bridge", "price", "nobody", "said",
    "when", "winter", "why", "again", "harbour", "answer", "question", "money", "people",
    "town", "know", "think", "read", "wrote", "line", "week", "timetable", "old", "new",
]
LARGEST, DEEPEST = 10_000, 12
_CHUNK = 5000


def fill(scale: int) -> str:
    """Have `scale` comments by a tenth as many people: one thread of 10,000, twelve deep, and the
    others over many stories. Returns the code of the largest; does nothing where they are."""
    stories = max(min(scale // 20, 50_000), 20)
    growing.grow(stories, progress=lambda done, total: None)
    if Comment.objects.count() < scale:
        _fill(scale, stories)
    return str(Thread.objects.order_by("-comments").values_list("code", flat=True)[0])


def _fill(scale: int, stories: int) -> None:
    now, dice = clock.now(), random.Random(7)
    people = Reader.objects.bulk_create(
        (Reader(name=f"Reader {n}", name_key=f"reader {n}", joined_at=now)
         for n in range(max(scale // 10, 50))), batch_size=_CHUNK)
    sizes = [min(LARGEST, scale)]
    sizes += [max((scale - sizes[0]) // stories, 1)] * (stories - 1) if scale > sizes[0] else []
    first = 1
    codes = _codes(stories)
    for size in sizes:
        with transaction.atomic():
            first = _talk(next(codes), size, people, first, dice, now)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _codes(stories: int) -> Iterator[str]:
    before, seen = "", 0
    while seen < stories:
        listing = record.latest(limit=200, before=before)
        for item in listing.items:
            seen += 1
            yield item.code
        before = listing.more
        if not before:
            return


def _talk(code: str, size: int, people: list[Reader], first: int, dice: random.Random,
          now: datetime) -> int:
    """A thread of so many comments, whose rows begin at `first`; returns the next free one."""
    version = record.story(code)
    assert version is not None
    thread = Thread.objects.create(
        guid=UUID(version.guid), story=version.number, code=code, opened_at=now, last=size,
        comments=size, turns=size)
    made: list[Comment] = []
    below: Counter[int] = Counter()
    for number in range(1, size + 1):
        parent = _parent(made, dice)
        text = " ".join(dice.choices(WORDS, k=dice.randint(8, 60)))
        at = now - timedelta(minutes=size - number)
        comment = Comment(
            id=first + number - 1, thread=thread, number=number, reader=dice.choice(people),
            text=text, html=f"<p>{text}</p>", state="public", shown=True, at=at, public_at=at,
            turn=number, likes=int(dice.paretovariate(1)) - 1, key=str(uuid4()),
            shape=f"{dice.getrandbits(128):032x}", near=dice.getrandbits(63))
        place(comment, parent)
        below.update(above(comment.path))
        made.append(comment)
    for comment in made:
        comment.replies = below[comment.number]
    Comment.objects.bulk_create(made, batch_size=_CHUNK)
    return first + size


def _parent(made: list[Comment], dice: random.Random) -> Comment | None:
    if not made or dice.random() < 0.3:
        return None
    found = made[-1] if dice.random() < 0.5 else dice.choice(made[-200:])
    return found if found.depth < DEEPEST - 1 else None
