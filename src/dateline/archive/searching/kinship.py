"""Stories that were found, looked at together: which of them are about what is asked for.

Latent semantic indexing (Deerwester and others 1990) of these stories alone (as Hull 1994): the
broadest subjects among them are the first eigenvectors of how alike they are, and a story fits as
its subjects do. Then a story stands by those most like it (Diaz 2005). All of it is made of what
was found right now, so nothing of another story can show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.archive.searching.sketches import NUMBERS, number_of

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

SUBJECTS = 20
"""So many subjects are told apart."""
SUBJECT = 0.5
NEIGHBOURS, NEIGHBOUR = 3, 0.3
"""So many of the stories most like one count, and so much beside itself."""
PLAIN = (1.2, 0.75)
"""The constants of the index's BM25: k1 and b."""
TUNED = (2.0, 0.9)
"""Ours: what is said often counts longer, and length costs more."""


@dataclass(frozen=True)
class _Said:
    """Each word of each story: which story, the word's number, how often, and its weight."""

    story: Array
    word: Array
    times: Array
    weight: Array
    rarity: Array
    length: Array


def fits(sketches: Sequence[bytes], scores: Sequence[float], asked: Mapping[str, float]
         ) -> list[float]:
    """How well each story fits, 1 at most; `scores` are the index's, `asked` words by rarity."""
    said = _said(sketches)
    first = _tuned(said, scores, asked)
    alike = _alike(said)
    subject = _by_subject(said, alike, asked)
    return _by_neighbours(alike, (1 - SUBJECT) * first + SUBJECT * subject)


def _said(sketches: Sequence[bytes]) -> _Said:
    import numpy as np

    many = [(len(each) - 4) // 3 for each in sketches]
    ends = [4 + 2 * number for number in many]
    word = np.frombuffer(b"".join(each[4:end] for each, end in zip(sketches, ends, strict=True)),
                         "<u2").astype(np.int64)
    times = np.frombuffer(b"".join(each[end:] for each, end in zip(sketches, ends, strict=True)),
                          "u1").astype(np.float64)
    held = np.bincount(word, minlength=NUMBERS)
    rarity = np.log(1 + (len(sketches) - held + 0.5) / (held + 0.5))
    story = np.repeat(np.arange(len(sketches)), many)
    weight = np.log1p(times) * rarity[word]
    norm = np.sqrt(np.bincount(story, weight * weight, len(sketches))) + 1e-9
    length = np.array([int.from_bytes(each[:4], "little") for each in sketches], np.float64)
    return _Said(story, word, times, weight / norm[story], rarity, length)


def _tuned(said: _Said, scores: Sequence[float], asked: Mapping[str, float]) -> Array:
    """The index's scores with our constants in place of its own; the best is 1."""
    import numpy as np

    rare = np.zeros(NUMBERS)
    for word, value in asked.items():
        rare[number_of(word)] += value
    wanted = rare[said.word] > 0
    story, times = said.story[wanted], said.times[wanted]
    length = (said.length / max(said.length.mean(), 1.0))[story]
    (k, b), (low, less) = TUNED, PLAIN
    gain = (times * (k + 1) / (times + k * (1 - b + b * length))
            - times * (low + 1) / (times + low * (1 - less + less * length)))
    more = np.bincount(story, rare[said.word[wanted]] * gain, len(said.length))
    total = np.maximum(np.array(scores) + more, 0)
    return total / max(total.max(), 1e-9)


def _alike(said: _Said) -> Array:
    """How alike every two stories are, by the words that at least two of them have."""
    import numpy as np

    shared = np.bincount(said.word, minlength=NUMBERS) > 1
    place = np.cumsum(shared) - 1
    kept = shared[said.word]
    table = np.zeros((len(said.length), max(int(place[-1]) + 1, 1)), np.float32)
    table[said.story[kept], place[said.word[kept]]] = said.weight[kept]
    alike = (table @ table.T).astype(np.float64)
    np.fill_diagonal(alike, 1.0)
    return alike


def _by_subject(said: _Said, alike: Array, asked: Mapping[str, float]) -> Array:
    """The cosine of query and story in the space of the broadest subjects; the best is 1."""
    import numpy as np

    sought = np.isin(said.word, [number_of(word) for word in asked])
    match = np.bincount(said.story[sought], said.weight[sought] * said.rarity[said.word[sought]],
                        len(said.length))
    values, vectors = np.linalg.eigh(alike)
    values, vectors = values[-SUBJECTS:], vectors[:, -SUBJECTS:]
    size = np.sqrt(np.maximum((vectors * vectors) @ values, 1e-9))
    fit = vectors @ (vectors.T @ match) / size
    return fit / max(np.abs(fit).max(), 1e-9)


def _by_neighbours(alike: Array, fit: Array) -> list[float]:
    import numpy as np

    others = alike.copy()
    np.fill_diagonal(others, 0.0)
    if len(fit) > NEIGHBOURS:
        others *= others >= np.sort(others, axis=1)[:, -NEIGHBOURS][:, None]
    others /= others.sum(axis=1, keepdims=True) + 1e-9
    told = (1 - NEIGHBOUR) * fit + NEIGHBOUR * (others @ fit)
    return [round(float(each), 6) for each in told]
