"""An archive of another system, made up: stories of some 300 words as JSON Lines, with a map.

The words are drawn by Zipf's law from 60,000; the same number gives the same story anywhere.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

WORDS, LENGTH, PARAGRAPHS = 60_000, 300, 6
SECTIONS = ("World", "Politics", "Business", "Science", "Culture", "Sport", "Health", "Weather")
AUTHORS, SUBJECTS, PEOPLE, PLACES, DOSSIERS = 400, 2000, 3000, 600, 300
BEGUN = datetime(2001, 1, 1, tzinfo=UTC)
MAP = {"system": "old", "id": "id", "headline": "title", "html": "body", "section": "section",
       "authors": "by[]", "tags": "tags[]", "people": "people[]", "places": "places[]",
       "published_at": "date", "addresses": "url", "standfirst": "summary"}
_HEADS = "b c d f g h j k l m n p r s t v w z br ch cl dr fl gr pl pr sh sl st th tr".split()
_TAILS = "a e i o u ai ea io ou an en in on er ar or al el ist ent ing ed ion".split()


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words, the most frequent first, and the weights up to each."""
    rand = random.Random(2026)
    made: dict[str, None] = {}
    while len(made) < WORDS:
        many = 1 + min(len(made) // 300, 1) + rand.randint(0, 2)
        made["".join(rand.choice(_HEADS) + rand.choice(_TAILS) for _ in range(many))] = None
    return list(made), list(accumulate(1 / (rank + 3) for rank in range(WORDS)))


def _name(kind: str, number: int) -> str:
    rand = random.Random(f"{kind}{number}")
    return " ".join(rand.choice(vocabulary()[0][500:20_000]).capitalize() for _ in range(2))


@cache
def names(kind: str, many: int) -> tuple[list[str], list[float]]:
    """Names of a kind, and weights: few are in most stories, as with words."""
    return ([_name(kind, number) for number in range(many)],
            list(accumulate(1 / (number + 5) for number in range(many))))


def _some(rand: random.Random, kind: str, many: int, least: int, most: int) -> list[str]:
    held, weights = names(kind, many)
    return list(dict.fromkeys(rand.choices(held, cum_weights=weights, k=rand.randint(least, most))))


def story(number: int) -> dict[str, object]:
    """One row."""
    rand = random.Random(number)
    held, weights = vocabulary()
    said = rand.choices(held, cum_weights=weights, k=LENGTH + 22)
    title, summary, body = said[:7], said[7:22], said[22:]
    each = LENGTH // PARAGRAPHS
    parts = [" ".join(body[at : at + each]).capitalize() + "." for at in range(0, LENGTH, each)]
    parts[1] = f"<b>{parts[1][:20]}</b>{parts[1][20:]}"
    day = BEGUN + timedelta(minutes=13 * number)
    return {
        "id": number, "title": " ".join(title).capitalize() + f" {number}",
        "summary": " ".join(summary).capitalize() + ".",
        "body": "".join(f"<p>{part}</p>" for part in parts),
        "section": SECTIONS[min(rand.randrange(12), 7)], "date": day.isoformat(),
        "by": _some(rand, "author", AUTHORS, 1, 2), "tags": _some(rand, "subject", SUBJECTS, 1, 2),
        "people": _some(rand, "person", PEOPLE, 1, 2), "places": _some(rand, "place", PLACES, 1, 1),
        "url": f"https://old.example/{day:%Y/%m}/{title[0]}-{title[1]}-{number}.html",
    }


def made(folder: Path, first: int, last: int) -> tuple[Path, Path]:
    """The stories from `first` up to `last` as a file, and its map; what is there is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    path, given = folder / f"made-{first}-{last}.jsonl", folder / "map.json"
    given.write_text(json.dumps(MAP))
    if not path.exists():
        draft = path.with_suffix(".part")
        with draft.open("w", encoding="utf-8") as out:
            for number in range(first, last):
                out.write(json.dumps(story(number), ensure_ascii=False) + "\n")
        draft.replace(path)
    return path, given
