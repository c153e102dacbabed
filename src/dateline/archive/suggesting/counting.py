"""Texts as vectors: their features, weighed by how much each tells, of length one.

The weight of a feature is (1 + log of how often it is said) times the logarithm of how few texts
have it. What is kept of a text is numbers alone, so that tens of thousands fit into memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.archive.suggesting.features import heard
from dateline.archive.suggesting.labelled import Labelled

if TYPE_CHECKING:
    from numpy import ndarray
    from scipy.sparse import csr_matrix

MOST = 200_000
"""So many features are kept at most: those in the most texts."""
GIST = 64
"""A text is compared with others by so many of its heaviest features."""


@dataclass
class Counted:
    """What is kept of the texts, each by its place."""

    numbers: list[ndarray[Any, Any]] = field(default_factory=list)
    times: list[ndarray[Any, Any]] = field(default_factory=list)
    labels: list[tuple[str, ...]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, text: Labelled) -> None:
        """Count another one."""
        import numpy as np

        times = Counter(each.number for each in heard(text.headline, text.body, text.language))
        size = len(times)
        self.numbers.append(np.fromiter(times.keys(), np.uint32, size))
        self.times.append(np.fromiter(times.values(), np.float32, size))
        self.labels.append(tuple(dict.fromkeys(text.labels)))
        self.ids.append(text.id)


def counted(texts: Iterable[Labelled]) -> Counted:
    """Count them all."""
    found = Counted()
    for text in texts:
        found.add(text)
    return found


def vocabulary(texts: Counted) -> tuple[ndarray[Any, Any], ndarray[Any, Any]]:
    """The features that more than one text has, in ascending order, and how much each tells."""
    import numpy as np

    every = np.concatenate(texts.numbers) if texts.numbers else np.zeros(0, np.uint32)
    numbers, texts_with = np.unique(every, return_counts=True)
    kept = np.flatnonzero(texts_with > 1)
    if len(kept) > MOST:
        order = np.argsort(-texts_with[kept], kind="stable")
        kept = np.sort(kept[order[:MOST]])
    telling = np.log((1 + len(texts)) / (1 + texts_with[kept])) + 1
    return numbers[kept], telling.astype(np.float32)


def vector(
    numbers: ndarray[Any, Any], times: ndarray[Any, Any], known: ndarray[Any, Any],
    telling: ndarray[Any, Any],
) -> tuple[ndarray[Any, Any], ndarray[Any, Any]]:
    """One text: the places of its known features in ascending order, and their weights."""
    import numpy as np

    if not len(known):
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    places = np.minimum(np.searchsorted(known, numbers), len(known) - 1).astype(np.int32)
    there = known[places] == numbers
    places, times = places[there], times[there]
    order = np.argsort(places)
    places = places[order]
    weights = (1 + np.log(times[order])) * telling[places]
    length = float(np.sqrt((weights * weights).sum()))
    return places, (weights / length if length else weights).astype(np.float32)


def gist(
    places: ndarray[Any, Any], weights: ndarray[Any, Any]
) -> tuple[ndarray[Any, Any], ndarray[Any, Any]]:
    """The heaviest features of a vector, of length one again."""
    import numpy as np

    if len(places) > GIST:
        kept = np.sort(np.argsort(-weights, kind="stable")[:GIST])
        places, weights = places[kept], weights[kept]
    length = float(np.sqrt((weights * weights).sum()))
    return places, weights / length if length else weights


def matrix(
    rows: Iterable[tuple[ndarray[Any, Any], ndarray[Any, Any]]], width: int
) -> csr_matrix:
    """Vectors as the rows of a matrix."""
    import numpy as np
    from scipy.sparse import csr_matrix

    places, weights = zip(*rows, strict=True)
    starts = np.concatenate(([0], np.cumsum([len(each) for each in places])))
    return csr_matrix((np.concatenate(weights), np.concatenate(places), starts),
                      shape=(len(places), width))
