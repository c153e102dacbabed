"""What a photograph says of itself is read from XMP, IIM and Exif, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.formats.photometadata import PhotoMetadata, as_json, load

XMP = """<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'
 xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' photoshop:City='Łódź'
 xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'
 photoshop:DateCreated='2026-03-02T10:11:12+02:00'>
<photoshop:Credit>The Agency</photoshop:Credit>
<dc:description><rdf:Alt><rdf:li xml:lang='pl'>Most</rdf:li>
<rdf:li xml:lang='x-default'>The bridge</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>B. Writer</rdf:li></rdf:Seq></dc:creator>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A steel bridge</rdf:li>
</rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>""".encode()


def iim(*sets: tuple[int, bytes]) -> bytes:
    return b"".join(
        b"\x1c\x02" + bytes([number]) + len(value).to_bytes(2) + value for number, value in sets
    )


def test_xmp_is_read_from_elements_attributes_and_languages() -> None:
    assert load(xmp=XMP) == PhotoMetadata(
        caption="The bridge", alt="A steel bridge", creators=("Ann Lee", "B. Writer"),
        credit="The Agency", city="Łódź", taken_on=date(2026, 3, 2),
    )


def test_iim_is_read_in_utf8_and_in_older_spelling() -> None:
    sets = iim((105, "Köln".encode()), (120, "Köln".encode("latin-1")), (25, b"a"), (25, b"b"),
               (55, b"20260302"), (110, b"X"))
    assert load(iim=sets) == PhotoMetadata(
        headline="Köln", caption="Köln", keywords=("a", "b"), taken_on=date(2026, 3, 2), credit="X"
    )


def test_xmp_goes_before_iim_before_exif() -> None:
    exif = {0x010E: "exif", 0x013B: "Exif Person", 0x8298: "exif rights", 0x9003: "2020:01:02 03"}
    both = load(xmp=XMP, iim=iim((120, b"iim"), (116, b"iim rights")), exif=exif)
    assert (both.caption, both.rights, both.creators[0]) == ("The bridge", "iim rights", "Ann Lee")
    only = load(exif=exif)
    assert (only.caption, only.creators, only.taken_on) == (
        "exif", ("Exif Person",), date(2020, 1, 2)
    )
    assert load(iim=iim((120, b"  "),), exif=exif).caption == "exif"


def test_the_credit_line_is_kept_or_made() -> None:
    assert PhotoMetadata(credit="C", creators=("A",), source="S").credit_line == "C"
    assert PhotoMetadata(creators=("A", "B"), source="S").credit_line == "A, B / S"
    assert PhotoMetadata().credit_line == ""
    assert PhotoMetadata(city="Rome", region="Rome", country="Italy").place == "Rome, Italy"


@pytest.mark.parametrize("xmp", [
    b"", b"<", b"<x/>", b"\xff\xfe", XMP[:300], b"<a>" * 5000, b"x" * 100,
    b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>",
])
def test_what_cannot_be_read_says_nothing(xmp: bytes) -> None:
    assert load(xmp=xmp, iim=b"\x1c\x02", exif={0x010E: 7}) == PhotoMetadata()


def test_entities_and_files_are_not_fetched() -> None:
    hostile = XMP.replace(
        b"<?xpacket begin=''?>", b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    ).replace(b"The Agency", b"&f;The Agency")
    assert load(xmp=hostile).credit == ""


def test_texts_are_made_storable() -> None:
    said = load(iim=iim((105, b"a\0b\x07"), (120, b"x" * 20_000)))
    assert (said.headline, len(said.caption)) == ("ab", 10_000)


def test_as_json_says_only_what_is_said() -> None:
    assert as_json(load(xmp=XMP)) == {
        "caption": "The bridge", "alt": "A steel bridge", "creators": ["Ann Lee", "B. Writer"],
        "credit": "The Agency", "city": "Łódź", "taken_on": "2026-03-02",
    }
