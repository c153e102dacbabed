"""The settings desk: who may, what is refused and why, the logo, two people at once."""

from __future__ import annotations

import base64
import json
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cast import all_checked, filed, ledger, live
from dateline.desk import public as desk
from dateline.desk.public import NavLink, NotPermitted, NotSettings, SettingsMoved, Site
from dateline.desk.settings.form import paragraphs
from dateline.people.public import ROLES
from dateline.record import public as record
from desking import desk_of, person
from fronting import Screen

SETTINGS = "/desk/site/"
MAY = {"chief editor", "administrator"}


def screen(user=None):
    return Screen(user or person("chief editor"), SETTINGS, "settings-form")


def picture(kind="PNG", size=(300, 80), **options):
    file = BytesIO()
    Image.new("RGBA", size, (20, 60, 90, 255)).save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("role", [*ROLES, "nobody's"])
def test_who_may_change_the_settings(house, noon, role):
    by, before = person(role), ledger()
    client = desk_of(by)
    if role in MAY:
        desk.configure(Site("The Post"), by=by, at=noon)
        assert record.site().name == "The Post"
        assert [change.who for change in desk.setting_changes()] == [str(by)]
        assert client.get(SETTINGS).status_code == 200
        return
    with pytest.raises(NotPermitted, match="administrator, chief editor"):
        desk.configure(Site("The Post"), by=by, at=noon)
    for path in ("", "check/", "preview/", "preview/accent-0b4f7d.css"):
        for answer in (client.get(SETTINGS + path), client.post(SETTINGS + path, {"do": "save"})):
            assert answer.status_code in (302, 403, 405), path
    assert (ledger(), SETTINGS in client.get("/desk/", follow=True).content.decode()) == (
        before, False)


@pytest.mark.parametrize(("fields", "field", "said"), [
    ({"name": " "}, "name", "1 to 80"), ({"agency": "x" * 81}, "agency", "1 to 80"),
    ({"tagline": "x" * 161}, "tagline", "160"), ({"name": "a\0b"}, "name", "NUL"),
    ({"accent": "red"}, "accent", "is no colour"),
    ({"accent": "#ffcc00"}, "accent", "has a contrast of 1.4"),
    ({"accent": "#777777"}, "accent", "4.5 : 1 is needed"),
    ({"time_zone": "Mars/Olympus"}, "time_zone", "Africa/Addis_Ababa"),
    ({"time_zone": "../../etc/passwd"}, "time_zone", "zone"),
    ({"language": "../en"}, "language", "language tag"),
    ({"languages": ("fr", "klingonish-")}, "languages", "klingonish-"),
    ({"imprint": ("x" * 50_001,)}, "imprint", "At most 50000"),
    ({"privacy": ("half \ud800 a pair",)}, "privacy", "surrogate"),
    ({"navigation": (NavLink(99),)}, "navigation", "not there"),
    ({"navigation": (NavLink(0, "", "/about/"),)}, "navigation", "needs its words"),
    ({"navigation": (NavLink(0, "x" * 61, "/"),)}, "navigation", "at most 60"),
    ({"navigation": (NavLink(0, "Us", "/"),) * 13}, "navigation", "At most 12"),
    *(({"navigation": (NavLink(0, "Us", address),)}, "navigation", "is no address") for address in (
        "", "about/", "//evil.example", "javascript:alert(1)", "data:text/html,x", "https://",
        "/a b", "/\\evil.example", "ftp://x.example", "https://user@x.example", "https://[x")),
])
def test_what_cannot_be_is_refused_in_words(house, noon, fields, field, said):
    before = ledger()
    with pytest.raises(NotSettings) as refused:
        desk.configure(Site(**{"name": "The Post", "agency": "The Post"} | fields), at=noon)
    assert list(refused.value.problems) == [field]
    assert said in refused.value.problems[field]
    assert ledger() == before


