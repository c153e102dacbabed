"""`dateline export --to` and `dateline import export`: the same newsroom, in another place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.urls import reverse

from agency import only
from cast import all_checked, live
from conftest import POSTGRESQL, House, Reader
from crawl import crawl
from dateline.archive import public as archive
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.desk.models.search import Words
from dateline.discussion import public as discussion
from dateline.onair import public as onair
from dateline.people.public import User
from dateline.people.public import check as check_people
from dateline.project.whole import parts
from dateline.project.whole.digest import table_sum
from dateline.project.whole.restoring import NotEmpty, restore
from dateline.project.whole.writing import write
from dateline.record import public as record
from dateline.wire import public as wire
from desking import desk_of
from emigrating import OLD, digest, furnish

SQLITE = not POSTGRESQL


def _rows() -> dict[str, list[object]]:
    """Each exported table as it is here, but for what moves."""
    return {each.name: [{name: value for name, value in row.items() if name not in each.moving}
                        for row in each.rows(DEFAULT_DB_ALIAS)] for _, each in parts.kept()}


def _exported(folder: Path) -> Path:
    folder.mkdir()
    write(settings.DATA, folder)
    return folder


def _check_everything() -> None:
    archive.apply_all()
    for room in (wire, discussion, onair, archive):
        list(room.check())
    assert all_checked() and list(check_people())


def test_all_of_it_is_there_again(make_house, noon, tmp_path):
    make_house()
    home = furnish(noon, tmp_path, acts=80)
    before, rows, words = digest(), _rows(), list(Words.objects.order_by("pk").values_list())
    epoch, lines = delivery.epoch(), _exported(tmp_path / "out")
    text = "".join(path.read_text() for path in lines.glob("*.jsonl"))
    assert not [secret for secret in home.secrets if secret in text]
    assert sum(bool(each) for each in rows.values()) > 60
    house = make_house()
    done = restore(lines, house.data)
    assert digest() == before == done.manifest.digest
    assert _rows() == rows
    assert list(Words.objects.order_by("pk").values_list()) == words
    assert delivery.epoch() != epoch and done.lacking == {
        "people-user": 2, "wire-key": 1, "wire-sourcekey": 1, "onair-presenter": 1}
    assert not (house.data / "restore.part").exists()
    _check_everything()
    assert digest() == before


def test_the_desk_goes_on_after_it(make_house, noon, tmp_path):
    make_house()
    home = furnish(noon, tmp_path)
    codes = {address["code"] for address in _rows()["record-story"]}
    out = _exported(tmp_path / "out")
    restore(out, make_house().data)
    desk.update(home.guid, at=noon)
    desk.correct(home.guid, {"credit": "Dateline"}, wrong="A", right="B", at=noon)
    _, published = live("One more", at=noon)
    assert published.code not in codes
    client = desk_of(User.objects.get(pk=home.editor.pk))
    number = desk.find(guid=home.guid)
    for path in ("/desk/", "/desk/snippets/desk/story/", "/desk/images/", "/desk/site/"):
        assert client.get(path, follow=True).status_code == 200, path
    assert number and client.get(
        f"/desk/snippets/desk/story/edit/{_pk(home.guid)}/").status_code == 200
    desk.kill(home.guid, "It is gone.", reason="It was false.", at=noon)
    reader = Reader()
    assert reader.get(OLD).status == 301
    assert reader.get(record.standing(home.guid).address).status == 410
    _check_everything()


def test_the_desk_and_check_say_what_is_to_be_renewed(make_house, noon, tmp_path):
    make_house()
    furnish(noon, tmp_path)
    out = _exported(tmp_path / "out")
    house = make_house()
    restore(out, house.data)
    client = desk_of(User.objects.get(groups__name="administrator"))
    for address, words in (
        (reverse("wire_subscriber", args=[wire.Subscriber.objects.get().pk]), "lost by an import"),
        (reverse("wire_source", args=[only().source.pk]), "lost by an import"),
        (reverse("onair_presenters"), "not before there is a new password"),
    ):
        assert words in client.get(address, follow=True).content.decode(), address
    said = house.run("check")
    assert said.returncode == 0 and said.stdout.count("renew  1 ") == 3, said.stderr
    assert said.stdout.splitlines()[-1] == f"digest  {digest()}"


def _pk(guid: str) -> int:
    from dateline.desk.models import Story

    return Story.objects.get(guid=guid).pk


def test_readers_see_the_same_bytes(make_house, noon, tmp_path):
    make_house()
    furnish(noon, tmp_path, acts=30)
    before = crawl(Reader())
    out = _exported(tmp_path / "out")
    restore(out, make_house().data)
    after = crawl(Reader())
    assert before.keys() == after.keys() and len(before) > 100
    differ = [at for at, answer in before.items()
              if (answer.status, answer.body) != (after[at].status, after[at].body)]
    assert differ == []


@pytest.mark.skipif(not POSTGRESQL, reason="goes from one database to the other and back")
def test_from_one_database_to_the_other_and_back(house, make_house, noon, tmp_path):
    furnish(noon, tmp_path, acts=30)
    before, out = digest(), _exported(tmp_path / "out")
    there = {name: value for name, value in house.environment.items()
             if name != "DATELINE_DATABASE"} | {"DATELINE_DATA": str(tmp_path / "sqlite")}
    other = House(tmp_path / "sqlite", there)
    assert other.run("import", "export", str(out), timeout=600).returncode == 0
    checked = other.run("check", timeout=600)
    assert checked.returncode == 0 and f"digest  {before}" in checked.stdout, checked.stderr
    assert other.run("export", "--to", str(tmp_path / "again"), timeout=600).returncode == 0
    restore(tmp_path / "again", make_house().data)
    assert digest() == before
    _check_everything()


OTHER = {"CharField": "xyz", "TextField": "xyz", "SlugField": "xyz", "EmailField": "x@y.example",
         "FileField": "x.jpg", "DateTimeField": "2001-01-01 00:00:00+00:00", "FloatField": 77.5,
         "DateField": "2001-01-01", "TimeField": "01:01:01", "JSONField": '{"x": 1}',
         "UUIDField": "0" * 32}


def _change(kept) -> bool:
    """Change one value of one row, the first that the database lets us change."""
    row = kept.all(DEFAULT_DB_ALIAS).order_by("pk").first()
    table, quote = kept.model._meta.db_table, connection.ops.quote_name
    key = quote(kept.model._meta.pk.column)
    for field in kept.fields():
        kind = field.get_internal_type()
        if field.primary_key or field.name in kept.moving or field.is_relation:
            continue
        other = not getattr(row, field.name) if kind == "BooleanField" else OTHER.get(kind, 77)
        statement = f"UPDATE {quote(table)} SET {quote(field.column)} = %s WHERE {key} = %s"
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [other, row.pk])
                return True
        except DatabaseError:
            continue
    return False


def test_the_digest_tells_every_change(house, noon, tmp_path):
    home = furnish(noon, tmp_path)
    before, unchanged = digest(), []
    for _, kept in parts.kept():
        if not kept.all(DEFAULT_DB_ALIAS).exists() or not kept.digested:
            continue
        sum = table_sum(kept, DEFAULT_DB_ALIAS).content.digest()
        try:
            with transaction.atomic():
                if not _change(kept):
                    unchanged.append(kept.name)
                    continue
                assert table_sum(kept, DEFAULT_DB_ALIAS).content.digest() != sum, kept.name
                raise _Undone
        except _Undone:
            pass
    only_keys = {each.name for _, each in parts.kept()
                 if all(field.primary_key or field.is_relation for field in each.fields())}
    assert set(unchanged) <= {"discussion-logline", *only_keys}, unchanged
    desk.update(home.guid, at=noon)
    assert digest() != before
    before = digest()
    for folder in ("pictures", "originals", "audio", "wire"):
        path = next(each for each in (house.data / folder).rglob("*") if each.is_file()
                    and _name(each) in set(parts.files(DEFAULT_DB_ALIAS)))
        kept_bytes = path.read_bytes()
        path.write_bytes(kept_bytes + b"x")
        assert digest() != before
        path.unlink()
        assert folder != "pictures" or digest() != before
        path.write_bytes(kept_bytes)
    assert digest() == before


class _Undone(Exception):
    pass


def _name(path: Path) -> str:
    return path.relative_to(settings.DATA).as_posix()


def test_by_commands_and_not_twice(house, make_house, noon, tmp_path):
    live("Kept", at=noon)
    said = house.run("export", "--to", str(tmp_path / "out"))
    digest_line = f"digest {json.loads((tmp_path / 'out/manifest.json').read_text())['digest']}"
    assert said.returncode == 0 and digest_line in said.stdout
    assert (tmp_path / "out").stat().st_mode & 0o77 == 0
    other = make_house()
    done = other.run("import", "archive", str(tmp_path / "out"))
    assert done.returncode == 0 and "To be renewed: secrets that sign" in done.stdout, done.stderr
    assert digest_line.replace(" ", "  ") in other.run("check").stdout
    again = other.run("import", "export", str(tmp_path / "out"))
    assert again.returncode == 2 and "is not empty" in again.stderr and "--data" in again.stderr


def test_a_newsroom_with_anything_of_its_own_is_not_empty(make_house, noon, tmp_path):
    make_house()
    out = _exported(tmp_path / "out")
    house = make_house()
    User.objects.create_user("ann@example.org")
    with pytest.raises(NotEmpty, match="people-user"):
        restore(out, house.data)


def test_every_table_is_exported_or_left_out_with_a_reason():
    kept = {each.model._meta.label for _, each in parts.kept()}
    models = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    known = kept | parts.LEFT_OUT.keys()
    assert models <= known and known - models <= {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert not kept & parts.LEFT_OUT.keys() and all(parts.LEFT_OUT.values())
