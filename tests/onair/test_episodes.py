"""Episodes: cut, published, found by readers; drafts and what was withdrawn are found nowhere."""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta

import pytest
from PIL import Image

from cast import live
from dateline.lib import clock
from dateline.onair.frames import register_frame
from dateline.onair.models import Episode, Programme, Recording
from dateline.onair.recording import publishing
from dateline.onair.recording.cutting import Stretch, cut
from dateline.onair.recording.keeping import keep
from dateline.onair.recording.notes import as_html
from dateline.onair.recording.publishing import Words, story_codes
from dateline.onair.shapes import MP3
from dateline.people.public import NotAllowed
from dateline.site.public import framed
from onair_taping import file_of, later, length, needs_ffmpeg, programme, sound, station
from staffing import by_link, member

pytestmark = needs_ffmpeg
HOUR = timedelta(hours=1)


@pytest.fixture
def draft(house, noon, tmp_path):
    """A draft of a recording of 20 seconds."""
    register_frame(framed)
    station()
    show, slot = programme(noon)
    path = tmp_path / "in.mp3"
    path.write_bytes(sound(MP3, 20))
    kept = keep(lambda to: cut([Stretch(path)], to))
    row = Recording.objects.create(
        slot=slot, programme=show, starts=noon, ends=later(noon, 60), state="made",
        digest=kept.digest, kind=kept.kind, size=kept.size, seconds=kept.seconds)
    return Episode.objects.create(
        recording=row, programme=show, title="High water", made_at=noon, from_seconds=2.0,
        to_seconds=12.0)


@pytest.fixture
def editor(house):
    return member("editor")


PAGE, FEED = "/programmes/tide-tables/high-water/", "/programmes/tide-tables/podcast.xml"


def sound_of(row):
    return f"/listen/e/{row.digest}.mp3"


def test_a_draft_is_found_nowhere_a_published_one_everywhere(draft, editor, noon, reader):
    assert reader.get(PAGE).status == 404 and "<item>" not in reader.get(FEED).text
    assert reader.get(f"/listen/e/{draft.recording.digest}.mp3").status == 404
    row = publishing.publish(draft.pk, by=editor, at=noon)
    assert abs(length(file_of(row)) - 10) < 0.06 and row.digest != draft.recording.digest
    assert file_of(row).stat().st_size == row.size
    page, feed, file = reader.get(PAGE), reader.get(FEED).text, reader.get(sound_of(row))
    assert page.status == 200 and "High water" in page.text and sound_of(row) in page.text
    assert f'length="{row.size}"' in feed and sound_of(row) in feed and str(row.guid) in feed
    assert file.body == file_of(row).read_bytes() and file.headers["Content-Type"] == MP3
    assert reader.get(f"/listen/e/{draft.recording.digest}.mp3").status == 404
    assert reader.get(PAGE.rstrip("/")).status == 301


def test_what_is_withdrawn_is_gone_at_once_and_can_come_back(draft, editor, noon, reader):
    row = publishing.publish(draft.pk, by=editor, at=noon)
    assert reader.get(PAGE).status == 200 and sound_of(row) in reader.get(FEED).text
    publishing.withdraw(draft.pk, by=editor, at=noon + HOUR)
    page = reader.get(PAGE)
    assert page.status == 410 and "High water" not in page.text and row.digest not in page.text
    assert sound_of(row) not in reader.get(FEED).text
    assert reader.get(sound_of(row)).status == 410
    assert reader.get(sound_of(row), range="bytes=0-9").status == 410
    with pytest.raises(NotAllowed):
        publishing.withdraw(draft.pk, by=editor, at=noon + HOUR)
    with pytest.raises(NotAllowed):
        publishing.discard(draft.pk, by=editor, at=noon + HOUR)
    again = publishing.publish(draft.pk, by=editor, at=noon + 2 * HOUR)
    assert (again.published_at, again.guid, again.slug) == (noon, row.guid, row.slug)
    assert reader.get(PAGE).status == 200 and reader.get(sound_of(row)).status == 200


def test_a_published_episode_changes_at_once(draft, editor, noon, reader):
    first = publishing.publish(draft.pk, by=editor, at=noon)
    assert "High water" in reader.get(PAGE).text
    publishing.edit(draft.pk, Words("Low water", "By night.", first=3, last=8), by=editor, at=noon)
    row = Episode.objects.get()
    assert "Low water" in reader.get(PAGE).text and "By night." in reader.get(PAGE).text
    assert abs(row.seconds - 5) < 0.06 and reader.get(sound_of(row)).status == 200
    assert row.slug == "high-water" and reader.get(sound_of(first)).status == 404


