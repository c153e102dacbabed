"""What was learned, as arrays that are read where they lie: asking opens a file, and loads nothing.

By feature: how much it says for each label's line, and how heavy it is in each text. A label's sum
is its line's and `LIKE` times its share among the `NEAREST` texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from dateline.archive.suggesting.counting import gist, vector
from dateline.archive.suggesting.features import Heard, heard

if TYPE_CHECKING:
    from numpy import ndarray
    from scipy.sparse import csr_matrix

LIKE, NEAREST, TOLD = 0.3, 20, 10
WORDS, COMMON = 3, 1.5
"""So many words are named that spoke for a label; none that tells less: six texts of ten have it,
wherever it stands in them."""
ARRAYS = ("numbers", "telling", "lines", "line_starts", "line_of", "line_weights", "bias", "from",
          "text_starts", "text_of", "text_weights", "label_starts", "label_of")


@dataclass(frozen=True)
class Near:
    """A text like this one: its id, and how like it is, up to 1."""

    id: str
    like: float


@dataclass(frozen=True)
class Offered:
    """A label and by how much it is over where it is given from; what spoke for it: words of the
    text, the heaviest first, and how many of the nearest `TOLD` texts have it."""

    label: str
    over: float
    words: tuple[str, ...]
    have: int


@dataclass(frozen=True)
class Opinion:
    """Labels, the surest first, and the texts most like this one; `met`: the part of the text's
    different words that it has learned anything about, up to 1."""

    labels: tuple[Offered, ...] = ()
    near: tuple[Near, ...] = ()
    met: float = 0.0


class Learned:
    """See above; `about`: what its makers tell of it."""

    def __init__(self, labels: list[str], ids: list[str], floor: float, about: dict[str, Any],
                 arrays: Mapping[str, ndarray[Any, Any]]) -> None:
        self.labels, self.ids, self.floor, self.about = labels, ids, floor, about
        self.arrays = arrays

    @classmethod
    def made(
        cls, labels: list[str], numbers: Any, telling: Any, lines: Any, weights: csr_matrix,
        bias: Any, from_: Any, floor: float, gists: csr_matrix, given: csr_matrix, ids: list[str],
        about: dict[str, Any],
    ) -> Learned:
        """From what learning found: matrices of labels and of texts by features."""
        by_feature, texts = weights.tocsc(), gists.tocsc()
        found = (
            numbers, telling, lines, by_feature.indptr, by_feature.indices, by_feature.data, bias,
            from_, texts.indptr, texts.indices, texts.data, given.indptr, given.indices)
        kinds = ["u4", "f4", "u4", "u4", "u2", "f4", "f4", "f4", "u4", "u4", "f4", "u4", "u2"]
        arrays = {name: each.astype(kind)
                  for name, each, kind in zip(ARRAYS, found, kinds, strict=True)}
        return cls(labels, ids, floor, about, arrays)

    def ask(self, headline: str, body: Iterable[str], language: str, *, but: str = "",
            most: int = 20) -> Opinion:
        """What a text may be given, and what is like it, without the text of the id `but`."""
        import numpy as np

        said = list(heard(headline, body, language))
        known, times = np.unique(np.array([each.number for each in said], np.uint32),
                                 return_counts=True)
        places, weights = vector(known, times.astype(np.float32), self.arrays["numbers"],
                                 self.arrays["telling"])
        near = self._near(*gist(places, weights), but)
        sums = self._drawn(places, weights) + LIKE * self._shares(near)[self.arrays["lines"]]
        over = sums - self.arrays["from"]
        order = np.argsort(-over, kind="stable")[:most]
        of_ten = self._have(near[:TOLD])
        plain = _plain(said, dict(zip(self.arrays["numbers"][places].tolist(),
                                      self.arrays["telling"][places].tolist(), strict=True)))
        spoken = _spoken(said, plain)
        offered = [self._offered(int(line), float(over[line]), places, weights, spoken, of_ten)
                   for line in order]
        return Opinion((*offered, *self._voted(of_ten)),
                       tuple(Near(self.ids[text], like) for text, like in near), _met(plain))

    def judge(self, headline: str, body: Iterable[str], language: str) -> tuple[str, ...]:
        """The labels that a text is given."""
        offered = self.ask(headline, body, language, most=len(self.labels)).labels
        given = tuple(each.label for each in offered if each.over >= 0)
        if not given and offered and self.floor < 0 and offered[0].over >= self.floor:
            return (offered[0].label,)
        return given

    def _drawn(self, places: Any, weights: Any) -> Any:
        """What the lines say."""
        import numpy as np

        at, spread = _runs(self.arrays["line_starts"], places)
        said = self.arrays["line_weights"][at] * np.repeat(weights, spread)
        return self.arrays["bias"] + np.bincount(
            self.arrays["line_of"][at], said, len(self.arrays["bias"]))

    def _near(self, places: Any, weights: Any, but: str) -> list[tuple[int, float]]:
        import numpy as np

        at, spread = _runs(self.arrays["text_starts"], places)
        like = np.bincount(self.arrays["text_of"][at],
                           self.arrays["text_weights"][at] * np.repeat(weights, spread),
                           len(self.ids))
        top = np.argsort(-like, kind="stable")[: NEAREST + 1]
        found = [(int(text), float(like[text])) for text in top
                 if like[text] > 0 and (not but or self.ids[text] != but)]
        return found[:NEAREST]

    def _given(self, text: int) -> Any:
        starts = self.arrays["label_starts"]
        return self.arrays["label_of"][int(starts[text]) : int(starts[text + 1])]

    def _shares(self, near: list[tuple[int, float]]) -> Any:
        import numpy as np

        shares, whole = np.zeros(len(self.labels)), sum(like for _, like in near)
        for text, like in near:
            shares[self._given(text)] += like / whole
        return shares

    def _have(self, near: list[tuple[int, float]]) -> dict[int, int]:
        have: dict[int, int] = {}
        for text, _like in near:
            for label in self._given(text):
                have[int(label)] = have.get(int(label), 0) + 1
        return have

    def _voted(self, of_ten: dict[int, int]) -> Iterator[Offered]:
        """Labels without a line that most of the nearest texts have."""
        lines = set(self.arrays["lines"].tolist())
        for label, have in sorted(of_ten.items(), key=lambda each: -each[1]):
            if label not in lines and have > TOLD // 2:
                yield Offered(self.labels[label], -1.0, (), have)

    def _offered(self, line: int, over: float, places: Any, weights: Any,
                 spoken: dict[int, str], of_ten: dict[int, int]) -> Offered:
        label = int(self.arrays["lines"][line])
        return Offered(self.labels[label], over, self._words(line, places, weights, spoken),
                       of_ten.get(label, 0))

    def _words(
        self, line: int, places: Any, weights: Any, spoken: dict[int, str]
    ) -> tuple[str, ...]:
        """The words that brought most for a label, as they were typed."""
        import numpy as np

        at, spread = _runs(self.arrays["line_starts"], places)
        own = np.flatnonzero(self.arrays["line_of"][at] == line)
        said = self.arrays["line_weights"][at][own] * np.repeat(weights, spread)[own]
        numbers = np.repeat(self.arrays["numbers"][places], spread)[own]
        words, seen = list[str](), set[str]()
        for each in np.argsort(-said, kind="stable"):
            if said[each] <= 0 or len(words) == WORDS:
                break
            word = spoken[int(numbers[each])]
            if word and not seen & set(word.casefold().split()):
                words.append(word)
                seen |= set(word.casefold().split())
        return tuple(words)


def _plain(said: list[Heard], tells: dict[int, float]) -> dict[str, float]:
    """How much each word tells wherever it stands: in headlines alone it is rarer. 0: never met."""
    plain = {each.typed: 0.0 for each in said if " " not in each.typed}
    for each in said:
        if each.typed in plain and each.number in tells:
            plain[each.typed] = min(tells[each.number], plain[each.typed] or inf)
    return plain


def _spoken(said: list[Heard], plain: dict[str, float]) -> dict[int, str]:
    """Each feature as it was typed first, without words that most texts have."""
    spoken: dict[int, str] = {}
    for each in said:
        if each.number not in spoken:
            spoken[each.number] = " ".join(
                word for word in each.typed.split(" ") if plain.get(word, 0.0) >= COMMON)
    return spoken


def _met(plain: dict[str, float]) -> float:
    return sum(map(bool, plain.values())) / len(plain) if plain else 0.0


def _runs(starts: Any, places: Any) -> tuple[Any, Any]:
    """The places of all runs one after the other, and how long each is."""
    import numpy as np

    begins = starts[places].astype(np.int64)
    spread = starts[places + 1].astype(np.int64) - begins
    ends = np.cumsum(spread)
    whole = int(ends[-1]) if len(ends) else 0
    return np.arange(whole) - np.repeat(ends - spread, spread) + np.repeat(begins, spread), spread
