"""Articles of other programs are read in place: no word of their bodies is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from dateline.formats.article import parse

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
POSTS = SAMPLES / "cms-ghost-migrate/packages/mg-medium-export/test/fixtures/export/posts"
BODIES = sorted(SAMPLES.glob("news-govuk/examples/*/frontend/*.json"))
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")


def words(text: str) -> list[str]:
    """The words of a text, without their marks."""
    return re.findall(r"\w+", text)


def test_every_word_of_a_government_story_is_kept_in_order():
    read = 0
    for path in BODIES:
        body = json.loads(path.read_text()).get("details", {}).get("body")
        if not isinstance(body, str) or not body.strip():
            continue
        article = parse(body)
        tree = html.fragment_fromstring(body, create_parent="div")
        for break_ in tree.iter("br", "p", "li", "h2", "h3", "td", "th", "div"):
            break_.tail = f" {break_.tail or ''}"
        said = " ".join([article.headline, article.standfirst, *(
            " ".join([block.words(), block.speaker, block.role]) for block in article.blocks)])
        assert sorted(words(said)) == sorted(words(tree.text_content())), path.name
        read += 1
    assert read > 20


@pytest.mark.parametrize(("name", "headline", "kinds"), [
    ("basic-post", "Basic Post Title", "ppp"),
    ("quote-post", "Quote Post Title", "ppqpq"),
    ("advanced-post", "Advanced Post Title", "phpp"),
])
def test_an_exported_post_is_read_part_by_part(name, headline, kinds):
    article = parse((POSTS / f"{name}.html").read_bytes())
    assert article.headline == headline
    assert article.authors == ("Joe Bloggs",)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2018-08-11T11:23:34.123000+00:00"
    assert "".join(block.kind[0] for block in article.blocks).startswith(kinds)
