"""Text set in a picture: in a font of this machine that has every sign of it, or not at all.

Nothing is downloaded and no font is shipped. Pillow's own font has the signs of English alone;
Debian's `fonts-dejavu-core` has European scripts, Arabic and more. Arabic is shaped by Raqm,
which Pillow's wheels bring.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw, ImageFont, features

BUILT_IN = ""
FONTS = (
    "NotoSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "LiberationSerif-Bold.ttf",
    "NotoNaskhArabic-Bold.ttf", "NotoSansArabic-Bold.ttf", "DejaVuSans-Bold.ttf", BUILT_IN,
)
"""Fonts by their files' names, the first that has every sign is taken."""
LEADING = 1.25
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


@dataclass(frozen=True)
class Lettering:
    """Lines that fit: their font and size in pixels, and whether they run from right to left."""

    lines: tuple[str, ...]
    font: str
    size: int
    rtl: bool

    @property
    def height(self) -> int:
        """Of all lines, in pixels."""
        return round(len(self.lines) * self.size * LEADING)


def fitted(
    text: str, *, width: int, height: int, sizes: Iterable[int], fonts: tuple[str, ...] = FONTS
) -> Lettering | None:
    """The text in the first of these sizes that fits; in the last one it is cut with an ellipsis.

    None where no font of this machine has every sign, or Arabic and its like cannot be shaped.
    """
    text, rtl, found = " ".join(text.split()), _is_rtl(text), _font_of(text, fonts)
    if not text or found is None or (rtl and not features.check("raqm")):
        return None
    for size in sizes:
        lines = _lines(text, _face(found, size), width)
        most = max(1, int(height / (size * LEADING)))
        if len(lines) <= most:
            break
    else:
        last = lines[most - 1]
        lines = (*lines[: most - 1], (last.rpartition(" ")[0] or last[:-1]) + "…")
    return Lettering(lines, found, size, rtl)


def draw(canvas: ImageDraw.ImageDraw, set_: Lettering, *, at: tuple[int, int], colour: str) -> None:
    """Set the lines below `at`, which is the corner where reading begins."""
    face = _face(set_.font, set_.size)
    direction, anchor = ("rtl", "ra") if set_.rtl else (None, "la")
    for number, line in enumerate(set_.lines):
        top = at[1] + round(number * set_.size * LEADING)
        canvas.text(
            (at[0], top), line, fill=colour, font=face, anchor=anchor, direction=direction
        )


def _is_rtl(text: str) -> bool:
    """By the first sign that has a direction (Unicode UAX 9, P2)."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def _font_of(text: str, fonts: tuple[str, ...]) -> str | None:
    signs = {sign for sign in text if unicodedata.category(sign) not in _INVISIBLE}
    there = (name for name in fonts if _face(name, 32) is not None)
    return next((name for name in there if all(_has(name, sign) for sign in signs)), None)


@lru_cache(maxsize=64)
def _face(name: str, size: int) -> ImageFont.FreeTypeFont | None:
    """A font of this machine; None where it has none of this name."""
    try:
        face = ImageFont.truetype(name, size) if name else ImageFont.load_default(size)
    except OSError:
        return None
    return face if isinstance(face, ImageFont.FreeTypeFont) else None


@lru_cache(maxsize=4096)
def _has(name: str, sign: str) -> bool:
    """Whether the font draws a sign otherwise than one that no font has (U+FFFF)."""
    face = _face(name, 32)
    assert face is not None
    return bytes(face.getmask(sign)) != bytes(face.getmask("\uffff"))


def _lines(text: str, face: ImageFont.FreeTypeFont | None, width: int) -> tuple[str, ...]:
    """Broken between words; a word wider than a line is broken where the line ends."""
    assert face is not None
    lines = [""]
    for word in text.split():
        if lines[-1] and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        lines += [""] if lines[-1] else []
        for sign in word:
            if lines[-1] and face.getlength(lines[-1] + sign) > width:
                lines.append("")
            lines[-1] += sign
    return tuple(lines)
