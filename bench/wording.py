"""What the checks of a comment cost: 10,000 word rules on 5,000 signs, and the whole pipeline.

`python -m bench.wording` prints processor time in milliseconds; it needs no data.
"""

from __future__ import annotations

import random
import statistics
import string
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django

django.setup()

from dateline.discussion.checks.running import run  # noqa: E402
from dateline.discussion.checks.submission import Submission  # noqa: E402
from dateline.discussion.nearness import near, shape  # noqa: E402
from dateline.discussion.text import clean, html_of, links  # noqa: E402
from dateline.discussion.words import Rule, WordRules, words  # noqa: E402

RULES, SIGNS, TURNS = 10_000, 5000, 200
LETTERS = {"latin": string.ascii_lowercase + "éàü", "cyrillic": "абвгдежзиклмнопрстуфхцчшщыэюя",
           "mixed": string.ascii_letters + "аеосρν０ａ"}

HOSTILE = {
    "marks alone": "\u0301\u0316\u0327", "look-alikes": "аеосрху ", "no spaces": "абвгд",
    "spaces": " ", "emoji": "😀👍🏽👨\u200d👩", "words of one letter": "а б в г д е ж ",
    "full width": "ｃｕｎｔ ", "mathematical": "𝐜𝐮𝐧𝐭 ", "hidden signs": "a\u200b\u200db ",
    "ligatures": "ﷺﷻ ﬃ", "Hangul": "한국어 말", "Arabic": "ابتثجحخد ",
}
"""Signs of which texts are drawn that are written to be slow."""


def drawn(signs: str, rand: random.Random) -> str:
    """A text of 5,000 of these."""
    return "".join(rand.choices(signs, k=SIGNS))


def text_of(letters: str, rand: random.Random) -> str:
    """A text of 5,000 signs in words of two to ten letters."""
    text = ""
    while len(text) < SIGNS:
        text += "".join(rand.choices(letters, k=rand.randint(2, 10))) + " "
    return text[:SIGNS]


def rules(rand: random.Random) -> WordRules:
    """Half of them words, half phrases of two and three."""
    made = []
    for number in range(RULES):
        phrase = " ".join("".join(rand.choices(string.ascii_lowercase, k=rand.randint(3, 9)))
                          for _ in range(1 if number % 2 else rand.randint(2, 3)))
        made.append(Rule(number, phrase, "nudge", "2.1"))
    return WordRules(made)


def sent(text: str, held: WordRules, at: datetime) -> Submission:
    """A text and its facts, as `gathering` reads them."""
    said = [word.folded for word in words(text)]
    return Submission(
        text=text, words=tuple(said), shape=shape(said), near=near(said), links=tuple(links(text)),
        at=at, thread=1, closed="", mode="open", new_until=3, accepted=True, held=(), approved=9,
        refused=0, joined_at=at - timedelta(days=99), badge="", lately=(), rules=held)


def timed(act: Callable[[str], object], texts: list[str]) -> list[float]:
    """Milliseconds of processor time of each turn, in order; each has a text of its own."""
    spent = []
    for text in texts:
        before = time.process_time()
        act(text)
        spent.append(1000 * (time.process_time() - before))
    return sorted(spent)


def main() -> None:
    """Print a line for each kind of text and work."""
    rand, at = random.Random(7), datetime.now(UTC)
    held = rules(rand)
    works: dict[str, Callable[[str], object]] = {
        f"{RULES} word rules": held.find,
        "all checks": lambda text: run(sent(text, held, at)),
        "text to what is shown": lambda text: html_of(clean(text)),
    }
    kinds = {name: [text_of(letters, rand) for _ in range(TURNS)]
             for name, letters in LETTERS.items()}
    for work, act in works.items():
        for name, texts in kinds.items():
            told(f"{work}, {SIGNS} signs, {name}", timed(act, texts))
    for name, signs in HOSTILE.items():
        texts = [drawn(signs, rand) for _ in range(TURNS)]
        told(f"{RULES} word rules, {SIGNS} signs, hostile: {name}", timed(held.find, texts))


def told(what: str, spent: list[float]) -> None:
    """Print a line."""
    print(f"{what}: median {statistics.median(spent):.2f} ms, "
          f"p95 {spent[int(0.95 * len(spent))]:.2f} ms")


if __name__ == "__main__":
    main()
