"""Related stories: what belongs together stands together, never twice, and is always true."""

from __future__ import annotations

from datetime import timedelta

from cast import all_checked, tick
from dateline.archive.models import RelatedList, RelatedRow
from dateline.desk import public as desk
from dateline.desk.public import Tag
from dateline.lib import clock
from dateline.record import public as record
from relating import BANK, FERRY, GOATS, followed, newsroom, run, says, shown


def test_what_belongs_together_is_listed_newest_first(house, noon):
    made = newsroom(noon)
    assert shown(made["Ferry 1"]) == []
    followed()
    found = shown(made["Ferry 1"])
    assert len(found) == 4 and all(line.startswith("Ferry") for line in found)
    assert all(line.startswith("Bank") for line in shown(made["Bank 2"]))
    assert shown(made["Goats 1"]) == ["Goats 2"] and shown(made["Goats 2"]) == ["Goats 1"]
    all_checked()


def test_of_equals_the_newer_comes_first(house, noon):
    text = "Rain fell on the vineyards of Castelmora, and growers fear for the harvest."
    first = run("Rain on vines", noon, text)
    run("Vines of long ago", noon - timedelta(days=3000), "Vineyards: growers fear the rain.")
    run("Vines of today", noon + timedelta(days=300), "Rain: growers fear. Vineyards.")
    newsroom(noon)
    followed()
    assert shown(first)[:2] == ["Vines of today", "Vines of long ago"]


def test_a_new_story_comes_into_the_lists_of_older_ones(house, noon):
    made = newsroom(noon, but=("Goats 2", "Ferry 6"))
    followed()
    assert shown(made["Goats 1"]) == []
    run("Goats 2", noon + timedelta(days=9), GOATS[1])
    followed()
    assert shown(made["Goats 1"]) == ["Goats 2"]


def test_terms_bring_stories_together_that_share_few_words(house, noon):
    made = newsroom(noon)
    tags = (Tag("Ilya Morgunov", "person"), Tag("Wolf count", "subject"))
    one = run("Wolves", noon, "Rangers counted wolves and their cubs.", tags=tags)
    run("A visit", noon + timedelta(days=1), "Somebody came to see how wolves live.", tags=tags)
    followed()
    assert shown(one)[0] == "A visit" and "A visit" not in shown(made["Bank 1"])


def test_pinned_ones_come_first_and_nothing_twice(house, noon):
    made = newsroom(noon)
    followed()
    desk.update(made["Ferry 1"], {"pinned": (made["Bank 4"], made["Ferry 3"])}, at=noon)
    before = shown(made["Ferry 1"])
    followed()
    for found in (before, shown(made["Ferry 1"])):
        assert found[:2] == ["Bank 4", "Ferry 3"] and len(set(found)) == len(found) == 4
    listed = _others(made["Ferry 1"])
    assert made["Bank 4"] not in listed and made["Ferry 3"] not in listed


def test_the_same_story_again_is_not_related_to_itself(house, noon):
    made = newsroom(noon)
    text = " ".join(FERRY[:3])
    one = run("Aurora aground", noon, text)
    run("Aurora aground (update)", noon + timedelta(hours=1), text, "All are well.")
    run("Aurora on the reef", noon + timedelta(hours=2), text, "Two are hurt.")
    run("L'Aurora", noon + timedelta(hours=3), FERRY[3], FERRY[4], translation_of=made["Ferry 5"])
    followed()
    assert not {"Aurora aground (update)", "Aurora on the reef"} & set(shown(one))
    listed = shown(made["Ferry 5"])
    assert "L'Aurora" not in listed and sum(line.startswith("Aurora") for line in listed) <= 1


def test_what_was_taken_down_is_gone_at_once_and_the_list_is_filled_again(house, noon):
    made = newsroom(noon)
    followed()
    story, others = made["Ferry 1"], shown(made["Ferry 1"])
    assert len(others) == 4
    for act, headline in zip(("kill", "withdraw"), others, strict=False):
        reason = {"reason": "false"} if act == "kill" else {}
        getattr(desk, act)(made[headline], "It was wrong.", at=noon, **reason)
        assert headline not in shown(story)
        assert RelatedRow.objects.filter(to_seq=None, other=_number(made[headline])).exists()
        followed()
        assert headline not in shown(story) and made[headline] not in _others(story)
    assert len(shown(story)) == 3  # six of the matter are live but two, and it is one of them
    all_checked()


