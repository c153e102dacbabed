"""What was learned: a weight for each bucket, and how a sum of them is read as a share.

A class-balanced naive Bayes by presence (Rennie and others 2003 on its skews): a bucket's weight is
the logarithm of how much commoner it is in texts that were removed than in texts that stayed, each
kind counted as if there were as many of it. The sum is divided by the root of how many features a
text has, since those of one word repeat each other, and calibrated (Platt 1999).
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from array import array
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from dateline.discussion.advising.features import BUCKETS

MAGIC, STEP, STRONGEST = b"DAW1", 1000, 4.0
"""The name of the format, how many steps 1 has in it, and the most a weight may say."""
DOUBT = 2.0
"""So many standard errors of its logarithm are taken off a weight: chance says nothing."""
LEAST_KIND = 10
"""Of fewer of a kind nothing is calibrated."""
_HEAD = struct.Struct("<4sIdd")


class NotWeights(ValueError):
    """These bytes are no weights of this format."""


@dataclass(frozen=True)
class Weights:
    """Weights by bucket in steps, and the slope and intercept of the calibration."""

    of: Sequence[int]
    slope: float = 1.0
    intercept: float = 0.0

    def sum(self, buckets: Set[int]) -> float:
        """For removal if above 0, against it if below; 0 for a text of which nothing is known."""
        if not buckets:
            return 0.0
        of = self.of
        return sum([of[bucket] for bucket in buckets]) / (STEP * math.sqrt(len(buckets)))

    def share(self, buckets: Set[int]) -> float:
        """The share of texts like this that were removed, 0 to 1."""
        return self.read(self.sum(buckets))

    def read(self, total: float) -> float:
        """A sum as a share."""
        return logistic(self.slope * total + self.intercept)


def logistic(value: float) -> float:
    """From any number to 0 … 1."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


@dataclass
class Counts:
    """In how many texts of each kind a bucket was met; texts are told one by one."""

    met: tuple[array[int], array[int]] = field(
        default_factory=lambda: (array("I", [0]) * BUCKETS, array("I", [0]) * BUCKETS))
    texts: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, buckets: Set[int], removed: bool) -> None:
        """Another text."""
        met = self.met[removed]
        self.texts[removed] += 1
        for bucket in buckets:
            met[bucket] += 1

    def weights(self) -> array[int]:
        """The weight of each bucket; of one never met, or as may be by chance, 0."""
        stayed, removed = (max(count, 1) for count in self.texts)
        floor = 1 / min(stayed, removed)
        most, found = int(STEP * STRONGEST), array("h", [0]) * BUCKETS
        for bucket, (for_it, against) in enumerate(zip(self.met[1], self.met[0], strict=True)):
            if for_it or against:
                ratio = (for_it / removed + floor) / (against / stayed + floor)
                sure = math.log(ratio)
                chance = DOUBT * math.sqrt(1 / (for_it + 0.5) + 1 / (against + 0.5))
                weight = math.copysign(max(0.0, abs(sure) - chance), sure)
                found[bucket] = max(-most, min(most, round(STEP * weight)))
        return found


def calibrated(sums: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and intercept of the logistic curve that fits sums to what was decided (Platt 1999).

    Newton's steps on smoothed targets. Too few of a kind: the slope is 1, nothing is shifted. A
    slope below 0 would mean that nothing was learned: it is 0, and all get the usual share.
    """
    removed = sum(kind for _sum, kind in sums)
    stayed = len(sums) - removed
    if min(removed, stayed) < LEAST_KIND:
        return 1.0, 0.0
    high, low = (removed + 1) / (removed + 2), 1 / (stayed + 2)
    usual = math.log((removed + 1) / (stayed + 1))
    slope, intercept = 0.0, usual
    for _turn in range(50):
        step = _newton([(each, high if kind else low) for each, kind in sums], slope, intercept)
        slope, intercept = slope - step[0], intercept - step[1]
        if max(map(abs, step)) < 1e-9:
            break
    return (slope, intercept) if slope > 0 else (0.0, usual)


def _newton(
    sums: Sequence[tuple[float, float]], slope: float, intercept: float
) -> tuple[float, float]:
    by_slope = by_intercept = 0.0
    both, slopes, intercepts = 0.0, 1e-9, 1e-9
    for each, target in sums:
        said = logistic(slope * each + intercept)
        off, bend = said - target, said * (1 - said)
        by_slope, by_intercept = by_slope + off * each, by_intercept + off
        slopes, both = slopes + bend * each * each, both + bend * each
        intercepts += bend
    whole = slopes * intercepts - both * both
    if abs(whole) < 1e-12:
        return 0.0, 0.0
    return ((intercepts * by_slope - both * by_intercept) / whole,
            (slopes * by_intercept - both * by_slope) / whole)


def packed(weights: Weights) -> bytes:
    """Weights as they are kept: a head, then 16 bits a bucket, deflated; below 300 KB."""
    steps = array("h", weights.of)
    if sys.byteorder == "big":
        steps.byteswap()
    head = _HEAD.pack(MAGIC, BUCKETS, weights.slope, weights.intercept)
    return head + zlib.compress(steps.tobytes(), 6)


def unpacked(kept: bytes) -> Weights:
    """Weights that were kept. Raises NotWeights for anything else, also for an older format."""
    try:
        magic, count, slope, intercept = _HEAD.unpack_from(kept)
        if magic != MAGIC or count != BUCKETS or not math.isfinite(slope + intercept):
            raise NotWeights("not of this format")
        opener = zlib.decompressobj()
        steps = array("h", opener.decompress(kept[_HEAD.size :], 2 * BUCKETS))
    except (struct.error, zlib.error, ValueError) as wrong:
        raise NotWeights(str(wrong)) from None
    if len(steps) != BUCKETS:
        raise NotWeights("not of this length")
    if sys.byteorder == "big":
        steps.byteswap()
    return Weights(steps, slope, intercept)
