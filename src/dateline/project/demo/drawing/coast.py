"""Pictures of rivers, harbours and the sea."""

from __future__ import annotations

import math

from dateline.project.demo.drawing.shapes import (
    birds,
    boat,
    hills,
    mountains,
    person,
    pine,
    ship,
    town,
    tree,
    water,
    waves,
)
from dateline.project.demo.drawing.sheet import (
    ACCENT,
    BRICK,
    DEEP,
    HEIGHT,
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


def bridge() -> Sheet:
    """A stone bridge of four arches over a border river, early in the day."""
    sheet = Sheet(PAPER)
    sheet.tone(ROSE, 0.75, 0.0, bottom=380)
    sheet.disc(850, 250, 66, OCHRE)
    sheet.area(hills(4, 330, 60), PALE)
    sheet.area(hills(11, 395, 42), MID)
    town(sheet, 3, 40, 250, 438, 92, (PAPER, SAND, MIST), BRICK, lit=DEEP)
    town(sheet, 8, 980, 1180, 438, 80, (PAPER, SAND), DEEP, lit=OCHRE)
    sheet.box(0, 436, WIDTH, HEIGHT, ACCENT)
    sheet.tone(DEEP, 0.0, 0.9, top=470, bottom=800)
    sheet.area([(0, 372), (600, 338), (1200, 372), (1200, 430), (0, 430)], INK)
    for x in (150, 450, 750, 1050):
        sheet.box(x - 170, 400, x + 170, 452, INK)
    for x in (150, 450, 750, 1050):
        sheet.slice(x, 500, 122, 180, 360, ACCENT, tall=0.86)
        sheet.box(x - 122, 498, x + 122, 520, ACCENT)
        sheet.arc(x, 500, 122, 180, 360, MID, 3, tall=0.86)
    for x in (0, 300, 600, 900, 1200):
        sheet.area([(x - 30, 400), (x + 30, 400), (x + 30, 530), (x, 556), (x - 30, 530)], INK)
    for x in (566, 590, 648):
        person(sheet, x, 342, 50, INK)
    water(sheet, 5, 530, 790, PALE, strokes=110)
    water(sheet, 6, 540, 780, OCHRE, strokes=26, left=700, right=1000)
    return sheet


def rope_ferry() -> Sheet:
    """A flat ferry drawn along a rope across a river in fog."""
    sheet = Sheet(MIST)
    sheet.area(hills(21, 300, 46), "#c9d6d8")
    for x, high in ((90, 190), (160, 240), (230, 170), (1010, 210), (1090, 250), (1150, 180)):
        pine(sheet, x, 400, high, "#9fb5bd")
    sheet.box(0, 392, WIDTH, HEIGHT, PALE)
    sheet.tone(MID, 0.05, 0.75, top=400, bottom=800)
    sheet.line([(0, 352), (600, 394), (1200, 350)], INK, 3)
    sheet.area([(330, 500), (880, 500), (850, 552), (360, 552)], INK)
    sheet.box(345, 486, 865, 503, BRICK)
    for x in (352, 856):
        sheet.box(x - 4, 400, x + 4, 500, INK)
    for x, high in ((450, 150), (500, 138), (690, 152)):
        person(sheet, x, 490, high, DEEP)
    sheet.line([(690, 400), (728, 386)], DEEP, 7)
    sheet.ring(590, 464, 24, INK, 4)
    sheet.ring(650, 464, 24, INK, 4)
    sheet.line([(590, 464), (612, 430), (644, 430), (650, 464), (618, 462), (606, 430)], INK, 4)
    water(sheet, 9, 560, 790, MIST, strokes=110)
    sheet.tone(MIST, 0.9, 0.0, top=300, bottom=520)
    return sheet


def pear_island() -> Sheet:
    """A small river island with a hut, a pear tree and the pier of a broken-off bridge."""
    sheet = Sheet(SAND)
    sheet.tone(OCHRE, 0.0, 0.65, top=0, bottom=360)
    sheet.area(hills(33, 310, 50), LEAF)
    sheet.tone(DEEP, 0.15, 0.5, top=280, bottom=420, inside=hills(33, 310, 50))
    sheet.box(0, 420, WIDTH, HEIGHT, ACCENT)
    sheet.area([(0, 330), (170, 330), (190, 362), (150, 372), (0, 372)], INK)
    sheet.area([(1200, 330), (1030, 330), (1000, 366), (1050, 372), (1200, 372)], INK)
    for x in (70, 1120):
        sheet.box(x - 26, 360, x + 26, 520, INK)
    sheet.area([(300, 560), (380, 508), (560, 486), (760, 496), (880, 532), (930, 568), (600, 600)],
               SAND)
    sheet.area([(340, 548), (420, 512), (580, 492), (750, 502), (860, 536), (600, 560)], LEAF)
    sheet.box(610, 300, 690, 520, INK)
    sheet.area([(600, 300), (700, 300), (690, 280), (640, 288), (612, 274)], INK)
    sheet.box(450, 440, 550, 520, PAPER)
    sheet.area([(436, 444), (500, 396), (564, 444)], BRICK)
    sheet.box(484, 470, 512, 520, INK)
    tree(sheet, 7, 800, 526, 210, "#3f5b45", INK)
    for x, y in ((770, 396), (812, 372), (846, 404), (796, 424), (830, 436)):
        sheet.disc(x, y, 7, OCHRE, tall=1.3)
    water(sheet, 12, 590, 790, PALE, strokes=90)
    water(sheet, 13, 430, 560, MID, strokes=40)
    return sheet


def night_ferry() -> Sheet:
    """A ferry aground on a sandbank by night, its lights on, boats beside it."""
    sheet = Sheet("#0f2a3d")
    sheet.tone(ACCENT, 0.0, 0.8, bottom=470)
    chance = dice(2)
    for _ in range(70):
        sheet.disc(chance.uniform(0, 1200), chance.uniform(0, 330), chance.uniform(0.8, 2), PALE)
    sheet.disc(1000, 140, 52, PAPER)
    sheet.disc(1020, 128, 46, "#12334a")
    sheet.box(0, 470, WIDTH, HEIGHT, "#0c2232")
    sheet.area([(120, 548), (400, 524), (820, 530), (1080, 552), (760, 570), (300, 570)], "#8b7a58")
    ship(sheet, 590, 528, 680, INK, PALE, OCHRE, decks=4)
    sheet.box(254, 490, 930, 496, BRICK)
    for x, level in ((180, 620), (1010, 634), (760, 684)):
        boat(sheet, x, level, 130, INK)
        for step in (-34, -12, 12, 34):
            sheet.disc(x + step, level - 30, 9, OCHRE if step == -12 else PALE)
            sheet.box(x + step - 8, level - 24, x + step + 8, level - 10, BRICK)
    water(sheet, 14, 580, 790, "#25516b", strokes=120)
    water(sheet, 15, 576, 720, OCHRE, strokes=36, left=330, right=860)
    return sheet


def research_ship() -> Sheet:
    """A research ship in a lead between ice floes, under northern lights."""
    sheet = Sheet("#102f43")
    for turn, (low, high, ink) in enumerate(((330, 250, "#3f8f86"), (250, 210, "#7fb9a6"),
                                             (180, 150, PALE))):
        foot = [(float(x), low + 52 * math.sin(x / 150 + turn * 1.9) - x * 0.07)
                for x in range(-20, 1240, 20)]
        curtain = [*foot, *((x + 46, y - high) for x, y in reversed(foot))]
        sheet.tone(ink, 0.0, 0.62, top=low - high, bottom=low + 40, inside=curtain, cell=12)
    sheet.area(mountains(5, 430, 110), "#1b4860")
    sheet.box(0, 440, WIDTH, HEIGHT, "#0d2536")
    chance = dice(4)
    for row in range(7):
        y = 452 + row * row * 7.5
        x = chance.uniform(-160, 0)
        while x < WIDTH:
            wide, deep = chance.uniform(60, 150) * (1 + row * 0.4), 5 + row * 4.5
            if abs(x + wide / 2 - 610) > 190 - row * 8:
                top = [(x, y + deep), (x + wide * 0.16, y), (x + wide * 0.8, y - deep * 0.2),
                       (x + wide, y + deep * 0.8), (x + wide * 0.6, y + deep * 1.6)]
                sheet.area([(px, py + deep * 0.5) for px, py in top], MID)
                sheet.area(top, MIST)
            x += wide * chance.uniform(1.02, 1.3)
    ship(sheet, 610, 548, 330, BRICK, PAPER, DEEP, decks=4, aft=True)
    sheet.line([(700, 510), (760, 420), (775, 424)], OCHRE, 6)
    sheet.line([(772, 424), (772, 500)], PALE, 2)
    water(sheet, 16, 600, 780, MID, strokes=34, left=480, right=800)
    return sheet


def vents() -> Sheet:
    """Warm springs on the sea floor: chimneys, plumes, and animals without a name."""
    sheet = Sheet("#0b2231")
    sheet.tone(ACCENT, 0.75, 0.0, bottom=560)
    sheet.area([(470, -10), (730, -10), (930, 800), (250, 800)], "#1a4a66")
    sheet.tone("#0b2231", 0.1, 1.0, top=120, bottom=800)
    chance = dice(6)
    for x, high, wide in ((250, 300, 80), (420, 430, 96), (620, 250, 74), (800, 370, 90),
                          (960, 220, 70)):
        left, right = [(x - wide, 720.0)], [(x + wide, 720.0)]
        for step in range(1, 7):
            y = 720 - high * step / 6
            half = wide * (1 - step / 6) ** 0.8 + 12
            left.append((x - half + chance.uniform(-9, 9), y))
            right.append((x + half + chance.uniform(-9, 9), y))
        shape = [*left, *reversed(right)]
        sheet.area(shape, PALE)
        sheet.tone(DEEP, 0.0, 0.9, inside=[(px + wide * 0.25, py) for px, py in shape],
                   sideways=True)
        for puff in range(7):
            sheet.disc(x + puff * 9 * math.sin(puff + x), 700 - high - puff * 34, 15 + puff * 6,
                       MID if puff % 2 else PALE)
    sheet.area(hills(41, 716, 16), INK)
    for x, y in ((160, 690), (520, 712), (720, 700), (1060, 706)):
        sheet.disc(x, y, 17, BRICK, tall=0.7)
        for side in (-1, 1):
            sheet.line([(x + side * 12, y), (x + side * 30, y - 10), (x + side * 36, y + 8)],
                       BRICK, 4)
    for x, y in ((340, 640), (880, 610), (1100, 520)):
        sheet.disc(x, y, 30, ROSE, tall=0.36)
        sheet.area([(x + 24, y), (x + 50, y - 14), (x + 50, y + 14)], ROSE)
        sheet.disc(x - 16, y - 2, 3, INK)
    return sheet


def lighthouse() -> Sheet:
    """A lighthouse and a breaking sea."""
    sheet = Sheet("#33566b")
    sheet.tone(INK, 0.85, 0.1, bottom=560)
    sheet.area([(806, 206), (-10, 60), (-10, 250)], "#d8c489")
    sheet.tone("#33566b", 0.75, 0.0, inside=[(806, 206), (-10, 60), (-10, 250)], sideways=True)
    sheet.area([(620, 640), (700, 500), (790, 470), (930, 480), (1010, 560), (1210, 590),
                (1210, 800), (620, 800)], INK)
    sheet.area([(780, 480), (796, 240), (856, 240), (874, 480)], PAPER)
    for top in (290, 390):
        sheet.area([(792, top + 50), (795, top), (859, top), (864, top + 50)], BRICK)
    sheet.box(784, 226, 868, 242, INK)
    sheet.box(802, 184, 850, 228, OCHRE)
    sheet.area([(794, 186), (826, 152), (858, 186)], INK)
    sheet.box(880, 430, 980, 482, PAPER)
    sheet.area([(872, 432), (930, 396), (988, 432)], BRICK)
    waves(sheet, 560, MID, size=62, rise=44)
    waves(sheet, 620, ACCENT, size=80, rise=60, shift=70)
    for x, y, size in ((630, 520, 30), (604, 470, 22), (664, 448, 18), (584, 540, 26), (690, 500,
                                                                                        15),
                       (636, 420, 11), (570, 500, 12), (702, 462, 9)):
        sheet.disc(x, y, size, PAPER)
    waves(sheet, 700, DEEP, size=96, rise=62, shift=20)
    water(sheet, 18, 640, 790, PALE, strokes=46)
    return sheet


def harbour() -> Sheet:
    """A fishing harbour at dusk: boats at the quay, houses behind."""
    sheet = Sheet(ROSE)
    sheet.tone(OCHRE, 0.0, 0.7, top=0, bottom=390)
    sheet.area(hills(52, 320, 55), MID)
    sheet.area(hills(57, 370, 30), ACCENT)
    town(sheet, 20, 20, 1190, 468, 120, (PAPER, SAND, BRICK, MIST), DEEP, lit=OCHRE)
    sheet.box(0, 466, WIDTH, 500, INK)
    sheet.box(0, 500, WIDTH, HEIGHT, ACCENT)
    sheet.tone(DEEP, 0.0, 0.85, top=520, bottom=800)
    for x, size, hull in ((200, 210, BRICK), (480, 180, INK), (760, 240, DEEP), (1030, 190, BRICK)):
        level = 560 + size * 0.12
        sheet.area([(x - size / 2, level - 44), (x + size * 0.56, level - 62),
                    (x + size * 0.42, level + 18), (x - size * 0.42, level + 18)], hull)
        sheet.box(x - size * 0.3, level - 88, x - size * 0.02, level - 40, PAPER)
        sheet.box(x - size * 0.24, level - 78, x - size * 0.08, level - 58, INK)
        sheet.line([(x + size * 0.14, level - 50), (x + size * 0.14, level - size * 0.85)], INK, 5)
        sheet.line([(x + size * 0.14, level - size * 0.8), (x + size * 0.5, level - 58)], INK, 2)
        sheet.line([(x + size * 0.14, level - size * 0.8), (x - size * 0.46, level - 46)], INK, 2)
    water(sheet, 22, 610, 790, OCHRE, strokes=40)
    water(sheet, 23, 600, 790, PALE, strokes=60)
    birds(sheet, 24, 9, left=500, top=60, right=1100, bottom=220)
    return sheet


def school_boat() -> Sheet:
    """A small boat brings pupils from an island to school in the morning."""
    sheet = Sheet(PAPER)
    sheet.tone(PALE, 0.75, 0.1, bottom=420)
    sheet.disc(260, 190, 60, OCHRE)
    sheet.area([(700, 420), (790, 350), (930, 318), (1080, 352), (1210, 338), (1210, 440), (700,
                                                                                            440)],
               LEAF)
    sheet.box(880, 290, 1010, 360, PAPER)
    sheet.area([(868, 294), (945, 240), (1022, 294)], BRICK)
    sheet.box(934, 210, 956, 262, PAPER)
    sheet.area([(926, 212), (945, 186), (964, 212)], BRICK)
    for x in (898, 932, 966):
        sheet.box(x, 312, x + 18, 338, DEEP)
    sheet.box(0, 420, WIDTH, HEIGHT, MID)
    sheet.tone(ACCENT, 0.1, 0.95, top=430, bottom=800)
    sheet.area([(250, 560), (760, 548), (700, 624), (300, 624)], INK)
    sheet.area([(250, 560), (760, 548), (752, 566), (256, 576)], BRICK)
    sheet.box(300, 440, 400, 566, PAPER)
    sheet.box(318, 460, 382, 508, DEEP)
    sheet.box(288, 428, 412, 444, INK)
    for x, high, ink in ((450, 92, DEEP), (500, 80, OCHRE), (548, 96, BRICK), (600, 84, DEEP),
                         (646, 74, INK)):
        sheet.disc(x, 560 - high, 15, ROSE, tall=1.1)
        sheet.area([(x - 20, 562), (x - 16, 580 - high), (x + 16, 580 - high), (x + 20, 562)], ink)
    water(sheet, 25, 620, 790, PALE, strokes=100)
    birds(sheet, 26, 6, left=430, top=120, right=800, bottom=260)
    return sheet


def rowing() -> Sheet:
    """An eight from above, its oars in the water."""
    sheet = Sheet(ACCENT)
    sheet.tone(DEEP, 0.75, 0.0, sideways=True)
    for lane in (150, 650):
        for x in range(20, 1200, 60):
            sheet.disc(x, lane, 7, OCHRE)
    sheet.area([(80, 400), (330, 378), (900, 378), (1130, 400), (900, 422), (330, 422)], PAPER)
    for seat in range(8):
        x, side = 360 + seat * 66, -1 if seat % 2 else 1
        sheet.line([(x, 400), (x - 44, 400 + side * 190)], SAND, 6)
        sheet.area([(x - 38, 400 + side * 170), (x - 52, 400 + side * 172), (x - 66,
                                                                             400 + side * 226),
                    (x - 48, 400 + side * 228)], BRICK)
        for ring in range(3):
            sheet.arc(x - 62, 400 + side * 206, 20 + ring * 13, 20, 340, PALE, 2)
        sheet.disc(x, 400, 17, INK, tall=0.9)
        sheet.disc(x + 8, 400, 9, ROSE)
    sheet.disc(930, 400, 14, BRICK)
    water(sheet, 31, 40, 780, MID, strokes=60)
    return sheet
