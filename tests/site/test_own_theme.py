"""Another newsroom's templates and style sheet, in the data folder: no code is touched."""

from __future__ import annotations

import pytest

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Site
from markup import classed, one, said, tree
from serving import serving

SHEET = ":root { --serif: Georgia, serif; }\n"


def put(house, path, text):
    """A file of the newsroom's own theme."""
    file = house.data / "theme" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_templates_and_a_sheet_of_its_own_and_what_was_stored_before_is_old(house, noon):
    _, done = live(at=noon)
    desk.configure(Site(name="The Post", accent="#7d0b4f"), at=noon)
    with serving(house, "--no-demo") as served:
        before = tree(served.get(done.address)[1])
        assert classed(before, "own") == []
        assert said(one(before, "rules")) == "Community standards"
    put(house, "templates/site/tags.html", '<p class="own">{{ site.name }} has no tags</p>')
    put(house, "static/site.css", SHEET)
    with serving(house, "--no-demo") as served:
        page = tree(served.get(done.address)[1])
        assert said(one(page, "own")) == "The Post has no tags"
        sheets = [link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"]
        assert [sheet.split("?")[0] for sheet in sheets] == [
            "/static/theme/site.css", "/site/accent-7d0b4f.css", "/static/own/site.css",
            "/static/theme/print.css",
        ]
        assert served.get(sheets[2]) == (200, SHEET)
        assert served.get("/desk/account/login/")[0] == 200
    put(house, "templates/site/tags.html", '<p class="own">Still none</p>')
    with serving(house, "--no-demo") as served:
        assert said(one(tree(served.get(done.address)[1]), "own")) == "Still none"


@pytest.mark.parametrize(("name", "text", "why"), [
    ("site/tags.html", "{% if version.tags %}", "Unclosed tag"),
    ("site/tags.html", "{% load nothing_such %}", "is not a registered tag library"),
    ("wagtailadmin/base.html", "Mine", "only templates of readers' pages"),
    ("theme/page.html", "Mine", "only templates of readers' pages"),
])
def test_a_template_that_cannot_be_used_stops_the_start_and_says_why(house, name, text, why):
    file = put(house, f"templates/{name}", text)
    ran = house.run("serve", "--no-demo")
    assert ran.returncode == 2
    assert str(file) in ran.stderr and why in ran.stderr and "Traceback" not in ran.stderr
    file.unlink()
    assert house.run("check").returncode == 0
