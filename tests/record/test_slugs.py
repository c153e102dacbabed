"""Slugs in the text's own script, whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.addresses import LONGEST, slug_of


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("A Bridge Opens", "a-bridge-opens"),
        ("  “Who pays?” — asks the mayor’s office ", "who-pays-asks-the-mayors-office"),
        ("Größe & Überfluss", "größe-überfluss"),
        ("snake_case / path..json ~ 50%", "snake-case-path-json-50"),
        ("हिन्दी में समाचार", "हिन्दी-में-समाचार"),
        ("น้ำท่วมกรุงเทพ", "น้ำท่วมกรุงเทพ"),
        ("انتخابات جديدة", "انتخابات-جديدة"),
        ("አዲስ አበባ፡ ዜና", "አዲስ-አበባ-ዜና"),
        ("北京：新年", "北京-新年"),
        ("İstanbul'da", "istanbulda"),
        ("❤️ 🎉", "story"),
        ("", "story"),
    ],
)
def test_what_a_headline_becomes(headline, slug):
    assert slug_of(headline, "story") == slug


def test_a_long_one_is_cut_between_words():
    slug = slug_of("word " * 40, "story")
    assert len(slug) <= LONGEST and slug.endswith("word")
    assert len(slug_of("x" * 300, "story")) == LONGEST


@given(st.text())
def test_no_headline_makes_a_slug_that_an_address_cannot_hold(headline):
    slug = slug_of(headline, "story")
    assert slug and len(slug) <= LONGEST
    assert not set(slug) & set("/~?#%.&=+ \t\n\0") and slug == slug_of(slug, "story")