def test_everything_is_the_recordings_own_file(draft, editor, noon):
    publishing.edit(draft.pk, Words("All", last=999), by=editor, at=noon)
    row = publishing.publish(draft.pk, by=editor, at=noon)
    assert row.digest == draft.recording.digest and row.to_seconds is None


def test_acts_take_a_role(draft, editor, noon):
    reporter = member("reporter")
    words = Words("Other")
    for act in (
        lambda by: publishing.publish(draft.pk, by=by, at=noon),
        lambda by: publishing.edit(draft.pk, words, by=by, at=noon),
        lambda by: publishing.withdraw(draft.pk, by=by, at=noon),
        lambda by: publishing.discard(draft.pk, by=by, at=noon),
        lambda by: publishing.draft_of(draft.recording_id, by=by, at=noon),
        lambda by: publishing.upload(draft.programme_id, io.BytesIO(), title="", by=by, at=noon),
        lambda by: publishing.set_picture(draft.pk, io.BytesIO(), by=by, at=noon),
        lambda by: publishing.set_cover(draft.programme_id, io.BytesIO(), by=by, at=noon),
    ):
        with pytest.raises(NotAllowed, match="roles"):
            act(reporter)
    row = Episode.objects.get()
    assert (row.state, row.title, row.picture) == ("draft", "High water", "")


@pytest.mark.parametrize(("words", "said"), [
    (Words(" "), "title"), (Words("x" * 301), "title"), (Words("x", first=12, last=12.5), "second"),
    (Words("x", first=-1), "beginning"), (Words("x", first=30), "beginning"),
    (Words("x", first=float("nan")), "beginning"), (Words("x", stories=("zzzzz",)), "code"),
    (Words("x", stories=("<b>",)), "code"), (Words("x", "n" * 20_001), "notes")])
def test_what_cannot_be_said_is_refused(draft, editor, noon, words, said):
    with pytest.raises(NotAllowed, match=said):
        publishing.edit(draft.pk, words, by=editor, at=noon)
    assert Episode.objects.get().title == "High water"


def test_stories_are_linked_while_they_are_live(draft, editor, noon, reader):
    _guid, published = live("Harbour floods", at=noon)
    code = published.code
    said = story_codes(f"https://example.org/x/y~{code}/, ~{code}")
    assert said == (code,)
    publishing.edit(draft.pk, Words("High water", stories=said), by=editor, at=noon)
    publishing.publish(draft.pk, by=editor, at=noon)
    assert "Harbour floods" in reader.get(PAGE).text
    from dateline.desk import public as desk

    desk.withdraw(_guid, notice="Not so.", at=noon + HOUR)
    assert "Harbour floods" not in reader.get(PAGE).text


def test_two_of_one_title_have_two_addresses(draft, editor, noon):
    other = publishing.draft_of(draft.recording_id, by=editor, at=noon)
    publishing.edit(other.pk, Words("High  water"), by=editor, at=noon)
    slugs = {publishing.publish(each.pk, by=editor, at=noon).slug for each in (draft, other)}
    assert slugs == {"high-water", "high-water-2"}


def test_a_programme_without_podcast_has_no_episodes(draft, editor, noon):
    Programme.objects.update(podcast=False)
    with pytest.raises(NotAllowed):
        publishing.draft_of(draft.recording_id, by=editor, at=noon)
    with pytest.raises(NotAllowed):
        publishing.upload(draft.programme_id, io.BytesIO(), title="", by=editor, at=noon)


def test_uploads_are_what_can_be_decoded(draft, editor, noon, tmp_path):
    wave = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=3", "-f", "wav", "-"],
        capture_output=True, check=True).stdout
    for data, kind in ((sound(MP3, 10), MP3), (sound("opus"), "audio/ogg"), (wave, MP3)):
        made = publishing.upload(draft.programme_id, io.BytesIO(data), title="", name="tide.mp3",
                                 by=editor, at=noon)
        assert made.recording.kind == kind and made.title == "tide" and made.state == "draft"
        assert length(file_of(made.recording)) > 2.9
    secret = tmp_path / "secret.mp3"
    secret.write_bytes(sound(MP3, 10))
    before = Recording.objects.count()
    for data in (b"", b"hello", f"#EXTM3U\n#EXTINF:3,\n{secret}\n#EXT-X-ENDLIST\n".encode(),
                 f"ffconcat version 1.0\nfile {secret}\n".encode(),
                 b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"RIFF\xff\xff\xff\xffWAVEfmt "):
        with pytest.raises(NotAllowed):
            publishing.upload(draft.programme_id, io.BytesIO(data), title="x", by=editor, at=noon)
    assert Recording.objects.count() == before
    kept = file_of(made.recording).parent.parent
    assert not [path for path in kept.iterdir() if not path.is_dir()]


