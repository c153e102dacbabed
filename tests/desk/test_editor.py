"""A story through the desk's own addresses, from the first word to the kill."""

from __future__ import annotations

import re
from datetime import timedelta

from cast import all_checked, filed, live
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.lib import clock
from dateline.record import public as record
from desking import STORY, Writing, body, buttons, desk_of, form, person
from picturing import kept_picture


def section(name="Politics"):
    desk.add_section(name)
    return str(Story._meta.get_field("section").related_model.objects.get(name=name).pk)


def test_a_story_from_first_word_to_kill(house, reader, noon):
    politics = section()
    ann, ed, cleo = person("reporter"), person("editor"), person("chief editor")
    writing = Writing(ann)
    assert buttons(writing.html) == ["submit"]
    saved = writing.save(then="submit", headline="A bridge opens", section=politics,
                         place_name="Rome", authors="Ann Lee", dossiers="Bridges\nRivers",
                         tags="place: Rome\nperson?: Ilya\nsteel", **body("It opened.\n\nAt last."))
    story = Story.objects.get()
    assert saved["Location"] == f"/desk/stories/{story.pk}/act/submit/"
    assert story.owner == ann
    assert [str(n.term) for n in story.namings.order_by("pk")] == [
        "Ann Lee", "Bridges", "Rivers", "Rome", "Ilya", "steel"]
    assert [b.text for b in story.filing().blocks] == ["It opened.", "At last."]
    assert writing.act("submit").status_code == 302
    assert Story.objects.get().state == "in review"
    assert Story.objects.get().workflow_in_progress

    editing = Writing(ed, story.pk)
    assert {"approve", "publish"} <= set(buttons(editing.html))
    assert editing.act("return").status_code == 422  # a note is needed
    assert editing.act("return", note="Who built it?").status_code == 302
    assert Story.objects.get().state == "draft"

    writing.open()
    assert writing.save(then="submit", standfirst="Built by Ilya.",
                        **body("It opened.")).status_code == 302
    assert writing.act("submit").status_code == 302
    chief = Writing(cleo, story.pk)
    when = clock.now() + timedelta(hours=1)
    spelled = when.strftime("%Y-%m-%d %H:%M")
    assert chief.act("embargo", moment=spelled).status_code == 302
    held = Story.objects.get()
    assert (held.state, held.workflow_in_progress) == ("embargoed", False)
    writing.open()
    refused = writing.save(headline="Changed behind your back", **body("x"))
    assert refused.status_code == 200
    assert "editor" in refused.content.decode()
    assert Story.objects.get().headline == "A bridge opens"
    with clock.at(held.release_at):
        assert desk.release_due() == 1
    found = desk.find(guid=str(story.guid))
    assert reader.get(found.address).status == 200
    assert "Built by Ilya." in reader.get(found.address).text

    editing.open()
    editing.save(then="correct", headline="A bridge opens late", **body("It opened late."))
    assert "opens late" not in reader.get(found.address).text
    assert desk.find(guid=str(story.guid)).standing == "live with a draft"
    assert editing.act("correct", wrong="On time.", right="Late.").status_code == 302
    found = desk.find(guid=str(story.guid))
    page = reader.get(found.address).text
    assert "It opened late." in page and "On time." in page
    assert chief.act("kill", notice="It never opened.", reason="One source").status_code == 302
    assert reader.get(found.address).status == 410
    assert "It never opened." in reader.get(found.address).text
    all_checked()


def test_nothing_offers_what_the_state_or_role_forbids(house, noon):
    guid, _ = live("A bridge opens", at=noon)
    pk = Story.objects.get().pk
    for roles, seen in ((("reporter",), set()), (("editor",), {"correct"}),
                        (("moderator",), None)):
        client = desk_of(person(*roles))
        page = client.get(f"{STORY}edit/{pk}/")
        if seen is None:
            assert page.status_code == 302
        else:
            assert set(buttons(page.content.decode())) - {"submit"} == seen
    before = record.head()
    for act in ("kill", "withdraw", "correct", "erase", "resection"):
        where = f"/desk/stories/{pk}/act/{act}/"
        answer = Writing.act(Writing(person("reporter", name=f"ann{act}"), pk), act, notice="x",
                             reason="x", wrong="x", right="x", sure="on", section="1")
        assert answer.status_code == 422, (act, where)
    assert record.head() == before
    assert desk.find(guid=guid).standing == "live"


def test_a_save_without_changes_begins_no_draft(house):
    now = clock.now()
    guid, _ = live("A bridge opens", at=now, expires_at=now + timedelta(days=1, seconds=7))
    before = Story.objects.get()
    writing = Writing(person("editor"), before.pk)
    sent = form(writing.html, "w-editor-form")
    sent |= body("The bridge is open.") | {"body-0-id": before.stream[0]["id"]}
    assert writing.client.post(f"{STORY}edit/{writing.pk}/", sent).status_code == 302
    after = Story.objects.get()
    assert desk.find(guid=guid).standing == "live"
    assert (after.published_at, after.expire_at) == (before.published_at, before.expire_at)


