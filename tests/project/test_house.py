"""The house rules that no linter knows (DESIGN 3 and 10)."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dateline"
SHELVES = {
    "project": 6, "site": 5, "wire": 5, "discussion": 5, "onair": 5, "archive": 5,
    "desk": 4, "record": 3, "delivery": 2, "jobs": 2, "people": 2, "theme": 1,
}
IDLE_NAMES = {"utils", "helpers", "common", "misc", "base", "core", "services", "managers"}


_BLOCKS = (ast.FunctionDef, ast.ClassDef, ast.With, ast.If, ast.For, ast.Try, ast.While)


def _files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_no_foreign_key_points_up_or_sideways():
    seen = 0
    for model in apps.get_models():
        own = model._meta.app_label
        if own not in SHELVES:
            continue
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model:
                other = field.related_model._meta.app_label
                seen += 1
                assert other not in SHELVES or other == own or SHELVES[other] < SHELVES[own], (
                    f"{own}.{field} points to {other}"
                )
    assert seen > 10


def test_files_stay_small_and_have_names():
    lengths = {path: len(path.read_text().splitlines()) for path in _files()}
    assert max(lengths.values()) <= 400
    assert sum(length <= 300 for length in lengths.values()) >= 0.95 * len(lengths)
    assert not [path for path in lengths if path.stem in IDLE_NAMES]


def test_doors_are_narrow_and_say_what_they_let_through():
    doors = list(SOURCE.glob("*/public.py"))
    assert len(doors) >= 5
    for door in doors:
        text = door.read_text()
        assert len(text.splitlines()) <= 120, door
        assert "__all__" in text and text.startswith('"""'), door


def test_a_row_is_locked_alone():
    """PostgreSQL gives a row it waited for anew, but what was joined to it as it was before.

    So who holds a row asks for what belongs to it afterwards. (All joined rows locked: no harm.)
    """
    seen = 0
    for path in _files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.stmt) and not isinstance(node, _BLOCKS):
                said = ast.unparse(node)
                seen += "select_for_update(" in said
                assert not re.search(r"select_for_update\(.*of=.*select_related\(", said), path
    assert seen > 10


def test_no_two_test_files_share_a_name():
    """Pytest imports them by their bare names; a second one ends the whole run."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) > 50
    assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)


def test_no_registry_address_and_no_path_of_a_machine_is_committed():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    registries = "pypi" + r"\.org|pythonhosted|npmjs" + r"\.|--(extra-)?index-url|--find" + "-links"
    pattern = re.compile(registries + r"|(^|[^\w./-])/(work|farm|root)/")
    for name in listed:
        path = ROOT / name
        if path.suffix in {".jpg", ".png", ".webp", ".sqlite3"} or not path.exists():
            continue
        for line in path.read_text().splitlines():
            if "--no-emit-index-url" not in line and "test_house" not in str(path):
                assert not pattern.search(line), f"{name}: {line}"
