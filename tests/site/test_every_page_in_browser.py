"""Every reader's page in every state, judged in Chromium and by the Nu HTML checker (issue 4)."""

from __future__ import annotations

import gzip
import re
import shutil

import pytest

from browsing import chromium
from looking import NARROW, looking
from nu import complaints
from serving import serving
from showroom import STAGES, fresh_house, raised

pytestmark = pytest.mark.browser
CSS_BYTES, SCRIPT_BYTES = 30 * 1024, 15 * 1024
OWN = re.compile(r"/static/(discussion|onair|archive)/")
"""Sheets of rooms whose pages alone ask for them."""
SHIFT = 0.005
"""Of the screen, times the way (CLS; good is 0.1). Where the processor is slow, Chromium counts the
space that ends what it has read of a line, which nobody sees. A picture without size is more."""


@pytest.fixture(scope="module")
def pages(migrated):
    """What every page showed, by its name."""
    seen, house = {}, fresh_house(migrated)
    with serving(house, "--no-demo") as served, chromium() as browser:
        for stage in STAGES:
            looks = raised(house, stage)
            with looking(browser, served.base) as look:
                seen |= {each.name: look(each) for each in looks}
    shutil.rmtree(house.data.parent)
    return seen


def found(pages, question):
    """What the question finds amiss, by page; empty is well."""
    return {name: amiss for name, seen in pages.items() if (amiss := question(seen))}


def test_every_page_answers_as_it_should(pages):
    assert len(pages) >= 50
    assert found(pages, lambda seen: seen.status != seen.look.status and seen.status) == {}


def test_axe_finds_nothing_serious_light_or_dark_wide_or_narrow(pages):
    assert found(pages, lambda seen: seen.serious) == {}


def test_the_nu_html_checker_finds_no_error(pages, tmp_path):
    sheets = {}
    for name, seen in pages.items():
        (tmp_path / f"{name}.html").write_text(seen.html)
        sheets |= {path: body for path, body in seen.weights.items() if path.endswith(".css")}
    for number, body in enumerate(sheets.values()):
        (tmp_path / f"sheet-{number}.css").write_bytes(body)
    assert sheets
    assert complaints(sorted(tmp_path.iterdir())) == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(pages):
    assert found(
        pages, lambda seen: seen.width_when_narrow > NARROW and seen.width_when_narrow
    ) == {}


def test_the_keyboard_alone_reaches_everything_in_order_and_is_always_seen(pages):
    def amiss(seen):
        wanted = [each["at"] for each in seen.expected]
        got = [each["at"] for each in seen.reached][: len(wanted)]
        missed = [each["html"] for each in seen.expected if each["at"] not in got]
        unseen = [each["html"] for each in seen.reached if not (each["outlined"]
                                                                and each["onScreen"])]
        return missed + unseen + ([] if got == wanted else [f"order: {got} for {wanted}"])

    assert found(pages, amiss) == {}


def test_the_skip_link_comes_first_and_leads_to_the_text(pages):
    def amiss(seen):
        return "skip" not in seen.reached[0]["html"] or seen.skipped_to != "main"

    assert found(pages, amiss) == {}


def test_without_javascript_nothing_is_missing(pages):
    def amiss(seen):
        words, links = seen.with_scripts
        bare_words, bare_links = seen.without_scripts
        return sorted(set(words) - set(bare_words)) + sorted(set(links) - set(bare_links))

    assert found(pages, amiss) == {}


def test_nothing_moves_while_a_page_loads(pages):
    assert found(pages, lambda seen: seen.shift > SHIFT and seen.shift) == {}


def test_nothing_is_asked_of_anybody_else(pages):
    assert found(pages, lambda seen: seen.strangers) == {}


def test_the_console_stays_empty(pages):
    assert found(pages, lambda seen: seen.complaints) == {}


def test_style_and_scripts_are_light(pages):
    def amiss(seen):
        sheets = sum(len(body) for name, body in seen.weights.items()
                     if "stylesheet" in name and not OWN.search(name))
        scripts = sum(len(gzip.compress(body)) for name, body in seen.weights.items()
                      if "script" in name)
        return (sheets, scripts) if sheets > CSS_BYTES or scripts > SCRIPT_BYTES else ()

    assert any(seen.weights for seen in pages.values())
    assert found(pages, amiss) == {}
