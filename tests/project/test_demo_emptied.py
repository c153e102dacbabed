"""Taking the demo away: as empty as a new installation, and never anybody's own work with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision, WorkflowState

from cast import all_checked, filed, live
from conftest import POSTGRESQL, House, Reader, keep
from dateline.delivery import public as delivery
from dateline.desk import public as desk
from dateline.desk.models import Picture, Term
from dateline.people import public as people
from dateline.people.models import SecurityEntry, User
from dateline.project.demo import emptying, growing, house, newsroom
from dateline.project.demo.drawing.coast import harbour
from dateline.project.demo.stories import BY_NAME
from dateline.record import public as record
from serving import Served, free_port, serving

_template: list[House] = []


@pytest.fixture
def loaded(make_house, noon) -> House:
    """The demo newsroom. On SQLite it is loaded once, and each test has a copy."""
    if POSTGRESQL:  # a database ends with its test
        made = make_house()
        newsroom.load(at=noon, say=lambda line: None)
        return made
    if not _template:
        made = make_house()
        newsroom.load(at=noon, say=lambda line: None)
        _template.append(keep(made))
    return make_house(like=_template[0])


def emptied(noon, said: list[str] | None = None) -> int:
    return emptying.empty(at=noon, agree=(said if said is not None else []).append)


def files(house: House) -> list[Path]:
    folders = (house.data / "pictures", house.data / "originals")
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def guid(name: str) -> str:
    return desk.find(source=BY_NAME[name].copy.source).guid


def test_nothing_of_it_is_left(loaded, noon):
    reader, epoch, said = Reader(), delivery.epoch(), []
    address = desk.find(guid=guid("accord")).address
    assert reader.get(address).status == 200 and files(loaded)
    assert emptied(noon, said) == len(BY_NAME)
    assert f"{len(BY_NAME)} stories" in said[0] and "changed" not in said[0]
    assert reader.get(address).status == 404
    assert "Halyard" not in reader.get("/").text
    assert (record.total(), record.head(), record.sections()) == (0, 1, ())
    assert delivery.epoch() != epoch
    assert not files(loaded)
    assert not Term.objects.exists() and not Picture.objects.exists()
    assert [user.is_superuser for user in User.objects.all()] == [True]
    assert all_checked()


def test_no_table_is_forgotten(loaded, noon):
    """A table that comes later must be emptied too, or be named here with the reason."""
    began = {
        "record.Ledger": 1, "record.Entry": 1, "record.Setting": 1,  # the plain settings: entry 1
        "delivery.Head": 1, "delivery.Tick": 2,  # tick 0, and that of entry 1
        "desk.Signed": 1,  # that the house made entry 1
    }
    emptied(noon)
    left = {
        model._meta.label: model.objects.count() for model in apps.get_models()
        if model._meta.app_label in ("record", "desk", "delivery")
    }
    assert {label: rows for label, rows in left.items() if rows} == began
    for model in (Revision, WorkflowState, ModelLogEntry, ReferenceIndex):
        assert not model.objects.exists(), model


def test_it_can_be_loaded_again_whole(loaded, noon):
    emptied(noon)
    newsroom.load(at=noon, say=lambda line: None)
    assert record.total() == len([name for name in BY_NAME if desk.find(guid=guid(name)).address])
    assert record.site().name == house.SITE.name
    assert all_checked()


def test_what_the_newsroom_has_set_is_kept(loaded, noon):
    now = replace(record.site(), name="The Day", imprint=("The Day\n1 Street",),
    time_zone="Asia/Tokyo")
    desk.configure(now, at=noon)
    desk.add_section("Local", at=noon)
    own = desk.add_picture(BytesIO(harbour().finished()), name="own.jpg", title="Our harbour")
    entries = SecurityEntry.objects.count()
    emptied(noon + timedelta(hours=1))
    site = record.site()
    assert (site.name, site.imprint, site.time_zone) == (now.name, now.imprint, now.time_zone)
    assert (site.agency, site.tagline, site.about, site.navigation) == ("Dateline", "", (), ())
    assert [section.name for section in record.sections()] == ["Local"]
    assert list(Picture.objects.values_list("pk", flat=True)) == [own]
    assert SecurityEntry.objects.count() == entries
    assert all_checked()


def test_a_colleague_of_the_demo_who_signed_in_keeps_the_name_and_no_way_in(loaded, noon):
    email = house.STAFF[0].email
    people.make_link(email)
    emptied(noon)
    left = User.objects.get(email=email)
    assert not left.is_active and not left.groups.exists()
    assert all_checked() and list(people.check())
    newsroom.load(at=noon, say=lambda line: None)
    assert User.objects.get(email=email).is_active


def test_who_changed_a_story_of_the_demo_is_told(loaded, noon):
    boss = User.objects.get(is_superuser=True)
    desk.save_draft(guid("accord"), {"headline": "Tried out"}, by=boss)
    said: list[str] = []
    emptied(noon, said)
    assert "1 of them changed here" in said[0]


@pytest.mark.parametrize("own", ["draft", "published", "withdrawn", "erased"])
def test_it_is_refused_beside_a_story_of_the_newsrooms_own(make_house, noon, own):
    make_house()
    growing.grow(3, progress=lambda done, of: None)
    mine = filed("Our own") if own == "draft" else live("Our own", at=noon)[0]
    if own == "withdrawn":
        desk.withdraw(mine, "Not yet.", at=noon)
    if own == "erased":
        desk.erase(mine, "Erased.", at=noon)
    before = (record.head(), record.total(), delivery.epoch())
    with pytest.raises(emptying.NotOnlyDemo, match="1 stories here that are not the demo’s"):
        emptied(noon)
    assert (record.head(), record.total(), delivery.epoch()) == before
    assert desk.find(guid=mine)


def test_it_is_refused_while_a_front_page_is_planned(make_house, noon):
    make_house()
    growing.grow(3, progress=lambda done, of: None)
    desk.plan(desk.Front(), noon + timedelta(days=9000))
    with pytest.raises(emptying.NotOnlyDemo, match="planned front pages"):
        emptied(noon)


def test_whoever_does_not_agree_loses_nothing(make_house, noon):
    make_house()
    growing.grow(3, progress=lambda done, of: None)
    before = record.head()

    def no(told: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        emptying.empty(at=noon, agree=no)
    assert (record.head(), record.total()) == (before, 3)


def test_the_command_asks_and_leaves_a_served_folder_alone(house):
    growing.grow(3, progress=lambda done, of: None)
    asked = house.run("demo", "--empty", input="")
    assert asked.returncode == 2 and "Say --yes" in asked.stderr
    both = house.run("demo", "--empty", "--stories", "5")
    assert both.returncode == 2 and both.stderr.count("\n") == 1
    with serving(house, "--no-demo"):
        beside = house.run("demo", "--empty", "--yes")
        assert beside.returncode == 2 and "is running on" in beside.stderr
        assert record.total() == 3
    done = house.run("demo", "--empty", "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("3 stories of the demo are gone; the newsroom is empty.\n")
    served = Served(house, free_port())  # no --no-demo: what was taken away does not come back
    served.await_line("Ctrl-C")
    assert "Halyard" not in served.get("/")[1]
    served.stop()
    assert record.total() == 0
