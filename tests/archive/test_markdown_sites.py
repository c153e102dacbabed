"""Folders of Jekyll, Hugo and Hexo: what the site says of all, and what their texts have in them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from old_sites import picture

from conftest import House
from dateline.archive.models import OldAddress
from dateline.archive.public import Asked, Summary, import_archive
from dateline.desk.public import find
from dateline.record import public as record

POST = "---\ntitle: The dam\ndate: 2015-02-03 10:00:00\n{}---\n{}\n"


def _bring(folder: Path, noon, files: dict[str, str]) -> Summary:
    for name, said in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(said)
    return import_archive(folder, Asked(pictures=False), at=noon)


def _filing(where: str):
    found = find(source=f"markdown:{where}")
    assert found is not None
    return record.public_filing(found.guid)


def _paths() -> set[str]:
    return set(OldAddress.objects.values_list("path", flat=True))


@pytest.mark.parametrize(("config", "name", "front", "paths"), [
    ("permalink: /:year/:month/:title/\nbaseurl: /blog\n", "_posts/2015-02-03-dam.md", "",
     {"/blog/2015/02/dam"}),
    ("permalink: pretty\n", "_posts/2015-02-03-dam.md", "categories: water power\n",
     {"/water/power/2015/02/03/dam"}),
    ("permalink: none\n", "news/_posts/2015-02-03-dam.md", "", {"/news/dam.html"}),
    ("title: Old\n", "_posts/2015-02-03-dam.md", "permalink: /:categories/:title:output_ext\n"
     "category: Local News\n", {"/local-news/dam.html"}),
    ("title: Old\n", "_news/dam.md", "", {"/news/dam.html"}),
    ("permalink: :year/:month/:day/:title/\n", "source/_posts/dam.md", "", {"/2015/02/03/dam"}),
])
def test_addresses_are_made_as_jekylls_site_makes_them(
    house: House, noon, tmp_path, config, name, front, paths
):
    _bring(tmp_path, noon, {"_config.yml": "timezone: UTC\n" + config, "_posts/.keep": "",
                            name: POST.format(front, "It holds.")})
    assert _paths() == paths


@pytest.mark.parametrize(("config", "name", "front", "paths"), [
    ('baseURL = "https://old.example/site/"\n[permalinks]\nnews = "/:year/:slug/"\n',
     "content/news/dam.md", "", {"/site/2015/dam"}),
    ('title = "Old"\n[permalinks.page]\nnews = "/:sections/:title/"\n', "content/news/d.md", "",
     {"/news/the-dam"}),
    ('title = "Old"\n', "content/News/2015-02-03-Dam.md", "",
     {"/News/2015-02-03-Dam", "/news/2015-02-03-dam", "/2015/02/03/Dam.html", "/2015/02/03/Dam"}),
    ('title = "Old"\n', "content/news/dam/index.md", "slug: wall\naliases: [/old/]\n",
     {"/news/wall", "/old"}),
])
def test_addresses_are_made_as_hugos_site_makes_them(
    house: House, noon, tmp_path, config, name, front, paths
):
    _bring(tmp_path, noon, {"hugo.toml": 'timeZone = "UTC"\n' + config,
                            name: POST.format(front, "It holds.")})
    assert _paths() == paths


def test_the_sites_zone_and_authors_are_of_all_its_stories(house: House, noon, tmp_path):
    _bring(tmp_path, noon, {
        "_config.yml": "timezone: Africa/Nairobi\n",
        "_data/authors.yml": "ada:\n  name: Ada Quill\n",
        "_posts/2015-02-03-dam.md": POST.format("author: ada\ntags: high old\n", "It holds.")})
    filing = _filing("_posts/2015-02-03-dam.md")
    there = timezone(timedelta(hours=3))
    assert filing.published_at == datetime(2015, 2, 3, 10, tzinfo=there).astimezone(UTC)
    assert [one.name for one in filing.authors] == ["Ada Quill"]
    assert {one.name for one in filing.tags} == {"high", "old"}


def test_a_broken_site_file_says_nothing_and_harms_no_story(house: House, noon, tmp_path):
    done = _bring(tmp_path, noon, {"_config.yml": "a: [", "_data/authors.yml": "- 1\n- 2\n",
                                   "_posts/2015-02-03-dam.md": POST.format("", "It holds.")})
    assert (done.stories["new"], done.unzoned, done.refused) == (1, 1, [])


@pytest.mark.parametrize(("body", "words"), [
    ("{% highlight ruby linenos %}\na = *b*\n{% endhighlight %}\nAfter.", ["a = *b*", "After."]),
    ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n\nAfter.", ["x := 1", "After."]),
    ("Words.\n{: .lead }\n\n{:toc}", ["Words."]),
    ("So he says.[^1]\n\n[^1]: May\n\nAfter.", ["So he says.[1]", "[1] May", "After."]),
    ("It ~~was~~ is.", ["It was is."]),
    ('import A from "../a.astro"\n\nimport duties rose.\n\nexport of maize too.',
     ["import duties rose.", "export of maize too."]),
    ("{{< youtube abcdefghijk >}}\n\nAfter.",
     ["https://www.youtube.com/embed/abcdefghijk", "After."]),
    ("{% youtube https://www.youtube.com/watch?v=abcdefghijk %}",
     ["https://www.youtube.com/embed/abcdefghijk"]),
    ("See [it]({% post_url 2014-01-01-a %}) and {{ page.title }}.", ["See it and ."]),
    ("## First\n\nWords.", ["First", "Words."]),
])
def test_what_their_texts_have_in_them(house: House, noon, tmp_path, body, words):
    _bring(tmp_path, noon, {"_posts/2015-02-03-dam.md": POST.format("", body)})
    assert [block.text for block in _filing("_posts/2015-02-03-dam.md").blocks] == words


def test_pictures_are_found_where_sites_serve_them_from(house: House, noon, tmp_path):
    for name in ("static/img/a.jpg", "assets/b.jpg", "content/news/dam/c.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(picture())
    done = _bring(tmp_path, noon, {"content/news/dam/index.md": POST.format(
        "cover:\n  image: /img/a.jpg\n  alt: The wall\n  caption: From below\n",
        '{% include figure.html src="/assets/b.jpg" caption="The lake" %}\n\n![C](c.jpg)')})
    filing = _filing("content/news/dam/index.md")
    assert (filing.picture.alt, filing.picture.caption) == ("The wall", "From below")
    assert [block.pictures[0].caption for block in filing.blocks] == ["The lake", ""]
    assert not done.pictures


def test_texts_in_html_with_front_matter_are_stories_of_the_site(house: House, noon, tmp_path):
    done = _bring(tmp_path, noon, {
        "_posts/2015-02-03-dam.html": POST.format("", "<p>It <b>holds</b>.</p>\n<p>{{ x }}.</p>"),
        "index.html": "---\nlayout: default\n---\n<p>All.</p>", "_layouts/a.html": "---\n---\n<p>",
        "about.html": "<p>No front matter.</p>"})
    assert (done.form, done.stories["new"], done.passed["page"]) == ("markdown", 1, 2)
    assert _filing("_posts/2015-02-03-dam.html").blocks[0].text == "It holds."
