"""Pictures of things and animals."""

from __future__ import annotations

import math

from dateline.project.demo.drawing.shapes import hills, person
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
    WIDTH,
    Sheet,
    dice,
)


def ballot() -> Sheet:
    """A hand puts a paper into a ballot box."""
    sheet = Sheet("#dfe4dc")
    sheet.tone(PALE, 0.8, 0.0)
    sheet.box(330, 400, 870, 740, ACCENT, round_=10)
    sheet.tone(INK, 0.0, 0.65, inside=[(600, 400), (870, 400), (870, 740), (600, 740)],
               sideways=True)
    sheet.area([(330, 410), (420, 340), (960, 340), (870, 410)], MID)
    sheet.area([(500, 384), (526, 366), (790, 366), (764, 384)], INK)
    sheet.area([(540, 150), (780, 190), (748, 376), (508, 376)], PAPER)
    for step in range(4):
        y = 226 + step * 34
        sheet.line([(600 - step * 5, y), (736 - step * 5, y + 22)], PALE, 5)
        sheet.ring(572 - step * 5, y - 4, 10, DEEP, 3)
    sheet.line([(552, 296), (562, 308), (580, 284)], BRICK, 6)
    sheet.area([(1210, 20), (1210, 240), (900, 250), (930, 110)], BRICK)
    sheet.area([(930, 120), (905, 246), (800, 262), (742, 250), (736, 226), (800, 214), (716, 196),
                (700, 168), (724, 152), (820, 150)], ROSE)
    for y in (178, 206, 236):
        sheet.line([(744, y), (830, y - 4)], "#b9856b", 3)
    sheet.box(420, 520, 780, 640, PAPER)
    sheet.line([(450, 556), (750, 556)], ACCENT, 8)
    sheet.line([(450, 600), (660, 600)], MID, 8)
    return sheet


def bakery() -> Sheet:
    """Loaves on the shelves of a bakery, a third of them gone."""
    sheet = Sheet(SAND)
    sheet.tone(OCHRE, 0.45, 0.0, bottom=800)
    chance = dice(11)
    for shelf in range(4):
        foot = 180 + shelf * 172
        for place in range(7):
            x = 110 + place * 164
            if (place + shelf * 3) % 4 == 3 or shelf * 7 + place > 22:
                continue
            wide = chance.uniform(58, 70)
            if (place + shelf) % 3 == 0:
                sheet.disc(x, foot - 46, wide, "#8a5526", tall=0.72)
                sheet.disc(x - 6, foot - 54, wide * 0.86, "#b87a38", tall=0.62)
                for cut in (-22, 0, 22):
                    sheet.line([(x + cut - 12, foot - 34), (x + cut + 14, foot - 76)], SAND, 6)
            else:
                sheet.box(x - wide, foot - 74, x + wide, foot - 4, "#8a5526", round_=30)
                sheet.box(x - wide + 6, foot - 74, x + wide - 6, foot - 30, "#c68a45", round_=22)
                for cut in (-34, -6, 22):
                    sheet.line([(x + cut, foot - 46), (x + cut + 18, foot - 68)], SAND, 5)
        sheet.box(0, foot, WIDTH, foot + 22, "#5a3b20")
        sheet.box(0, foot + 22, WIDTH, foot + 30, "#a57a45")
        for place in (2, 5):
            x = 110 + place * 164
            sheet.box(x - 34, foot - 2, x + 34, foot + 34, PAPER)
            sheet.line([(x - 20, foot + 16), (x + 20, foot + 16)], DEEP, 5)
    return sheet


def tide_clock() -> Sheet:
    """The dial of a clock with three hands, the third of them green."""
    sheet = Sheet("#a2543c")
    for row in range(20):
        for column in range(11):
            x = column * 120 - (row % 2) * 60
            sheet.box(x + 3, row * 42 + 3, x + 117, row * 42 + 39,
                      ("#97492f", "#a9583f", "#9d5038")[(row * 3 + column) % 3])
    sheet.disc(600, 400, 330, INK)
    sheet.disc(600, 400, 306, PAPER)
    sheet.tone(SAND, 0.0, 0.9, top=94, bottom=706,
               inside=[(600 + 306 * math.cos(n / 10), 400 + 306 * math.sin(n / 10))
                       for n in range(63)])
    for hour in range(60):
        angle = hour * math.pi / 30
        inner = 252 if hour % 5 == 0 else 282
        sheet.line([(600 + inner * math.cos(angle), 400 + inner * math.sin(angle)),
                    (600 + 292 * math.cos(angle), 400 + 292 * math.sin(angle))], DEEP,
                   11 if hour % 5 == 0 else 4)
    sheet.arc(600, 400, 200, 150, 390, MID, 6)
    for part in range(9):
        angle = math.radians(150 + part * 30)
        sheet.disc(600 + 200 * math.cos(angle), 400 + 200 * math.sin(angle), 9, MID)
    for degrees, long, wide, ink in ((-60, 160, 17, INK), (48, 248, 11, INK), (192, 214, 9,
                                                                               "#3f7a52")):
        angle = math.radians(degrees)
        tip = (600 + long * math.cos(angle), 400 + long * math.sin(angle))
        tail = (600 - 52 * math.cos(angle), 400 - 52 * math.sin(angle))
        sheet.line([tail, tip], ink, wide)
        sheet.disc(tip[0], tip[1], wide * 0.9, ink)
    sheet.disc(600, 400, 22, BRICK)
    return sheet


