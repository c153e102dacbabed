"""What no database keeps is refused in words, before anything is written."""

from __future__ import annotations

import pytest

from cast import ledger, live
from dateline.desk import public as desk
from dateline.desk.public import NotCopy

ACTS = {
    "kill": lambda guid, text: desk.kill(guid, text, reason="false"),
    "kill for a reason": lambda guid, text: desk.kill(guid, "Gone.", reason=text),
    "withdraw": desk.withdraw,
    "expire": desk.expire,
    "correct": lambda guid, text: desk.correct(guid, {}, wrong=text, right="two"),
    "update": lambda guid, text: desk.update(guid, {}, note=text),
    "erase": desk.erase,
    "headline": lambda guid, text: desk.update(guid, {"headline": text}),
    "section": lambda guid, text: desk.add_section(text),
    "rename": lambda guid, text: desk.rename("section", "Politics", text),
}


@pytest.mark.parametrize("text", ["a\0b", "half \ud800 a pair"])
@pytest.mark.parametrize("act", ACTS)
def test_a_text_that_cannot_be_kept_is_refused(house, noon, act, text):
    guid, _ = live(at=noon)
    before = ledger()
    with pytest.raises(NotCopy, match="surrogate"):
        ACTS[act](guid, text)
    assert ledger() == before


def test_a_name_has_a_length(house, noon):
    live(at=noon)
    for name in ("", "  ", "x" * 201):
        with pytest.raises(NotCopy, match="1 to 200"):
            desk.add_section(name)
        with pytest.raises(NotCopy, match="1 to 200"):
            desk.rename("section", "Politics", name)
