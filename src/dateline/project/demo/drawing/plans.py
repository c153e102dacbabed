"""Maps, charts and plans, drawn as an agency's graphics desk would."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.project.demo.drawing.sheet import (
    ACCENT,
    BRICK,
    DEEP,
    INK,
    LEAF,
    MID,
    MIST,
    OCHRE,
    PALE,
    PAPER,
    ROSE,
    SAND,
    Point,
    Sheet,
    dice,
)


def smooth(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A curve through the points (Catmull and Rom's)."""
    padded = [points[0], *points, points[-1]]
    found = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            found.append((_spline(t, a[0], b[0], c[0], d[0]), _spline(t, a[1], b[1], c[1], d[1])))
    return [*found, points[-1]]


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                  + (3 * b - a - 3 * c + d) * t ** 3)


def river_map() -> Sheet:
    """An old survey sheet of a river with four crossings, two rings of coffee on it."""
    sheet = Sheet("#e9dcba")
    sheet.tone("#cbb583", 0.0, 0.5)
    for x in range(0, 1200, 150):
        sheet.line([(x, 0), (x, 800)], "#cdbb90", 1.5)
    for y in range(50, 800, 150):
        sheet.line([(0, y), (1200, y)], "#cdbb90", 1.5)
    for cx, cy, rings in ((300, 170, 6), (930, 600, 7), (860, 150, 4)):
        for ring in range(rings):
            points = [(cx + (26 + ring * 24) * math.cos(n / 5) * (1.3 + 0.1 * math.sin(n)),
                       cy + (20 + ring * 17) * math.sin(n / 5) * (1 + 0.12 * math.cos(n * 0.7)))
                      for n in range(32)]
            sheet.line([*points, points[0]], "#b08d57", 2)
    course = smooth([(-20, 250), (180, 330), (330, 480), (470, 420), (560, 250), (720, 300),
                     (800, 470), (960, 420), (1080, 330), (1220, 400)])
    sheet.line(course, ACCENT, 40)
    sheet.line(course, "#7fa3b5", 32)
    sheet.line(course, PALE, 4)
    sheet.disc(806, 470, 22, "#e9dcba", tall=0.6)
    sheet.ring(806, 470, 22, ACCENT, 3, tall=0.6)
    for (x, y), turn in (((160, 318), 60), ((505, 340), -20), ((950, 424), 70)):
        angle = math.radians(turn + 90)
        dx, dy = 42 * math.cos(angle), 42 * math.sin(angle)
        sheet.line([(x - dx, y - dy), (x + dx, y + dy)], BRICK, 9)
    sheet.line([(786, 430), (764, 396)], BRICK, 5)
    sheet.line([(830, 510), (850, 548)], BRICK, 5)
    for x, y in ((120, 250), (200, 396), (560, 380), (440, 310), (900, 360), (1000, 500), (720,
                                                                                           400)):
        for n in range(5):
            sheet.box(x + n % 3 * 16, y + n // 3 * 16, x + n % 3 * 16 + 11, y + n // 3 * 16 + 11,
                      INK)
    for x, y, r in ((1000, 190, 76), (330, 650, 70)):
        sheet.ring(x, y, r, "#b98f58", 9)
        sheet.arc(x + 4, y + 3, r - 5, 30, 220, "#a57a45", 6)
    sheet.line([(80, 720), (80, 640)], INK, 4)
    sheet.area([(80, 620), (66, 656), (94, 656)], INK)
    for n in range(6):
        sheet.box(900 + n * 36, 736, 936 + n * 36, 748, INK if n % 2 else PAPER)
    sheet.line([(900, 736), (1116, 736), (1116, 748), (900, 748), (900, 736)], INK, 2)
    return sheet


