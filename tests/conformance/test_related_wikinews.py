"""Real stories (../shared/samples) are related as an editor would relate them."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.public import Asked, import_archive
from dateline.record import public as record
from relating import followed, shown

SOURCE = (Path(__file__).resolve().parents[3]
          / "shared/samples/corpus-wikinews-en/data/wikinews_2020.csv")
FIRST = {
    "Germany says Alexei Navalny poisoned with Novichok": "Russia's Navalny airlifted to Germany",
    "Russia's Navalny airlifted to Germany": "Germany says Alexei Navalny poisoned with Novichok",
    "GitHub blocks public access to youtube-dl after RIAA issues DMCA notice":
        "Wikinews discusses DRM and DMCA with Richard Stallman after GitHub re-enables public "
        "access to youtube-dl",
    "English mathematician John Horton Conway dies after contracting COVID-19":
        "British mathematician Richard K. Guy dies at 103",
    "SARS-CoV-2 surpasses one million infections worldwide":
        "SARS-CoV-2 surpasses one million confirmed infections in the United States",
}


def test_wikinews_of_a_year(house, noon, tmp_path):
    if not SOURCE.exists():
        pytest.skip("../shared/samples/corpus-wikinews-en is not here")
    fields = tmp_path / "map.json"
    fields.write_text(json.dumps({
        "system": "wikinews", "id": "url", "headline": "title", "text": "text",
        "published_at": "date", "addresses": "url", "section": "=World"}))
    import_archive(SOURCE, Asked(fields=fields, zone=ZoneInfo("UTC")), at=noon)
    followed()
    stories = {story.headline: story for story in record.newest_run(least=500).versions}
    for headline, first in FIRST.items():
        assert shown(stories[headline].guid)[0] == first
