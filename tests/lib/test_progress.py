"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import io

from dateline.lib.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_elsewhere_it_is_lines_and_not_many():
    out = io.StringIO()
    progress = Progress("stories", out)
    for done in range(1, 1001):
        progress.at(done, 1000)
    assert out.getvalue().splitlines()[-1].startswith("stories: 1,000 of 1,000 (")
    assert len(out.getvalue().splitlines()) < 10 and "\r" not in out.getvalue()


def test_on_a_terminal_it_is_one_line_that_fills():
    out = Terminal()
    progress = Progress("stories", out)
    for done in range(1, 1001):
        progress.at(done, 1000)
    assert out.getvalue().endswith("/s \n") and "\r" in out.getvalue()
    assert out.getvalue().count("\n") == 1 and "█" * 30 in out.getvalue()


def test_nothing_to_do_is_done():
    out = io.StringIO()
    Progress("stories", out).at(0, 0)
    assert "0 of 0" in out.getvalue()
