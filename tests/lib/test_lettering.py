"""Text set in a picture: fitted, shaped, or left out."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from dateline.lib.lettering import BUILT_IN, draw, fitted

ARABIC = "العبّارات تبحر من جديد"
BARE = {"fonts": (BUILT_IN,)}


def inked(text, **how):
    """The box of what is drawn of a text, or None."""
    found = fitted(text, width=400, height=200, sizes=(40,), **how)
    assert found is not None
    image = Image.new("L", (440, 260), 0)
    draw(ImageDraw.Draw(image), found, at=(420 if found.rtl else 20, 20), colour="#ffffff")
    return image.getbbox()


def test_lines_stay_within_the_width():
    found = fitted("The ferries of the strait sail again", width=300, height=400, sizes=(40,),
                   **BARE)
    assert len(found.lines) > 1 and " ".join(found.lines) == "The ferries of the strait sail again"
    left, _, right, _ = inked("The ferries of the strait sail again", **BARE)
    assert left >= 18 and right <= 424


def test_the_largest_size_that_fits_is_taken_and_the_smallest_is_cut():
    long = "word " * 60
    assert fitted("Rain", width=300, height=60, sizes=(40, 20), **BARE).size == 40
    assert fitted("word " * 12, width=300, height=100, sizes=(60, 20), **BARE).size == 20
    cut = fitted(long, width=300, height=60, sizes=(40, 20), **BARE)
    assert cut.size == 20 and cut.lines[-1].endswith("…") and cut.height <= 60


def test_a_word_wider_than_a_line_is_broken():
    found = fitted("x" * 90, width=200, height=900, sizes=(40,), **BARE)
    assert len(found.lines) > 3 and "".join(found.lines) == "x" * 90


@pytest.mark.parametrize("text", ["Привет", "Élan", ARABIC, "文字", "a\u0301", "\U0001f600"])
def test_what_a_font_has_no_signs_for_is_left_out(text):
    assert fitted(text, width=400, height=200, sizes=(40,), **BARE) is None


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_is_nothing(text):
    assert fitted(text, width=400, height=200, sizes=(40,)) is None


def test_a_font_that_is_not_there_is_passed_over():
    found = fitted("Rain", width=400, height=200, sizes=(40,), fonts=("No Such Font.ttf", BUILT_IN))
    assert found.font == BUILT_IN


def test_arabic_is_shaped_and_runs_from_the_right():
    found = fitted(ARABIC, width=900, height=200, sizes=(40,))
    assert found.rtl
    left, _, right, _ = inked("ع")
    apart = right - left
    left, _, right, _ = inked("ععععععع")
    assert right - left < 7 * apart, "eight joined letters are narrower than seven alone"
    assert right > 400


def test_a_script_of_europe_is_set_where_a_font_has_it():
    assert fitted("Привет, Élan", width=900, height=200, sizes=(40,)) is not None
