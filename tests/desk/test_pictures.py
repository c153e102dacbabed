"""Pictures on the desk: Wagtail's own addresses, what they take in, and who may do what."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from PIL import Image

from dateline.desk import public as desk
from dateline.desk.models import Picture, Thumbnail
from dateline.desk.public import NoSuchPicture, NotPermitted, NotTaken
from dateline.record import public as record
from drawing import HIDDEN, drawn, exif, file_of, png_header_of, with_comment, xmp
from picturing import kept_picture, names, with_picture
from staffing import browser, by_link, member

SAID = {"caption": "The bridge at noon.", "headline": "The bridge", "alt": "A steel bridge",
        "credit": "Ann Lee / Dateline", "city": "Rome", "rights": "One use",
        "date": "2026-03-02", "secret": "SecretSerial"}
PHOTOGRAPH = {"exif": exif(), "xmp": xmp(**SAID)}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def reporter(house) -> Client:
    return by_link(member("reporter"))


def upload(client: Client, data: bytes, name: str = "img_1.jpg", kind: str = "image/jpeg"):
    """Upload a file as the desk's page for many pictures does."""
    return client.post("/desk/images/multiple/add/", {
        "files[]": SimpleUploadedFile(name, data, kind), "title": Path(name).stem,
    }).json()