def ferry_track() -> Sheet:
    """A sea chart: the ferry's track leaves the channel and ends on a bank."""
    sheet = Sheet("#d8e6ea")
    for level, ink in enumerate(("#c3dae2", "#aeccd8", "#9abfce")):
        edge = smooth([(-20, 560 - level * 60), (260, 500 - level * 70), (560, 540 - level * 80),
                       (820, 430 - level * 90), (1220, 330 - level * 80)])
        sheet.area([*edge, (1220, -20), (-20, -20)], ink)
    land = smooth([(1220, 560), (1080, 600), (960, 680), (820, 700), (700, 820)])
    sheet.area([*land, (1220, 820)], SAND)
    sheet.line(land, "#8a6b3c", 4)
    bank = smooth([(430, 560), (560, 520), (720, 540), (760, 590), (640, 630), (480, 610), (430,
                                                                                            560)])
    sheet.area(bank, "#e6d6a8")
    sheet.line(bank, "#8a6b3c", 2)
    chance = dice(15)
    for _ in range(60):
        x, y = chance.uniform(40, 1160), chance.uniform(40, 680)
        if not (400 < x < 790 and 490 < y < 660) and y < 560 - (x - 700) * 0.1:
            deep = max(3, int((700 - y) / 22 + chance.uniform(-2, 2)))
            sheet.text(x, y, str(deep), "#5a7d8c", 19)
    for x, y in ((520, 575), (610, 565), (690, 585)):
        sheet.text(x, y, "1", "#8a6b3c", 21)
    planned = smooth([(-20, 330), (260, 380), (520, 440), (800, 500), (1000, 640)])
    for n in range(0, len(planned) - 2, 4):
        sheet.line(planned[n:n + 3], DEEP, 4)
    track = smooth([(-20, 336), (240, 392), (400, 470), (520, 548)])
    sheet.line(track, BRICK, 7)
    sheet.disc(528, 554, 17, BRICK)
    sheet.ring(528, 554, 32, BRICK, 4)
    for x, y, ink in ((330, 350, BRICK), (330, 450, LEAF), (660, 430, BRICK), (880, 500, BRICK),
                      (800, 590, LEAF)):
        sheet.area([(x - 10, y + 14), (x + 10, y + 14), (x, y - 18)], ink)
    sheet.disc(1016, 660, 13, INK)
    for ring in range(0, 360, 15):
        angle = math.radians(ring)
        inner = 66 if ring % 45 else 44
        sheet.line([(150 + inner * math.cos(angle), 670 + inner * math.sin(angle)),
                    (150 + 84 * math.cos(angle), 670 + 84 * math.sin(angle))], DEEP, 3)
    sheet.area([(150, 580), (138, 670), (162, 670)], BRICK)
    return sheet


def polar_map() -> Sheet:
    """A map seen from above the pole: ice, coasts, and a ship's track to a marked field."""
    sheet = Sheet("#17415a")
    for ring in range(1, 6):
        sheet.ring(600, 400, ring * 118, "#2b5b76", 2)
    for spoke in range(12):
        angle = spoke * math.pi / 6
        sheet.line([(600, 400), (600 + 720 * math.cos(angle), 400 + 720 * math.sin(angle))],
                   "#2b5b76", 2)
    chance = dice(16)
    ice = [(600 + (210 + chance.uniform(-34, 46)) * math.cos(n / 4.8),
            360 + (180 + chance.uniform(-26, 36)) * math.sin(n / 4.8)) for n in range(30)]
    sheet.area(smooth([*ice, ice[0]]), MIST)
    sheet.tone(PALE, 0.0, 0.9, top=180, bottom=560, inside=smooth([*ice, ice[0]]))
    for cx, cy, wide, tall, turn in ((120, 640, 300, 240, 0), (1090, 690, 260, 200, 2),
                                     (1080, 110, 230, 150, 4), (90, 90, 200, 130, 1)):
        edge = [(cx + wide * (1 + 0.16 * math.sin(n * 1.7 + turn)) * math.cos(n / 4.2),
                 cy + tall * (1 + 0.2 * math.cos(n * 1.3 + turn)) * math.sin(n / 4.2))
                for n in range(27)]
        curve = smooth([*edge, edge[0]])
        sheet.area(curve, SAND)
        sheet.line(curve, "#a98f5c", 3)
    track = smooth([(372, 590), (430, 560), (470, 500), (520, 470), (556, 420)])
    for n in range(0, len(track) - 3, 4):
        sheet.line(track[n:n + 4], BRICK, 8)
    sheet.disc(368, 592, 13, INK)
    sheet.disc(560, 414, 15, BRICK)
    sheet.ring(560, 414, 30, BRICK, 5)
    return sheet


def hemicycle() -> Sheet:
    """The seats of an assembly: 61 for, 59 against."""
    sheet = Sheet(PAPER)
    seats = []
    for row, count in enumerate((13, 17, 21, 24, 28, 17)):
        radius = 210 + row * 62
        span = 180 if row < 5 else 84
        start = 180 + (180 - span) / 2
        for n in range(count):
            degrees = start + span * (n + 0.5) / count
            seats.append((degrees, 600 + radius * math.cos(math.radians(degrees)),
                          640 + radius * math.sin(math.radians(degrees))))
    for n, (_, x, y) in enumerate(sorted(seats)):
        sheet.disc(x, y, 22, ACCENT if n < 61 else PALE)
        if n >= 61:
            sheet.ring(x, y, 22, MID, 4)
        if n in (58, 59, 60):
            sheet.ring(x, y, 28, BRICK, 6)
    sheet.box(500, 590, 700, 690, INK, round_=8)
    sheet.box(540, 560, 660, 596, DEEP, round_=6)
    sheet.text(330, 730, "61", ACCENT, 92)
    sheet.text(870, 730, "59", MID, 92)
    sheet.line([(600, 130), (600, 540)], SAND, 3)
    return sheet


