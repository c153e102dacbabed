"""From which sum on a label is given: what makes the most of all decisions together right.

The sums are of texts that were not learned from (by parts, each judged by the others). The measure
is the micro-averaged F: for the best F that can be reached, each label's own best threshold is the
one that maximises 2 × right − F × given (Dinkelbach). Few texts say little: to what a label's own
say, `SHARED` texts' worth of what all labels say is added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import ndarray

LEAST, STEPS, FIRST, LAST = 0.05, 90, -1.3, 1.2
SHARED = 20.0
ROUNDS = 20


def thresholds(
    sums: ndarray[Any, Any], given: ndarray[Any, Any]
) -> tuple[ndarray[Any, Any], float]:
    """A threshold for each column, and the F of the whole. `sums`, `given`: text by label."""
    import numpy as np

    grid = np.linspace(FIRST, LAST, STEPS)
    right = np.empty((sums.shape[1], STEPS))
    said = np.empty((sums.shape[1], STEPS))
    for step, least in enumerate(grid):
        over = sums >= least
        said[:, step] = over.sum(0)
        right[:, step] = (over & given).sum(0)
    wanted = max(1, int(given.sum()))
    best, reached = np.zeros(sums.shape[1], int), 0.8
    for _ in range(ROUNDS):
        gain = 2 * right - reached * said
        best = _middles(gain + SHARED * gain.sum(0) / wanted)
        rows = np.arange(len(best))
        before, reached = reached, max(LEAST, 2 * right[rows, best].sum() / (
            said[rows, best].sum() + wanted))
        if abs(before - reached) < 1e-6:
            break
    return grid[best].astype(np.float32), float(reached)


def _middles(gain: ndarray[Any, Any]) -> ndarray[Any, Any]:
    """Of each row the place of its maximum; of several the one in the middle, far from both edges:
    where nothing is in doubt a text that is like none of before is not given everything."""
    import numpy as np

    best = np.zeros(len(gain), int)
    for row, each in enumerate(gain):
        places = np.flatnonzero(each >= each.max() - 1e-9)
        best[row] = places[len(places) // 2]
    return best


def floor(sums: ndarray[Any, Any], given: ndarray[Any, Any], from_: ndarray[Any, Any]) -> float:
    """How far below its threshold the nearest label is given to a text that has none otherwise.

    Zero where that makes more wrong than right: as it does where many texts have no label.
    """
    import numpy as np

    over = sums - from_
    none = np.flatnonzero(~(over >= 0).any(1))
    if not len(none) or not over.shape[1]:
        return 0.0
    top = over[none].argmax(1)
    margins, fits = over[none, top], given[none, top]
    held = over >= 0
    right, said, wanted = int((held & given).sum()), int(held.sum()), int(given.sum())
    order = np.argsort(-margins, kind="stable")
    rights = right + np.cumsum(fits[order])
    marks = 2 * rights / (said + np.arange(1, len(order) + 1) + wanted)
    best = int(marks.argmax())
    before = 2 * right / max(1, said + wanted)
    return float(margins[order][best]) if marks[best] > before else 0.0
