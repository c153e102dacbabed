"""What is offered to who writes: from what this newsroom published, and nothing that is not public.
"""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.utils.http import urlencode

from cast import filed, live, story
from conftest import House, houses, keep
from dateline.archive.public import apply_all
from dateline.archive.suggesting import shelving
from dateline.archive.suggesting.keeping import due, keep_learned, learn_now
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from dateline.formats.mediatopics import Topic
from dateline.lib import clock
from dateline.record import public as record
from desking import desk_of, form, person, words

ASK = "/desk/suggestions/"
APART = {"X-Requested-With": "XMLHttpRequest"}
GAS = ("The pipeline brings gas under the sea, and its operator raised the pressure.",
       "Gas prices fell after the compressor was repaired by engineers.")
CUP = ("The striker scored twice in the final and the goalkeeper kept the cup.",
       "Fans sang when the referee ended the match after a penalty.")


def _body(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


@pytest.fixture(scope="module")
def learned_from(migrated) -> House:
    """A newsroom that has written about gas and about football, and has learned from it."""
    with pytest.MonkeyPatch.context() as patch:
        made = houses(migrated, patch)
        house = next(made)()
        _publish()
        apply_all()
        assert learn_now() == 60
        kept = keep(house)
        made.close()
        return kept


def _publish() -> None:
    begin = clock.now() - timedelta(days=90)
    desk.load_topics([Topic("04000000", (("en", "energy"),), (("en", "Of energy."),)),
                      Topic("15000000", (("en", "sport"),), (("en", "Of sport."),))])
    copies = []
    for number in range(60):
        gas = number % 2 == 0
        copies.append(story(
            f"{'Gas' if gas else 'Cup'} report {number}", section="Economy" if gas else "Sport",
            published_at=begin + timedelta(days=number), source=f"test:{number}",
            dossiers=("Nord Stream",) if gas else (), topics=("04000000" if gas else "15000000",),
            tags=(Tag("energy", "subject"), Tag("Ada Moss", "person")) if gas else
            (Tag("football", "subject"),),
            blocks=_body(*(GAS if gas else CUP), f"Item {number}.")))
    desk.file_batch(copies)


@pytest.fixture
def newsroom(learned_from, make_house) -> House:
    return make_house(like=learned_from)


def _ask(client, *texts: str, headline: str = "", **fields: str):
    sent = urlencode([("headline", headline), ("language", "en"),
                      *(("text", each) for each in texts), *fields.items()])
    return client.post(ASK, sent, content_type="application/x-www-form-urlencoded", headers=APART)


def test_what_it_has_not_learned_to_read_it_does_not_judge(newsroom):
    client = desk_of(person("reporter"))
    told = _offered(_ask(client, "The gas pressure fell.", headline="Gas pipeline repaired"))
    assert "Nord Stream" in told and "in 10 of the 10" in told
    strange = _offered(_ask(client, "Le gouverneur du Nord a reçu hier son homologue.",
                            headline="La gas du port", language="fr"))
    assert "Nothing is suggested" in strange


def _offered(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_it_offers_what_such_stories_had_and_says_why(newsroom):
    client = desk_of(person("reporter"))
    said = _offered(_ask(client, GAS[0], headline="Pressure in the pipeline"))
    for line in ('data-field="dossiers" data-line="Nord Stream"', 'data-line="subject: energy"',
                 'data-field="section" data-line="Economy"',
                 'data-field="topic_lines" data-line="04000000 energy"'):
        assert line in said, line
    assert "football" not in said and "because of: " in said
    assert "of the 10 stories most like it" in said
    assert "pipeline" in said[said.index("because of"):]
    again = _offered(_ask(client, GAS[0], headline="Pressure in the pipeline", section="Economy",
                          dossiers="nord stream", tags="energy\nperson: X",
                          topic_lines="04000000 energy"))
    for line in ("Nord Stream", '"subject: energy"', "Economy", "04000000"):
        assert line not in again, line
    assert 'data-line="subject: energy"' not in _offered(_ask(
        client, GAS[0], headline="Pressure", dismissed="tags subject: energy"))


def test_names_in_the_text_are_offered_by_every_name_they_had(newsroom, noon):
    live("Sea", at=noon, tags=(Tag("Ilya Morgunov", "person"), Tag("US", "place"),
                               Tag("北京", "place"), Tag("بغداد", "place"), Tag("Rome", "place")),
         dossiers=("The long war",))
    desk.rename("person", "Ilya Morgunov", "Ilja Morgunow")
    client = desk_of(person("reporter"))
    said = _offered(_ask(client, "He met Ilya Morgunov's aide in 在北京举行 and بغداد, for us.",
                         "The long war: a chronicle; Romeo."))
    for line in ("person: Ilja Morgunow", "place: 北京", "place: بغداد", "The long war"):
        assert f'data-line="{line}"' in said, line
    assert "place: US" not in said and "place: Rome" not in said
    assert "named in the text" in said
    assert 'data-field="link" data-line="Ilya Morgunov"' in said
    assert "/person/ilja-morgunow/" in said


def test_what_was_run_before_is_told_and_what_was_killed_is_not(newsroom, noon):
    texts = ("Divers found a bronze bell of 1640 in the bay of Kotor on Sunday morning.",
             "The museum will show the bell in its north hall from the first of May on.")
    guid, _ = live("Bell found in Kotor", at=noon, blocks=_body(*texts))
    apply_all()
    client = desk_of(person("reporter"))
    said = _offered(_ask(client, *texts, headline="A bell"))
    assert 'data-field="read"' in said and "Bell found in Kotor" in said
    assert f'data-field="pinned_lines" data-line="{guid} Bell found in Kotor"' in said
    own = _offered(_ask(client, *texts, headline="A bell", story=guid))
    assert "Bell found in Kotor" not in own
    desk.kill(guid, "Wrong.", reason="Invented.", at=noon + timedelta(hours=1))
    assert "Bell" not in _offered(_ask(client, *texts, headline="A bell")).replace("A bell", "")


def test_only_who_may_change_a_story_is_answered(newsroom):
    guid = filed("Mine", blocks=_body(GAS[0]))
    stranger = desk_of(person("moderator"))
    assert _ask(stranger, GAS[0]).status_code == 403
    assert _ask(stranger, GAS[0], story=guid).status_code == 403
    assert stranger.get(f"{ASK}{guid}/", headers=APART).status_code == 403
    reporter = desk_of(person("reporter"))
    assert _ask(reporter, GAS[0], story=guid).status_code == 200
    desk.submit(guid)
    assert _ask(reporter, GAS[0], story=guid).status_code == 403
    assert _ask(reporter, GAS[0], story="no-guid").status_code == 404
    assert reporter.get(ASK).status_code == 405
    assert reporter.post(f"{ASK}{guid}/", {"take": "x"}, headers=APART).status_code == 403


def test_nothing_of_a_draft_or_an_embargoed_story_is_offered(newsroom, noon):
    texts = "The unheard-of Operation Moonlight began in Zembla."
    guid = filed("Secret", dossiers=("Operation Moonlight",), tags=(Tag("Zembla", "place"),),
                 blocks=_body(texts))
    desk.embargo(guid, clock.now() + timedelta(days=1))
    learn_now()
    said = _offered(_ask(desk_of(person("reporter")), texts))
    assert "Moonlight" not in said and "Zembla" not in said


def test_without_scripts_a_page_of_the_saved_draft_takes_what_is_checked(newsroom):
    guid = filed("Pressure in the pipeline", section="Sport", tags=(Tag("own", "subject"),),
                 blocks=_body("Ada Moss said so.", GAS[0]))
    client = desk_of(person("reporter"))
    page = client.get(f"{ASK}{guid}/").content.decode()
    assert "because of" in words(page) and "checked" not in form(page)
    take = ["dossiers nord stream", "tags subject: energy", "tags person: ada moss",
            "section economy", "topic_lines 04000000", "link ada moss", "tags subject: invented"]
    answer = client.post(f"{ASK}{guid}/", {"take": take}, follow=True)
    assert "6 suggestions taken" in words(answer.content)
    desk.publish(guid)
    told = record.story(desk.find(guid=guid).address.rpartition("~")[2])
    assert [each.name for each in told.tags] == ["own", "Ada Moss", "energy"]
    assert [each.name for each in told.dossiers] == ["Nord Stream"]
    assert told.section.name == "Economy" and told.topics == ("04000000",)
    assert [mark.href for mark in told.blocks[0].marks] == [
        f"{record.site().base_url}/person/ada-moss/"]
    assert told.blocks[0].marks[0].start == 0 and told.blocks[0].marks[0].end == 8


def test_what_is_typed_is_escaped_and_too_much_of_it_is_cut(newsroom, noon):
    live("<b>Sea</b> & tide", at=noon, tags=(Tag('<i>"Moss"</i>', "person"),),
         blocks=_body("A tide like no other came over the harbour wall of Anstruther today."))
    apply_all()
    client = desk_of(person("reporter"))
    answer = _ask(client, "A tide like no other came over the harbour wall of Anstruther today.",
                  '<i>"Moss"</i> was there.\x00', headline="<b>Sea</b> & tide")
    assert b"<b>Sea" not in answer.content and b"<i>" not in answer.content
    assert b"&lt;b&gt;Sea&lt;/b&gt; &amp; tide" in answer.content
    assert _ask(client, "word " * 120_000, headline="h" * 5000).status_code == 200


def test_the_writing_screen_has_the_panel_for_who_may_write(newsroom):
    guid = filed("Pressure")
    client = desk_of(person("reporter"))
    for address in (desk.find(guid=guid).desk_address, "/desk/snippets/desk/story/add/"):
        page = client.get(address).content.decode()
        assert "data-suggest=" in page and "archive/suggest.js" in page
    assert f"{ASK}{guid}/" in client.get(desk.find(guid=guid).desk_address).content.decode()


def test_it_is_learned_anew_when_much_is_new_or_something_was_taken_down(newsroom, noon):
    hour = timedelta(hours=1, seconds=1)
    now = clock.now()
    assert not due(now) and not due(now + hour)
    guid, _ = live("One more", at=noon)
    assert not due(now + hour)
    desk.kill(guid, "Wrong.", reason="Invented.", at=noon + hour)
    assert due(now + hour) and not due(now)
    with clock.at(now + hour):
        learn_now()
    assert not due(now + 2 * hour)


def _filed(number: int, first: int) -> None:
    desk.file_batch([story(f"Item {n}", source=f"more:{n}", blocks=_body(f"About {n}."))
                     for n in range(first, first + number)])


def test_after_an_import_nothing_is_waited_for_and_during_one_nothing_is_learned(newsroom, noon):
    now, hour = clock.now(), timedelta(hours=1, seconds=1)
    _filed(20, 0)
    assert not due(now) and due(now + hour) and not due(now + hour, flowing=True)
    _filed(20, 20)
    assert due(now) and not due(now, flowing=True)
    guid, _ = live("Bad", at=noon)
    desk.kill(guid, "Wrong.", reason="Invented.", at=noon)
    assert due(now + hour, flowing=True)
    shelving.place().unlink()
    assert due(now) and not due(now, flowing=True)


class Looks:
    """What stops the learning after so many looks; before each something is done."""

    def __init__(self, *acts: int) -> None:
        self.acts, self.known = list(acts), list[int]()

    def wait(self, seconds: float) -> bool:
        """A look's pause, in which so many stories come; or what a child is waited for with."""
        if seconds < 1:
            return False
        self.known.append(shelving.about().get("texts", 0))
        if not self.acts:
            return True
        if number := self.acts.pop(0):
            _filed(number, 100 * len(self.acts))
        return False


def test_the_worker_learns_from_an_import_once_when_it_has_ended(newsroom, monkeypatch):
    for name, value in newsroom.environment.items():
        monkeypatch.setenv(name, value)
    looks = Looks(0, 60, 0, 0, 60, *[0] * 6)
    keep_learned(looks)
    assert looks.known == [60] * 9 + [180] * 3


def test_a_term_that_was_merged_is_offered_as_what_it_is_now_and_one_without_stories_not(
        newsroom, noon):
    live("Power", at=noon, tags=(Tag("power", "subject"),))
    desk.merge("subject", "energy", "power")
    client = desk_of(person("reporter"))
    said = _offered(_ask(client, GAS[0], headline="Pressure"))
    assert 'data-line="subject: power"' in said and "subject: energy" not in said
    live_now = record.whole(tuple({entry.guid for _, entry in record.follow() if entry.guid}))
    for guid, each in live_now.items():
        if "power" in {tag.name for tag in each.tags}:
            desk.withdraw(guid, "Gone.", at=noon)
    assert "subject: power" not in _offered(_ask(client, GAS[0], headline="Pressure"))