def levels() -> Sheet:
    """Bars: what is in the reservoir, year by year, the last one marked."""
    sheet = Sheet(PAPER)
    left, foot, values = 130, 680, (81, 78, 84, 70, 66, 69, 55, 49, 42, 31)
    for mark in (0, 25, 50, 75, 100):
        y = foot - mark * 5.6
        sheet.line([(left - 20, y), (1130, y)], "#cfc6b2", 3 if mark else 6)
        sheet.text(left - 34, y, str(mark), "#59615f", 34, anchor="rm")
    for n, value in enumerate(values):
        x = left + 16 + n * 98
        ink = BRICK if n == len(values) - 1 else ACCENT
        sheet.box(x, foot - value * 5.6, x + 68, foot, ink)
        sheet.tone(PAPER, 0.5, 0.0, top=foot - value * 5.6, bottom=foot,
                   inside=[(x + 40, foot - value * 5.6), (x + 68, foot - value * 5.6), (x + 68,
                                                                                        foot),
                           (x + 40, foot)])
    sheet.text(left + 16 + 9 * 98 + 34, foot - 31 * 5.6 - 34, "31", BRICK, 54)
    sheet.text(left + 16 + 34, foot - 81 * 5.6 - 32, "81", ACCENT, 44)
    sheet.line([(left - 20, foot), (1130, foot)], INK, 6)
    for n in range(10):
        sheet.disc(left + 50 + n * 98, foot + 26, 6, INK)
    return sheet


def grain_price() -> Sheet:
    """A line: the price of a tonne of wheat over a year, with its last leap."""
    sheet = Sheet("#10303f")
    values = (212, 208, 214, 219, 215, 222, 226, 221, 229, 233, 231, 240, 244, 239, 247, 252, 249,
              258,
              263, 261, 284, 296, 301, 318)
    left, foot, scale = 120, 690, 4.2
    for mark in (200, 230, 260, 290, 320):
        y = foot - (mark - 190) * scale
        sheet.line([(left, y), (1110, y)], "#285062", 2.5)
        sheet.text(left - 18, y, str(mark), PALE, 32, anchor="rm")
    points = [(left + 20 + n * 42, foot - (value - 190) * scale) for n, value in enumerate(values)]
    sheet.area([*points, (points[-1][0], foot), (points[0][0], foot)], "#1d4f6e")
    sheet.tone("#10303f", 0.0, 1.0, top=200, bottom=foot,
               inside=[*points, (points[-1][0], foot), (points[0][0], foot)])
    sheet.line(points, OCHRE, 9)
    sheet.line(points[19:], BRICK, 11)
    sheet.disc(points[-1][0], points[-1][1], 17, BRICK)
    sheet.text(points[-1][0] - 26, points[-1][1] - 40, "318", PAPER, 56, anchor="rm")
    for x, y in points[::6]:
        sheet.disc(x, y, 9, OCHRE)
    sheet.line([(left, foot), (1110, foot)], PALE, 4)
    return sheet