def test_a_held_story_is_changed_without_touching_its_time(house):
    guid = filed("A bridge opens")
    due = clock.now() + timedelta(hours=1, seconds=7, microseconds=5)
    desk.embargo(guid, due)
    writing = Writing(person("editor"), Story.objects.get().pk)
    assert writing.save(headline="The bridge is open", **body("x")).status_code == 302
    story = Story.objects.get()
    assert (story.headline, story.release_at, story.embargo_until) == (
        "The bridge is open", due, due)
    writing.open()
    to_the_second = due.replace(second=0, microsecond=0).strftime("%Y-%m-%dT%H:%M:%S")
    assert "held already" in writing.save(embargo_until=to_the_second, **body("x")).text
    refused = writing.save(embargo_until="2199-01-01 12:00", **body("x"))
    assert refused.status_code == 200 and "held already" in refused.content.decode()
    assert Story.objects.get().release_at == due


def test_preview_is_the_sites_own_page_and_makes_nothing(house, noon):
    filed("A bridge opens", dossiers=("Bridges",))
    before = record.head()
    writing = Writing(person("reporter"), Story.objects.get().pk)
    where = f"{STORY}preview/{writing.pk}/"
    made = writing.client.post(where, writing.sent | {"headline": "Unsaid", "tags": "place: Oz"})
    assert made.json() == {"is_valid": True, "is_available": True}
    page = writing.client.get(where)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Unsaid" in text and "Oz" in text and "Bridges" in text
    assert Story.objects.get().headline == "A bridge opens"
    assert not Story._meta.get_field("place").related_model.objects.filter(name="Oz").exists()
    assert record.head() == before


def test_a_story_leads_with_a_picture_and_shows_more(house, reader, noon):
    politics = section()
    first, second = kept_picture(400, 300), kept_picture(500, 300, alt="A tunnel")
    writing = Writing(person("editor"))
    sent = body("Before.") | {"body-count": "2", "body-1-deleted": "", "body-1-order": "1",
                              "body-1-type": "picture", "body-1-id": "",
                              "body-1-value-picture": str(second), "body-1-value-alt": "Our own",
                              "body-1-value-caption": ""}
    writing.save(headline="A bridge opens", section=politics, picture=str(first), **sent)
    story = Story.objects.get()
    assert story.pictures() == [first, second]
    preview = f"{STORY}preview/{story.pk}/"
    writing.client.post(preview, form(writing.client.get(f"{STORY}edit/{story.pk}/").content
                                      .decode(), "w-editor-form") | sent)
    page = writing.client.get(preview).content.decode()
    names = set(re.findall(r"/pictures/[\w./-]+", page))
    assert len(names) >= 2
    for name in names:
        seen = writing.client.get(name)
        assert seen.status_code == 200 and seen["Cache-Control"] == "private, no-store"
        seen.close()
        assert reader.get(name).status == 404
    assert writing.act("publish").status_code == 302
    found = desk.find(guid=str(story.guid))
    page = reader.get(found.address).text
    assert "A bridge" in page and "Our own" in page and "Ann Lee / Dateline" in page
    for name in set(re.findall(r"/pictures/[\w./-]+", page)):
        assert reader.get(name).status == 200
    desk.update(str(story.guid), {"standfirst": "Read on."})
    story = Story.objects.get()
    assert (story.picture_id, story.pictures()) == (first, [first, second])
    assert "Our own" in reader.get(found.address).text
    desk.kill(str(story.guid), "Killed.", reason="Wrong.")
    assert reader.get(names.pop()).status == 404
    all_checked()


def test_a_new_story_begins_where_its_writer_saved_last_and_nowhere_before(house):
    section("Culture"), section("Politics")
    politics = Story._meta.get_field("section").related_model.objects.get(name="Politics")
    writing = Writing(person("reporter"))
    assert writing.sent["section"] == ""
    refused = writing.save(headline="Nowhere yet")
    assert refused.status_code == 200 and not Story.objects.exists()
    assert writing.save(section=str(politics.pk)).status_code == 302
    writing.pk = None
    writing.open()
    assert writing.sent["section"] == str(politics.pk)
    tomorrow = desk_of(Story.objects.get().owner)  # another session
    assert f'<option value="{politics.pk}" selected>' in tomorrow.get(f"{STORY}add/").text


def test_no_button_of_wagtails_schedule_stands_in_the_editor(house):
    filed("A bridge opens")
    writing = Writing(person("editor"), Story.objects.get().pk)
    assert "schedule-publishing-dialog" not in writing.html
    assert "No publishing schedule" not in writing.html
    assert f"{STORY}lock/{writing.pk}/" in writing.html
