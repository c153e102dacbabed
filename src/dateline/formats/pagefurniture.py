"""The furniture of a saved story page: what stands above and below its text, taken off."""

from dateline.formats.pagelines import (
    NotAPageText,
    dossier_name,
    is_section,
    page_clock,
    strip_end,
)

HEAD_LINES = 10  # the furniture above the text is looked for in so many lines that are not empty
SHORT_URL = "get short url"
STANDARDS = "community standards"
DISCUSSION = "discussion"
LISTEN_LIVE = "listen live"


def above_footer(lines: list[str]) -> tuple[list[str], bool]:
    """The lines above the footer (`Community standardsDiscussion`), and whether there is one."""
    for at in range(len(lines) - 1, -1, -1):
        words = lines[at].casefold()
        if words.startswith(STANDARDS) and words[len(STANDARDS) :].strip() in ("", DISCUSSION):
            return lines[:at], True
    strip_end(lines)
    has_discussion = bool(lines) and lines[-1].casefold() == DISCUSSION
    return lines[:-1] if has_discussion else lines, False


def below_head(lines: list[str]) -> tuple[str | None, str, bool, list[str]]:
    """Clock, section, whether there is a short link, and the other lines from the dossiers on.

    The section is the last name above the short link, or the line below the clock without one.
    """
    top = [at for at, line in enumerate(lines) if line][:HEAD_LINES]
    clock_at = next((at for at in top if page_clock(lines[at])), -1)
    url_at = next((at for at in top if lines[at].casefold().endswith(SHORT_URL)), -1)
    clock = page_clock(lines[clock_at]) if clock_at >= 0 else None
    start = (url_at if url_at >= 0 else clock_at) + 1
    skipped = {clock_at, *(at for at in top if lines[at].casefold() == LISTEN_LIVE)}
    below = [line for at, line in enumerate(lines) if at >= start and at not in skipped]
    if url_at >= 0:
        above = [lines[at] for at in top if at < url_at and at not in skipped]
        above.append(lines[url_at][: -len(SHORT_URL)].strip())
    else:
        at = next((at for at, line in enumerate(below) if line), 0)
        above = [line for line in below[at : at + 1] if is_section(line)]
        below = below[at + len(above) :]
    dossiers = [line for line in above if dossier_name(line)]
    names = [line for line in above if line and line not in dossiers]
    return clock, names[-1] if names else "", url_at >= 0, dossiers + below


def require_furniture(has_clock: bool, has_short_url: bool, has_footer: bool) -> None:
    """Raise NotAPageText unless two of the three marks of a story page are there."""
    evidence = {
        "clock line (13:13 GMT 25 January 2021)": has_clock,
        '"Get short URL" line': has_short_url,
        '"Community standards" line': has_footer,
    }
    missing = [name for name, there in evidence.items() if not there]
    if len(missing) > 1:
        raise NotAPageText(
            f"this is not a saved story page: it has no {' and no '.join(missing)}; "
            "save the story's whole page as text"
        )
