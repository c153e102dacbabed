"""What is wrong with anything that we emit, by the official schemas and the validators' rules.

`Judge().fault(kind, body, address)` answers "" for what is valid. The schemas are those beside the
checkout (`../shared/standards`); what has none is held to the words of its standard.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft202012Validator, ValidationError
from lxml import etree
from referencing import Registry, Resource

from feedrules import CHECKS, absolute

ROOT = Path(__file__).resolve().parents[1]
STANDARDS = ROOT.parent / "shared" / "standards"
JSON_FEED = STANDARDS / "feeds-jsonfeed-schema" / "src" / "schemas" / "json"
SITEMAPS = STANDARDS / "sitemaps" / "spec" / "support" / "schemas"
NEWSML = STANDARDS / "iptc-newsml-g2" / "specification" / "NewsML-G2_2.35-spec-All-Power.xsd"
NITF = STANDARDS / "iptc-newsml-g2" / "examples" / "nitf-3-6.xsd"
NEEDED = (JSON_FEED, SITEMAPS, NEWSML, NITF, STANDARDS / "iptc-ninjs")
ABSENT = "the official schemas are not in shared/"
_BOTH = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{main}"/>
<xsd:import namespace="http://www.google.com/schemas/sitemap-news/0.9" schemaLocation="{news}"/>
</xsd:schema>"""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
sys.path.append(str(Path(__file__).parent / "conformance"))

from ninjs_schema import formats, validator  # noqa: E402


def there() -> bool:
    """Whether every schema is."""
    return all(path.exists() for path in NEEDED)


def json_feed() -> Draft4Validator:
    """The schema of JSON Feed 1.1, with that of 1 beside it."""
    held = {name: json.loads((JSON_FEED / name).read_text()) for name in
            ("feed.json", "feed-1.json")}
    registry: Registry[Any] = Registry().with_resources(
        [(name, Resource.from_contents(held["feed-1.json"])) for name in
         ("feed-1", "feed-1.json", "https://json.schemastore.org/feed-1",
          "https://json.schemastore.org/feed-1.json")])
    return Draft4Validator(held["feed.json"], registry=registry, format_checker=formats())


def sitemap_schema(main: str) -> etree.XMLSchema:
    """A schema of sitemaps together with that of news: a lax wildcard then checks both."""
    wrapper = _BOTH.format(main=(SITEMAPS / main).as_uri(),
                           news=(SITEMAPS / "sitemap-news.xsd").as_uri())
    return etree.XMLSchema(etree.fromstring(wrapper))


class Judge:
    """Every schema, each read when it is first asked for."""

    @cached_property
    def ninjs(self) -> Draft202012Validator:
        return validator("ninjs-schema_3.1.json")

    @cached_property
    def newsmlg2(self) -> etree.XMLSchema:
        return etree.XMLSchema(file=str(NEWSML))

    @cached_property
    def nitf(self) -> etree.XMLSchema:
        return etree.XMLSchema(file=str(NITF))

    @cached_property
    def feed(self) -> Draft4Validator:
        return json_feed()

    @cached_property
    def pages(self) -> etree.XMLSchema:
        return sitemap_schema("sitemap.xsd")

    @cached_property
    def index(self) -> etree.XMLSchema:
        return sitemap_schema("siteindex.xsd")

    def fault(self, kind: str, body: bytes, address: str = "") -> str:
        """What is wrong with it, in one line; nothing for what is valid."""
        judge: Callable[[bytes, str], None] = getattr(self, "_" + kind.partition(".")[0])
        try:
            judge(body, address)
        except ValidationError as wrong:
            return f"{wrong.json_path}: {wrong.message[:300]}"
        except (AssertionError, ValueError, KeyError, LookupError, TypeError,
                etree.LxmlError) as wrong:
            return f"{type(wrong).__name__}: {str(wrong)[:300]}"
        return ""

    def _ninjs(self, body: bytes, _: str) -> None:
        self.ninjs.validate(json.loads(body))

    def _newsmlg2(self, body: bytes, _: str) -> None:
        self.newsmlg2.assertValid(etree.fromstring(body))

    _package = _newsmlg2

    def _nitf(self, body: bytes, _: str) -> None:
        self.nitf.assertValid(etree.fromstring(body))

    def _text(self, body: bytes, _: str) -> None:
        said = body.decode()
        assert said.endswith("\n") and "— 30 —" in said and not _CONTROLS.search(said), "a control"

    def _rss(self, body: bytes, address: str) -> None:
        CHECKS["rss.xml"](body, address)

    def _atom(self, body: bytes, address: str) -> None:
        CHECKS["atom.xml"](body, address)

    def _feed(self, body: bytes, address: str) -> None:
        CHECKS["feed.json"](body, address)
        self.feed.validate(json.loads(body))

    def _sitemap(self, body: bytes, _: str) -> None:
        """At most 50,000 lines and 50 MB, news at most 1,000 (sitemaps.org, Google)."""
        root = etree.fromstring(body)
        news = len(root.findall(".//{http://www.google.com/schemas/sitemap-news/0.9}news"))
        assert len(root) <= 50_000 and len(body) <= 50 * 2**20 and news <= 1000, "too long"
        assert all(absolute(each.text) for each in root.iter("{*}loc"))
        (self.index if root.tag.endswith("index") else self.pages).assertValid(root)

    def _oembed(self, body: bytes, _: str) -> None:
        """oEmbed 1.0, 2.3.4: what every answer says, and a thumbnail with both its sizes."""
        said = json.loads(body)
        assert (said["version"], said["type"]) == ("1.0", "link") and said["title"]
        assert all(absolute(value) for name, value in said.items() if name.endswith("_url"))
        sizes = {"thumbnail_url", "thumbnail_width", "thumbnail_height"} & said.keys()
        assert len(sizes) in (0, 3), sizes
