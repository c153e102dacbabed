"""robots.txt and security.txt."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings

from cast import live
from dateline.desk import public as desk
from dateline.desk.public import Site
from dateline.lib import clock
from dateline.project import environment

BASE = "http://localhost:8000"


def test_crawlers_are_led_to_the_sitemaps_and_kept_from_the_desk(house, reader, noon):
    answer = reader.get("/robots.txt")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/sitemap-news.xml"]
    assert all(rules.can_fetch("anyone", f"{BASE}{at}") for at in ("/", "/politics/x~abc", "/fr/"))
    assert not any(rules.can_fetch("anyone", f"{BASE}{at}") for at in ("/desk/", "/-/live"))
    tag = answer.headers["ETag"]
    live(at=noon)
    assert reader.get("/robots.txt", if_none_match=tag).status == 304
    for address in rules.site_maps():
        assert reader.get(address.removeprefix(BASE)).status == 200


def test_without_a_contact_there_is_no_security_txt(house, reader):
    assert reader.get("/.well-known/security.txt").status == 404


def test_who_finds_a_weakness_is_told_whom_to_tell(house, reader, noon, monkeypatch):
    monkeypatch.setattr(settings, "SECURITY_CONTACT", "mailto:security@news.example")
    desk.configure(Site(name="Post", language="fr", languages=("ar",)), at=noon)
    with clock.at(noon):
        answer = reader.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert said == {"Contact": "mailto:security@news.example", "Expires": "2026-09-01T00:00:00Z",
                    "Preferred-Languages": "en, fr, ar"}


@pytest.mark.parametrize("day", [datetime.fromisoformat(f"{day}T23:59:59+00:00") for day in (
    "2026-01-31", "2026-08-31", "2026-12-31", "2028-02-29")])
def test_it_never_runs_out_and_never_lasts_a_year(house, reader, monkeypatch, day):
    monkeypatch.setattr(settings, "SECURITY_CONTACT", "https://news.example/security")
    for moment in (day, day + timedelta(seconds=1), day + timedelta(days=10)):
        with clock.at(moment):
            text = reader.get("/.well-known/security.txt").text
        expires = datetime.fromisoformat(text.split("Expires: ")[1].split("\n")[0])
        assert timedelta(days=120) < expires - moment < timedelta(days=366)


@pytest.mark.parametrize(("given", "meant"), [
    ("", ""), ("security@news.example", "mailto:security@news.example"),
    ("mailto:security@news.example", "mailto:security@news.example"),
    ("https://news.example/security", "https://news.example/security"),
    ("tel:+1-201-555-0123", "tel:+1-201-555-0123"),
])
def test_a_contact_is_a_uri(monkeypatch, given, meant):
    monkeypatch.setenv("DATELINE_SECURITY_CONTACT", given)
    assert environment.security_contact() == meant


@pytest.mark.parametrize("wrong", [
    "http://news.example", "me", "https://a b", "https://a\nExpires: x",
])
def test_a_contact_that_is_none_stops_the_start(monkeypatch, wrong):
    monkeypatch.setenv("DATELINE_SECURITY_CONTACT", wrong)
    with pytest.raises(environment.WrongSetting, match="DATELINE_SECURITY_CONTACT"):
        environment.security_contact()
