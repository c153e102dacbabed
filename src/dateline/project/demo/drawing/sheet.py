"""A sheet to draw on: flat inks, a halftone screen, the grain of the paper.

Coordinates go to 1200 × 800. It is drawn at 1920 × 1280 and reduced to 960 × 640, which is a half
more than the widest place of a page shows; larger would only make the first start slower.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT, TIMES, REDUCED = 1200, 800, 1.6, 2
_SIZE = (round(WIDTH * TIMES), round(HEIGHT * TIMES))
PAPER, INK = "#f0e9db", "#10202b"
ACCENT = "#1d4f6e"
DEEP, MID, PALE, MIST = "#143a53", "#5f8ba4", "#b7ccd5", "#dde4e1"
OCHRE, BRICK, ROSE, LEAF, SAND = "#d29b45", "#b0523a", "#e2b69f", "#5d7a5c", "#e0c79a"

Point = tuple[float, float]


class Sheet:
    """One picture in the making."""

    def __init__(self, ground: str = PAPER) -> None:
        self.image = Image.new("RGB", _SIZE, ground)
        self._draw = ImageDraw.Draw(self.image)

    def area(self, points: Sequence[Point], ink: str) -> None:
        """A filled polygon."""
        self._draw.polygon(_large(points), fill=ink)

    def box(self, left: float, top: float, right: float, bottom: float, ink: str,
            *, round_: float = 0) -> None:
        """A filled rectangle, its corners rounded."""
        edges = (left * TIMES, top * TIMES, right * TIMES, bottom * TIMES)
        self._draw.rounded_rectangle(edges, round_ * TIMES, fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: str, *, tall: float = 1) -> None:
        """A filled circle, or an ellipse `tall` times as high as wide."""
        self._draw.ellipse(_around(x, y, radius, radius * tall), fill=ink)

    def ring(self, x: float, y: float, radius: float, ink: str, width: float,
             *, tall: float = 1) -> None:
        """A circle's line."""
        edges = _around(x, y, radius, radius * tall)
        self._draw.ellipse(edges, outline=ink, width=round(width * TIMES))

    def arc(self, x: float, y: float, radius: float, start: float, end: float, ink: str,
            width: float, *, tall: float = 1) -> None:
        """A part of a circle's line; degrees clockwise from three o'clock."""
        edges = _around(x, y, radius, radius * tall)
        self._draw.arc(edges, start, end, fill=ink, width=round(width * TIMES))

    def slice(self, x: float, y: float, radius: float, start: float, end: float, ink: str,
              *, tall: float = 1) -> None:
        """A filled part of a disc."""
        self._draw.pieslice(_around(x, y, radius, radius * tall), start, end, fill=ink)

    def line(self, points: Sequence[Point], ink: str, width: float) -> None:
        """A line through the points."""
        self._draw.line(_large(points), fill=ink, width=round(width * TIMES), joint="curve")

    def text(self, x: float, y: float, words: str, ink: str, size: float,
             *, anchor: str = "mm") -> None:
        """Letters, in the one typeface that is always there."""
        self._draw.text((x * TIMES, y * TIMES), words, fill=ink, font=_font(round(size * TIMES)),
                        anchor=anchor)

    def tone(self, ink: str, first: float, last: float, *, top: float = 0, bottom: float = HEIGHT,
             inside: Sequence[Point] = (), cell: int = 12, sideways: bool = False) -> None:
        """A halftone that goes from one strength to another (0 to 1), within an outline."""
        left, upper, right, lower = 0.0, top, float(WIDTH), bottom
        if inside:
            left, right = _within(0, WIDTH, [x for x, _ in inside])
            upper, lower = _within(top, bottom, [y for _, y in inside])
        edges = (round(left * TIMES), round(upper * TIMES), round(right * TIMES),
                 round(lower * TIMES))
        height = round((bottom - top) * TIMES)
        ramp = _ramp(round(first * 255), round(last * 255), sideways).resize((_SIZE[0], height))
        start = round(top * TIMES)
        strength = ramp.crop((edges[0], edges[1] - start, edges[2], edges[3] - start))
        dots = ImageChops.subtract(strength, _screen(cell).crop(edges), scale=0.04)
        if inside:
            outline = Image.new("L", dots.size)
            moved = [(x - left, y - upper) for x, y in inside]
            ImageDraw.Draw(outline).polygon(_large(moved), fill=255)
            dots = ImageChops.darker(dots, outline)
        self.image.paste(ink, edges, dots)

    def finished(self) -> bytes:
        """The picture as a JPEG, reduced, with the grain of the paper."""
        small = self.image.reduce(REDUCED)
        whole = ImageChops.soft_light(small, _grain())
        file = BytesIO()
        whole.save(file, "JPEG", quality=93, subsampling=0)
        return file.getvalue()


def dice(seed: int) -> Random:
    """Chance that always falls the same way: a picture drawn again is the same picture."""
    return Random(seed)  # noqa: S311


def _large(points: Sequence[Point]) -> list[Point]:
    return [(x * TIMES, y * TIMES) for x, y in points]


def _around(x: float, y: float, wide: float, tall: float) -> tuple[float, float, float, float]:
    return ((x - wide) * TIMES, (y - tall) * TIMES, (x + wide) * TIMES, (y + tall) * TIMES)


def _within(least: float, most: float, places: Sequence[float]) -> tuple[float, float]:
    return max(least, math.floor(min(places))), min(most, math.ceil(max(places)))


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


@functools.cache
def _ramp(first: int, last: int, sideways: bool) -> Image.Image:
    ramp = Image.linear_gradient("L").point(lambda v: first + (last - first) * v / 255)
    return ramp.rotate(90) if sideways else ramp


@functools.cache
def _screen(cell: int) -> Image.Image:
    """Thresholds of round dots on a diagonal lattice, `cell` large pixels apart."""
    waves = [math.cos(2 * math.pi * place / cell) for place in range(cell)]
    levels = bytes(
        round(127.5 + 127 * waves[x] * waves[y]) for y in range(cell) for x in range(cell)
    )
    tile = Image.frombytes("L", (cell, cell), levels)
    return _tiled(tile, _SIZE)


def _tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    whole = Image.new("L", size)
    for top in range(0, size[1], tile.height):
        for left in range(0, size[0], tile.width):
            whole.paste(tile, (left, top))
    return whole


@functools.cache
def _grain() -> Image.Image:
    """The same for every picture, so that the same picture always has the same bytes."""
    values = bytes(118 + (n * 7919 ^ n * n * 104729 >> 7) % 20 for n in range(97 * 89))
    grain = _tiled(Image.frombytes("L", (97, 89), values), (_SIZE[0] // REDUCED,
                                                            _SIZE[1] // REDUCED))
    return Image.merge("RGB", (grain, grain, grain))
