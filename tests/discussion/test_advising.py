"""What is learned of decisions, and its figures: on invented texts whose figures are known."""

from __future__ import annotations

import pytest

from dateline.discussion.advising.apart import Known
from dateline.discussion.advising.features import buckets
from dateline.discussion.advising.learning import LEAST, learned
from dateline.discussion.advising.measuring import alarms, measured
from dateline.discussion.advising.weights import (
    NotWeights,
    Weights,
    calibrated,
    packed,
    unpacked,
)
from teaching import decided, invented, is_rude


def test_figures_are_those_that_are_counted_by_hand():
    judged = [(0.9, True), (0.8, False), (0.6, True), (0.3, True), (0.2, False), (0.1, False)]
    found = measured(judged)
    assert (found["hits"], found["false_alarms"]) == (2, 1)
    assert (found["removed"], found["approved"]) == (3, 3)
    assert (found["precision"], found["recall"]) == (0.6667, 0.6667)
    assert found["false_alarm_rate"] == 0.3333
    assert found["auc"] == 0.7778, "of nine pairs seven are in order"
    tenths = {line["from"]: (line["texts"], line["advised"], line["removed"])
              for line in found["calibration"]}
    assert len(tenths) == 10
    assert tenths[0.9] == (1, 0.9, 1.0) and tenths[0.8] == (1, 0.8, 0.0)
    assert tenths[0.5] == (0, None, None)


def test_what_cannot_be_divided_is_no_figure():
    assert measured([(0.5, True), (0.5, False)])["auc"] == 0.5, "equal ones are half in order"
    found = measured([(0.1, False)])
    assert (found["precision"], found["recall"], found["auc"]) == (None, None, None)
    assert found["false_alarm_rate"] == 0


def test_alarms_of_word_rules_are_those_that_are_counted_by_hand():
    met = [(["fool"], True), (["fool", "fool", "oaf"], False), ([], False), ([], True),
           (["oaf"], False), ([], False)]
    found = alarms(met)
    assert (found["decisions"], found["hits"], found["false_alarms"]) == (6, 3, 2)
    assert (found["wrong"], found["false_alarm_rate"]) == (0.6667, 0.5)
    assert found["rules"] == [
        {"phrase": "oaf", "hits": 2, "false_alarms": 2, "wrong": 1.0, "false_alarm_rate": 0.5},
        {"phrase": "fool", "hits": 2, "false_alarms": 1, "wrong": 0.5, "false_alarm_rate": 0.25}]


def test_it_learns_what_can_be_learned_and_measures_it_on_the_newest(noon):
    told = invented(noon)
    found = learned(told)
    older, newest = told[:800], told[800:]
    seen = {one.shape for one in older}
    held = [one for one in newest if one.shape not in seen]
    right = sum(one.removed for one in held if is_rude(one.text))
    wrong = sum(not one.removed for one in held if is_rude(one.text))
    missed = sum(one.removed for one in held if not is_rude(one.text))
    stayed = sum(not one.removed for one in held)
    figures = found.measured
    assert (figures["learned_from"], figures["judged_on"]) == (800, len(held))
    assert figures["precision"] == round(right / (right + wrong), 4)
    assert figures["recall"] == round(right / (right + missed), 4)
    assert figures["false_alarm_rate"] == round(wrong / stayed, 4)
    assert 0.8 < figures["auc"] < 1
    rude, plain = (found.weights.share(buckets(text)) for text in (
        "that blockhead of a minister", "the harbour in winter"))
    assert rude > 0.5 > plain
    told_of = [line for line in figures["calibration"] if line["texts"] >= 20]
    assert all(abs(line["advised"] - line["removed"]) < 0.12 for line in told_of), told_of


def test_the_same_decisions_give_the_same_small_model(noon):
    one, other = (packed(learned(invented(noon)).weights) for _turn in range(2))
    assert one == other and len(one) < 300_000
    kept = unpacked(one)
    assert packed(kept) == one
    for broken in (b"", b"DAW1", one[:-40], one[:30] + b"\0" * 20, b"DAW0" + one[4:]):
        with pytest.raises(NotWeights):
            unpacked(broken)


def test_too_few_decisions_or_of_one_kind_teach_nothing(noon):
    assert learned(invented(noon, LEAST - 1)) is None
    kind = [decided(f"{one.text} {at}", at < 99, noon) for at, one in enumerate(invented(noon))]
    assert learned(kind) is None


def test_no_text_is_judged_that_was_learned_from(noon):
    """Nor one that is nearly the same: the labels of the repeated ones are turned round, and
    would spoil the figures."""
    told = invented(noon)
    clean = learned(told).measured
    again = [decided(f"{one.text}!", not one.removed, one.at) for one in told[100:160]]
    long = " ".join(f"{one.text}" for one in told[:4])
    again.append(decided(long, False, noon))
    close = decided(f"{long} indeed", True, noon)
    assert close.shape != again[-1].shape
    mixed = [again.pop(), *told[:-62], *again, close]
    found = learned(mixed).measured
    assert found["left_out"] >= 61
    assert found["judged_on"] + found["left_out"] == 200
    assert found["auc"] > clean["auc"] - 0.1


def test_texts_that_are_nearly_the_same_are_met_again():
    known = Known()
    known.add("a", 0b1011)
    known.add("short", 0)
    assert known.has("a", 0) and known.has("b", 0b1011 ^ 0b111111 << 20)
    assert known.has("b", (0b1011 | 1 << 63) - (1 << 64)), "a simhash is a signed number"
    assert not known.has("b", 0b1011 ^ 0b1111111 << 20)
    assert not known.has("other", 0)


def test_what_is_calibrated_never_points_the_wrong_way():
    right = [(1.0, True)] * 30 + [(1.0, False)] * 10 + [(-1.0, False)] * 30 + [(-1.0, True)] * 10
    slope, intercept = calibrated(right)
    assert Weights((), slope, intercept).read(1.0) == pytest.approx(0.75, abs=0.02)
    slope, intercept = calibrated([(-each, kind) for each, kind in right])
    assert slope == 0 and Weights((), slope, intercept).read(5) == pytest.approx(0.5)
    assert calibrated(right[:9]) == (1.0, 0.0)


def test_words_are_learned_as_they_are_folded():
    assert buckets("NITWIT") == buckets("nitwit") == buckets("nıtwіt") == buckets("ｎｉｔｗｉｔ")
    assert buckets("") == buckets("… !") == set()
    assert len(buckets("你是笨蛋吗") & buckets("笨蛋")) >= 3
