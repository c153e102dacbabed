"""Presenters' programs connect in their slots ± grace, and nobody else's; the plan of the radio."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import get_hasher

from dateline.lib import clock
from dateline.onair.models import Episode, Playlist, PlaylistItem, Presenter, Recording, Track
from dateline.onair.schedule.admitting import NotAdmitted, admit, until
from dateline.onair.schedule.changing import ChangeSaid, change_day
from dateline.onair.schedule.presenting import (
    PresenterSaid,
    add_presenter,
    keep_presenter,
    remove_presenter,
    renew_password,
)
from dateline.onair.schedule.stationing import StationSaid, set_up_station
from dateline.people.models import SecurityEntry
from dateline.people.public import NotAllowed
from onair_schedule import programme, slot, sound_is_there, station
from staffing import member

TEN = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)  # 10:00 in Berlin
MINUTE = timedelta(minutes=1)


@pytest.fixture
def chief(house):
    """A chief editor."""
    return member("chief editor")


@pytest.fixture
def ann(chief):
    """A presenter with a slot from 10:00 to 11:00 each day, and her password."""
    station(chief)
    daily = slot(chief, programme(chief), "2026-11-01", "10:00", 60, "FREQ=DAILY")
    return add_presenter(chief, PresenterSaid("Ann", "ann", slots=(daily.pk,)))


def refused(*said: object) -> str:
    """Why somebody was not admitted."""
    with pytest.raises(NotAdmitted) as told:
        admit(*said)  # type: ignore[arg-type]
    return str(told.value)


def test_in_the_slot_and_its_grace_and_not_a_second_longer(ann):
    row, password = ann
    first, last = TEN - 10 * MINUTE, TEN + 70 * MINUTE
    second = timedelta(seconds=1)
    for at in (first, TEN, TEN + 30 * MINUTE, last - second):
        assert admit("live", "ann", password, at).presenter == row.pk
    for at in (first - second, last, last + second):
        assert refused("live", "ann", password, at) == "Ann has no slot now."
    assert until(row.pk, TEN) == last and until(row.pk, last) == last


def test_wrong_names_passwords_and_mounts_are_told_apart_only_for_who_knows_the_password(ann):
    _row, password = ann
    wrong = "Wrong user name or password."
    assert refused("live", "ann", "x", TEN) == wrong
    assert refused("live", "nobody", password, TEN) == wrong
    assert refused("live", "an\0n", password, TEN) == wrong
    assert refused("live\ud800\0", "a\udcff", "\ud800", TEN) == wrong
    assert refused("stage", "ann", password, TEN) == "There is no such mount."
    assert refused("stage", "nobody", "x", TEN) == wrong
    assert admit("breaking", "ann", password, TEN).name == "Ann"
    log = SecurityEntry.objects.filter(act__startswith="presenter-").order_by("pk")
    assert [row.act for row in log] == [
        "presenter-made", *["presenter-refused"] * 6, "presenter-connected"]
    assert password not in str([row.detail for row in log])


def test_an_unknown_name_costs_one_hash_too(ann, monkeypatch):
    hashed: list[str] = []
    hasher = type(get_hasher())
    real = hasher.encode
    monkeypatch.setattr(hasher, "encode",
                        lambda self, *said: hashed.append("") or real(self, *said))
    refused("live", "nobody", "x", TEN)
    unknown, hashed[:] = len(hashed), []
    refused("live", "ann", "x", TEN)
    assert unknown == len(hashed) == 1


def test_the_log_of_refusals_is_short_when_somebody_tries_passwords(ann):
    for number in range(40):
        refused("live", f"n{number}", "x", TEN)
    assert SecurityEntry.objects.filter(act="presenter-refused").count() == 30


def test_slots_one_after_the_other_are_one_and_changes_count(chief, ann):
    row, password = ann
    daily = row.slots.get()
    later = slot(chief, daily.programme, "2026-11-27", "11:15", 30)
    keep_presenter(chief, row.pk, PresenterSaid("Ann", "ann", slots=(daily.pk, later.pk)))
    assert until(row.pk, TEN) == TEN + timedelta(minutes=75 + 30 + 10)
    change_day(chief, daily.pk, date(2026, 11, 27), ChangeSaid(cancelled=True))
    assert until(row.pk, TEN) == TEN
    assert refused("live", "ann", password, TEN) == "Ann has no slot now."


def test_always_means_always_and_inactive_never(chief, ann):
    row, password = ann
    midnight = TEN - timedelta(hours=9)
    keep_presenter(chief, row.pk, PresenterSaid("Ann", "ann", always=True))
    assert admit("live", "ann", password, midnight).name == "Ann"
    assert until(row.pk, midnight) is None
    keep_presenter(chief, row.pk, PresenterSaid("Ann", "ann", always=True, active=False))
    assert "any more" in refused("live", "ann", password, TEN)
    assert until(row.pk, TEN) == TEN
    keep_presenter(chief, row.pk, PresenterSaid("Ann", "ann", always=True))
    _row, renewed = renew_password(chief, row.pk)
    assert refused("live", "ann", password, TEN) == "Wrong user name or password."
    assert admit("live", "ann", renewed, TEN) and renewed != password
    assert password not in Presenter.objects.get().password
    remove_presenter(chief, row.pk)
    assert refused("live", "ann", renewed, TEN) == "Wrong user name or password."
    assert until(row.pk, TEN) == TEN


def test_user_names_are_single_and_without_spaces(chief, ann):
    for name in ("ANN", "a b", "a:b", "", "é", "a\0"):
        with pytest.raises(NotAllowed):
            add_presenter(chief, PresenterSaid("Other", name))


def track(title: str, loudness: float = -20.0, peak: float = -9.0, n: int = 1) -> Track:
    """A track whose file has the digest of a number."""
    return Track.objects.create(
        title=title, artist="A", digest=f"{n:064x}", kind="audio/mpeg", size=1, seconds=60,
        loudness=loudness, peak=peak, added_at=TEN)


def test_the_plan_says_what_to_play(chief, ann):
    sound_is_there()
    from dateline.onair.schedule.planning import gain, plan

    daily = ann[0].slots.get()
    listed = Playlist.objects.create(name="Night", shuffle=True)
    for number in range(1, 9):
        PlaylistItem.objects.create(
            playlist=listed, position=number, track=track(f"t{number}", n=number))
    daily.playlist = listed
    daily.save()
    held = plan(TEN)
    assert held is not None and held.now is not None and held.next is not None
    assert held.now.title == "Morning News" and held.next.starts == TEN + timedelta(days=1)
    assert {piece.title for piece in held.playlist} == {f"t{n}" for n in range(1, 9)}
    assert held.playlist == plan(TEN + 59 * MINUTE).playlist  # the order stays through the slot
    assert held.playlist != plan(TEN + timedelta(days=1)).playlist
    assert held.playlist[0].gain == 4.0 and held.fallback == ()
    assert plan(TEN + 60 * MINUTE).playlist == () and plan(TEN + 60 * MINUTE).now is None
    assert (gain(-26, -3), gain(-10, 0), gain(-70, -60)) == (2.0, -6.0, 20.0)
    set_up_station(chief, StationSaid(
        "R", zone="Europe/Berlin", fallback=listed.pk, bulletin=Track.objects.first().pk))
    held = plan(TEN)
    assert len(held.fallback) == 8 and held.bulletin.title == "t1"


def test_without_a_playlist_the_newest_recordings_and_episodes_are_the_fallback(chief, ann):
    sound_is_there()
    from dateline.onair.schedule.planning import plan

    daily = ann[0].slots.get()
    news, secret = daily.programme, programme(chief, "Not again", podcast=False)

    def recorded(of, n: int, **more) -> Recording:
        return Recording.objects.create(
            slot=daily, programme=of, starts=TEN - timedelta(days=n), ends=TEN, **{
                "state": "made", "digest": f"{n:064x}", "kind": "audio/mpeg"} | more)

    def episode(title: str, state: str, n: int, of: Recording | None = None) -> Episode:
        return Episode.objects.create(
            programme=news, recording=of, title=title, state=state, digest=f"{n:064x}",
            kind="audio/mpeg", made_at=TEN, published_at=TEN - timedelta(days=n))

    recorded(news, 1)
    recorded(news, 2, state="failed")
    recorded(secret, 3)
    episode("out", "published", 4, recorded(news, 4))
    episode("back", "withdrawn", 5, recorded(news, 5))
    episode("draft", "draft", 6)
    held = plan(TEN)
    assert [piece.title for piece in held.fallback] == ["Morning News", "out"]
    assert [piece.artist for piece in held.fallback] == ["Morning News"] * 2


def test_there_is_no_plan_without_a_station(house):
    sound_is_there()
    from dateline.onair.schedule.planning import plan

    with clock.at(TEN):
        assert plan(TEN) is None
    assert refused("live", "ann", "x", TEN) == "Wrong user name or password."