def test_the_settings_on_their_screen(house, reader, noon):
    live("A bridge opens", at=noon, dossiers=("Floods",))
    held = screen()
    politics, floods = record.sections()[0].number, record.dossiers()[0].number
    held.press("add-term", **{"nav-new": str(floods)})
    held.press("add-term", **{"nav-new": str(politics)})
    held.press("add-link")
    held.press("up 1")
    held.press("remove 0")
    held.press("add-term", **{"nav-new": str(politics)})
    assert held.sent.getlist("nav-term") == [str(floods), "", str(politics)]
    answer = held.press("save", **{
        "name": "The Post", "agency": "Post & Sons", "tagline": "All of it", "accent": "#0B4F7D",
        "nav-label": ["The floods", "Elsewhere", ""], "language": "am", "languages": "en, ar",
        "nav-address": ["", "https://elsewhere.example/x", ""], "time_zone": "Asia/Tokyo",
        "about": "We are.\r\n\r\nHere.", "imprint": "A street\r\n1", "privacy": "None.",
    })
    assert answer.status_code == 302
    site = record.site()
    assert (site.name, site.agency, site.accent, site.time_zone, site.languages) == (
        "The Post", "Post & Sons", "#0b4f7d", "Asia/Tokyo", ("en", "ar"))
    assert (site.about, site.imprint) == (("We are.", "Here."), ("A street\n1",))
    assert site.navigation == (NavLink(floods, "The floods"),
                               NavLink(0, "Elsewhere", "https://elsewhere.example/x"),
                               NavLink(politics))
    again = screen(person("administrator"))
    assert again.sent["about"].split() == ["We", "are.", "Here."]
    assert again.press("save").status_code == 302
    assert record.site() == site
    all_checked()


def test_what_is_refused_stays_in_the_form_beside_its_reason(house):
    held = screen()
    answer = held.press("save", name="The <b>", accent="#ffcc00", language="?")
    assert answer.status_code == 422
    assert "1.4" in held.shown() and "Accent colour, Language of the site" in held.shown()
    assert (held.sent["name"], held.sent["accent"]) == ("The <b>", "#ffcc00")
    assert record.head() == 0


def test_the_form_is_checked_while_it_is_filled_in(house):
    client = desk_of(person("administrator"))
    usual = {"name": "P", "agency": "P", "time_zone": "UTC", "language": "en"}
    assert client.post(SETTINGS + "check/", usual).json() == {}
    found = client.post(SETTINGS + "check/", usual | {"accent": "#fff"}).json()
    assert list(found) == ["accent"]
    assert client.get(SETTINGS + "check/").status_code == 405
    assert record.head() == 0


def test_two_people_at_once(house, noon):
    ann, ed = screen(person("chief editor", name="ann")), screen(person("administrator", name="ed"))
    assert ed.press("save", name="Ed’s").status_code == 302
    assert ann.press("save", name="Ann’s").status_code == 409
    assert "Ed" in ann.shown() and "Yours differ from what stands now in: Name" in ann.shown()
    assert (record.site().name, ann.sent["name"]) == ("Ed’s", "Ann’s")
    assert ann.press("save").status_code == 302
    assert record.site().name == "Ann’s"
    with pytest.raises(SettingsMoved) as moved:
        desk.configure(Site("Third"), based_on=1)
    assert [change.who for change in moved.value.since] == ["Ann"]


# -- the logo --------------------------------------------------------------------------------------


def upload(held, data, name="logo.png"):
    data = {n: held.sent.getlist(n) for n in held.sent} | {
        "do": "save", "logo": SimpleUploadedFile(name, data)}
    return held.read(held.client.post(SETTINGS, data))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_logo_is_drawn_anew_and_served_as_a_picture(house, reader, noon, kind):
    secret = b"<script>alert(1)</script>"
    data = picture(kind, (1200, 200), **({"exif": b"Exif\0\0" + secret} if kind == "WEBP" else {}))
    assert upload(screen(), data + secret).status_code == 302
    logo = record.site().logo
    assert (logo.width, logo.height) == (960, 160)
    address = f"/site/logo-{logo.digest}.png"
    assert f'src="{address}"' in reader.get("/").text
    answer = reader.get(address)
    assert answer.status == 200 and secret not in answer.body
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(BytesIO(answer.body)).size == (960, 160)
    again = screen(person("administrator"))
    again.press("save", tagline="Kept")
    assert record.site().logo == logo
    assert screen(person("chief editor", name="eve")).press("save", logo_away="on")
    assert record.site().logo is None
    assert reader.get(address).status == 200  # pages of the past still show it
    assert reader.get(f"/site/logo-{'0' * 64}.png").status == 404
    all_checked()


