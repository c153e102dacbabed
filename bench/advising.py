"""What it costs to learn advice, and to give it: invented decisions, as many as are learned from.

`python -m bench.advising` (DECISIONS=50000) prints seconds, megabytes and milliseconds of processor
time, and the figures of the advice beside the most that the noise of the labels allows. The texts
are invented: they say nothing about how good advice is on what real readers write.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import time
from datetime import UTC, datetime

import django

django.setup()

from dateline.discussion.advising.decisions import MOST, Decided  # noqa: E402
from dateline.discussion.advising.features import buckets  # noqa: E402
from dateline.discussion.advising.learning import learned  # noqa: E402
from dateline.discussion.advising.weights import packed, unpacked  # noqa: E402

DECISIONS, RUDE, NOISE, TURNS = int(os.environ.get("DECISIONS", MOST)), 0.3, 0.08, 2000
LETTERS = "etaoinshrdlucmfwygpbvk"


def vocabulary(size: int, rand: random.Random) -> list[str]:
    """Invented words of three to ten letters."""
    return ["".join(rand.choices(LETTERS, k=rand.randint(3, 10))) for _ in range(size)]


def texts(rand: random.Random) -> list[Decided]:
    """Of 15 to 90 common and rare words; three in ten have one of 200 rude ones and are removed,
    but for the noise."""
    words, rude, at = vocabulary(8000, rand), vocabulary(200, rand), datetime.now(UTC)
    frequent = [1 / (rank + 3) for rank in range(len(words))]
    made = []
    for _number in range(DECISIONS):
        said = rand.choices(words, frequent, k=rand.randint(15, 90))
        bad = rand.random() < RUDE
        if bad:
            said[rand.randrange(len(said))] = rand.choice(rude)
        made.append(Decided(at, " ".join(said), bad != (rand.random() < NOISE), "", 0))
    return made


def main() -> None:
    """Learn once, then advise on each of some texts."""
    told = texts(random.Random(7))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    found = learned(told)
    assert found is not None
    spent = time.process_time() - begin
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    kept = packed(found.weights)
    print(f"learned from {found.decisions} decisions: {spent:.1f} s, {grown:.0f} MB more, "
          f"{len(kept)} bytes of weights")
    figures = {name: found.measured[name] for name in (
        "judged_on", "precision", "recall", "false_alarm_rate", "auc")}
    recall = RUDE * (1 - NOISE) / (RUDE * (1 - NOISE) + (1 - RUDE) * NOISE)
    print(f"{figures}; by the noise of the labels the best there could be: precision "
          f"{1 - NOISE:.2f} with recall {recall:.2f}")
    weights, times = unpacked(kept), []
    for one in told[:TURNS]:
        begin = time.process_time()
        weights.share(buckets(one.text))
        times.append(1000 * (time.process_time() - begin))
    times.sort()
    print(f"advice on a text of {round(statistics.mean(len(one.text) for one in told[:TURNS]))} "
          f"signs: median {statistics.median(times):.2f} ms, p95 {times[int(0.95 * TURNS)]:.2f} ms")


if __name__ == "__main__":
    main()
