"""What sources send is decoded as it comes: each codec, chains, titles, rates, broken bytes."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from itertools import pairwise

import numpy  # noqa: TID253 - only processes without a radio must stay small
import pytest

from dateline.onair.shapes import AAC, BLOCK, MP3, OGG, RATE
from dateline.onair.sound.cushion import Cushion
from dateline.onair.sound.decoding import NotSound, decoder
from dateline.onair.sound.encoding import aac, mp3
from dateline.onair.sound.oggs import MOST, Packets, Pages, comments
from dateline.onair.sound.tracks import check
from onair_sounding import CONTAINERS, encoded, pitch, tone

SENT = {"mp3": MP3, "aac": AAC, "opus": OGG}


def decoded(kind, data, *, size=700):
    """All the sound of a stream that comes in pieces of this size, and what titles were told."""
    told = []
    each = decoder(kind, lambda title, artist: told.append((title, artist)))
    parts = [sound for start in range(0, len(data), size)
             for sound, _cut in each.feed(data[start : start + size])]
    sound = numpy.concatenate(parts) if parts else numpy.zeros((0, 2), numpy.float32)
    return sound, told


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("size", [1, 997, 100_000])
def test_a_stream_is_decoded_however_it_is_cut(kind, size):
    seconds = 0.5 if size == 1 else 3
    sound, _told = decoded(SENT[kind], encoded(tone(440, seconds), kind), size=size)
    assert sound.dtype == numpy.float32 and len(sound) / RATE > seconds - 0.15
    assert abs(pitch(sound[RATE // 10 :]) - 440) < 5


def test_other_rates_are_the_mixers_rate():
    sound, _told = decoded(MP3, encoded(tone(440, 3), "mp3", rate=22050))
    assert len(sound) / RATE == pytest.approx(3, abs=0.2)
    assert abs(pitch(sound) - 440) < 2


def test_a_chain_of_ogg_has_a_title_for_each_link():
    links = [encoded(tone(hertz, 2), "opus", title=title, artist="Bára") for hertz, title in (
        (440, "Čaj – 日本"), (880, 'Two "quoted"'), (660, "שלום"))]
    sound, told = decoded(OGG, b"".join(links))
    assert told == [("Čaj – 日本", "Bára"), ('Two "quoted"', "Bára"), ("שלום", "Bára")]
    assert len(sound) / RATE == pytest.approx(6, abs=0.4)
    assert abs(pitch(sound[: RATE * 3 // 2]) - 440) < 5
    assert abs(pitch(sound[-RATE:]) - 660) < 5


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg makes the Vorbis stream")
def test_vorbis_is_decoded_with_its_title_and_from_a_chain():
    def made(hertz, title):
        return subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"sine={hertz}:d=2:r=44100", "-ac", "2",
             "-c:a", "libvorbis", "-metadata", f"title={title}", "-f", "ogg", "-"],
            check=True, capture_output=True).stdout

    sound, told = decoded(OGG, made(440, "One") + made(880, "Two"))
    assert [title for title, _artist in told] == ["One", "Two"]
    assert len(sound) / RATE == pytest.approx(4, abs=0.3)
    assert abs(pitch(sound[: RATE * 3 // 2]) - 440) < 5 and abs(pitch(sound[-RATE:]) - 880) < 5


@pytest.mark.parametrize("kind", [MP3, AAC, OGG])
def test_garbage_is_given_up(kind):
    noise = numpy.random.default_rng(5).bytes(600_000)
    with pytest.raises(NotSound):
        decoded(kind, noise, size=4096)


def test_another_kind_than_was_said_is_given_up():
    with pytest.raises(NotSound):
        decoded(MP3, encoded(tone(440, 20), "opus") * 2)
    with pytest.raises(NotSound):
        decoder("video/webm", lambda *_: None)


def test_a_tag_before_the_frames_is_passed_over():
    picture = b"ID3\x04\0\0" + bytes([0, 15, 0, 0]) + b"\xff\xfb\x90\x64" * (15 << 12)
    sound, _told = decoded(MP3, picture + encoded(tone(440, 2), "mp3"))
    assert len(sound) / RATE == pytest.approx(2, abs=0.2)
    assert abs(pitch(sound) - 440) < 5


def test_pages_are_found_again_after_what_is_lost():
    data = encoded(tone(440, 4), "opus")
    whole, _told = decoded(OGG, data)
    lost, _told = decoded(OGG, data[:20_000] + data[26_000:])
    assert 0 < len(whole) - len(lost) <= 2 * RATE  # pages of a second
    assert abs(pitch(lost[-RATE:]) - 440) < 5
    for size in (1, 26, 27, 30):  # a header cut at any place is no page yet
        assert list(Pages().feed(data[:size])) == []


def test_a_packet_without_end_does_not_fill_the_memory():
    lacing = b"\xff" * 255
    page = b"OggS\0\x01" + b"\0" * 8 + b"\1\0\0\0" + b"\0" * 8 + b"\xff" + lacing + bytes(255 * 255)
    packets = Packets(1, _begun=bytearray(b"x"))
    for parsed in Pages().feed(page * 40):
        assert list(packets.feed(parsed)) == []
    assert len(packets._begun) <= MOST


@pytest.mark.parametrize("data", [
    b"", b"\xff\xff\xff\xff",
    b"\0\0\0\0\xff\xff\xff\xff", b"\0\0\0\0\1\0\0\0\xff\xff\xff\x7fTITLE=x",
    b"\0\0\0\0\2\0\0\0\5\0\0\0novalue",
])
def test_nonsense_in_comments_is_left_out(data):
    assert comments(data) == {}


def test_what_does_not_join_is_faded_and_speed_changes_without_a_step():
    cushion = Cushion()
    cushion.put(tone(440, 0.5))
    cushion.put(-tone(440, 0.5) + 0.2, cut=True)
    made = numpy.concatenate([cushion.take() for _block in range(50)])
    assert numpy.abs(numpy.diff(made, axis=0)).max() < 0.04
    assert cushion.take() is None and cushion.seconds == 0
    cushion.put(tone(440, 2))
    blocks = [cushion.take(frames) for frames in (BLOCK, BLOCK + 5, BLOCK - 5, BLOCK) * 20]
    assert {len(block) for block in blocks} == {BLOCK}
    joined = numpy.concatenate(blocks)
    own = 0.3 * 2 * numpy.pi * 440 / RATE
    assert max(abs(b - a) for a, b in pairwise(joined[:, 0])) < own * 1.05


def mutated(data, rng):
    """The data with a few bytes changed, left out or put in; often near its beginning."""
    made = bytearray(data)
    for _change in range(rng.choice((1, 3, 20, 200))):
        at = rng.randrange(min(len(made), 200) if rng.random() < 0.4 else len(made))
        made[at : at + rng.choice((0, 1, 1, 1, 300))] = rng.randbytes(rng.choice((0, 1, 1, 1, 200)))
        made = made or bytearray(b"x")
    return bytes(made)


def test_whatever_comes_is_sound_or_is_refused():
    rng = random.Random(8)
    files = {kind: encoded(tone(440, 1), kind, title="A title", artist="x") for kind in CONTAINERS}
    seen = {"taken": 0, "refused": 0}
    for number in range(240):
        kind = [*files][number % len(files)]
        data = mutated(files[kind], rng)
        try:
            check(io.BytesIO(data))
            seen["taken"] += 1
        except NotSound:
            seen["refused"] += 1
        if kind in SENT:
            sound, _told = decoded(SENT[kind], data)
            assert not len(sound) or numpy.abs(sound).max() <= 1
    assert min(seen.values()) > 40


def test_tags_that_are_no_utf8_are_no_reason_to_refuse():
    data = encoded(tone(440, 1), "wav", title="Caf\u00e9!")
    latin = data.replace("Caf\u00e9!".encode(), b"Caf\xe9!!")
    assert latin != data and check(io.BytesIO(latin)).title.startswith("Caf")


@pytest.mark.parametrize(("make", "kind", "frame"), [(mp3, "mp3", 1152), (aac, "aac", 1024)])
def test_encoders_give_whole_frames_that_follow_each_other(make, kind, frame):
    encoder, sound = make(96), tone(440, 4)
    frames = [each for start in range(0, len(sound), BLOCK)
              for each in encoder.put(sound[start : start + BLOCK])]
    frames += encoder.flush()
    assert {each.duration for each in frames[:-1]} == {frame}
    assert all(b.pts - a.pts == a.duration for a, b in pairwise(frames))
    assert sum(len(each.data) for each in frames) * 8 / 4 == pytest.approx(96_000, rel=0.15)
    if kind == "mp3":
        assert all(each.data[0] == 0xFF and each.data[1] & 0xE0 == 0xE0 for each in frames)
        back, _told = decoded(MP3, b"".join(each.data for each in frames[10:]))
        assert abs(pitch(back) - 440) < 5
    else:
        assert encoder.extradata[0] >> 3 == 2 and frames[0].data[:2] != b"\xff\xf1"  # AAC-LC, raw
