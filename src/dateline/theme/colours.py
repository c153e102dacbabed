"""The accent colour: enough contrast on the site's papers (WCAG 2.2, 1.4.3), light and dark."""

from __future__ import annotations

import re

LIGHT = {"paper": "#fdfcfa", "shaded paper": "#f3f0ea"}
DARK = {"paper": "#161616", "shaded paper": "#222120"}
"""The grounds of `theme/site.css`; a test compares them."""
ACCENT, INK = "#0b4f7d", "#1a1a1a"
"""Its own accent and ink on light paper, for what is drawn as a picture."""
ENOUGH = 4.5
_HEX = re.compile("#[0-9a-f]{6}")


class PoorColour(ValueError):
    """No colour, or one that cannot be read on the site's paper; the text gives the numbers."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written #rrggbb, from 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def checked_accent(colour: str) -> str:
    """The accent in lower case, readable on the light papers; raises PoorColour."""
    colour = colour.strip().lower()
    if not _HEX.fullmatch(colour):
        raise PoorColour(f"{colour[:20]!r} is no colour: write # and six hexadecimal digits.")
    for name, ground in LIGHT.items():
        found = contrast(colour, ground)
        if found < ENOUGH:
            raise PoorColour(
                f"{colour} has a contrast of {found:.2f} : 1 with the light {name} {ground}; "
                f"{ENOUGH} : 1 is needed. Choose a darker colour."
            )
    return colour


def dark_accent(colour: str) -> str:
    """The accent for dark paper: as it is if it can be read there, else lightened until it can."""
    shares = (step / 20 for step in range(21))
    lighter = (_lightened(colour, share) for share in shares)
    return next(
        made for made in lighter
        if all(contrast(made, ground) >= ENOUGH for ground in DARK.values())
    )


def accent_sheet(colour: str) -> str:
    """A style sheet that sets the accent for light and dark paper; in print it stays black."""
    return f":root {{ --accent-light: {colour}; --accent-dark: {dark_accent(colour)}; }}\n"


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.2)."""
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _lightened(colour: str, share: float) -> str:
    mixed = (round(channel + (255 - channel) * share) for channel in _channels(colour))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
