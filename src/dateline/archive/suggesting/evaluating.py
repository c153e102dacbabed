"""How good the suggestions are: learned from the older texts, judged on the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.archive.suggesting.counting import counted
from dateline.archive.suggesting.drawing import names_of, newest
from dateline.archive.suggesting.labelled import Labelled
from dateline.archive.suggesting.learning import Tell, learn
from dateline.archive.suggesting.reading import NotLabelled, labelled

LEARNED = 0.8
"""Of texts without a split so many are learned from, the oldest."""
LARGEST = 10


@dataclass
class Tally:
    """Of a label, or of all: how often it was right to give it, given, and to be given."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Of what was given, what was right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of what was to be given, what was."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f(self) -> float:
        """Their harmonic mean (F1)."""
        both = self.given + self.wanted
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True)
class Judgement:
    """What was measured. `macro`: the mean F1 of the labels that were to be given or were.

    `strange`: labels, and how often they are given, that the test part alone has: nobody can learn
    them, and they are counted nowhere else. `how`: what parted the texts.
    """

    learned: int
    tested: int
    bare: int
    labels: int
    all: Tally
    macro: float
    largest: tuple[tuple[str, Tally], ...]
    strange: tuple[int, int]
    how: str


def evaluate_suggest(
    file: Path | None, test: Path | None = None, *, fields: Mapping[str, str] | None = None,
    language: str = "en", tell: Tell = lambda done, of: None,
) -> Judgement:
    """The same of files, or of this newsroom's own stories. Raises NotLabelled, OSError."""
    if file is None:
        return evaluate(_own(), tell=tell)
    tests = labelled(test, fields, language=language) if test else None
    return evaluate(labelled(file, fields, language=language), tests, tell=tell)


def _own() -> list[Labelled]:
    texts = list(newest())
    names = names_of({label for text in texts for label in text.labels})
    return [replace(text, labels=tuple(names.get(label, label) for label in text.labels))
            for text in texts]


def evaluate(
    texts: Iterable[Labelled], tests: Iterable[Labelled] | None = None, *,
    tell: Tell = lambda done, of: None,
) -> Judgement:
    """Learn from one part and judge the other. Raises NotLabelled where either has nothing."""
    train, test, how = parted(list(texts), None if tests is None else list(tests))
    known = {label for text in train for label in text.labels}
    if not known or not test:
        raise NotLabelled("there is nothing to learn from: no text with labels in the older part"
                          if not known else "there is nothing to judge: the test part is empty")
    learned = learn(counted(train), tell=tell)
    tallies: dict[str, Tally] = {label: Tally() for label in known}
    strange: Counter[str] = Counter()
    for text in test:
        given = set(learned.judge(text.headline, text.body, text.language))
        strange.update(set(text.labels) - known)
        _count(tallies, given, set(text.labels) & known)
    return Judgement(
        len(train), len(test), sum(not text.labels for text in test), len(known), _sum(tallies),
        _macro(tallies), _largest(tallies), (len(strange), strange.total()), how)


def parted(
    texts: list[Labelled], tests: list[Labelled] | None
) -> tuple[list[Labelled], list[Labelled], str]:
    """What is learned from, what is judged, and how they were parted."""
    if tests is not None:
        return [each for each in texts if each.split in ("", "train")], tests, "by file"
    if any(text.split in ("train", "test") for text in texts):
        return ([text for text in texts if text.split == "train"],
                [text for text in texts if text.split == "test"], "by their field")
    if all(text.at for text in texts):
        ordered = sorted(texts, key=lambda text: text.at or 0)  # type: ignore[arg-type,return-value]
        how = "by time"
    else:
        ordered, how = texts, "by their order in the file, since some have no date"
    cut = int(LEARNED * len(ordered))
    return ordered[:cut], ordered[cut:], how


def _count(tallies: dict[str, Tally], given: set[str], wanted: set[str]) -> None:
    for label in given | wanted:
        tally = tallies[label]
        tally.given += label in given
        tally.wanted += label in wanted
        tally.right += label in given and label in wanted


def _sum(tallies: dict[str, Tally]) -> Tally:
    every = tallies.values()
    return Tally(sum(each.right for each in every), sum(each.given for each in every),
                 sum(each.wanted for each in every))


def _macro(tallies: dict[str, Tally]) -> float:
    marks = [each.f for each in tallies.values() if each.given or each.wanted]
    return sum(marks) / len(marks) if marks else 0.0


def _largest(tallies: dict[str, Tally]) -> tuple[tuple[str, Tally], ...]:
    order: Sequence[str] = sorted(tallies, key=lambda label: (-tallies[label].wanted, label))
    return tuple((label, tallies[label]) for label in order[:LARGEST])
