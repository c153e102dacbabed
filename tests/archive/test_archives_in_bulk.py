"""An archive of more than a batch: read by a process beside, kept in order, whatever dies."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import House
from dateline.archive.bringing import importing
from dateline.archive.bringing.keeping import BATCH, Keeper
from dateline.archive.bringing.parsing import Parser, read
from dateline.archive.public import Asked, import_archive
from dateline.desk.public import Copy, Tag, check, file_batch, filed, save_draft
from dateline.record import public as record

IMPORT = """
import sys
from pathlib import Path
from dateline.archive.public import Asked, import_archive
from dateline.lib import clock
print("begun", flush=True)
if __name__ == "__main__":
    import_archive(Path(sys.argv[1]), Asked(fields=Path(sys.argv[2])), at=clock.now())
"""


def _archive(folder: Path, many: int, **odd: str) -> tuple[Path, Asked]:
    path, fields = folder / "rows.jsonl", folder / "map.json"
    rows = [{"id": f"{n}", "title": f"Story {n}", "html": f"<p>It <b>is</b> {n}.</p>",
             "tags": [f"Tag {n % 7}"], "url": f"/old/{n}"} for n in range(many)]
    rows[many // 3] |= odd
    path.write_text("\n".join(map(json.dumps, rows)))
    fields.write_text(json.dumps({"id": "id", "headline": "title", "html": "html",
                                  "tags": "tags[]", "addresses": "url"}))
    return path, Asked(fields=fields)


def test_more_than_a_batch_is_kept_in_order_and_one_bad_story_harms_no_other(
    house: House, tmp_path, noon
):
    many = BATCH + 20
    path, asked = _archive(tmp_path, many, html=f"<p>{'long ' * 200_000}</p>")
    done = import_archive(path, asked, at=noon)
    assert (done.stories["new"], len(done.refused), done.redirects) == (many - 1, 1, many - 1)
    assert f"line {many // 3 + 1}" in done.refused[0][0] and done.refused[0][1]
    assert record.total() == record.head() == many - 1
    guids = filed([f"table:{n}" for n in range(many)])
    assert len(guids) == many - 1
    numbers = [record.story(record.code_of(guids[f"table:{n}"])).number
               for n in (0, 1, BATCH - 1, BATCH, many - 1)]
    assert numbers == sorted(numbers)
    last = record.public_filing(guids[f"table:{many - 1}"])
    assert last.blocks[0].text == f"It is {many - 1}." and last.blocks[0].marks[0].kind == "strong"
    again = import_archive(path, asked, at=noon)
    assert (again.stories["same"], again.stories["new"]) == (many - 1, 0)


def test_more_than_a_batch_that_changed_there_is_taken_over_and_what_is_in_hand_is_not(
    house: House, tmp_path, noon
):
    many = BATCH + 20
    path, asked = _archive(tmp_path, many)
    import_archive(path, asked, at=noon)
    guids = filed([f"table:{n}" for n in range(many)])
    save_draft(guids["table:3"], {"headline": "In hand"})
    path.write_text(path.read_text().replace("It <b>is</b>", "It <b>was</b>").replace(
        '"Story 5"', '""').replace("<p>It <b>was</b> 5.</p>", "").replace("Tag 6", "Tag 9"))
    done = import_archive(path, asked, at=noon)
    assert dict(done.stories) == {"same": 0, "updated": many - 2, "kept": 1}
    assert [where for where, _ in done.refused] == ["line 6"]
    assert record.head() == 2 * many - 2
    last = record.public_filing(guids[f"table:{many - 1}"])
    assert last.blocks[0].text == f"It was {many - 1}."
    assert record.public_filing(guids["table:6"]).tags[0].name == "Tag 9"
    assert record.public_filing(guids["table:3"]).blocks[0].text == "It is 3."
    assert [*record.check(), *check()]
    again = import_archive(path, asked, at=noon)
    assert dict(again.stories) == {"same": many - 2, "kept": 1}


def test_more_than_a_batch_of_drafts_stays_drafts(house: House, tmp_path, noon):
    many = BATCH + 20
    path, asked = _archive(tmp_path, many)
    path.write_text(path.read_text().replace('"html"', '"draft": true, "html"'))
    asked.fields.write_text(asked.fields.read_text().replace("{", '{"draft": "draft", ', 1))
    done = import_archive(path, asked, at=noon)
    assert (done.stories["draft"], record.head()) == (many, 0) and not done.refused
    assert import_archive(path, asked, at=noon).stories["same"] == many


def test_long_texts_are_kept_in_smaller_batches(house: House, tmp_path, monkeypatch, noon):
    monkeypatch.setattr(importing, "MUCH", 300)
    kept, every = [], Keeper.keep
    monkeypatch.setattr(Keeper, "keep", lambda self, items: (
        kept.append(len(items)), every(self, items))[1])
    path, asked = _archive(tmp_path, 100)
    assert import_archive(path, asked, at=noon).stories["new"] == 100 == sum(kept)
    assert len(kept) > 5 and max(kept) < 20


def test_killed_in_the_middle_it_goes_on_and_leaves_no_process(house: House, tmp_path):
    path, asked = _archive(tmp_path, 3 * BATCH)
    script = tmp_path / "bring.py"
    script.write_text("import django; django.setup()\n" + IMPORT)
    words = [sys.executable, str(script), str(path), str(asked.fields)]
    running = subprocess.Popen(words, env=house.environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None and running.stdout.readline() == "begun\n"
    beside = _wait(lambda: record.total() and _children(running.pid))
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    assert _wait(lambda: not any(map(_runs, beside)))
    subprocess.run(words, env=house.environment, check=True, capture_output=True)
    assert record.total() == record.head() == 3 * BATCH
    assert f"{3 * BATCH} entries without a hole, digests and chain" in list(record.check())


def test_where_the_process_beside_dies_the_texts_are_read_here():
    bodies = [("<p>One.</p>", ""), ("", "Two.\n\nThree."), ("", "")] * 50
    with Parser("") as parser:
        waiting = parser.begin(bodies, many=True)
        for child in multiprocessing.active_children():
            child.kill()
        assert waiting() == read(bodies, "")
        assert parser.begin(bodies, many=True)() == read(bodies, "")
        assert not multiprocessing.active_children()
    assert [len(each.blocks) for each in read(bodies[:3], "")] == [1, 2, 0]


def test_new_names_of_one_batch_that_look_alike_in_addresses_get_slugs_of_their_own(
    house: House, noon
):
    names = ("Foo Bar", "foo-bar", "Foo, Bar!")
    file_batch([Copy("One", "World", source="a:1", tags=(Tag("Old Name", "subject"),))], at=noon)
    copies = [Copy(f"Story {n}", "World", source=f"b:{n}",
                   tags=(Tag(name, "subject"), Tag("old name?", "subject")))
              for n, name in enumerate(names)]
    file_batch(copies, at=noon)
    guids = filed([copy.source for copy in copies])
    stories = [record.story(record.code_of(guids[copy.source])) for copy in copies]
    assert [story.tags[0].slug for story in stories] == ["foo-bar", "foo-bar-2", "foo-bar-3"]
    assert {story.tags[1].slug for story in stories} == {"old-name-2"}
    assert {record.count(story.tags[1].number) for story in stories} == {3}


def _children(pid: int) -> list[int]:
    said = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(one) for one in said.split()]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def _wait(look: object, seconds: float = 120) -> object:
    until = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.02)
    return found
