"""Real archives of other systems (../shared/samples) are brought in, each story or a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.archive.public import Asked, import_archive
from dateline.record import public as record

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
GHOST = "cms-ghost-migrate/packages"
# Four of Medium's samples have one canonical address between them: each but the first is refused.
ARCHIVES = {
    "cms-wordpress-themetest/themeunittestdata.wordpress.xml": ("wordpress", 55, 3, 0),
    "cms-wordpress-themetest/64-block-test-data.xml": ("wordpress", 61, 0, 0),
    f"{GHOST}/mg-json/test/fixtures/single-post-author-long-slug.json": ("ghost", 1, 0, 0),
    f"{GHOST}/mg-ghost-api/src/test/fixtures/posts.json": ("ghost", 1, 0, 0),
    f"{GHOST}/mg-medium-export/test/fixtures/export": ("medium", 3, 2, 4),
    f"{GHOST}/mg-substack/test/fixtures": ("substack", 3, 1, 0),
}


def _there(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/samples/{name} is not here")
    return path


@pytest.mark.parametrize("name", ARCHIVES)
def test_every_story_is_brought_in_or_refused_with_a_reason(house, noon, name):
    form, live, drafts, refused = ARCHIVES[name]
    done = import_archive(_there(name), Asked(pictures=False), at=noon)
    assert done.form == form
    told = (done.stories["new"], done.stories["draft"], len(done.refused))
    assert told == (live, drafts, refused), done
    assert all(where and reason for where, reason in done.refused)
    assert record.total() == live


def test_wikinews_by_the_map_of_the_docs(house, noon, tmp_path):
    source = _there("corpus-wikinews-en/data/wikinews_2019.csv")
    fields = tmp_path / "map.json"
    fields.write_text(json.dumps({
        "system": "wikinews", "id": "url", "headline": "title", "text": "text",
        "published_at": "date", "addresses": "url", "section": "=World"}))
    from zoneinfo import ZoneInfo

    done = import_archive(source, Asked(fields=fields, zone=ZoneInfo("UTC")), at=noon)
    assert done.stories["new"] > 100 and not done.undated and len(done.refused) < 5, done


def test_gov_uk_by_the_map_of_the_docs(house, noon, tmp_path):
    folder = _there("news-govuk/examples/news_article")
    fields = tmp_path / "map.json"
    fields.write_text(json.dumps({
        "system": "govuk", "id": "base_path", "headline": "title", "html": "details.body",
        "standfirst": "description", "published_at": "first_published_at", "language": "locale",
        "addresses": "base_path", "organisations": "links.organisations[].title",
        "people": "links.people[].title", "picture": "details.image.url",
        "section": "=Government"}))
    done = import_archive(folder, Asked(fields=fields, pictures=False), at=noon)
    assert done.stories["new"] == 10 and done.redirects == 10, done
