"""Uploads of sound: decoded wholly, kept once, refused with a reason; playlists; the screens."""

from __future__ import annotations

import io
import threading
from datetime import date, time

import numpy  # noqa: TID253 - only processes without a radio must stay small
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dateline.lib import clock
from dateline.onair.models import Playlist, PlaylistItem, Programme, Slot, Station, Track
from dateline.onair.sound import tracks
from dateline.onair.sound.files import path_of
from dateline.onair.sound.playlists import (
    add_to_playlist,
    change_playlist,
    create_playlist,
    move_in_playlist,
    remove_playlist,
    take_from_playlist,
)
from dateline.onair.sound.tracks import NotSound, add_track, remove_track, rename_track
from dateline.people.public import NotAllowed
from desking import desk_of, person, words
from onair_sounding import encoded, tone

SCREEN, PLAYLISTS = "/desk/radio/sound/", "/desk/radio/playlists/"


def added(by=None, hertz=440, **known):
    return add_track(by, io.BytesIO(encoded(tone(hertz, 1), "mp3")), clock.now(),
                     name=f"{hertz}.mp3", **known)


@pytest.mark.parametrize(("kind", "media"), [
    ("mp3", "audio/mpeg"), ("aac", "audio/aac"), ("opus", "audio/ogg"), ("flac", "audio/flac"),
    ("wav", "audio/wav"), ("m4a", "audio/mp4"),
])
def test_every_kind_is_taken_by_what_it_is_not_by_its_name(house, kind, media):
    data = encoded(tone(1000, 4, level=0.1), kind, title="Čaj – 日本", artist="Bára")
    track = add_track(None, io.BytesIO(data), clock.now(), name="song.exe")
    assert track.kind == media and track.size == len(data)
    assert track.seconds == pytest.approx(4, abs=0.1)
    assert track.loudness == pytest.approx(-20, abs=0.6)
    assert track.peak == pytest.approx(-20, abs=1)
    assert path_of(track.digest, track.kind).read_bytes() == data
    tagged = kind not in ("aac", "wav")
    assert track.title == ("Čaj – 日本" if tagged else track.title)
    assert track.artist == ("Bára" if tagged else track.artist)


