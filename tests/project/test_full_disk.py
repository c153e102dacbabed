"""A disk that takes no more: what was acknowledged stays, nothing half-done does."""

from __future__ import annotations

import resource
from dataclasses import replace

from dateline.project.demo import growing

BYTES = 8_000_000


def _no_more() -> None:
    """From here on no file of this process grows past the limit."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES, BYTES))


def test_growing_until_the_disk_is_full_and_on_when_it_is_not(house, tmp_path):
    kept = {name: value for name, value in house.environment.items() if name != "DATELINE_DATABASE"}
    own = replace(house, data=tmp_path, environment=kept | {"DATELINE_DATA": str(tmp_path / "new")})
    assert own.run("signin").returncode == 0
    full = own.run("demo", "--stories", str(20 * growing.CHUNK), preexec_fn=_no_more)
    assert full.returncode == 2
    assert "What was not finished is undone" in full.stderr and "Traceback" not in full.stderr
    sound = own.run("check")
    assert sound.returncode == 0, sound.stderr
    more = own.run("demo", "--stories", str(2 * growing.CHUNK))
    assert more.returncode == 0, more.stderr
    grown = own.run("check", "--all")
    assert grown.returncode == 0, grown.stderr
