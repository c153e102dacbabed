"""The first standards in the newsroom's language, while nobody has agreed to the English ones."""

from __future__ import annotations

import pytest

from commenting import reader
from conftest import Reader as Paper
from dateline.discussion.first_standards import FIRST, begin_in, offered
from dateline.discussion.models import Clause, Standards
from dateline.lib import clock
from dateline.people.public import NotAllowed
from staffing import by_link, member

SCREEN = "/desk/discussion/standards/"


def test_one_click_begins_in_another_language(house):
    chief = by_link(member("chief editor"))
    assert "The first standards in العربية" in chief.get(SCREEN).text
    assert "No insults" in Paper().get("/community-standards/").text
    assert chief.post(SCREEN, {"first": "ar"})["Location"] == SCREEN
    read = Paper().get("/community-standards/").text
    assert "لا إهانات" in read and "No insults" not in read and 'id="c-2.1"' in read
    assert Standards.objects.count() == 2 and offered() == {}
    assert "The first standards in" not in chief.get(SCREEN).text
    chief.post(SCREEN, {"first": "fr"})
    assert Standards.objects.count() == 2


def test_not_once_somebody_has_accepted_them(house):
    chief = member("chief editor")
    assert set(offered()) == {"fr", "ar"}
    reader(at=clock.now())
    assert offered() == {}
    with pytest.raises(NotAllowed, match="nobody has accepted"):
        begin_in("fr", by=chief, at=clock.now())


def test_not_by_everybody_and_not_in_every_language(house):
    assert "The first standards in" not in by_link(member("moderator")).get(SCREEN).text
    with pytest.raises(NotAllowed, match="Only chief editors"):
        begin_in("fr", by=member("editor"), at=clock.now())
    with pytest.raises(NotAllowed):
        begin_in("tlh", by=member("chief editor"), at=clock.now())
    assert Standards.objects.count() == 1


@pytest.mark.parametrize("language", FIRST)
def test_they_are_the_same_clause_by_clause(house, language):
    english = Clause.objects.filter(standards__version=1).order_by("position")
    assert [one.number for one in FIRST[language].clauses] == [one.number for one in english]
    assert FIRST[language].opening.count("\n\n") == 1
    for own, theirs in zip(FIRST[language].clauses, english, strict=True):
        assert own.title != theirs.title and own.text != theirs.text and len(own.title) <= 120