def bad_files():
    good = encoded(tone(440, 4), "mp3")
    noise = numpy.random.default_rng(1).bytes(60_000)
    return {
        "text": (b"hello " * 1000, "no file of sound"),
        "playlist": (b"#EXTM3U\nhttp://127.0.0.1:1/x\n", "no file of sound"),
        "empty": (b"", "no file of sound"),
        "begins like one": (b"ID3\x04\0\0\0\0\0\0" + noise, "broken|no sound"),
        "broken": (good[: len(good) // 3] + noise + good[-len(good) // 3 :], "broken"),
        "silent": (encoded(tone(440, 3, level=0.0), "mp3"), "silent"),
        "video": (b"\0\0\0\x18ftypisom" + bytes(12) + noise, "broken"),
        "cut off": (encoded(tone(440, 4), "m4a")[:9000], "broken"),
        "short": (encoded(tone(440, 0.02), "wav"), "no sound in it that can be decoded"),
    }


@pytest.mark.parametrize("name", list(bad_files()))
def test_anything_else_is_refused_with_its_reason(house, name):
    data, reason = bad_files()[name]
    with pytest.raises(NotSound, match=reason):
        add_track(None, io.BytesIO(data), clock.now())
    assert not Track.objects.exists()
    assert not list((house.data / "audio").rglob("*.*"))


def test_a_file_that_unpacks_without_end_is_given_up_in_time(house, monkeypatch):
    monkeypatch.setattr(tracks, "MOST_SECONDS", 30)
    data = encoded(tone(440, 40, level=0.2), "flac")
    with pytest.raises(NotSound, match="longer"):
        add_track(None, io.BytesIO(data), clock.now())
    monkeypatch.setattr(tracks, "MOST_BYTES", 1000)
    with pytest.raises(NotSound, match="larger"):
        add_track(None, io.BytesIO(data), clock.now())


def test_the_same_file_is_one_track_and_its_name_serves_where_it_has_no_title(house):
    first = added()
    assert first.title == "440" and added().pk == first.pk
    assert added(hertz=660, title=" Mine ", artist="Me").title == "Mine"
    path_of(first.digest, first.kind).unlink()  # lost: the upload brings it back
    added()
    assert path_of(first.digest, first.kind).exists()


def test_two_at_once_are_one(house):
    data, made, failed = encoded(tone(440, 1), "mp3"), [], []

    def upload():
        try:
            made.append(add_track(None, io.BytesIO(data), clock.now()).pk)
        except Exception as trouble:
            failed.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed and len(made) == 4 and len(set(made)) == 1


def test_who_may_not_does_not(house):
    reporter, editor = person("reporter"), person("editor")
    with pytest.raises(NotAllowed):
        added(reporter)
    track = added(editor)
    listed = create_playlist(editor, "Night")
    for act in (
        lambda: rename_track(reporter, track.pk, title="x", artist=""),
        lambda: remove_track(reporter, track.pk), lambda: create_playlist(reporter, "Day"),
        lambda: add_to_playlist(reporter, listed.pk, [track.pk]),
        lambda: change_playlist(reporter, listed.pk, name="x", shuffle=True),
        lambda: remove_playlist(reporter, listed.pk),
    ):
        with pytest.raises(NotAllowed):
            act()
    client = desk_of(reporter)
    for address in (SCREEN, PLAYLISTS, f"{PLAYLISTS}{listed.pk}/", f"{SCREEN}{track.pk}/file/"):
        answer = client.get(address)
        assert answer.status_code in (302, 403), address
    assert client.post(SCREEN, {"act": "remove", "track": track.pk}).status_code in (302, 403)
    assert Track.objects.get() == track


def test_what_is_used_is_not_removed(house):
    editor = person("editor")
    track, listed = added(editor), create_playlist(editor, "Night")
    path = path_of(track.digest, track.kind)
    add_to_playlist(editor, listed.pk, [track.pk])
    with pytest.raises(NotAllowed, match="Night"):
        remove_track(editor, track.pk)
    show = Programme.objects.create(name="Late show", slug="late")
    Slot.objects.create(programme=show, day=date(2026, 1, 1), at=time(1), minutes=60,
                        playlist=listed)
    with pytest.raises(NotAllowed, match="Late show"):
        remove_playlist(editor, listed.pk)
    Slot.objects.all().delete()
    station = Station.objects.create(name="R", fallback=listed)
    with pytest.raises(NotAllowed, match="station"):
        remove_playlist(editor, listed.pk)
    station.fallback, station.bulletin = None, track
    station.save()
    remove_playlist(editor, listed.pk)
    with pytest.raises(NotAllowed, match="bulletin"):
        remove_track(editor, track.pk)
    assert path.exists()
    station.bulletin = None
    station.save()
    remove_track(editor, track.pk)
    assert not path.exists() and not Track.objects.exists()
    with pytest.raises(NotAllowed):
        remove_track(editor, track.pk)


def test_a_playlist_is_in_its_order(house):
    editor = person("editor")
    one, two, three = (added(editor, hertz) for hertz in (300, 400, 500))
    listed = create_playlist(editor, "  Night   music ")
    assert listed.name == "Night music"
    with pytest.raises(NotAllowed, match="already"):
        create_playlist(editor, "Night music")
    assert add_to_playlist(editor, listed.pk, [three.pk, one.pk, 999, one.pk]) == 3
    add_to_playlist(editor, listed.pk, [two.pk])

    def order():
        return list(PlaylistItem.objects.filter(playlist=listed).order_by("position")
                    .values_list("track__title", "position"))

    assert order() == [("500", 0), ("300", 1), ("300", 2), ("400", 3)]
    items = list(listed.items.all())
    move_in_playlist(editor, listed.pk, items[3].pk, places=-2)
    take_from_playlist(editor, listed.pk, items[1].pk)
    assert order() == [("500", 0), ("400", 1), ("300", 2)]
    move_in_playlist(editor, listed.pk, items[0].pk, places=99)
    assert order() == [("400", 0), ("300", 1), ("500", 2)]
    with pytest.raises(NotAllowed):
        move_in_playlist(editor, listed.pk, items[1].pk, places=1)
    change_playlist(editor, listed.pk, name="Morning", shuffle=True)
    listed.refresh_from_db()
    assert (listed.name, listed.shuffle) == ("Morning", True)


def test_the_screens_do_it_all(house):
    client = desk_of(person("editor"))
    files = [SimpleUploadedFile("<b>one.mp3", encoded(tone(300, 1), "mp3", title="<i>One</i>")),
             SimpleUploadedFile("notes.mp3", b"nothing to hear"),
             SimpleUploadedFile("two.wav", encoded(tone(400, 1), "wav"))]
    page = client.post(SCREEN, {"act": "upload", "files": files}, follow=True)
    said = words(page.content)
    assert "notes.mp3: This is no file of sound" in said and "taken in as “two”" in said
    assert "<i>One" not in page.content.decode() and "<b>one" not in page.content.decode()
    two, one = Track.objects.order_by("-pk")
    assert client.post(SCREEN, {"act": "upload"}, follow=True).status_code == 200
    client.post(SCREEN, {"act": "rename", "track": one.pk, "title": "First", "artist": "Ann"})
    found = words(client.get(SCREEN, {"words": "firs"}).content)
    assert "First" in found and "two" not in found
    client.post(PLAYLISTS, {"name": "Night", "shuffle": "1"})
    assert client.post(PLAYLISTS, {"name": "Night"}).status_code == 422
    listed = Playlist.objects.get()
    address = f"{PLAYLISTS}{listed.pk}/"
    client.post(SCREEN, {"act": "add", "track": two.pk, "playlist": listed.pk})
    client.post(address, {"act": "add", "tracks": [one.pk]})
    last = listed.items.last()
    client.post(address, {"act": "up", "item": last.pk})
    assert [item.track.title for item in listed.items.all()] == ["First", "two"]
    client.post(address, {"act": "take", "item": last.pk})
    client.post(address, {"act": "change", "name": "Day"})
    said = words(client.get(PLAYLISTS).content)
    assert "Day" in said and "1 track ·" in said and "shuffled" not in said
    assert "is in the playlist" in words(
        client.post(SCREEN, {"act": "remove", "track": two.pk}, follow=True).content)
    client.post(address, {"act": "remove"})
    client.post(SCREEN, {"act": "remove", "track": two.pk})
    assert list(Track.objects.all()) == [one] and not Playlist.objects.exists()
    for nonsense in ({"act": "remove", "track": "x"}, {"act": "add", "playlist": "9" * 40}, {}):
        assert client.post(SCREEN, nonsense).status_code == 302


def test_a_track_is_listened_to_at_the_desk_alone_by_range(house):
    track = added()
    data = path_of(track.digest, track.kind).read_bytes()
    address = f"{SCREEN}{track.pk}/file/"
    client = desk_of(person("editor"))
    whole = client.get(address)
    assert b"".join(whole.streaming_content) == data and whole["Content-Type"] == "audio/mpeg"
    assert whole["Accept-Ranges"] == "bytes" and "private" in whole["Cache-Control"]
    part = client.get(address, headers={"range": "bytes=100-199"})
    assert part.status_code == 206 and b"".join(part.streaming_content) == data[100:200]
    assert client.get(address, headers={"range": "bytes=9999999-"}).status_code == 416
    path_of(track.digest, track.kind).unlink()
    assert client.get(address).status_code == 404


def test_a_digest_is_a_digest():
    for digest in ("", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64):
        with pytest.raises(ValueError, match="digest"):
            path_of(digest, "audio/mpeg")
