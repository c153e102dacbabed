"""What the docs promise is what the code does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from dateline.desk.public import STATES, TABLE
from dateline.project.arguments import COMMANDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def drawn() -> str:
    """The table act × state as Markdown."""
    lines = ["| act | " + " | ".join(STATES) + " |", "|---" * (len(STATES) + 1) + "|"]
    for act, row in TABLE.items():
        cells = []
        for state in STATES:
            found = row[state]
            signal = f" {found.signal}" if found.signal else ""
            cells.append(f"{found.state} ({found.status}){signal}" if found.state else "—")
        lines.append(f"| {act} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def test_the_table_in_the_docs_is_the_codes_own():
    path = DOCS / "desk.md"
    text = path.read_text()
    if os.environ.get("DRAW_DOCS"):
        table = f"<!-- table -->\n{drawn()}<!-- /table -->"
        path.write_text(re.sub(r"<!-- table -->.*<!-- /table -->", table, text, flags=re.S))
        text = path.read_text()
    assert drawn() in text


def test_every_command_and_setting_is_documented():
    readme = (DOCS.parent / "README.md").read_text()
    for command in COMMANDS:
        assert f"dateline {command}" in readme
    source = (DOCS.parent / "src/dateline/project").glob("*.py")
    named = {name for path in source for name in re.findall(r"DATELINE_[A-Z_]+", path.read_text())}
    operations = (DOCS / "operations.md").read_text()
    assert {name for name in named if name not in operations} == set()


def test_links_between_the_docs_lead_somewhere():
    for path in [DOCS.parent / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
