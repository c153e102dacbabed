"""Two people on one story: whoever saves late is told, sees both texts, and loses no word."""

from __future__ import annotations

import itertools
import re

import pytest
from wagtail.models import Revision

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.merging import differences, merged
from dateline.desk.models import Story
from dateline.record import public as record
from desking import Writing, body, desk_of, form, person


@pytest.fixture
def two(house, noon):
    """Ann and Ben, each with an open editor on the same draft; neither has saved."""
    filed("A bridge opens", standfirst="Today.")
    pk = Story.objects.get().pk
    ann = Writing(person("editor", name="ann"), pk)
    ann.save(**body("One.\n\nTwo.\n\nThree."))  # the first revision
    ann.open()
    return ann, Writing(person("editor", name="ben"), pk)


def texts(pk):
    """Every word kept anywhere on the desk for this story."""
    story = Story.objects.get(pk=pk)
    kept = [str(story.serializable_data())]
    kept += [str(revision.content) for revision in Revision.objects.for_instance(story)]
    return "\n".join(kept)


def test_the_second_save_is_told_who_saved_and_sees_both(two):
    ann, ben = two
    assert ann.save(headline="Ann's headline", **body("One.\n\nTwo.\n\nThree.")).status_code == 302
    late = ben.save(standfirst="Ben's standfirst", **body("One.\n\nTwo!\n\nThree."))
    assert "/merge/" in late["Location"]
    assert Story.objects.get().standfirst == "Today."
    page = ben.client.get(late["Location"]).content.decode()
    assert "Ann" in page and "Ann&#x27;s" in page and "Ben&#x27;s" in page
    chosen = form(page)
    assert chosen["take-headline"] == "theirs"
    assert chosen["take-standfirst"] == "mine"
    assert chosen["take-body"] == "mine"
    assert ben.client.post(late["Location"], chosen).status_code == 302
    story = Story.objects.get()
    assert (story.headline, story.standfirst) == ("Ann's headline", "Ben's standfirst")
    assert [block.text for block in story.filing().blocks] == ["One.", "Two!", "Three."]
    assert story.latest_revision.user.first_name == "Ben"


def test_both_changed_one_field_then_a_person_chooses(two):
    ann, ben = two
    ann.save(headline="Ann's", **body("One.\n\nTwo.\n\nThree."))
    late = ben.save(headline="Ben's", **body("One.\n\nTwo.\n\nThree."))
    page = ben.client.get(late["Location"]).content.decode()
    chosen = form(page)
    assert "take-headline" not in chosen
    again = ben.client.post(late["Location"], chosen)
    assert again.status_code == 302 and Story.objects.get().headline == "Ann's"
    ben.client.post(late["Location"], chosen | {"take-headline": "mine"})
    assert Story.objects.get().headline == "Ben's"


def test_paragraphs_of_both_are_taken_together(two):
    ann, ben = two
    ann.save(**body("One, says Ann.\n\nTwo.\n\nThree."))
    late = ben.save(**body("One.\n\nTwo.\n\nThree.\n\nFour, says Ben."))
    chosen = form(ben.client.get(late["Location"]).content.decode())
    assert chosen["take-body"] == "both"
    ben.client.post(late["Location"], chosen)
    assert [block.text for block in Story.objects.get().filing().blocks] == [
        "One, says Ann.", "Two.", "Three.", "Four, says Ben."]


def test_somebody_saves_again_while_the_two_are_compared(two):
    ann, ben = two
    ann.save(headline="Ann's first", **body("One."))
    late = ben.save(standfirst="Ben's", **body("One.\n\nTwo.\n\nThree."))
    chosen = form(ben.client.get(late["Location"]).content.decode()) | {"take-body": "theirs"}
    ann.open()
    ann.save(headline="Ann's second", **body("One."))
    assert "/merge/" in ben.client.post(late["Location"], chosen)["Location"]
    assert Story.objects.get().headline == "Ann's second"
    assert "Ben's" in texts(ann.pk)