def test_covers_are_checked_and_warned_of(draft, editor, noon, reader):
    def drawn(width, height, kind="PNG"):
        file = io.BytesIO()
        Image.new("RGB", (width, height), "navy").save(file, kind)
        return io.BytesIO(file.getvalue())

    assert publishing.set_picture(draft.pk, drawn(1400, 1400), by=editor, at=noon) == ()
    small = publishing.set_cover(draft.programme_id, drawn(600, 500, "WEBP"), by=editor, at=noon)
    assert len(small) == 2
    with pytest.raises(NotAllowed):
        publishing.set_picture(draft.pk, io.BytesIO(b"<svg/>"), by=editor, at=noon)
    publishing.publish(draft.pk, by=editor, at=noon)
    feed, row = reader.get(FEED).text, Episode.objects.get()
    assert f"/listen/c/{row.picture}.png" in feed
    assert f"/listen/c/{Programme.objects.get().picture}.jpg" in feed
    assert reader.get(f"/listen/c/{row.picture}.png").body[:4] == b"\x89PNG"
    assert reader.get(f"/listen/c/{row.picture}.jpg").status == 404


def test_ranges(draft, editor, noon, reader):
    row = publishing.publish(draft.pk, by=editor, at=noon)
    where, data = sound_of(row), file_of(row).read_bytes()
    whole = reader.get(where)
    tag = whole.headers["ETag"]
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "immutable" in whole.headers["Cache-Control"]
    part = reader.get(where, range="bytes=100-199")
    assert (part.status, part.body) == (206, data[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(data)}"
    assert part.headers["Content-Length"] == "100"
    assert reader.get(where, range="bytes=-50").body == data[-50:]
    assert reader.get(where, range="bytes=0-").status == 206
    late = reader.get(where, range=f"bytes={len(data)}-")
    assert late.status == 416 and late.headers["Content-Range"] == f"bytes */{len(data)}"
    assert reader.get(where, range="bytes=0-1,5-9").body == data
    assert reader.get(where, range="bytes=0-9", if_range=tag).status == 206
    assert reader.get(where, range="bytes=0-9", if_range='"other"').status == 200
    head = reader.get(where, "HEAD")
    assert head.body == b"" and head.headers["Content-Length"] == str(len(data))
    assert reader.get(where, if_none_match=tag).status == 304
    assert reader.get(where, "POST").status == 405
    assert reader.get(where.replace(".mp3", ".ogg")).status == 404


def test_notes_are_text_with_links():
    made = as_html("See https://example.org/a?b=1&c=2 <script>x</script>\nline\n\n"
                   "javascript:alert(1)")
    assert made.count("<p>") == 2 and "<script" not in made and made.count("<a ") == 1
    assert 'href="https://example.org/a?b=1&amp;c=2"' in made and 'rel="nofollow"' in made


def test_the_desk(draft, noon):
    stranger, client = by_link(member("reporter")), by_link(member("editor"))
    where = f"/desk/radio/episodes/{draft.pk}/"
    file = f"/desk/radio/recordings/{draft.recording_id}/sound"
    for address in (where, "/desk/radio/episodes/", file):
        assert stranger.get(address).status_code in (302, 403)
    assert "High water" in client.get("/desk/radio/episodes/").content.decode()
    part = client.get(file, headers={"range": "bytes=0-9"})
    assert part.status_code == 206 and len(b"".join(part.streaming_content)) == 10
    words = {"title": "Storm", "notes": "N", "stories": "", "first": "0:03", "last": "0:00:09.5"}
    with clock.at(noon):
        assert client.post(where, words | {"act": "save", "first": "soon"}).status_code == 422
        assert client.post(where, words | {"act": "publish"}).status_code == 302
        row = Episode.objects.get()
        assert (row.state, row.title, row.from_seconds, row.to_seconds) == (
            "published", "Storm", 3.0, 9.5)
        assert "Withdraw" in client.get(where).content.decode()
        client.post(where, {"act": "withdraw"})
    assert Episode.objects.get().state == "withdrawn"
    sent = client.post("/desk/radio/episodes/", {
        "act": "upload", "programme": draft.programme_id, "title": "",
        "file": io.BytesIO(sound(MP3, 10))})
    made = Episode.objects.order_by("pk").last()
    assert sent.status_code == 302 and sent.url == f"/desk/radio/episodes/{made.pk}/"
    client.post(f"/desk/radio/episodes/{made.pk}/", {"act": "discard"})
    assert Episode.objects.count() == 1