def originals() -> list[Path]:
    """Every file under the folder of originals."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# -- taking in -------------------------------------------------------------------------------------


def test_an_upload_is_filled_in_from_what_the_photograph_says(reporter):
    data = file_of("JPEG", drawn(64, 48), **PHOTOGRAPH)
    answer = upload(reporter, data)
    assert answer["success"] and "A steel bridge" in answer["form"]
    picture = Picture.objects.get()
    assert (picture.title, picture.alt, picture.caption, picture.credit, picture.place) == (
        "The bridge", "A steel bridge", "The bridge at noon.", "Ann Lee / Dateline", "Rome"
    )
    assert (picture.rights, picture.taken_on) == ("One use", date(2026, 3, 2))
    assert (picture.width, picture.height) == (64, 48)
    assert picture.said["credit"] == "Ann Lee / Dateline"
    assert picture.uploaded_by_user.email == "reporter@example.org"


def test_nothing_private_is_stored_anywhere(reporter, house):
    data = file_of("JPEG", drawn(64, 48), **PHOTOGRAPH)
    assert upload(reporter, data)["success"]
    for path in (path for path in house.data.rglob("*") if path.is_file()):
        assert b"Secret" not in path.read_bytes(), path
    assert desk.shown(Picture.objects.get().pk)
    for path in (house.data / "pictures").rglob("*.*"):
        data = path.read_bytes()
        assert not any(word in data for word in (b"Exif", b"EXIF", b"XMP ", b"http")), path


def test_what_a_person_wrote_stays(reporter):
    data = file_of("JPEG", **PHOTOGRAPH)
    reporter.post("/desk/images/add/", {
        "file": SimpleUploadedFile("a.jpg", data), "title": "My title", "credit": "Me",
        "caption": "", "alt": "", "rights": "", "place": "", "taken_on": "",
    })
    picture = Picture.objects.get()
    assert (picture.title, picture.credit, picture.caption) == (
        "My title", "Me", "The bridge at noon."
    )


def test_the_chooser_takes_pictures_in_too(reporter):
    answer = reporter.post("/desk/images/chooser/create/", {
        "image-chooser-upload-file": SimpleUploadedFile("b.png", file_of("PNG")),
        "image-chooser-upload-title": "b",
    })
    assert answer.status_code == 200 and answer.json()["step"] == "chosen"
    assert Picture.objects.get().title == "b"


def test_a_new_file_replaces_the_old_one(reporter):
    upload(reporter, file_of("JPEG", drawn(64, 48)))
    picture = Picture.objects.get()
    before = set(originals())
    answer = reporter.post(f"/desk/images/{picture.pk}/", {
        "file": SimpleUploadedFile("new.png", file_of("PNG", drawn(30, 20))), "title": "img_1",
        "caption": "c", "alt": "", "credit": "", "rights": "", "place": "", "taken_on": "",
    })
    assert answer.status_code == 302
    changed = Picture.objects.get()
    assert (changed.width, changed.height, changed.caption) == (30, 20, "c")
    assert changed.file_hash != picture.file_hash
    assert Path(changed.file.path) in set(originals()) - before
    assert not Path(picture.file.path).exists()


@pytest.mark.parametrize(("data", "says"), [
    (SVG, "SVG"), (b"<!doctype html><script>alert(1)</script>", "HTML"), (b"PK\x03\x04", "ZIP"),
    (b"%PDF-1.4", "PDF"), (b"just words", "not a picture"), (b"\0", "not a picture"),
    (png_header_of(30_000, 30_000), "64 million"), (file_of("TIFF"), "TIFF"),
    (file_of("JPEG")[:-20], "damaged"), (file_of("PNG")[:60], "damaged"),
    (b"\xff\xd8\xff" + SVG, "damaged"), (b"\x89PNG\r\n\x1a\n" + HIDDEN, "damaged"),
    (file_of("GIF", save_all=True, append_images=[drawn().rotate(90)]), "moves"),
], ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.svg"])
def test_abuse_is_refused_in_words_and_leaves_nothing(reporter, data, says, name):
    answer = upload(reporter, data, name)
    assert answer["success"] is False and says in answer["error_message"]
    assert not Picture.objects.exists()
    assert originals() == []
    chosen = reporter.post("/desk/images/chooser/create/", {
        "image-chooser-upload-file": SimpleUploadedFile(name, data),
        "image-chooser-upload-title": "x",
    })
    assert chosen.json()["step"] == "reshow_creation_form"
    assert not Picture.objects.exists() and originals() == []


def test_a_picture_is_taken_whatever_it_is_called(reporter):
    for name, kind in (("a.exe", "text/html"), ("a.svg", "image/svg+xml"), ("noname", ""),
                       ("../../x.jpg", "image/jpeg"), (f"{'x' * 300}.png", "image/png")):
        assert upload(reporter, file_of("JPEG"), name, kind)["success"], name
    assert {path.suffix for path in originals()} == {".jpg"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_polyglot_loses_its_other_half(reporter, kind):
    data = file_of(kind) + b"PK\x03\x04" + HIDDEN
    assert upload(reporter, with_comment(data) if kind == "JPEG" else data)["success"]
    assert not any(HIDDEN in path.read_bytes() for path in originals())


def test_a_file_too_large_is_refused_before_it_is_read(reporter, monkeypatch):
    monkeypatch.setattr(settings, "PICTURE_BYTES", 2000)
    monkeypatch.setattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 2000)
    answer = upload(reporter, file_of("PNG") + b"x" * 2000)
    assert answer["success"] is False and "too big" in answer["error_message"]


def test_a_request_too_large_is_refused_unread(reporter):
    answer = reporter.post("/desk/images/multiple/add/", b"", content_type="text/plain",
                           CONTENT_LENGTH=str(settings.REQUEST_BYTES + 1))
    assert answer.status_code == 413 and b"Send less" in answer.content


def test_wagtails_way_round_the_form_is_no_way_round_our_check(house):
    picture = Picture(title="x")
    with pytest.raises(NotTaken):
        picture.file.save("x.jpg", SimpleUploadedFile("x.jpg", SVG), save=False)
    with pytest.raises(NotTaken):
        Picture(title="x", file=SimpleUploadedFile("x.jpg", SVG)).save()
    picture = Picture(title="x", file=SimpleUploadedFile("x.jpg", file_of("JPEG", **PHOTOGRAPH)))
    picture.save()
    assert b"Secret" not in Path(picture.file.path).read_bytes()
    assert Picture.objects.get().credit == "Ann Lee / Dateline"


# -- the desk's own screens ------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", [1, 6])
def test_thumbnails_are_seen_by_the_newsroom_alone(reporter, orientation):
    upload(reporter, file_of("JPEG", drawn(300, 200), exif=exif(orientation)))
    picture = Picture.objects.get()
    listing = reporter.get("/desk/images/").content.decode()
    thumbnail = Thumbnail.objects.get(filter_spec="max-165x165")
    assert f'src="/desk/originals/{thumbnail.file.name}"' in listing
    assert (thumbnail.width > thumbnail.height) == (picture.width > picture.height)
    assert (picture.width > picture.height) == (orientation == 1)
    edit = reporter.get(f"/desk/images/{picture.pk}/").content.decode()
    assert all(f'name="{name}"' in edit for name in ("alt", "credit", "caption", "place"))
    assert 'id="id_tags"' not in edit and 'id="id_description"' not in edit
    for name in (thumbnail.file.name, picture.file.name):
        seen = reporter.get(f"/desk/originals/{name}")
        assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
        assert seen["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in seen["Content-Security-Policy"]
        assert "private" in seen["Cache-Control"]
        assert b"".join(seen.streaming_content)[:2] == b"\xff\xd8"
        assert browser().get(f"/desk/originals/{name}").status_code == 302


def test_the_folder_of_originals_is_no_folder_to_browse(reporter, house):
    upload(reporter, file_of())
    (house.data / "originals" / "stray.jpg").write_bytes(file_of())
    for name in ("", "stray.jpg", "original_images/", "../secret-key", "..%2fdateline.sqlite3",
                 "original_images/../../secret-key", "%00"):
        answer = reporter.get(f"/desk/originals/{name}")
        assert answer.status_code in (302, 404), name
        assert "secret" not in answer.headers.get("Location", "")


def test_readers_find_no_original_anywhere(house, reader, noon):
    with_picture(desk.shown(kept_picture()), at=noon)
    picture = Picture.objects.get()
    for at in (f"/desk/originals/{picture.file.name}", f"/{picture.file.name}",
               f"/media/{picture.file.name}", f"/originals/{picture.file.name}",
               f"/pictures/{picture.file.name}", f"/pictures/{picture.filename}"):
        assert reader.get(at).status in (302, 404), at


def test_the_focal_point_is_kept(reporter):
    upload(reporter, file_of("JPEG", drawn(300, 200)))
    picture = Picture.objects.get()
    reporter.post(f"/desk/images/{picture.pk}/", {
        "title": "t", "focal_point_x": 200, "focal_point_y": 50, "focal_point_width": 40,
        "focal_point_height": 40, "caption": "", "alt": "", "credit": "", "rights": "",
        "place": "", "taken_on": "",
    })
    picture = Picture.objects.get()
    assert (picture.focal_point_x, picture.focal_point_y) == (200, 50)
    assert picture.get_rendition("fill-50x50").width == 50


# -- who may do what -------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "adds", "deletes"), [
    ("reporter", True, False), ("editor", True, True), ("chief editor", True, True),
    ("administrator", True, False), ("moderator", False, False), ("wire manager", False, False),
    ("", False, False),
])
def test_roles_decide(house, role, adds, deletes):
    number = kept_picture()
    client = by_link(member(*filter(None, [role])))
    listed = client.get("/desk/images/").status_code == 200
    assert listed == adds
    assert (client.get(f"/desk/images/{number}/").status_code == 200) == adds
    try:
        taken = client.post("/desk/images/multiple/add/", {
            "files[]": SimpleUploadedFile("a.png", file_of("PNG"))
        })
        assert (taken.status_code == 200 and taken.json()["success"]) == adds
    except ValueError:
        assert not adds
    assert Picture.objects.count() == 1 + adds
    client.post(f"/desk/images/{number}/delete/")
    assert Picture.objects.filter(pk=number).exists() != deletes
    original = Picture.objects.last()
    if original is not None and role == "moderator":
        assert client.get(f"/desk/originals/{original.file.name}").status_code in (302, 403)


def test_a_picture_in_public_is_deleted_by_nobody(house, noon):
    number = kept_picture()
    filed, _ = with_picture(shown := desk.shown(number), at=noon)
    editor = by_link(member("editor"))
    editor.post(f"/desk/images/{number}/delete/")
    editor.post(f"/desk/bulk/image/delete/?id={number}")
    assert Picture.objects.filter(pk=number).exists()
    with pytest.raises(ProtectedError):
        Picture.objects.all().delete()
    assert desk.erase_pictures([number]) == []
    with transaction.atomic():
        record.take_down(filed.guid, "killed", at=noon, notice="Killed.")
    original = Path(Picture.objects.get().file.path)
    editor.post(f"/desk/images/{number}/delete/")
    assert not Picture.objects.exists() and not original.exists()
    assert all(record.file_of(name).exists() for name in names(shown))


# -- the door --------------------------------------------------------------------------------------


def test_the_door_takes_and_shows(house, tmp_path):
    path = tmp_path / "bridge_at-noon.jpg"
    path.write_bytes(file_of("JPEG", drawn(1500, 1000), **PHOTOGRAPH))
    number = desk.add_picture(path, credit="The Agency", by=member("reporter"))
    assert Picture.objects.get().title == "The bridge"
    shown = desk.shown(number, caption="Another caption")
    assert (shown.alt, shown.caption, shown.credit) == (
        "A steel bridge", "Another caption", "The Agency"
    )
    sizes = [(each.width, each.height, each.name[-5:]) for each in shown.renditions]
    assert sizes == [
        (320, 213, ".webp"), (640, 427, ".webp"), (960, 640, ".webp"), (1280, 853, ".webp"),
        (1280, 853, "3.jpg"), (1500, 1000, ".webp"),
    ]
    assert desk.known(shown) == number


def test_of_two_pictures_with_the_same_bytes_the_one_with_the_credit_is_known(house):
    first, second = kept_picture(), kept_picture(credit="Another")
    one, two = desk.shown(first), desk.shown(second)
    assert one.renditions == two.renditions
    assert (desk.known(one), desk.known(two)) == (first, second)
    assert desk.known(desk.shown(second, credit="Nobody's")) == first


def test_showing_again_draws_nothing_again(house):
    number = kept_picture()
    first = desk.shown(number)
    stamps = [record.file_of(name).stat().st_mtime_ns for name in names(first)]
    assert desk.shown(number) == first
    assert [record.file_of(name).stat().st_mtime_ns for name in names(first)] == stamps
    record.file_of(names(first)[0]).unlink()
    assert desk.shown(number) == first
    assert record.file_of(names(first)[0]).exists()


@pytest.mark.parametrize(("width", "widths"), [
    (100, {100}), (320, {320}), (321, {320, 321}), (2500, {320, 640, 960, 1280, 1920}),
])
def test_no_rendition_is_wider_than_the_picture(house, width, widths):
    shown = desk.shown(kept_picture(width, 60))
    assert {each.width for each in shown.renditions} == widths
    assert [each.width for each in shown.renditions] == sorted(e.width for e in shown.renditions)
    assert sum(each.name.endswith(".jpg") for each in shown.renditions) == 1


def test_transparency_is_white_only_where_it_must_be(house):
    clear = drawn(40, 30, "RGBA")
    clear.putalpha(0)
    shown = desk.shown(desk.add_picture(BytesIO(file_of("PNG", clear)), name="clear.png"))
    webp, jpeg = (Image.open(record.file_of(each.name)) for each in shown.renditions)
    assert webp.convert("RGBA").getpixel((5, 5))[3] == 0
    assert min(jpeg.getpixel((5, 5))) > 250


def test_the_door_refuses(house):
    with pytest.raises(NotTaken, match="SVG"):
        desk.add_picture(BytesIO(SVG))
    with pytest.raises(NotPermitted):
        desk.add_picture(BytesIO(file_of()), by=member("moderator"))
    with pytest.raises(NoSuchPicture):
        desk.shown(4711)
    assert not Picture.objects.exists()


def test_a_deleted_picture_takes_its_unseen_files_along(house):
    number = kept_picture()
    shown = desk.shown(number)
    assert desk.erase_pictures([number, 4711]) == [number]
    assert originals() == []
    assert not any(record.file_of(name).exists() for name in names(shown))
    assert desk.known(shown) is None
