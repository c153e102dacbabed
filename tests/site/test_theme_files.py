"""What the theme weighs and keeps to: docs/theme.md promises it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import dateline
from dateline.theme.colours import accent_sheet

STATIC = Path(dateline.__file__).parent / "theme/static/theme"
TEMPLATES = Path(dateline.__file__).parent / "site/templates"


def test_style_sheets_and_scripts_stay_light():
    sheets = [path.read_bytes() for path in STATIC.glob("*.css")]
    assert len(sheets) == 2
    assert sum(map(len, sheets)) + len(accent_sheet("#0b4f7d")) <= 30 * 1024
    scripts = [path.read_bytes() for path in STATIC.glob("*.js")]
    assert len(scripts) == 5
    assert sum(len(gzip.compress(script)) for script in scripts) <= 6 * 1024


def test_right_to_left_is_the_same_sheet():
    """Physical directions stand only where a gradient has no logical word, for both ways."""
    sides = re.compile(r"(?:^|[\s{;])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)"
                       r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:")
    for path in STATIC.glob("*.css"):
        text = re.sub(r"@media \([^{]*\{", "{", path.read_text())
        text = text.replace("text-align: center", "")
        assert not sides.findall(text), path
        assert not re.search(r"(?:float|text-align): (?:left|right)", text), path
        assert text.count("to right") == text.count("to left")


def test_what_is_chosen_dark_is_what_the_system_has_dark():
    sheet = (STATIC / "site.css").read_text()
    tokens = re.findall(r'\[data-scheme="(?:light|dark)"\]\)? \{([^}]*--paper[^}]*)\}', sheet)
    system, chosen = (set(re.findall(r"--[\w-]+: [^;]+", text)) for text in tokens)
    assert system == chosen and len(system) == 8


def test_every_word_of_a_template_is_translated():
    """No letter stands outside a tag, a variable or a translation."""
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        text = re.sub(r"\{% block place %\}.*", "", text)  # the name of a class
        text = re.sub(r"\{% blocktranslate.*?endblocktranslate %\}", "", text, flags=re.S)
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
        text = re.sub(r"<[^>]*>", "", text, flags=re.S)
        assert not re.search(r"[A-Za-z]", text), (path.name, text.strip()[:80])
