"""Real archives of other systems (../shared/samples) are brought in, each story or a reason.

What is expected is counted here anew, by the standard library and other rules than the readers'.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.public import Asked, NotArchive, Summary, import_archive
from dateline.record import public as record

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
GHOST = "cms-ghost-migrate/packages"
UTC = ZoneInfo("UTC")
WXR = (
    "cms-wordpress-themetest/themeunittestdata.wordpress.xml",
    "cms-wordpress-themetest/64-block-test-data.xml", "cms-wordpress-themetest/theme-preview.xml",
    "cms-jekyll-import/test/mocks/sitetitle.wordpress.2025-01-19.000.xml",
    "comments-exports/isso/tests/wordpress.xml",
    "wire-superdesk-core/tests/io/fixtures/wordpress_wxr.xml",
    "wire-superdesk-core/tests/io/fixtures/wordpress_wxr_funke.xml",
    "wire-superdesk-core/tests/io/fixtures/wordpress_wxr_thumb.xml",
)
WIKINEWS = {"system": "wikinews", "id": "url", "headline": "title", "text": "text",
            "published_at": "date", "addresses": "url", "section": "=World"}
GOV_UK = {
    "system": "govuk", "id": "base_path", "headline": "title", "html": "details.body",
    "standfirst": "description", "published_at": "first_published_at", "language": "locale",
    "addresses": "base_path", "organisations": "links.organisations[].title",
    "people": "links.people[].title", "picture": "details.image.url", "section": "=Government"}
WP_API = {
    "system": "wordpress", "id": "id", "headline": "title.rendered", "html": "content.rendered",
    "standfirst": "excerpt.rendered", "published_at": "date_gmt", "addresses": "link",
    "authors": "_embedded.author[].name"}


def _there(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/samples/{name} is not here")
    return path


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _bring(path: Path, noon, tmp_path, fields: dict | None = None, **said) -> Summary:
    given = None
    if fields:
        given = tmp_path / "map.json"
        given.write_text(json.dumps(fields))
    done = import_archive(path, Asked(pictures=False, fields=given, **said), at=noon)
    assert all(where and reason for where, reason in done.refused)
    return done


def _told(done: Summary) -> tuple[int, int, int]:
    return done.stories["new"], done.stories["draft"], len(done.refused)


def _wxr(path: Path) -> tuple[int, int, int]:
    """Live posts and drafts, by ElementTree; what has no words at all cannot be told."""
    counted: Counter[str] = Counter()
    for item in ET.parse(path).iter("item"):
        said = {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in item}
        bodies = [one.text or "" for one in item if one.tag.endswith("content/}encoded")]
        public = said.get("status", "publish") == "publish" and not said.get("post_password")
        if said.get("post_type", "post") not in ("post",):
            continue
        if not said.get("title") and not "".join(bodies).strip():
            counted["refused"] += 1
        elif public:
            counted["live"] += 1
        elif said.get("status") in ("publish", "draft", "pending", "private", "future"):
            counted["draft"] += 1
    return counted["live"], counted["draft"], counted["refused"]


@pytest.mark.parametrize("name", WXR)
def test_every_post_of_wordpress(house, noon, tmp_path, name):
    path = _there(name)
    done = _bring(path, noon, tmp_path, zone=UTC)
    assert (done.form, _told(done)) == ("wordpress", _wxr(path)), done
    assert record.total() == done.stories["new"]
    assert done.passed["comment"] == len(re.findall(r"<wp:comment>", path.read_text()))


def test_every_post_of_ghost(house, noon, tmp_path):
    folder = _there(f"{GHOST}/mg-json")
    files = [*sorted(folder.rglob("*.json")), *(SHARED / GHOST / "mg-ghost-api").rglob("*.json")]
    assert len(files) == 10
    for path in files:
        said = path.read_bytes()
        posts = json.loads(said)["posts"] if b'"meta"' in said[:200] and b'"posts"' in said[
            :20] else json.loads(said)
        posts = posts.get("posts") or posts.get("data", {}).get("posts") if isinstance(
            posts, dict) else posts
        done = _bring(path, noon, tmp_path)
        assert done.form == "ghost"
        assert sum(_told(done)) + done.stories["same"] + done.stories["updated"] == len(
            posts), (path, done)


def test_every_post_of_medium_and_substack(house, noon, tmp_path):
    done = _bring(_there(f"{GHOST}/mg-medium-export/test/fixtures/export"), noon, tmp_path)
    pages = [one.read_text() for one in (SHARED / GHOST).rglob("mg-medium-export/**/posts/*.html")]
    names = [re.findall(r'href="([^"]+)"[^>]*class="p-canonical"', one) for one in pages]
    dated = [name[0] for one, name in zip(pages, names, strict=True) if "dt-published" in one]
    assert sum(_told(done)) == len(pages) == 9
    assert len(dated) - len(set(dated)) == 4 == len(done.refused)  # one address between them
    folder = _there(f"{GHOST}/mg-substack/test/fixtures")
    done = _bring(folder, noon, tmp_path)
    rows = [one for one in _table(folder / "posts.csv")
            if one["type"] in ("newsletter", "podcast", "thread")]
    live = [one for one in rows if one["is_published"].lower() == "true"
            and one["audience"] == "everyone"]
    assert _told(done) == (len(live), len(rows) - len(live), 0), done


def test_every_post_of_wordpress_api_by_the_map_of_the_docs(house, noon, tmp_path):
    for path in sorted(_there(f"{GHOST}/mg-wp-api").rglob("*.json")):
        said = json.loads(path.read_bytes())
        rows = said if isinstance(said, list) else [said]
        stories = [one for one in rows if one.get("id") and one.get("content")]
        done = _bring(path, noon, tmp_path, WP_API | {"system": path.stem}, zone=UTC)
        assert _told(done) == (len(stories), 0, len(rows) - len(stories)), (path, done)


@pytest.mark.parametrize("year", [2019, 2020])
def test_every_story_of_wikinews_by_the_map_of_the_docs(house, noon, tmp_path, year):
    path = _there(f"corpus-wikinews-en/data/wikinews_{year}.csv")
    rows = _table(path)
    done = _bring(path, noon, tmp_path, WIKINEWS, zone=UTC)
    addresses = {one["url"] for one in rows}
    assert (done.stories["new"], len(done.refused)) == (
        len(addresses), len(rows) - len(addresses)) and not done.undated, done
    assert len(addresses) > 100


def test_every_page_of_the_french_wikinews_in_its_zip(house, noon, tmp_path):
    path = _there("corpus-wikinews-fr/src/WikinewsKeyphraseCorpus-master.zip")
    with zipfile.ZipFile(path) as packed:
        pages = [one for one in packed.namelist() if one.endswith(".html")]
    done = _bring(path, noon, tmp_path, language="fr")
    assert (done.form, _told(done)) == ("html", (len(pages), 0, 0)), done
    assert len(pages) == 100


@pytest.mark.parametrize("kind", ["news_article", "fatality_notice", "speech", "case_study",
                                  "statistics_announcement", "topical_event"])
def test_every_page_of_gov_uk_by_the_map_of_the_docs(house, noon, tmp_path, kind):
    folder = _there(f"news-govuk/examples/{kind}")
    files = [json.loads(one.read_bytes()) for one in folder.rglob("*.json")]
    told = {one["base_path"] for one in files if one.get("base_path") and one.get("title")}
    done = _bring(folder, noon, tmp_path, GOV_UK)
    assert (done.stories["new"], done.stories["new"] + len(done.refused)) == (
        len(told), len(files)), done
    if kind == "news_article":
        assert (len(told), done.redirects) == (10, 10)


def _wire(path: Path) -> int:
    """How many items a file of the wire speaks of, by its tags; of one message, one."""
    raw = path.read_bytes()
    if not raw.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return 1
    counts = [len(re.findall(rb"<(?:\w+:)?(?:%s)[\s>]" % name, raw))
              for name in (b"newsItem|NewsItem", b"packageItem", b"entry", b"nitf")]
    return next(filter(None, counts), 0)


TEXTS = ("*.tst", "IPTC7901*.txt", "dpa_*.txt")
NEWSML = ("afp*.xml", "ana*.xml", "ansa*.xml", "dpa.xml", "scoop.xml", "snep.xml", "stt*.xml",
          "text.xml", "tag_*newsml*", "aap*.xml", "ap-nitf.xml", "efe*.xml", "nitf*.xml", "pa?.xml",
          "mapping_test.xml", "handle*.xml", "wenn.xml", "ap_media_text_nitf.xml")


def test_every_file_of_the_wire(house, noon, tmp_path):
    folder = _there("wire-superdesk-core/tests/io/fixtures")
    files = sorted({one for pattern in (*TEXTS, *NEWSML) for one in folder.glob(pattern)})
    assert len(files) >= 70
    for path in files:
        done = _bring(path, noon, tmp_path)
        found = sum(done.stories.values()) + sum(done.passed.values()) + len(done.refused)
        assert found == _wire(path), (path.name, done)
        assert not done.refused, done


def test_what_is_no_archive_is_refused_in_words(house, noon, tmp_path):
    """Pictures, schemas, tables of people, a corpus of words with their parts of speech."""
    names = [*sorted(_there("photo-metadata").rglob("*.[jJ][pP][gG]")),
             *sorted(_there("corpus-wikinews-gum").rglob("*.xml")),
             *(SHARED / "wire-superdesk-core").rglob("*THUMBNAIL"),
             *(SHARED / "wire-superdesk-core").rglob("users.json"),
             *(SHARED / "news-govuk").rglob("schema.json"),
             *(SHARED / "cms-jekyll-import").rglob("medium_feed.xml"),
             *(SHARED / "cms-jekyll-import").rglob("dotclear.txt")]
    assert len(names) > 50
    for path in names:
        with pytest.raises(NotArchive, match=r"\w"):
            import_archive(path, Asked(), at=noon)
    assert record.total() == 0
