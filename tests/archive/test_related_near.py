"""“We have run this before”: what is public that says what a draft says."""

from __future__ import annotations

from datetime import timedelta

from cast import filed, live
from dateline.archive.public import apply_all
from dateline.archive.relating.nearness import near
from dateline.desk import public as desk
from dateline.desk.public import Block
from dateline.record import public as record

FLOOD = (
    "The river Tarn left its bed on Monday night and flooded the lower quarter of Millau.",
    "Firefighters brought four hundred inhabitants to the gymnasium, said the mayor.",
    "The water stood two metres high in the market hall, more than in the year 1982.",
)
OTHER = (
    "The central bank of Aurelia left its interest rate unchanged on Thursday.",
    "Economists had expected a rise after prices went up by five per cent in a year.",
)
RETOLD = (
    "Millau counts the cost after the Tarn burst its banks and filled the market hall.",
    "The mayor thanked firefighters who had brought inhabitants of the lower quarter to safety.",
)


def _blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


def _newsroom(noon):
    live("Rates stay", at=noon, blocks=_blocks(*OTHER))
    for number in range(6):
        live(f"Notes {number}", at=noon, blocks=_blocks(f"Nothing of interest, item {number}."))
    return live("Tarn floods Millau", at=noon - timedelta(days=900), blocks=_blocks(*FLOOD))


def _near(headline, *texts, **options):
    apply_all()
    return near(headline, _blocks(*texts), **{"language": "en"} | options)


def test_an_old_story_that_comes_up_as_new_is_known_again(house, noon):
    guid, _ = _newsroom(noon)
    found = _near("Floods in Millau, again", *FLOOD)
    assert [(each.guid, each.how) for each in found] == [(guid, "the same")]
    assert found[0].share > 0.9 and found[0].headline == "Tarn floods Millau"
    assert found[0].published_at == noon - timedelta(days=900)
    assert found[0].address == record.standing(guid).address


def test_a_part_of_it_in_a_longer_text_and_the_event_in_other_words(house, noon):
    guid, _ = _newsroom(noon)
    part = _near("A wet week", FLOOD[0], "Trains were late. " * 9, FLOOD[1], OTHER[1])
    assert (part[0].guid, part[0].how) == (guid, "much of it") and 0.3 < part[0].share < 0.9
    told = _near("Millau after the flood of the Tarn", *RETOLD)
    assert [(each.guid, each.how) for each in told] == [(guid, "akin")]
    assert _near("A goat wins a prize", "The goat of a farmer was the best of all goats.") == ()


def test_nothing_that_is_not_live_is_near_and_never_the_story_itself(house, noon):
    guid, _ = _newsroom(noon)
    assert _near("Tarn floods Millau", *FLOOD, but=guid) == ()
    filed("Tarn floods Millau", blocks=_blocks(*FLOOD))
    assert [each.guid for each in _near("Tarn", *FLOOD)] == [guid]
    desk.kill(guid, "It was wrong.", reason="false", at=noon)
    assert _near("Tarn floods Millau", *FLOOD) == ()


def test_without_an_index_nothing_is_known(house, noon):
    assert near("Tarn", _blocks(*FLOOD), language="en") == ()