ORDERS = [order for order in itertools.permutations(("ann", "ben", "lock", "publish"))]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_no_word_is_lost_in_any_order(two, order):
    ann, ben = two
    pk, guid = ann.pk, str(Story.objects.get().guid)
    for step in order:
        if step == "ann":
            ann.save(headline="Annaword", **body("One.\n\nTwo.\n\nThree."))
        elif step == "ben":
            answer = ben.save(standfirst="Benword", **body("One.\n\nTwo.\n\nThree."))
            told = answer.content.decode() + answer.headers.get("Location", "")
            assert "Benword" in texts(pk) or "Benword" in told
        elif step == "lock":
            ann.client.post(f"/desk/snippets/desk/story/lock/{pk}/")
        else:
            desk.publish(guid)
    locked_first = order.index("lock") < order.index("ben")
    kept = texts(pk)
    assert "Annaword" in kept
    assert "Benword" in kept or locked_first
    if locked_first and "Benword" not in kept:
        assert 'value="Benword"' in told or ">Benword" in told or "Benword</textarea>" in told
    public = record.public_filing(guid)
    in_time = order.index("ann") < min(order.index("publish"), order.index("ben")) or (
        locked_first and order.index("ann") < order.index("publish"))
    assert (public.headline == "Annaword") == in_time


def test_two_first_saves_of_a_story_that_has_no_revision(house, noon):
    filed("A bridge opens")
    pk = Story.objects.get().pk
    ann = Writing(person("editor", name="ann"), pk)
    ben = Writing(person("editor", name="ben"), pk)
    ann.save(headline="Annaword", **body("One."))
    assert "/merge/" in ben.save(headline="Benword", **body("One."))["Location"]
    assert Story.objects.get().headline == "Annaword"
    assert "Benword" in texts(pk)


@pytest.mark.parametrize("new", [True, False], ids=["new", "opened"])
def test_nobody_is_in_conflict_with_what_the_editor_saved_by_itself(two, new):
    ann, ben = two
    if new:
        ann = Writing(person("editor", name="cid"))
        ann.sent |= {"section": str(Story.objects.get().section_id)}
    for words in ("One", "One two", "One two three"):
        said = ann.autosave(headline=words, **body(words)).json()
        assert said["success"], said
    sent = ann.save(then="publish", headline="One two three four", **body("Five."))
    assert sent["Location"] == f"/desk/stories/{ann.pk}/act/publish/"
    assert Story.objects.get(pk=ann.pk).headline == "One two three four"
    if not new:
        late = ben.save(standfirst="Benword", **body("One."))
        assert "/merge/" in late["Location"]


def test_an_act_on_a_text_nobody_has_looked_at_is_refused(two):
    ann, ben = two
    where = f"/desk/stories/{ann.pk}/act/publish/"
    looked = form(ben.client.get(where).content.decode())
    ann.save(headline="Not yet!", **body("One."))
    refused = ben.client.post(where, looked)
    assert refused.status_code == 422
    assert "changed the text since" in refused.content.decode()
    assert Story.objects.get().state == "draft"


def test_a_draft_that_is_behind_is_compared_three_ways(house, noon):
    guid, _ = live("A bridge opens", at=noon, standfirst="Today.")
    pk = Story.objects.get().pk
    desk.save_draft(guid, {"standfirst": "Draftword."})
    desk.correct(guid, {"headline": "A tunnel opens"}, wrong="bridge", right="tunnel", at=noon)
    assert desk.find(guid=guid).behind
    client = desk_of(person("editor"))
    where = f"/desk/stories/{pk}/compare/"
    page = client.get(where).content.decode()
    chosen = form(page)
    assert (chosen["take-headline"], chosen["take-standfirst"]) == ("theirs", "mine")
    assert set(re.findall(r'name="take-(\w+)"', page)) == {"headline", "standfirst"}
    assert client.post(where, chosen).status_code == 302
    assert not desk.find(guid=guid).behind
    desk.update(guid, at=noon)
    public = record.public_filing(guid)
    assert (public.headline, public.standfirst) == ("A tunnel opens", "Draftword.")


def test_a_comparison_of_a_public_version_that_moved_again_is_refused(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    pk = Story.objects.get().pk
    desk.save_draft(guid, {"standfirst": "Draftword."})
    desk.update(guid, {"credit": "B"}, at=noon)
    client = desk_of(person("editor"))
    chosen = form(client.get(f"/desk/stories/{pk}/compare/").content.decode())
    desk.update(guid, {"credit": "C"}, at=noon)
    client.post(f"/desk/stories/{pk}/compare/", chosen)
    assert desk.find(guid=guid).behind
    assert Story.objects.get().standfirst == "Draftword."


def test_sequences_merge_without_losing_either_side():
    assert merged("abc", "aXbc", "abcY") == ["a", "X", "b", "c", "Y"]
    assert merged("abc", "abc", "") == []
    assert merged("abc", "aXc", "aYc") is None
    assert merged("", "x", "x") == ["x"]
    assert merged("", "x", "y") is None
    assert [d.proposed for d in differences(None, {"headline": "a"}, {"headline": "b"})] == [""]
