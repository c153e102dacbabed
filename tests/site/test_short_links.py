"""Short links and their pictures: `/~CODE` and `/~CODE.svg`."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
import segno

from cast import live
from dateline.desk import public as desk
from dateline.record.codes import ALPHABET
from markup import links, one, tree

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def done(house, noon):
    """A public story."""
    return live("A bridge opens", at=noon)[1]


@pytest.mark.parametrize("spelt", [str.lower, str.upper, str.title])
def test_a_short_link_leads_to_the_story_in_any_case(done, reader, spelt):
    answer = reader.get(f"/~{spelt(done.code)}")
    assert (answer.status, answer.headers["Location"], answer.body) == (301, done.address, b"")


def test_the_story_shows_its_short_link(done, reader):
    page = tree(reader.get(done.address).text)
    (short,) = links(one(page, "short-url"))
    assert short == f"http://localhost:8000/~{done.code}"
    assert reader.get(short.removeprefix("http://localhost:8000")).headers["Location"] == (
        done.address
    )


def test_one_wrong_or_two_exchanged_signs_lead_nowhere(done, reader, noon):
    for n in range(40):
        live(f"Story {n}", at=noon)
    code = done.code
    wrong = {code[:n] + sign + code[n + 1:] for n in range(len(code)) for sign in ALPHABET[::5]}
    wrong |= {code[:n] + code[n + 1] + code[n] + code[n + 2:] for n in range(len(code) - 1)}
    wrong |= {code[:-1], code + "2", code[1:], ""}
    for other in wrong - {code}:
        for address in (f"/~{other}", f"/~{other}.svg", f"/~{other}.json"):
            assert reader.get(address).status == 404, address


def test_a_short_link_follows_its_story(done, reader, noon):
    guid = desk.find(code=done.code).guid
    assert reader.get(f"/~{done.code}").headers["Location"] == done.address
    moved = desk.resection(guid, "World", at=noon)
    assert reader.get(f"/~{done.code}").headers["Location"] == moved.address
    assert moved.address.startswith("/world/")


def test_the_picture_is_a_qr_code_of_the_absolute_short_url(done, reader, noon):
    answer = reader.get(f"/~{done.code}.svg")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    code = segno.make(f"http://localhost:8000/~{done.code}", micro=False)
    drawn = BytesIO()
    code.save(drawn, kind="svg", scale=4, light="#fff")
    assert answer.body == drawn.getvalue()
    assert modules(answer.body) == [list(row) for row in code.matrix]
    other = live("Another", at=noon)[1]
    assert modules(reader.get(f"/~{other.code}.svg").body) != modules(answer.body)


def modules(svg):
    """The dark and light modules (1, 0) as the picture's strokes draw them, without its border."""
    root = ElementTree.fromstring(svg)
    dark = root.find(f".//{SVG}path[@stroke]").get("d")
    x = y = 0.0
    rows = {}
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", dark):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            rows.setdefault(int(y), []).extend(range(int(x), int(x + values[0])))
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    first, last = min(min(row) for row in rows.values()), max(max(row) for row in rows.values())
    return [[int(n in rows[y]) for n in range(first, last + 1)] for y in sorted(rows)]


def test_the_picture_answers_in_any_case(done, reader):
    assert reader.get(f"/~{done.code.upper()}.svg").body == reader.get(f"/~{done.code}.svg").body
