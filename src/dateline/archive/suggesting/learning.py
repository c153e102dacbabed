"""Learning which labels a text is given, from texts that were given theirs.

Two voices are added: of each label a line drawn between the texts that have it and the rest (a
linear support vector machine, LIBLINEAR), and the labels of the texts most like this one. Where a
label is given from is set by `thresholds`. The same texts give the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.archive.suggesting.counting import Counted, gist, matrix, vector, vocabulary
from dateline.archive.suggesting.learned import LIKE, NEAREST, Learned
from dateline.archive.suggesting.thresholds import floor, thresholds

if TYPE_CHECKING:
    from numpy import ndarray
    from scipy.sparse import csr_matrix

MOST_LABELS, MOST_LINES = 20_000, 300
"""So many labels are known, the most frequent; so many of them have a line of their own."""
LEAST = 2
"""So many texts a label has to have a line."""
PARTS = 3
COSTS = (0.5, 1.0)
SMALL = 3_000_000
"""Texts times labels: up to so many all of COSTS are tried, with more the first one is taken."""
WEIGHTS = 4000
"""So many weights of a line are kept, the heaviest."""
NONE = -1.0
"""What the line of a label says that has none."""
BLOCK = 200
Tell = Callable[[int, int], None]


def learn(texts: Counted, *, tell: Tell = lambda done, of: None) -> Learned:
    """Learn from these, whose counts are given up; `tell` hears what part of it is done."""
    numbers, telling = vocabulary(texts)
    vectors, gists = _vectors(texts, numbers, telling)
    labels = _labels(texts.labels)
    given = _given(texts.labels, labels)
    work = _Work(vectors, given, _lines(given), _voted(gists, given), tell)
    cost, sums = _tried(work)
    held = given[:, work.lines].toarray() > 0
    from_, reached = thresholds(sums, held)
    weights, bias = _drawn(work, range(len(texts)), cost)
    return Learned.made(
        labels, numbers, telling, work.lines, weights, bias, from_, floor(sums, held, from_),
        gists, given, texts.ids, {"texts": len(texts), "cost": cost, "f": round(reached, 4)})


def _vectors(
    texts: Counted, numbers: ndarray[Any, Any], telling: ndarray[Any, Any]
) -> tuple[csr_matrix, csr_matrix]:
    """The texts and their gists, as rows."""
    rows = [vector(each, times, numbers, telling)
            for each, times in zip(texts.numbers, texts.times, strict=True)]
    texts.numbers.clear()
    texts.times.clear()
    return matrix(rows, len(numbers)), matrix([gist(*row) for row in rows], len(numbers))


@dataclass
class _Work:
    vectors: csr_matrix
    given: csr_matrix
    lines: ndarray[Any, Any]
    voted: csr_matrix
    tell: Tell
    done: int = 0

    @property
    def tries(self) -> tuple[float, ...]:
        small = self.vectors.shape[0] * len(self.lines) <= SMALL
        return COSTS if small else COSTS[:1]

    def step(self) -> None:
        self.done += 1
        self.tell(self.done, len(self.lines) * (PARTS * len(self.tries) + 1))


def _labels(given: Sequence[tuple[str, ...]]) -> list[str]:
    times = Counter(label for labels in given for label in labels)
    return sorted(sorted(times), key=lambda label: -times[label])[:MOST_LABELS]


def _given(given: Sequence[tuple[str, ...]], labels: list[str]) -> csr_matrix:
    import numpy as np

    places = {label: place for place, label in enumerate(labels)}
    rows = [np.array(sorted(places[each] for each in own if each in places), np.int64)
            for own in given]
    return matrix([(row, np.ones(len(row), np.float32)) for row in rows], len(labels))


def _lines(given: csr_matrix) -> ndarray[Any, Any]:
    """The labels that have a line: the most frequent, and not those that every text has."""
    import numpy as np

    times = np.asarray(given.sum(0)).ravel()
    return np.flatnonzero((times >= LEAST) & (times < given.shape[0]))[:MOST_LINES]


def _voted(gists: csr_matrix, given: csr_matrix) -> csr_matrix:
    """For each text the share that each label has among the texts most like it, itself left out."""
    import numpy as np
    from scipy.sparse import vstack

    found, turned = [], gists.T.tocsr()
    for begin in range(0, gists.shape[0], BLOCK):
        like = (gists[begin : begin + BLOCK] @ turned).toarray()
        like[np.arange(len(like)), begin + np.arange(len(like))] = 0
        most = min(NEAREST, like.shape[1])
        top = np.sort(np.argpartition(-like, most - 1, axis=1)[:, :most], axis=1)
        shares = np.take_along_axis(like, top, axis=1)
        shares /= np.maximum(shares.sum(1, keepdims=True), 1e-9)
        found.append(matrix(zip(top, shares, strict=True), like.shape[1]) @ given)
    return vstack(found).tocsr()


def _tried(work: _Work) -> tuple[float, ndarray[Any, Any]]:
    """The cost that does best on texts not learned from, and the sums of these."""
    voted = LIKE * work.voted[:, work.lines].toarray()
    held = work.given[:, work.lines].toarray() > 0
    best: tuple[float, float, ndarray[Any, Any]] | None = None
    for cost in work.tries:
        sums = voted + _apart(work, cost)
        reached = thresholds(sums, held)[1]
        if best is None or reached > best[0]:
            best = reached, cost, sums
    assert best is not None
    return best[1], best[2]


def _apart(work: _Work, cost: float) -> ndarray[Any, Any]:
    """What lines say of each text that were drawn without it."""
    import numpy as np

    size = work.vectors.shape[0]
    sums = np.full((size, len(work.lines)), NONE, np.float32)
    part = np.arange(size) % PARTS
    for number in range(PARTS):
        rest, own = np.flatnonzero(part != number), np.flatnonzero(part == number)
        if len(rest) and len(own):
            weights, bias = _drawn(work, rest, cost)
            sums[own] = (work.vectors[own] @ weights.T).toarray() + bias
    return sums


def _drawn(work: _Work, rows: Any, cost: float) -> tuple[csr_matrix, ndarray[Any, Any]]:
    """The line of each label: its weights, the heaviest of them, and where it begins."""
    import numpy as np
    from sklearn.svm import LinearSVC

    vectors, given = work.vectors[rows], work.given[rows].tocsc()
    bias, drawn = np.full(len(work.lines), NONE, np.float32), []
    for place, label in enumerate(work.lines):
        has = np.zeros(vectors.shape[0], bool)
        has[given[:, label].indices] = True
        weights = np.zeros(vectors.shape[1], np.float32)
        if has.any() and not has.all():
            line = LinearSVC(C=cost, tol=1e-3, max_iter=5000, random_state=0).fit(vectors, has)
            weights, bias[place] = line.coef_[0].astype(np.float32), line.intercept_[0]
        drawn.append(_heaviest(weights))
        work.step()
    return matrix(drawn, vectors.shape[1]) if drawn else work.vectors[:0], bias


def _heaviest(weights: ndarray[Any, Any]) -> tuple[ndarray[Any, Any], ndarray[Any, Any]]:
    import numpy as np

    kept = np.flatnonzero(weights)
    if len(kept) > WEIGHTS:
        kept = np.sort(kept[np.argpartition(-np.abs(weights[kept]), WEIGHTS)[:WEIGHTS]])
    return kept, weights[kept]