def test_nothing_stays_of_an_erased_story(house, noon):
    made = newsroom(noon)
    followed()
    number = _number(made["Ferry 2"])
    desk.erase(made["Ferry 2"], "By law.", at=noon)
    followed()
    rows = RelatedRow.objects
    assert not rows.filter(story=number).exists() and not rows.filter(other=number).exists()
    assert not RelatedList.objects.filter(story=number).exists()


def test_a_new_headline_and_a_renamed_section_show_at_once(house, noon):
    made = newsroom(noon)
    followed()
    assert shown(made["Goats 1"]) == ["Goats 2"]
    desk.update(made["Goats 2"], {"headline": "No goats in Oberau"}, at=noon)
    assert shown(made["Goats 1"]) == ["No goats in Oberau"]
    desk.rename("section", "Politics", "Public affairs", at=noon)
    assert shown(made["Goats 1"]) == ["No goats in Oberau"]
    all_checked()


def test_rows_say_since_when_and_until_when_and_the_past_shows_what_it_may(house, noon):
    made = newsroom(noon, but=("Goats 2",))
    second = run("Goats 2", noon + timedelta(days=20), "Goats of Oberau at the cheese festival.")
    followed()
    first, since = _number(made["Goats 1"]), record.head()
    row = RelatedRow.objects.get(story=first)
    assert (row.other, row.position, row.from_seq, row.to_seq) == (_number(second), 0, since, None)
    desk.withdraw(second, "Not yet.", at=noon + timedelta(days=30))
    followed()
    row.refresh_from_db()
    assert row.to_seq == record.head()
    then = (noon + timedelta(days=25)).isoformat().replace("+00:00", "Z")
    assert shown(made["Goats 1"], then) == []
    desk.publish(second, at=noon + timedelta(days=40))
    assert shown(made["Goats 1"], then) == ["Goats 2"]


def test_pages_are_touched_only_if_their_list_changed(house, noon):
    made = newsroom(noon)
    followed()
    before = tick()
    desk.update(made["Goats 1"], {"credit": "AP"}, at=noon)
    assert tick() == before + 1
    followed()
    assert tick() == before + 1
    run("Ferry 7", noon + timedelta(days=9), "The ferry Aurora left the reef before Skaldvik.")
    followed()
    assert tick() == before + 3  # the story's own, and that of the lists it came into
    followed()
    assert tick() == before + 3


def test_backfile_waits_for_news_and_is_done_newest_first(house, noon):
    desk.file_batch([_copy(f"Bank {n}", text, n) for n, text in enumerate(BANK)], at=noon)
    newsroom(noon, but=tuple(f"Bank {n}" for n in range(9)))
    from dateline.archive.public import apply_all
    from dateline.archive.relating.following import cursor
    from dateline.archive.relating.keeping import step

    apply_all()
    assert step() is True and cursor().waiting == ((1, record.head()),)
    run("Ferry 7", clock.now(), "The ferry Aurora left the reef before Skaldvik.")
    apply_all()
    assert step() is True
    assert list(RelatedList.objects.values_list("story", flat=True)) == [record.total() - 1]
    while step():
        pass
    assert RelatedList.objects.count() == record.total() and cursor().waiting == ()


def _copy(headline, text, number):
    from cast import story

    return story(headline, blocks=says(text), source=f"test:{number}")


def _number(guid: str) -> int:
    return record.numbers((guid,))[guid]


def _others(guid: str) -> set[str]:
    rows = RelatedRow.objects.filter(story=_number(guid), to_seq=None)
    return set(record.guids(list(rows.values_list("other", flat=True))).values())


def test_a_headline_stands_in_a_list_once(house, noon):
    """An editor named the headline: the newest story that has it is meant, and is news enough."""
    made = newsroom(noon, but=("Ferry 1", "Ferry 2", "Ferry 3", "Ferry 5"))
    run("Ferries in Port", noon, FERRY[0])
    desk.update(made["Ferry 4"], {"related": ("Ferries in Port",)}, at=noon)
    followed()
    run("Ferries in Port", noon + timedelta(days=1), FERRY[1])
    for _ in range(2):
        found = shown(made["Ferry 4"])
        assert found == ["Ferries in Port"]
        followed()
