"""Notes from higher rooms reach a story's people, once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast import filed
from dateline.desk import public as desk
from dateline.desk.models import Note, Story
from dateline.desk.notes import notes_of, unread
from desking import desk_of, person
from listing import text_of


def test_a_writer_is_told_once_and_marks_it_as_seen(house):
    writer, other = person("reporter"), person("reporter", name="other")
    guid = desk.file_story(desk.Copy("A bridge opens", "Politics"), by=writer)
    for _ in range(2):
        desk.notify(guid, "wire", "The subscriber <Daily> refused it.")
    note = Note.objects.get()
    page = text_of(desk_of(writer).get("/desk/"))
    assert page.count("The subscriber &lt;Daily&gt; refused it.</td>") == 1
    assert "refused it" not in text_of(desk_of(other).get("/desk/"))
    seen = reverse("desk_note_seen", args=[note.pk])
    assert desk_of(other).post(seen).status_code == 302
    assert desk_of(writer).get(seen).status_code == 405
    note.refresh_from_db()
    assert note.read_at is None
    assert desk_of(writer).post(seen).status_code == 302
    assert "refused it" not in text_of(desk_of(writer).get("/desk/"))
    desk.notify(guid, "wire", "The subscriber <Daily> refused it.")
    assert Note.objects.count() == 1
    assert [kept.text for kept in notes_of(Story.objects.get())] == [note.text]


def test_a_note_for_somebody_else_and_one_for_nobody(house):
    writer, chief, editor = person("reporter"), person("chief editor"), person("editor")
    guid = desk.file_story(desk.Copy("A bridge opens", "Politics"), by=writer)
    desk.notify(guid, "law", "A complaint came in.", to=chief)
    imported = filed("Without a writer")
    desk.notify(imported, "wire", "It came twice.")
    shown = {who.email: text_of(desk_of(who).get("/desk/")) for who in (writer, chief, editor)}
    assert [("complaint" in page, "came twice" in page) for page in shown.values()] == [
        (False, False), (True, True), (False, True),
    ]
    desk_of(writer).post(reverse("desk_note_seen", args=[Note.objects.get(kind="wire").pk]))
    assert Note.objects.get(kind="wire").read_at is None
    desk_of(editor).post(reverse("desk_note_seen", args=[Note.objects.get(kind="wire").pk]))
    assert Note.objects.get(kind="wire").read_at is not None


def test_a_long_note_is_cut_and_a_story_that_is_none_is_said(house, noon):
    guid = filed()
    desk.notify(guid, "wire", "ሰ" * 900)
    assert len(Note.objects.get().text) == 500
    desk.erase(guid)
    assert not Note.objects.exists()
    with pytest.raises(desk.NoSuchStory):
        desk.notify(guid, "wire", "Too late.")
    with pytest.raises(desk.NotCopy):
        desk.notify(filed("Another"), "wire", "\x00")


def test_a_stranger_marks_nothing(house):
    desk.notify(filed(), "wire", "It came twice.")
    answer = desk_of(person("moderator")).post(
        reverse("desk_note_seen", args=[Note.objects.get().pk])
    )
    assert answer.status_code == 302 and Note.objects.get().read_at is None


def test_what_somebody_who_leaves_has_not_read_is_told_to_who_takes_over(house):
    ann, ben = person("reporter", name="ann"), person("editor", name="ben")
    guid = desk.file_story(desk.Copy("A bridge opens", "Politics"), by=ann)
    desk.notify(guid, "comment", "A reader knows more.")
    desk.hand_over(ann, ben)
    assert [note.text for note in unread(ben, 8)] == ["A reader knows more."]
