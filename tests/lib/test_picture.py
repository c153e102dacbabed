"""What is taken in is a picture, whole, of a bearable size, without its private parts."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from dateline.lib import picture as pictures
from dateline.lib.picture import NotTaken, Taken
from drawing import HIDDEN, drawn, exif, file_of, png_header_of, with_comment

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><!-- SecretXmp --></x:xmpmeta>"


def take(data: bytes, **limits: int) -> Taken:
    usual = {"most_bytes": 10_000_000, "most_pixels": 1_000_000}
    return pictures.take(BytesIO(data), **usual | limits)


def pixels(data: bytes) -> Any:
    with Image.open(BytesIO(data)) as picture:
        return picture.convert("RGBA").tobytes()


@pytest.mark.parametrize(("kind", "kept"), [
    ("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "png"), ("AVIF", "jpeg"),
    ("HEIF", "jpeg"),
])
def test_every_kind_is_taken(kind: str, kept: str) -> None:
    taken = take(file_of(kind))
    assert (taken.kind, taken.width, taken.height) == (kept, 40, 30)
    with Image.open(BytesIO(taken.data)) as picture:
        assert picture.convert("RGB").getpixel((5, 20))[0] > 150
        assert picture.convert("RGB").getpixel((35, 20))[2] > 150


@pytest.mark.parametrize(("kind", "options"), [
    ("JPEG", {}), ("JPEG", {"progressive": True}), ("JPEG", {"quality": 40}), ("PNG", {}),
    ("WEBP", {}), ("WEBP", {"lossless": True}), ("GIF", {}),
])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA", "CMYK", "1"])
def test_pixels_stay_as_they_are(kind: str, options: dict[str, Any], mode: str) -> None:
    try:
        data = file_of(kind, drawn(mode=mode), **options)
    except (OSError, ValueError):
        pytest.skip(f"{kind} has no {mode}")
    assert pixels(take(data).data) == pixels(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_places_owners_and_programs_are_left_out(kind: str) -> None:
    data = file_of(kind, exif=exif(), xmp=XMP) if kind != "PNG" else file_of(kind, exif=exif())
    assert b"SecretSerial" in data
    taken = take(data)
    assert b"Secret" not in taken.data
    assert Image.open(BytesIO(taken.data)).getexif().get_ifd(0x8825) == {}
    assert (taken.exif[0x013B], taken.xmp) == ("Ann Lee", XMP if kind != "PNG" else b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stays_turned(kind: str, orientation: int) -> None:
    taken = take(file_of(kind, drawn(80, 40), exif=exif(orientation)))
    upright = pictures.drawn_at(taken.data, 100)
    seen = (40, 80) if orientation > 4 else (80, 40)
    assert (taken.width, taken.height) == upright.size == seen
    assert b"Secret" not in taken.data
    dark = {1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right",
            8: "left"}[orientation]
    width, height = seen
    at = {"top": (width // 2, 1), "bottom": (width // 2, height - 2), "left": (1, height // 2),
          "right": (width - 2, height // 2)}[dark]
    assert max(upright.getpixel(at)) < 60


def test_colour_profiles_stay() -> None:
    with Image.open(BytesIO(file_of("JPEG"))) as plain:
        assert "icc_profile" not in plain.info
    profile = b"\0" * 128 + b"profile"
    for kind in ("JPEG", "PNG", "WEBP"):
        taken = take(file_of(kind, icc_profile=profile))
        assert Image.open(BytesIO(taken.data)).info["icc_profile"] == profile


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("behind", [HIDDEN, b"PK\x03\x04" + b"zip" * 100, b"\xff\xd8\xff\xe0"])
def test_what_follows_the_end_is_cut_off(kind: str, behind: bytes) -> None:
    data = file_of(kind)
    assert take(data + behind).data == take(data).data


def test_comments_and_strange_segments_are_left_out() -> None:
    data = file_of("JPEG")
    assert HIDDEN in with_comment(data)
    assert take(with_comment(data)).data == take(data).data
    assert b"comment" not in take(file_of("GIF", comment=b"a comment")).data


def test_a_thumbnail_in_the_header_is_left_out() -> None:
    data = file_of("JPEG")
    assert data[2:4] == b"\xff\xe0"
    old = int.from_bytes(data[4:6], "big")
    thumb = b"\x01\x01" + b"\x99\x98\x97"
    header = data[6 : 4 + old - 2] + thumb
    changed = data[:4] + struct.pack(">H", len(header) + 2) + header + data[4 + old :]
    assert take(changed).data == take(data).data


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"), (b" \n", "empty"), (SVG, "SVG"), (b"<?xml version='1.0'?>\n" + SVG, "SVG"),
    (b"\n <SVG/>", "SVG"), (b"<!DOCTYPE html><p>", "HTML"), (b"<script>1</script>", "HTML"),
    (b"%PDF-1.7", "PDF"), (b"PK\x03\x04zip", "ZIP"), (b"II*\0tiff", "TIFF"), (b"8BPS", "Photoshop"),
    (b"BM....", "BMP"), (b"plain text", "not a picture"), (b"\0\0\0\x18ftypmp42", "not a picture"),
    (b"GIF89b", "not a picture"), (b"RIFF\0\0\0\0WAVE", "not a picture"), (b"\xff\xd8", "not a"),
])
def test_what_is_no_picture_is_refused_by_its_bytes(data: bytes, says: str) -> None:
    with pytest.raises(NotTaken, match=says):
        take(data)


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM", "TGA", "JPEG2000"])
def test_other_picture_formats_are_refused(kind: str) -> None:
    with pytest.raises(NotTaken, match="JPEG, PNG"):
        take(file_of(kind, drawn(32, 32)))


def test_a_picture_of_900_million_pixels_is_refused_from_its_header() -> None:
    with pytest.raises(NotTaken, match="64 million"):
        take(png_header_of(30_000, 30_000), most_pixels=64_000_000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_more_pixels_than_allowed_are_refused(kind: str) -> None:
    assert take(file_of(kind), most_pixels=40 * 30)
    with pytest.raises(NotTaken, match="million"):
        take(file_of(kind), most_pixels=40 * 30 - 1)


def test_a_file_larger_than_allowed_is_refused() -> None:
    data = file_of("JPEG")
    assert take(data, most_bytes=len(data))
    with pytest.raises(NotTaken, match="larger than"):
        take(data, most_bytes=len(data) - 1)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused(kind: str) -> None:
    frames = [drawn(mode="RGB"), drawn().rotate(180)]
    data = file_of(kind, frames[0], save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(NotTaken, match=r"moves|not a picture"):
        take(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
@pytest.mark.parametrize("part", [0.3, 0.7, 0.95])
def test_a_file_cut_short_is_refused(kind: str, part: float) -> None:
    data = file_of(kind, drawn(200, 150))
    with pytest.raises(NotTaken, match=r"damaged|not a picture"):
        take(data[: int(len(data) * part)])


@pytest.mark.parametrize("data", [
    b"\xff\xd8\xff\xd9", b"\xff\xd8\xff\xe0\0\0", b"\xff\xd8\xff\xfe\0\x04ab\xff\xd9",
    b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82", b"RIFF\x04\0\0\0WEBP",
    b"RIFF\xff\xff\xff\xffWEBPVP8 ", b"GIF89a\x01\0\x01\0\0\0\0;", b"\0\0\0\x18ftypheicxxxx",
])
def test_a_beginning_alone_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotTaken, match="damaged"):
        take(data)


def test_a_progressive_picture_of_endless_scans_is_refused() -> None:
    data = file_of("JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    scan = data[last:-2]
    assert take(data)
    with pytest.raises(NotTaken, match="damaged"):
        take(data[:-2] + scan * 200 + b"\xff\xd9")


def test_a_camera_that_adds_a_second_picture_is_no_moving_picture() -> None:
    data = file_of("MPO", save_all=True, append_images=[drawn(20, 15)])
    taken = take(data)
    assert (taken.kind, taken.width) == ("jpeg", 40)
    assert b"MPF" not in taken.data
    assert taken.data.count(b"\xff\xd9") == 1


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "CMYK", "1", "I;16"])
def test_every_mode_is_drawn_for_readers(mode: str) -> None:
    picture = Image.new("I;16", (40, 30), 40_000) if mode == "I;16" else drawn(mode=mode)
    data = file_of("JPEG" if mode == "CMYK" else "PNG", picture)
    seen = pictures.drawn_at(take(data).data, 20)
    assert (seen.size, seen.mode in ("RGB", "RGBA")) == ((20, 15), True)
    if mode == "I;16":
        assert seen.getpixel((3, 3)) == (156, 156, 156)


def test_a_picture_is_never_widened() -> None:
    assert pictures.drawn_at(take(file_of()).data, 1000).size == (40, 30)
