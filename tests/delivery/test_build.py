"""A page made by other templates, code or settings is an old page."""

from __future__ import annotations

import pytest
from django.conf import settings

from dateline.delivery.machine import build


@pytest.fixture
def rebuilt(monkeypatch, tmp_path):
    """The build as a process that starts now would find it."""

    def now(**changed) -> str:
        for name, value in changed.items():
            monkeypatch.setattr(settings, name, value)
        build.cache_clear()
        return build()

    monkeypatch.setattr(settings, "THEME", tmp_path)
    yield now
    build.cache_clear()


def test_the_build_is_another_when_something_that_shows_is(rebuilt, tmp_path):
    seen = [rebuilt()]
    assert rebuilt() == seen[0]
    for changed in ({"LANGUAGE_CODE": "fr"}, {"TIME_ZONE": "Asia/Baghdad"},
                    {"BASE_URL": "https://news.example"}):
        seen.append(rebuilt(**changed))
    for name, text in (("theme.css", "a"), ("theme.css", "b"), ("django.mo", "x")):
        (tmp_path / name).write_text(text)
        seen.append(rebuilt())
    (tmp_path / "theme.css").rename(tmp_path / "other.css")
    seen.append(rebuilt())
    assert len(set(seen)) == len(seen)
