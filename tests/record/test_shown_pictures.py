"""What pictures are public: by story, over the log, after a kill, after an erasure, checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from dateline.delivery import public as delivery
from dateline.record import public as record
from dateline.record.models import Shown, Version
from dateline.record.public import Block, MissingPicture, Picture, RecordBreach, Rendition
from picturing import filing, names, picture, public, with_picture


def amended(filed, *, at, **fields):
    with transaction.atomic():
        return record.amend(replace(filed, **fields), at=at, act="update")


def taken_down(filed, state, *, at):
    with transaction.atomic():
        return record.take_down(filed.guid, state, at=at, notice="Gone.")


def erased(filed, *, at):
    with transaction.atomic():
        record.erase(filed.guid, at=at, notice="Erased.")
    record.forget_erased_bytes()


def all_shown(*pictures, as_of=None):
    """True or False where all agree; else the test fails."""
    (answer,) = {record.shown(name, as_of=as_of) for name in names(*pictures)}
    return answer


def test_a_version_and_a_line_carry_the_picture(house, noon):
    shown = picture()
    filed, done = with_picture(
        shown, at=noon, blocks=(Block("gallery", pictures=(shown, picture(350, 300))),)
    )
    version = record.story(done.code)
    assert version.picture == shown
    assert version.blocks == filed.blocks
    assert [item.picture for item in record.latest().items] == [shown]
    assert record.public_filing(filed.guid) == filed


def test_a_changed_lead_picture_changes_the_lists(house, noon):
    filed, _ = with_picture(first := picture(), at=noon)
    before = delivery.epoch(), _head()
    amended(filed, at=noon, slugline="more")
    assert "latest" not in _touched_since(before)
    amended(filed, at=noon, picture=(second := picture(350, 300)))
    assert {"latest", *(f"picture:{name}" for name in names(first, second))} <= _touched_since(
        before
    )
    assert record.latest().items[0].picture == second


def _head():
    with delivery.snapshot() as held:
        return held.as_of


def _touched_since(before):
    from dateline.delivery.models import Tick

    assert delivery.epoch() == before[0]
    return {key for tick in Tick.objects.filter(n__gt=before[1]) for key in tick.keys}


def test_pictures_are_shown_from_entry_to_entry(house, noon):
    first, second, third = picture(), picture(350, 300), picture(340, 300)
    filed, one = with_picture(first, at=noon, blocks=(Block("picture", pictures=(second,)),))
    two = amended(filed, at=noon, picture=third)
    assert [all_shown(shown) for shown in (first, second, third)] == [False, True, True]
    for seq, expected in ((one.seq, [True, True, False]), (two.seq, [False, True, True])):
        seen = [all_shown(shown, as_of=seq) for shown in (first, second, third)]
        assert seen == expected
    assert not all_shown(first, as_of=one.seq - 1)


@pytest.mark.parametrize("state", ["killed", "withdrawn", "expired"])
def test_what_is_gone_is_gone_from_the_past_too(house, noon, state):
    filed, done = with_picture(shown := picture(), at=noon)
    taken_down(filed, state, at=noon)
    assert not all_shown(shown)
    assert not all_shown(shown, as_of=done.seq)
    assert record.latest(as_of=done.seq).items[0].picture is None
    assert all(record.file_of(name).exists() for name in names(shown))


def test_an_erasure_removes_the_files_that_no_other_story_has(house, noon):
    alone, shared, killed = picture(), picture(350, 300), picture(340, 300)
    filed, _ = with_picture(alone, at=noon, blocks=(Block("gallery", pictures=(shared, killed)),))
    replaced = picture(330, 300)
    amended(filed, at=noon, picture=replaced)
    with_picture(shared, at=noon)
    other, _ = with_picture(killed, at=noon)
    taken_down(other, "killed", at=noon)
    erased(filed, at=noon)
    for shown, there in ((alone, False), (replaced, False), (shared, True), (killed, True)):
        assert {record.file_of(name).exists() for name in names(shown)} == {there}
    assert all_shown(shared)
    assert not all_shown(alone)
    assert list(record.check())
    erased(other, at=noon)
    assert not any(record.file_of(name).exists() for name in names(killed))


def test_an_erasure_leaves_no_word_of_a_picture(house, noon):
    shown = replace(picture(), caption="Quixotic caption", credit="Zeugmatic")
    filed, _ = with_picture(shown, at=noon)
    amended(filed, at=noon, picture=None)
    erased(filed, at=noon)
    assert not Version.objects.exclude(picture=None).exists()
    if connection.vendor == "sqlite":
        connection.close()
        kept = (path for path in house.data.glob("*.sqlite3*"))
        data = b"".join(path.read_bytes() for path in kept)
        assert b"Quixotic" not in data and b"Zeugmatic" not in data


def test_no_publication_shows_a_file_that_is_not_there(house, noon):
    lost = Picture((Rendition(f"{'a' * 64}-1x1.webp", 1, 1),))
    with pytest.raises(MissingPicture):
        with_picture(lost, at=noon)
    assert record.head() == 0
    filed = filing()
    public(filed, at=noon)
    with pytest.raises(MissingPicture):
        amended(filed, at=noon, picture=lost)
    for strange in ("../../secret-key", "x.webp", f"{'a' * 64}-1x1.html", ""):
        with pytest.raises(ValueError, match="no name"):
            with_picture(Picture((Rendition(strange, 1, 1),)), at=noon)


def test_files_are_written_once_and_whole(house, noon):
    first = record.keep_file(b"bytes", width=2, height=3, suffix=".webp")
    path = record.file_of(first.name)
    written = path.stat()
    assert record.keep_file(b"bytes", width=2, height=3, suffix=".webp") == first
    assert path.stat().st_mtime_ns == written.st_mtime_ns
    assert path.relative_to(house.data).as_posix() == f"pictures/{first.name[:2]}/{first.name}"
    assert [each.name for each in path.parent.iterdir()] == [first.name]


def test_a_picture_nobody_ever_showed_can_be_forgotten(house, noon):
    unseen, seen = picture(), picture(350, 300)
    filed, _ = with_picture(seen, at=noon)
    taken_down(filed, "killed", at=noon + timedelta(hours=1))
    record.forget_unshown(names(unseen, seen))
    assert not any(record.file_of(name).exists() for name in names(unseen))
    assert all(record.file_of(name).exists() for name in names(seen))


def test_check_finds_what_is_wrong_with_pictures(house, noon):
    _, done = with_picture(shown := picture(), at=noon)
    assert f"{len(names(shown))} files of pictures equal to their names" in list(record.check())
    path = record.file_of(names(shown)[0])
    kept = path.read_bytes()
    path.write_bytes(kept[:-1])
    with pytest.raises(RecordBreach, match="missing or damaged"):
        list(record.check())
    path.unlink()
    with pytest.raises(RecordBreach, match="missing or damaged"):
        list(record.check())
    path.write_bytes(kept)
    assert list(record.check())
    Shown.objects.filter(name=names(shown)[1]).update(to_seq=done.seq)
    with pytest.raises(RecordBreach, match="does not show its document's pictures"):
        list(record.check())
