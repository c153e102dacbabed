"""Addresses of stories: only the code decides; every older form redirects."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, unquote

import pytest

from cast import live
from dateline.desk import public as desk
from dateline.record import public as record
from dateline.record.codes import ALPHABET, code_of
from dateline.record.models import Ledger


@pytest.fixture
def opened(house, noon):
    """A public story: /politics/a-bridge-opens~CODE."""
    return live("A bridge opens", at=noon)[1]


def test_a_story_has_one_address(opened, reader):
    assert opened.address == f"/politics/a-bridge-opens~{opened.code}"
    assert reader.get(opened.address).status == 200
    assert reader.get(opened.address + "?from=mail").status == 200


OLDER = (
    "/~{code}", "/~{upper}", "/politics/a-bridge-opens~{upper}", "/politics/~{code}",
    "/world/a-bridge-opens~{code}", "/politics/a-tunnel-opens~{code}", "/a-bridge-opens~{code}",
    "/POLITICS/A-Bridge-Opens~{code}", "/2026/03/02/anything/at/all~{code}", "/politics/x~y~{code}",
)


@pytest.mark.parametrize("form", OLDER)
@pytest.mark.parametrize("ending", ["", ".json"])
def test_every_other_form_redirects(opened, reader, form, ending):
    asked = form.format(code=opened.code, upper=opened.code.upper())
    answer = reader.get(asked + ending)
    assert (answer.status, answer.headers["Location"]) == (301, opened.address + ending)
    assert answer.body == b""


def test_a_final_slash_redirects(opened, reader):
    for asked in (f"{opened.address}/", f"/~{opened.code}/"):
        assert reader.get(asked).headers["Location"] == opened.address


def test_one_wrong_sign_is_no_page_and_never_another_story(opened, reader, noon):
    for n in range(5):
        live(f"Another story {n}", at=noon)
    for place, right in enumerate(opened.code):
        for sign in ALPHABET.replace(right, ""):
            code = opened.code[:place] + sign + opened.code[place + 1 :]
            assert reader.get(f"/politics/a-bridge-opens~{code}").status == 404
            assert reader.get(f"/~{code}").status == 404


def test_a_good_code_of_nobody_is_no_page_until_it_is_given(opened, reader, noon):
    key = bytes.fromhex(Ledger.objects.get().code_key)
    code = code_of(1, key)
    assert record.valid_code(code)
    for form in (f"/~{code}", f"/politics/second~{code}", f"/politics/second~{code}.json"):
        assert reader.get(form).status == 404
    _, done = live("Second", at=noon)
    assert done.code == code
    assert reader.get(f"/~{code}").headers["Location"] == done.address
    assert [reader.get(done.address + end).status for end in ("", ".json")] == [200, 200]


def test_the_address_follows_the_headline_and_the_section(opened, reader, noon):
    guid = desk.find(code=opened.code).guid
    assert reader.get(opened.address).status == 200
    first = desk.update(guid, {"headline": "A tunnel opens"}, at=noon)
    second = desk.resection(guid, "World", at=noon)
    assert second.address == f"/world/a-tunnel-opens~{opened.code}"
    for older in (opened.address, first.address, f"/~{opened.code}"):
        assert reader.get(older).headers["Location"] == second.address
    assert reader.get(second.address).status == 200


UNICODE = {
    "Überfall in Köln: „Wer war’s?“": "überfall-in-köln-wer-wars",
    "北京 2026年3月": "北京-2026年3月",
    "Потоп на Неве": "потоп-на-неве",
    "سقوط الجسر": "سقوط-الجسر",
    "e\u0301te\u0301": "été",
    "50% off & <more>/less?": "50-off-more-less",
    "!?… —": "story",
    "🚀🚀": "story",
    "a" * 300: "a" * 80,
    "word " * 60: "word-" * 15 + "word",
}


@pytest.mark.parametrize("headline", UNICODE)
def test_a_slug_keeps_the_script_of_its_headline(house, reader, noon, headline):
    _, done = live(headline, at=noon)
    assert unquote(done.address) == f"/politics/{UNICODE[headline]}~{done.code}"
    assert done.address.isascii()
    assert reader.get(done.address).status == 200
    answer = reader.get(f"/~{done.code}")
    assert (answer.status, answer.headers["Location"]) == (301, done.address)


def test_a_decomposed_address_redirects_to_the_composed_one(house, reader, noon):
    _, done = live("Köln", at=noon)
    other = quote(unicodedata.normalize("NFD", unquote(done.address)))
    assert other != done.address
    assert reader.get(other).headers["Location"] == done.address


@pytest.mark.parametrize("address", [
    "/poli%00tics/", "/tag/a%00b/", "/%00", "/~%00", "/x~abc%00ef", "/politics/?before=%00",
    "/%ff%fe/", "/tag/%ed%a0%80/", "/~", "/~.json", "/~.svg", "/politics/a-bridge-opens~",
    "/" + "x" * 1500 + "/", "/dossier//", "//", "/politics/deeper/", "/robots.text",
])
def test_what_is_no_address_is_one_page_of_its_own(opened, reader, address):
    answer = reader.get(address)
    assert answer.status == 404
    assert "There is no page at this address" in answer.text


def test_a_list_goes_on_only_from_a_story(opened, reader):
    for before in ("222222", "nonsense", opened.code[:-1] + "!"):
        assert reader.get(f"/politics/?before={before}").status == 404
    assert reader.get(f"/politics/?before={opened.code}").status == 200
