"""What is read on by a process of its own: in the same order, with the same end, whatever dies."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os

import pytest

from dateline.archive.bringing import importing
from dateline.archive.bringing.ahead import ahead
from dateline.archive.bringing.shapes import NotArchive
from dateline.archive.public import Asked, import_archive
from dateline.record import public as record


def numbers(until: int, *, wrong: bool = False):
    """Numbers with the process that made each."""
    for number in range(until):
        yield number, os.getpid()
    if wrong:
        raise NotArchive("line 7: it breaks off")


@pytest.mark.parametrize("until", [0, 9, 10, 11, 20, 25, 1000])
def test_everything_comes_once_and_in_order(until):
    read = list(ahead(numbers(until), 10))
    assert [number for number, _ in read] == list(range(until))
    own = [number for number, who in read if who == os.getpid()]
    assert own == list(range(min(until, 10)))
    assert len({who for _, who in read}) == (1 if 0 < until <= 10 else 2 if until else 0)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("until", [3, 10, 14, 30])
def test_what_is_raised_comes_after_what_was_read_before_it(until):
    read = []
    with pytest.raises(NotArchive, match="line 7: it breaks off"):
        for number, _ in ahead(numbers(until, wrong=True), 10):
            read.append(number)
    assert read == list(range(until))
    assert not multiprocessing.active_children()


def test_who_reads_no_further_leaves_no_process():
    read = ahead(numbers(10**9), 10)
    assert [number for number, _ in itertools.islice(read, 25)] == list(range(25))
    assert len(multiprocessing.active_children()) == 1
    read.close()
    assert not multiprocessing.active_children()


def test_where_that_process_is_killed_the_import_says_so_and_is_taken_up_again(
    house, tmp_path, noon, monkeypatch
):
    monkeypatch.setattr(importing, "BATCH", 10)
    path, fields = tmp_path / "rows.jsonl", tmp_path / "map.json"
    path.write_text("\n".join(
        json.dumps({"id": n, "title": f"Story {n}", "text": "It is. " * 2000}) for n in range(500)))
    fields.write_text(json.dumps({"id": "id", "headline": "title", "text": "text"}))

    def end(done: int, total: int) -> None:
        for child in multiprocessing.active_children():
            if done == 50 and child.name.startswith("ForkProcess"):
                child.kill()

    done = import_archive(path, Asked(fields=fields), at=noon, progress=end)
    assert 50 <= done.stories["new"] == record.total() < 500
    assert "run it again" in done.refused[-1][1]
    again = import_archive(path, Asked(fields=fields), at=noon)
    assert again.stories["new"] + again.stories["same"] == record.total() == 500
    assert not again.refused
