"""The vocabulary: hills, water, trees, houses, boats, people, heads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from dateline.project.demo.drawing.sheet import HEIGHT, INK, WIDTH, Point, Sheet, dice


def hills(seed: int, level: float, swell: float, *, waves: int = 3) -> list[Point]:
    """The outline of rolling land, down to the foot of the sheet."""
    chance = dice(seed)
    parts = [(chance.uniform(0.5, 1) / (n + 1), chance.uniform(0, 6.3), 0.9 + n * 1.3)
             for n in range(waves)]
    edge = []
    for x in range(-10, WIDTH + 20, 10):
        rise = sum(part * math.sin(x / WIDTH * 6.28 * pace + phase) for part, phase, pace in parts)
        edge.append((float(x), level - swell * rise))
    return [*edge, (WIDTH + 10.0, HEIGHT + 10.0), (-10.0, HEIGHT + 10.0)]


def mountains(seed: int, level: float, height: float, *, steps: int = 6) -> list[Point]:
    """The outline of a jagged range."""
    chance = dice(seed)
    edge = [(-10.0, level), (WIDTH + 10.0, level - height * 0.2)]
    rough = height
    for _ in range(steps):
        finer = [edge[0]]
        for (left, low), (right, high) in pairwise(edge):
            finer.append(((left + right) / 2, (low + high) / 2 - chance.uniform(-0.35,
                                                                                0.6) * rough))
            finer.append((right, high))
        edge, rough = finer, rough * 0.5
    return [*edge, (WIDTH + 10.0, HEIGHT + 10.0), (-10.0, HEIGHT + 10.0)]


def water(sheet: Sheet, seed: int, top: float, bottom: float, ink: str, *, strokes: int = 90,
          left: float = 0, right: float = WIDTH) -> None:
    """Light on water: short level strokes, longer and farther apart towards the reader."""
    chance = dice(seed)
    for _ in range(strokes):
        near = chance.random() ** 1.6
        y = top + (bottom - top) * near
        length = 14 + 110 * near * chance.random()
        x = chance.uniform(left - 20, right)
        width = 1.2 + 3.2 * near
        end = min(x + length, right)
        sheet.box(max(x, left), y, max(end, left + 1), y + width, ink, round_=width / 2)


def waves(sheet: Sheet, level: float, ink: str, *, size: float = 46, rise: float = 14,
          shift: float = 0) -> None:
    """A row of waves, filled down to the foot of the sheet."""
    edge = [(float(x), level - rise * abs(math.sin((x + shift) / size)) ** 0.7)
            for x in range(-10, WIDTH + 16, 6)]
    sheet.area([*edge, (WIDTH + 10, HEIGHT + 10), (-10, HEIGHT + 10)], ink)


def birds(sheet: Sheet, seed: int, count: int, *, left: float, top: float, right: float,
          bottom: float, ink: str = INK) -> None:
    """Gulls, far away."""
    chance = dice(seed)
    for _ in range(count):
        x, y, span = chance.uniform(left, right), chance.uniform(top, bottom), chance.uniform(7, 16)
        sheet.line([(x - span, y - span * 0.35), (x, y), (x + span, y - span * 0.4)], ink, 2.2)


def pine(sheet: Sheet, x: float, foot: float, height: float, ink: str) -> None:
    """A conifer in three storeys."""
    sheet.box(x - height * 0.03, foot - height * 0.2, x + height * 0.03, foot, ink)
    for storey, wide in ((0.12, 0.24), (0.38, 0.19), (0.62, 0.13)):
        base = foot - height * storey
        sheet.area([(x - height * wide, base), (x, base - height * 0.42), (x + height * wide,
                                                                           base)],
                   ink)


def tree(sheet: Sheet, seed: int, x: float, foot: float, height: float, leaf: str, trunk: str
         ) -> None:
    """A broad tree: a trunk that forks, and a crown of overlapping discs."""
    chance = dice(seed)
    top = foot - height * 0.55
    sheet.area([(x - height * 0.045, foot), (x - height * 0.02, top), (x + height * 0.02, top),
                (x + height * 0.045, foot)], trunk)
    for turn in range(9):
        angle = turn * 0.7 + chance.uniform(0, 0.5)
        away = height * 0.2 * chance.uniform(0.4, 1)
        sheet.disc(x + away * math.cos(angle) * 1.3, top - height * 0.14 + away * math.sin(angle),
                   height * chance.uniform(0.13, 0.2), leaf)


def palm(sheet: Sheet, x: float, foot: float, height: float, ink: str, *, lean: float = 0.12
         ) -> None:
    """A palm: a leaning trunk and fronds that bend."""
    top = (x + lean * height, foot - height)
    mid = (x + lean * height * 0.25, foot - height * 0.55)
    sheet.line([(x, foot), mid, top], ink, max(4, height * 0.045))
    for angle in (-172, -150, -120, -88, -58, -30, -6, 18, 162):
        tip = _off(top, angle, height * 0.4)
        bend = _off(top, angle - (18 if abs(angle) < 90 else -18), height * 0.26)
        droop = (tip[0], tip[1] + height * 0.12)
        below = (bend[0], bend[1] + height * 0.06)
        sheet.area([top, bend, droop, below], ink)


def _off(start: Point, degrees: float, length: float) -> Point:
    angle = math.radians(degrees)
    return start[0] + math.cos(angle) * length, start[1] + math.sin(angle) * length


def house(sheet: Sheet, left: float, foot: float, wide: float, high: float, wall: str, roof: str,
          *, lit: str = "", pitch: float = 0.45) -> None:
    """A gabled house with a window or two."""
    sheet.box(left, foot - high, left + wide, foot, wall)
    sheet.area([(left - wide * 0.06, foot - high), (left + wide / 2, foot - high - wide * pitch),
                (left + wide * 1.06, foot - high)], roof)
    if lit:
        side = wide * 0.17
        for place in (0.22, 0.6):
            x, y = left + wide * place, foot - high * 0.72
            sheet.box(x, y, x + side, y + side * 1.3, lit)


def town(sheet: Sheet, seed: int, left: float, right: float, foot: float, tall: float,
         walls: Sequence[str], roof: str, *, lit: str = "") -> None:
    """A row of houses of different heights."""
    chance = dice(seed)
    x = left
    while x < right:
        wide = chance.uniform(tall * 0.35, tall * 0.6)
        house(sheet, x, foot, min(wide, right - x + 8), tall * chance.uniform(0.55, 1),
              chance.choice(walls), roof, lit=lit if chance.random() < 0.7 else "",
              pitch=chance.uniform(0.3, 0.6))
        x += wide * 1.02


def person(sheet: Sheet, x: float, foot: float, height: float, ink: str, *, coat: bool = True,
           lean: float = 0) -> None:
    """Somebody standing, seen from far enough away."""
    head = height * 0.068
    neck, hip = foot - height * 0.84, foot - height * (0.3 if coat else 0.46)
    broad, hem = height * 0.125, height * (0.14 if coat else 0.1)
    top = x + lean
    sheet.disc(top, foot - height + head, head, ink, tall=1.2)
    sheet.area([(top - broad * 0.4, neck), (top - broad, neck + height * 0.05), (x - hem, hip),
                (x + hem, hip), (top + broad, neck + height * 0.05), (top + broad * 0.4, neck)],
                ink)
    for side in (-1, 1):
        sheet.line([(x + side * hem * 0.45, hip - 2), (x + side * hem * 0.55, foot)], ink,
                   height * 0.06)


def bust(sheet: Sheet, x: float, foot: float, height: float, ink: str) -> list[Point]:
    """Head and shoulders from the front; returns the outline of the shoulders, for a tone."""
    wide = height * 0.62
    shoulders = [(x - wide * (1 - t * t * 0.1), foot - height * 0.32 * math.sin(t * 1.5707))
                 for t in (0, 0.25, 0.5)]
    shoulders += [(x - wide * 0.74, foot - height * 0.3), (x - wide * 0.34, foot - height * 0.4),
                  (x - wide * 0.16, foot - height * 0.46), (x - wide * 0.15, foot - height * 0.6)]
    outline = [*shoulders, *((2 * x - px, py) for px, py in reversed(shoulders))]
    sheet.area(outline, ink)
    sheet.disc(x, foot - height * 0.72, height * 0.185, ink, tall=1.32)
    return outline


def boat(sheet: Sheet, x: float, level: float, length: float, hull: str) -> None:
    """An open boat from the side."""
    deep = length * 0.16
    sheet.area([(x - length / 2, level - deep), (x + length / 2, level - deep * 1.15),
                (x + length * 0.4, level + deep * 0.35), (x - length * 0.4, level + deep * 0.35)],
               hull)


def ship(sheet: Sheet, x: float, level: float, length: float, hull: str, house_: str, light: str,
         *, decks: int = 3, aft: bool = False) -> None:
    """A ship from the side: hull, superstructure in decks, funnel and mast."""
    high, half = length * 0.1, length / 2
    sheet.area([(x - half, level - high), (x + half * 1.06, level - high * 1.35),
                (x + half * 0.9, level + high * 0.3), (x - half * 0.92, level + high * 0.3)], hull)
    start, width = (x - half * 0.9, length * 0.42) if aft else (x - half * 0.7, length * 0.62)
    deck = length * 0.062
    for storey in range(decks):
        left = start + storey * length * 0.035
        right = start + width - storey * length * 0.06
        foot = level - high - storey * deck
        sheet.box(left, foot - deck, right, foot + 1, house_)
        pane = left + deck * 0.4
        while pane < right - deck * 0.6:
            sheet.box(pane, foot - deck * 0.7, pane + deck * 0.34, foot - deck * 0.34, light)
            pane += deck * 0.75
    foot = level - high - decks * deck
    middle = start + width * 0.5
    sheet.area([(middle - length * 0.045, foot), (middle - length * 0.055, foot - length * 0.085),
                (middle + length * 0.02, foot - length * 0.085), (middle + length * 0.03, foot)],
               hull)
    sheet.line([(middle + length * 0.12, foot), (middle + length * 0.12, foot - length * 0.16)],
               hull, 3)
