"""The command line, as a person meets it."""

from __future__ import annotations

import hashlib
import json

import pytest

from cast import story
from dateline.delivery.models import Tick
from dateline.desk import public as desk
from dateline.project.arguments import COMMANDS
from dateline.record import public as record
from markup import said, tree

PAGE = """\
09:41 GMT3 May 2021
Listen Live
    Harbours & Shipping
    Get short URL
    Long Strike on the Quays (77)

    Dock workers of Port Ennis have stopped work for a third week.

    PORT ENNIS (Tideline) — The strike goes on, Minister of Harbours Oda Brandt told Tideline.

    "We have offered all [the workers] can ask for," Brandt said.

    "There is nothing more to give."

    Long Strike on the Quays (77)


    Cranes Stand Still in Port Ennis
    Ferry Crews Join the Strike
    strike, Oda Brandt, Norway
    Community standardsDiscussion
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


def test_every_command_explains_itself_with_an_example(house):
    for name, command in COMMANDS.items():
        said = house.run(name, "--help")
        assert said.returncode == 0
        assert command.example in " ".join(said.stdout.split())


def test_a_page_is_imported_once_and_says_its_address(house, reader, page):
    first = house.run("import", "page", str(page))
    assert first.returncode == 0, first.stderr
    address = first.stdout.splitlines()[-1]
    assert address.startswith("http://localhost:8000/harbours-shipping/")
    path = address.removeprefix("http://localhost:8000")
    shown = reader.get(path).text
    assert said(tree(shown)).count("Long Strike on the Quays (1)") == 2
    assert "PORT ENNIS (Tideline) —" in shown and "undated" in shown
    before = Tick.objects.count(), record.head()
    again = house.run("import", "page", str(page))
    assert again.stdout.splitlines()[-1] == address
    assert (Tick.objects.count(), record.head()) == before
    assert path not in reader.get("/").text  # undated: never news of today


def test_a_date_given_later_dates_the_story(house, reader, page):
    house.run("import", "page", str(page))
    dated = house.run("import", "page", str(page), "--published-at", "2021-05-03T09:41:00+02:00")
    path = dated.stdout.splitlines()[-1].removeprefix("http://localhost:8000")
    assert "07:41 GMT 3 May 2021" in reader.get(path).text
    entries = [entry for _, entry in record.follow()]
    assert [(entry.act, entry.news) for entry in entries] == [("publish", False), ("update", False)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x7fELF\x00\x00\x01", "binary"),
        (b"<!doctype html><html><p>Listen Live</p></html>", "HTML"),
        (PAGE.encode("utf-16"), "UTF-16"),
        (PAGE.encode("cp1252"), "UTF-8"),
        (b"x" * 50_000_000, "large"),
        (b"Dear Sir,\n\nI write to you.\n", "page"),
    ],
)
def test_a_file_that_is_no_page_gets_one_line_and_changes_nothing(house, tmp_path, data, reason):
    path = tmp_path / "file.txt"
    path.write_bytes(data)
    refused = house.run("import", "page", str(path))
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1 and reason in refused.stderr
    assert refused.stdout == "" and record.head() == 0


def test_check_names_the_first_breach_and_exits_1(house):
    for headline in ("A bridge opens", "Another one"):
        desk.publish(desk.file_story(story(headline)))
    sound = house.run("check", "--all")
    assert sound.returncode == 0 and "2 entries without a hole" in sound.stdout
    Tick.objects.filter(n=1).delete()
    broken = house.run("check")
    assert broken.returncode == 1 and "tick 1 is missing" in broken.stderr + broken.stdout


def test_an_export_is_whole_and_its_digests_are_right(house, tmp_path):
    desk.publish(desk.file_story(story("Bridge über den Fluß")))
    folder = tmp_path / "out"
    assert house.run("export", "--to", str(folder)).returncode == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    for file in manifest["files"]:
        data = (folder / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert data.count(b"\n") == file["rows"]
    versions = (folder / "record-version.jsonl").read_text()
    assert "Bridge über den Fluß" in versions
    assert house.run("export", "--to", str(folder)).returncode == 2


def test_erase_asks_first_and_says_what_is_out_of_reach(house, reader):
    done = desk.publish(desk.file_story(story("A name that must go")))
    asked = house.run("erase", done.code, input="")
    assert asked.returncode == 2 and "--yes" in asked.stderr
    erased = house.run("erase", done.address, "--yes", "--notice", "Erased by law.")
    assert erased.returncode == 0 and "Out of reach" in erased.stdout
    answer = reader.get(done.address)
    assert answer.status == 410 and "Erased by law." in answer.text
    assert "A name that must go" not in answer.text
    assert house.run("erase", "zzzzzz", "--yes").returncode == 2


def test_wrong_settings_stop_with_one_line(house, tmp_path):
    for name, value in [
        ("PORT", "eighty"), ("DATELINE_URL", "news"), ("DATELINE_SECRET_KEY", "short"),
        ("DATELINE_DATABASE", "mysql://x/y"), ("DATELINE_STORE_MB", "0"),
        ("DATELINE_DATABASE", "postgresql://nobody@127.0.0.1:1/none"),
        ("DATELINE_DATABASE", "postgresql://nobody@127.0.0.1:port/none"),
        ("DATELINE_REPLICA", "mysql://x/y"), ("DATELINE_NODE", " left"),
        ("DATELINE_STALE_MAX", "4"), ("DATELINE_STALE_MAX", "3601"),
    ]:
        environment = house.environment | {name: value}
        refused = type(house)(house.data, environment).run("signin")
        assert refused.returncode == 2, (name, refused.stderr)
        assert refused.stderr.count("\n") == 1 and "Traceback" not in refused.stderr
    file = tmp_path / "file"
    file.write_text("")
    refused = house.run("signin", "--data", str(file))
    assert refused.returncode == 2 and refused.stderr.count("\n") == 1