def bomb(pixels, text=0):
    """A PNG of so many pixels a side, and of so much text, in some hundred bytes."""
    def chunk(kind, data):
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = pixels.to_bytes(4, "big") * 2
    said = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * text)) if text else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + bytes([8, 2, 0, 0, 0])) + said
            + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b""))


@pytest.mark.parametrize(("data", "said"), [
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "neither PNG nor WebP"),
    (b"GIF89a" + b"\0" * 50, "neither PNG nor WebP"),
    (b"\xff\xd8\xff\xe0" + bytes(50), "neither PNG nor WebP"),
    (b"\x89PNG\r\n\x1a\n<script>", "damaged"), (b"RIFF0000WEBPVP8 ", "damaged"),
    (picture()[:60], "damaged"), (picture() + b"\0" * 200 * 1024, "more than 200 KB"),
    (picture(size=(2001, 5)), "larger than"), (bomb(30_000), "larger than"),
    (bomb(10_000), "larger than"), (bomb(16, text=9_000_000), "damaged"),
])
def test_what_is_no_logo_is_refused_in_words(house, data, said):
    held = screen()
    answer = upload(held, data)
    assert answer.status_code == 422
    assert said in held.shown()
    assert record.head() == 0


def test_preview_shows_what_does_not_stand_and_keeps_nothing(house, reader, noon):
    live("A bridge opens", at=noon)
    held, before = screen(), ledger()
    home = reader.get("/").body
    data = {n: held.sent.getlist(n) for n in held.sent} | {
        "name": "Unsaid <b>", "accent": "#7d0b4f", "logo": SimpleUploadedFile("l", picture())}
    page = held.client.post(SETTINGS + "preview/", data).content.decode()
    assert "Unsaid &lt;b&gt;" in page and "A bridge opens" in page
    assert base64.b64encode(b"\x89PNG\r\n\x1a\n")[:9].decode() in page
    sheet = held.client.get("/desk/site/preview/accent-7d0b4f.css")
    assert 'href="/desk/site/preview/accent-7d0b4f.css"' in page
    assert "#7d0b4f" in sheet.content.decode() and sheet["Content-Type"].startswith("text/css")
    for colour in ("ffffff", "zzzzzz", "x}body{"):
        assert held.client.get(f"/desk/site/preview/accent-{colour}.css").status_code == 404
    assert (ledger(), reader.get("/").body) == (before, home)
    refused = held.client.post(SETTINGS + "preview/", {"name": ""})
    assert refused["Content-Type"].startswith("text/plain")


def test_nothing_of_a_navigation_leads_to_what_is_not_public(house, noon):
    filed("A draft", section="Secret", dossiers=("Hidden",))
    live("A bridge opens", at=noon)
    text = screen().shown()
    assert "Politics" in text and "Secret" not in text and "Hidden" not in text


def test_paragraphs_are_parted_by_empty_lines():
    assert paragraphs(" a\r\nb\r\n \r\n\r\nc \n\n") == ("a\nb", "c")
    assert paragraphs(" \n\n ") == ()


def test_settings_as_an_entry_hold_no_picture(house, reader, noon):
    upload(screen(), picture())
    with_logo = [e for e in record.export() if e.name == "record-entry"]
    row = next(iter(with_logo[0].rows))
    assert len(json.dumps(row, default=str)) < 5000