def score() -> Sheet:
    """A sheet of an old score by a window with a lighthouse far off."""
    sheet = Sheet("#8c6a44")
    sheet.tone("#5e4226", 0.1, 0.85)
    page = [(170, 60), (1010, 110), (1060, 780), (120, 740)]
    sheet.area([(x + 16, y + 18) for x, y in page], "#4b331c")
    sheet.area(page, "#efe2c2")
    chance = dice(12)
    for staff in range(5):
        top = 150 + staff * 116
        for line in range(5):
            level = top + line * 13
            sheet.line([(200 - staff * 8, level), (1000 + staff * 8, level + 44)], "#7a6a4d", 2.2)
        x = 270.0
        while x < 960:
            tilt = (x - 200) / 800 * 44
            y = top + tilt + chance.choice((0, 6, 13, 19, 26, 32, 39, 46))
            sheet.disc(x, y, 10, INK, tall=0.75)
            up = -1 if y > top + tilt + 24 else 1
            sheet.line([(x - up * 9, y), (x - up * 9, y + up * 46)], INK, 3)
            if chance.random() < 0.35 and x < 900:
                other = y + chance.choice((-8, 7))
                sheet.disc(x + 46, other, 10, INK, tall=0.75)
                sheet.line([(x + 46 - up * 9, other), (x + 46 - up * 9, other + up * 46)], INK, 3)
                sheet.line([(x - up * 9, y + up * 46), (x + 46 - up * 9, other + up * 46)], INK, 9)
                x += 46
            x += chance.uniform(50, 92)
        sheet.arc(226 - staff * 8, top + 26, 17, 40, 320, INK, 5, tall=1.7)
    for x, y, r in ((880, 660, 46), (300, 690, 30)):
        sheet.ring(x, y, r, "#c9ae7c", 6)
    sheet.line([(820, 780), (1130, 470)], INK, 15)
    sheet.line([(820, 780), (846, 752)], OCHRE, 15)
    return sheet


def bell() -> Sheet:
    """A great bell in its frame, a small figure with a tuning fork below."""
    sheet = Sheet("#2b3a3f")
    sheet.tone(INK, 0.7, 0.1)
    for x in (140, 1060):
        sheet.area([(x - 40, 800), (x - 26, 0), (x + 26, 0), (x + 40, 800)], "#6b4b2c")
    sheet.box(90, 110, 1110, 176, "#7d5a36")
    sheet.box(90, 166, 1110, 182, "#4d3520")
    right = [(690, 190), (720, 330), (760, 470), (850, 580), (880, 620)]
    shape = [(1200 - x, y) for x, y in right] + list(reversed(right))
    sheet.area(shape, "#b48a3c")
    sheet.tone("#3d2c12", 0.0, 0.95, inside=shape, sideways=True)
    sheet.disc(600, 620, 282, "#8c6a2a", tall=0.16)
    sheet.disc(600, 620, 250, INK, tall=0.14)
    for y, half in ((250, 110), (450, 158), (560, 236)):
        sheet.arc(600, y, half, 10, 170, "#e0bd6c", 6, tall=0.22)
    for x in (560, 600, 640):
        sheet.box(x - 12, 150, x + 12, 206, "#8c6a2a")
    sheet.disc(600, 660, 44, "#5c4520")
    person(sheet, 930, 790, 250, PALE)
    sheet.line([(912, 620), (880, 640)], PALE, 16)
    sheet.line([(876, 640), (858, 610), (848, 570)], OCHRE, 5)
    sheet.line([(876, 640), (876, 604), (868, 564)], OCHRE, 5)
    return sheet


def bats() -> Sheet:
    """Bats leave a tunnel mouth at dusk."""
    sheet = Sheet(ROSE)
    sheet.tone(ACCENT, 0.9, 0.0, bottom=700)
    sheet.area(hills(131, 380, 90), DEEP)
    sheet.tone(INK, 0.1, 0.9, top=330, bottom=800, inside=hills(131, 380, 90))
    sheet.slice(420, 680, 170, 180, 360, PALE)
    sheet.box(250, 680, 590, 810, PALE)
    sheet.slice(420, 684, 136, 180, 360, INK)
    sheet.box(284, 684, 556, 810, INK)
    chance = dice(14)
    for n in range(46):
        part = n / 46
        x = 420 + part * 640 + chance.uniform(-90, 90) * (0.4 + part)
        y = 640 - part * 560 + chance.uniform(-80, 80) * (0.3 + part)
        size = 16 + 22 * chance.random() * (0.5 + part)
        lift = chance.uniform(-0.5, 0.5) * size
        sheet.area([(x, y - size * 0.2), (x - size * 0.5, y - size * 0.5 + lift), (x - size * 1.3,
                                                                                   y),
                    (x - size * 0.8, y + 2), (x - size * 0.4, y + size * 0.3), (x, y + size * 0.4),
                    (x + size * 0.4, y + size * 0.3), (x + size * 0.8, y + 2), (x + size * 1.3, y),
                    (x + size * 0.5, y - size * 0.5 + lift)], INK)
    for n in range(7):
        sheet.area([(330 + n * 18, 810), (420 - 30 + n * 10, 700), (424 - 30 + n * 10, 700),
                    (340 + n * 18, 810)], LEAF if n % 2 else MIST)
    return sheet
