"""Segments of the web's sound: decodable, placed by the clock, never written twice."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from airing import programme, sent
from dateline.onair.rewind import keeping, lists
from dateline.onair.rewind.keeping import FOLDER, HEADER, Mark
from dateline.onair.rewind.segmenting import FRAMES, Segments
from dateline.onair.shapes import Heard

START = 1_780_000_000.5
HEARD = Heard("live", "Čaj – 日本 “q” \"r\"", "أحمد")


def made(folder: Path, since: float = START, seconds: float = 10, *, on=None, hours: int = 3):
    """Send some seconds and close; what is kept then."""
    segments = Segments(folder, 96, hours)
    segments.tell(HEARD, on)
    sent(segments, since, seconds)
    segments.close()
    return keeping.window(folder).segments


def whole(folder: Path, segments) -> Path:
    """Header and segments as one file."""
    parts = folder / FOLDER / segments[0].header
    data = (parts / HEADER).read_bytes() + b"".join(
        (parts / each.name).read_bytes() for each in segments)
    file = folder / "whole.mp4"
    file.write_bytes(data)
    return file


def data_of(folder, segment) -> bytes:
    """Its bytes on the disk."""
    return (folder / FOLDER / segment.header / segment.name).read_bytes()


def told(*words: str) -> bytes:
    """What ffprobe or ffmpeg prints; it must have found nothing amiss."""
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def decoded(file: Path) -> None:
    """ffmpeg plays it without a word."""
    told("ffmpeg", "-v", "warning", "-i", str(file), "-f", "null", "-")


def test_they_decode_without_a_fault_and_their_times_are_continuous(tmp_path):
    file = whole(tmp_path, made(tmp_path))
    said = json.loads(told(
        "ffprobe", "-v", "warning", "-of", "json", "-show_packets", "-show_streams", str(file)))
    stream, = said["streams"]
    assert (stream["codec_name"], stream["profile"], stream["sample_rate"], stream["channels"]) == (
        "aac", "LC", "48000", 2)
    times = [packet["dts"] for packet in said["packets"]]
    assert {b - a for a, b in pairwise(times)} == {1024}
    assert abs(times[1] / 48000 - START) < 0.03  # after the frame that primes the decoder
    assert len(times) * 1024 / 48000 == pytest.approx(10, abs=0.05)
    decoded(file)


def test_the_tone_is_in_them_where_it_belongs(tmp_path):
    import numpy

    segments = Segments(tmp_path, 96, 3)
    sent(segments, START, 4)
    for block in range(150):
        segments.put(numpy.zeros((960, 2), numpy.float32), START + 4 + block * 0.02)
    segments.close()
    found = keeping.window(tmp_path).segments
    pcm = told("ffmpeg", "-v", "error", "-i", str(whole(tmp_path, found)), "-ac", "1", "-f",
               "f32le", "-")
    sound = numpy.abs(numpy.frombuffer(pcm, numpy.float32))
    level = [float(sound[n : n + 480].max()) for n in range(0, len(sound) - 480, 480)]
    last = max(n for n, one in enumerate(level) if one > 0.1)
    assert abs(found[0].starts + last * 0.01 - (START + 4)) < 0.06
    assert sum(one > 0.2 for one in level[5:390]) > 380


def test_they_are_cut_at_fixed_places_of_the_clock(tmp_path):
    segments = made(tmp_path)
    assert [each.frames for each in segments[1:-1]] == [FRAMES] * (len(segments) - 2)
    assert len(segments) in (4, 5)
    assert all(each.frame % FRAMES == 0 for each in segments[1:])
    assert all(a.ends == b.starts for a, b in pairwise(segments))


def test_after_a_restart_numbers_go_on_and_nothing_is_written_again(tmp_path):
    before = made(tmp_path)
    kept = {each.name: data_of(tmp_path, each) for each in before}
    after = made(tmp_path, START + 10.7)  # within the segment that was cut short
    assert after[: len(before)] == before
    assert {each.name: data_of(tmp_path, each) for each in before} == kept
    numbers = [each.number for each in after]
    assert numbers == list(range(numbers[0], numbers[0] + len(after)))
    fresh = after[len(before):]
    assert {each.breaks for each in fresh} == {before[-1].breaks + 1}
    assert abs(fresh[0].starts - (START + 10.7)) < 0.05
    told("ffmpeg", "-v", "error", "-i", str(whole(tmp_path, after)), "-f", "null", "-")


@pytest.mark.parametrize("back", [3, 7200])
def test_a_clock_that_was_set_back_takes_no_name_twice(tmp_path, back):
    before = made(tmp_path)
    kept = {each.name: data_of(tmp_path, each) for each in before}
    after = made(tmp_path, START + 10 - back)
    fresh = [each for each in after if each.number > before[-1].number]
    assert len({each.number for each in after}) == len(after)
    assert sum(each.frames for each in fresh) * 1024 / 48000 == pytest.approx(10, abs=0.1)
    if back == 3:  # it goes on where it was
        assert fresh[0].starts == before[-1].ends
    else:
        assert abs(fresh[0].starts - (START + 10 - back)) < 0.05
    assert not {each.name for each in fresh} & set(kept)
    assert all(data_of(tmp_path, each) == kept[each.name] for each in after if each.name in kept)


def test_a_pause_of_the_mixer_is_a_gap_and_a_jitter_is_none(tmp_path):
    segments = Segments(tmp_path, 96, 3)
    sent(segments, START, 4)
    sent(segments, START + 4.3, 4, first=200)
    sent(segments, START + 20, 4, first=400)
    segments.close()
    found = keeping.window(tmp_path).segments
    between = [b.starts - a.ends for a, b in pairwise(found)]
    assert [gap for gap in between if gap] == [pytest.approx(12, abs=0.1)]
    assert len({each.breaks for each in found}) == 2


def test_what_is_not_to_be_heard_again_says_so_in_its_name(tmp_path):
    segments = Segments(tmp_path, 96, 3)
    segments.tell(HEARD, programme("Free", START))
    sent(segments, START, 7)
    segments.tell(HEARD, programme("Match", START + 7, rewind=False))
    sent(segments, START + 7, 7, first=350)
    segments.tell(HEARD, programme("News", START + 14))
    sent(segments, START + 14, 7, first=700)
    segments.close()
    window = keeping.window(tmp_path)
    for each in window.segments:
        touches = each.starts < START + 14 - 0.05 and each.ends > START + 7 + 0.05
        assert each.rewind is not touches, each
    again = [each.again for each in lists.many(window, 3)]
    assert again == list(range(again[0], again[0] + len(again)))
    assert len(again) < len(window.segments)


def test_old_ones_are_taken_away_and_so_are_those_of_a_wrong_clock(tmp_path):
    made(tmp_path, START, 5, hours=1)
    segments = made(tmp_path, START + 3600, 5, hours=1)
    assert any(each.starts < START + 5 for each in segments)  # within the grace
    segments = made(tmp_path, START + 40 * 86400, 5, hours=1)  # the clock was wrong
    assert all(each.starts > START + 4000 for each in segments)
    now = START + 2 * 3600
    segments = made(tmp_path, now, 5, hours=1)
    assert all(now - 1 < each.starts < now + 6 for each in segments)
    assert segments


def test_another_bitrate_is_another_header_and_empty_folders_go(tmp_path):
    made(tmp_path, seconds=4)
    for since in (START + 20, START + 7200):
        segments = Segments(tmp_path, 64, 1)
        sent(segments, since, 4)
        segments.close()
        found = keeping.window(tmp_path).segments
        if since == START + 20:
            assert len({each.header for each in found}) == 2
            assert lists.live(keeping.window(tmp_path)).count("#EXT-X-MAP") == 2
    assert [folder.name for folder in keeping.headers(tmp_path)] == [found[-1].header]


def test_sound_that_is_no_number_or_too_loud_does_no_harm(tmp_path):
    import numpy

    segments = Segments(tmp_path, 96, 3)
    bad = numpy.full((960, 2), numpy.nan, numpy.float32)
    bad[5], bad[9] = 1e30, -numpy.inf
    for block in range(300):
        segments.put(bad, START + block * 0.02)
    segments.close()
    found = keeping.window(tmp_path).segments
    assert found[-1].ends - found[0].starts == pytest.approx(6, abs=0.1)
    decoded(whole(tmp_path, found))


def test_what_was_heard_is_kept_and_a_torn_line_is_none(tmp_path):
    made(tmp_path, seconds=4, on=programme("Morning", START - 60))
    with (tmp_path / keeping.TITLES).open("ab") as file:
        file.write(b'{"at": 17800000')
    assert [mark.title for mark in keeping.marks(tmp_path)] == [HEARD.title]
    made(tmp_path, START + 30, 4)  # who begins mends it
    marks = keeping.marks(tmp_path)
    assert [mark.programme for mark in marks] == ["Morning", ""]
    assert marks[0] == Mark(pytest.approx(START, abs=0.05), HEARD.title, HEARD.artist, "Morning",
                            START - 60)


def test_a_disk_that_cannot_be_written_does_not_stop_the_sound(tmp_path, caplog):
    (tmp_path / FOLDER).write_text("a file where the folder should be")
    segments = Segments(tmp_path, 96, 3)
    sent(segments, START, 4)
    time.sleep(0.3)
    (tmp_path / FOLDER).unlink()
    sent(segments, START + 4, 7, first=200)
    segments.close()
    assert "could not be written" in caplog.text
    found = keeping.window(tmp_path).segments
    assert found
    decoded(whole(tmp_path, found))


KILLED = """
import sys
from pathlib import Path
import numpy
from dateline.onair.rewind.segmenting import Segments
segments = Segments(Path(sys.argv[1]), 96, 3)
for n in range(10**9):
    segments.put(numpy.zeros((960, 2), numpy.float32), float(sys.argv[2]) + n / 50)
    if n == 400:
        print("sent", flush=True)
"""


def test_kill_9_while_it_writes_leaves_only_whole_segments(tmp_path):
    for turn in range(2):
        running = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(tmp_path), str(START + turn * 3600)],
            stdout=subprocess.PIPE, text=True)
        with running:
            assert running.stdout.readline() == "sent\n"
            time.sleep(0.1 + 0.05 * turn)
            running.send_signal(signal.SIGKILL)
    found = keeping.window(tmp_path).segments
    numbers = [each.number for each in found]
    assert numbers == list(range(numbers[0], numbers[0] + len(found)))
    assert len({each.breaks for each in found}) == 2
    assert all(b.starts >= a.ends for a, b in pairwise(found))
    told("ffmpeg", "-v", "error", "-i", str(whole(tmp_path, found)), "-f", "null", "-")
    made(tmp_path, START + 4 * 3600, 4)
    assert not list((tmp_path / FOLDER).glob("*/.*"))