def weather_map() -> Sheet:
    """Isobars around a deep low, with its fronts, over a coast."""
    sheet = Sheet("#c9dce2")
    land = smooth([(1220, 120), (1040, 150), (980, 260), (860, 300), (820, 420), (900, 520),
                   (840, 640), (900, 820)])
    sheet.area([*land, (1220, 820)], "#c6cda9")
    sheet.line(land, "#6f7b58", 4)
    island = smooth([(640, 640), (720, 600), (770, 660), (730, 740), (650, 720), (640, 640)])
    sheet.area(island, "#c6cda9")
    sheet.line(island, "#6f7b58", 4)
    for ring in range(8):
        wide, tall, wave = 70 + ring * 74, 52 + ring * 56, ring * 0.4
        points = [(470 + ring * 12 + wide * math.cos(n / 6) * (1 + 0.08 * math.sin(n / 3 + wave)),
                   360 + tall * math.sin(n / 6) * (1 + 0.06 * math.cos(n / 2.4)))
                  for n in range(38)]
        curve = smooth([*points, points[0]], 6)
        sheet.line(curve, ACCENT, 4 if ring % 2 else 2.4)
        if ring % 2:
            x, y = points[31]
            sheet.box(x - 34, y - 17, x + 34, y + 17, "#c9dce2")
            sheet.text(x, y, str(964 + ring * 4), DEEP, 26)
    cold = smooth([(470, 360), (560, 470), (580, 600), (520, 760)])
    warm = smooth([(470, 360), (620, 330), (760, 370), (880, 470)])
    sheet.line(cold, "#244f9a", 8)
    sheet.line(warm, BRICK, 8)
    for n in range(8, len(cold) - 4, 8):
        (x, y), (nx, ny) = cold[n], cold[n + 4]
        sheet.area([(x, y), (nx, ny), ((x + nx) / 2 + (ny - y) * 1.1,
                                       (y + ny) / 2 - (nx - x) * 1.1)],
                   "#244f9a")
    for n in range(8, len(warm) - 4, 8):
        x, y = warm[n]
        sheet.slice(x, y, 20, 190, 370, BRICK)
    sheet.text(470, 352, "L", BRICK, 120)
    sheet.text(1040, 690, "H", "#244f9a", 90)
    return sheet


def twelve_bridges() -> Sheet:
    """A plan of a motorway net with twelve bridges marked, four of them closed."""
    sheet = Sheet("#e6e9e2")
    for course, wide in (([(-20, 620), (250, 560), (430, 640), (700, 560), (960, 620), (1220,
                                                                                        540)], 30),
                         ([(330, -20), (300, 180), (420, 330), (380, 480), (430, 640)], 18),
                         ([(880, -20), (830, 170), (900, 340), (840, 480), (960, 620)], 18)):
        curve = smooth([(float(x), float(y)) for x, y in course])
        sheet.line(curve, MID, wide)
    roads = ([(-20, 200), (320, 230), (640, 140), (1220, 260)], [(-20, 430), (400, 400), (860, 430),
             (1220, 400)], [(140, 820), (180, 560), (240, 200), (180, -20)],
             [(560, 820), (600, 580), (640, 140), (600, -20)], [(1060, 820), (1040, 590), (1010,
                                                                                           240),
             (1080, -20)])
    for course in roads:
        curve = smooth([(float(x), float(y)) for x, y in course])
        sheet.line(curve, INK, 13)
        sheet.line(curve, SAND, 8)
    marks = ((311, 228), (862, 160), (396, 402), (868, 430), (181, 572), (604, 592), (1042, 604),
             (300, 180), (884, 300), (412, 330), (846, 480), (383, 470))
    for n, (x, y) in enumerate(marks):
        ink = BRICK if n in (2, 4, 5, 9) else ACCENT
        sheet.disc(x, y, 27, PAPER)
        sheet.disc(x, y, 22, ink)
        sheet.text(x, y, str(n + 1), PAPER, 26)
    for x, y, size in ((640, 140, 17), (240, 215, 15), (1010, 250, 15), (600, 415, 13)):
        sheet.box(x - size, y - size, x + size, y + size, INK)
    return sheet


def tunnel_section() -> Sheet:
    """A mountain cut open: its layers, and the tunnel driven from both sides."""
    sheet = Sheet("#dfe7e6")
    ridge = [(-10, 560), (120, 500), (260, 360), (380, 300), (500, 150), (600, 90), (700, 190),
             (820, 260), (930, 400), (1080, 490), (1210, 540)]
    sheet.area([*ridge, (1210, 810), (-10, 810)], "#a99b7d")
    sheet.area([(500, 150), (600, 90), (700, 190), (650, 210), (610, 170), (560, 200)], PAPER)
    for n, ink in enumerate(("#8f8064", "#b5a480", "#776a54", "#9d8d6d")):
        low = 330 + n * 96
        edge = smooth([(-10, low + 250), (240, low + 130), (520, low - 20), (760, low + 40),
                       (1000, low + 180), (1210, low + 250)])
        sheet.area([*edge, (1210, 810), (-10, 810)], ink)
    sheet.area([*ridge, (1210, -10), (-10, -10)], "#dfe7e6")
    sheet.area([(600, 90), (640, 136), (560, 136)], PAPER)
    sheet.line([(720, 210), (640, 800)], BRICK, 7)
    for n in range(9):
        y = 250 + n * 62
        sheet.line([(714 - n * 8, y), (750 - n * 8, y + 24)], BRICK, 4)
    sheet.line([(-10, 640), (1210, 612)], INK, 34)
    sheet.line([(-10, 640), (560, 627)], "#f6e3b0", 20)
    sheet.line([(668, 624), (1210, 612)], "#f6e3b0", 20)
    for x, y in ((560, 627), (668, 624)):
        sheet.disc(x, y, 25, OCHRE)
        sheet.ring(x, y, 25, INK, 5)
    sheet.line([(60, 740), (1140, 740)], PAPER, 3)
    for n in range(7):
        sheet.line([(60 + n * 180, 730), (60 + n * 180, 750)], PAPER, 3)
    return sheet


def cup() -> Sheet:
    """The rounds of a cup as a plan: sixteen, eight, four, two, one."""
    sheet = Sheet("#1a4661")
    sheet.tone(DEEP, 0.0, 0.9)
    for side in (-1, 1):
        for stage, count in enumerate((8, 4, 2, 1)):
            gap = 720 / count
            x = 600 + side * (530 - stage * 125)
            for n in range(count):
                y = 40 + gap * (n + 0.5)
                inward = x - side * 62
                sheet.line([(x, y), (inward, y)], PALE, 4)
                if count > 1 and n % 2 == 0:
                    sheet.line([(inward, y), (inward, y + gap)], PALE, 4)
                    sheet.line([(inward, y + gap / 2), (inward - side * 63, y + gap / 2)], PALE, 4)
                won = (n * 7 + stage * 3 + side) % 5 < 2
                sheet.disc(x, y, 15 - stage, OCHRE if won else ROSE if n % 3 else MID)
    sheet.area([(520, 250), (680, 250), (660, 400), (620, 450), (580, 450), (540, 400)], OCHRE)
    sheet.tone(BRICK, 0.0, 0.7, sideways=True,
               inside=[(600, 250), (680, 250), (660, 400), (620, 450), (600, 450)])
    for side in (-1, 1):
        sheet.ring(600 + side * 88, 316, 40, OCHRE, 12)
    sheet.area([(520, 250), (680, 250), (660, 400), (600, 440), (540, 400)], OCHRE)
    sheet.tone("#8a5a22", 0.0, 0.85, sideways=True,
               inside=[(590, 250), (680, 250), (660, 400), (600, 440)])
    sheet.box(586, 440, 614, 520, OCHRE)
    sheet.box(530, 520, 670, 560, OCHRE, round_=6)
    sheet.disc(600, 250, 80, "#f0c878", tall=0.16)
    return sheet


def eels() -> Sheet:
    """Eels drawn upstream past a weir, seen from above."""
    sheet = Sheet(LEAF)
    river = [(0, 250), (400, 200), (800, 240), (1210, 180), (1210, 640), (800, 600), (400, 640),
             (0, 590)]
    sheet.area([(-10, 220), (400, 170), (800, 210), (1210, 150), (1210, 670), (800, 630), (400,
                                                                                           670),
                (-10, 620)], SAND)
    sheet.area(river, ACCENT)
    sheet.tone(DEEP, 0.0, 0.85, top=180, bottom=660, inside=river)
    sheet.area([(760, 236), (820, 240), (800, 604), (740, 606)], PALE)
    for row in range(250, 600, 26):
        sheet.line([(740, row), (690, row + 5)], PAPER, 4)
    sheet.area([(744, 470), (820, 470), (816, 530), (740, 530)], DEEP)
    chance = dice(17)
    for n in range(13):
        x, y = 80 + n * 48 + chance.uniform(-20, 20), 300 + chance.uniform(0, 250)
        long = chance.uniform(110, 170)
        body = smooth([(x + long * t, y + 17 * math.sin(t * 7 + n)) for t in (0, 0.25, 0.5, 0.75,
                                                                              1)])
        sheet.line(body, INK, 13)
        sheet.line(body[2:], "#5b6b52", 7)
        sheet.disc(body[-1][0], body[-1][1], 8, INK)
    for x in (870, 980, 1090):
        body = smooth([(x, 500), (x + 36, 484), (x + 74, 506), (x + 110, 490)])
        sheet.line(body, INK, 13)
        sheet.line(body, "#5b6b52", 6)
    for x, y in ((80, 120), (230, 90), (520, 80), (900, 90), (1110, 80), (150, 720), (620, 720),
                 (1000, 730)):
        for turn in range(6):
            sheet.disc(x + 30 * math.cos(turn), y + 22 * math.sin(turn), 26, "#486248")
    return sheet
