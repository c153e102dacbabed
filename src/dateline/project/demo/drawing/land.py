"""Pictures of fields, mountains, deserts, roads and towns."""

from __future__ import annotations

import math

from dateline.project.demo.drawing.shapes import (
    birds,
    hills,
    house,
    mountains,
    palm,
    person,
    pine,
    town,
    tree,
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


def oasis() -> Sheet:
    """A well and a pump between palms."""
    sheet = Sheet("#f1dcae")
    sheet.tone(OCHRE, 0.8, 0.0, bottom=430)
    sheet.disc(310, 210, 78, PAPER)
    sheet.area(hills(61, 400, 50), "#d9a55c")
    sheet.area(hills(66, 470, 34), "#c58a45")
    sheet.tone(BRICK, 0.0, 0.55, top=470, bottom=800, inside=hills(66, 470, 34))
    for x, high, lean in ((760, 330, 0.1), (860, 400, 0.16), (990, 300, -0.1), (1090, 360, 0.05)):
        palm(sheet, x, 560, high, "#2c4a3c", lean=lean)
    sheet.area([(640, 560), (1200, 540), (1200, 600), (680, 600)], LEAF)
    sheet.disc(470, 640, 150, "#8c5a33", tall=0.32)
    sheet.box(320, 560, 620, 642, "#a8703f")
    sheet.disc(470, 562, 150, "#c48d54", tall=0.32)
    sheet.disc(470, 562, 122, INK, tall=0.3)
    for x in (352, 588):
        sheet.box(x - 9, 350, x + 9, 566, INK)
    sheet.box(334, 342, 606, 362, INK)
    sheet.ring(470, 392, 30, BRICK, 8)
    sheet.line([(470, 392), (470, 548)], PAPER, 4)
    sheet.area([(446, 500), (494, 500), (486, 546), (454, 546)], ACCENT)
    person(sheet, 210, 700, 260, DEEP)
    person(sheet, 262, 690, 190, BRICK)
    return sheet


def reservoir() -> Sheet:
    """A dam and a reservoir that has fallen far below its old shore lines."""
    sheet = Sheet("#efe0bd")
    sheet.tone(ROSE, 0.5, 0.0, bottom=300)
    sheet.area(mountains(12, 300, 190), "#b98a5a")
    sheet.tone(BRICK, 0.1, 0.5, top=150, bottom=460, inside=mountains(12, 300, 190))
    for level in range(6):
        top = 360 + level * 34
        sheet.area([(-10, top), (300 + level * 28, top + 6), (380 + level * 22, top + 60),
                    (1210, top + 34), (1210, 800), (-10, 800)],
                   (SAND, "#d5b680", SAND, "#cda970", SAND, "#c39c62")[level])
    sheet.area([(-10, 640), (420, 592), (900, 610), (1210, 590), (1210, 810), (-10, 810)], ACCENT)
    sheet.tone(DEEP, 0.0, 0.9, top=620, bottom=800)
    dam = [(800, 330), (1210, 300), (1210, 800), (930, 800)]
    sheet.area(dam, PALE)
    sheet.tone(MID, 0.0, 0.9, inside=dam, sideways=True)
    sheet.area([(790, 330), (1210, 296), (1210, 322), (796, 356)], INK)
    for mark in range(6):
        y = 400 + mark * 52
        sheet.line([(842 + mark * 14, y), (884 + mark * 14, y - 3)], INK, 5)
    sheet.box(1000, 248, 1050, 320, PAPER)
    sheet.area([(992, 250), (1025, 220), (1058, 250)], BRICK)
    return sheet


def canal() -> Sheet:
    """An old canal between orchards, and somebody clearing it."""
    sheet = Sheet("#e9efe4")
    sheet.tone(PALE, 0.7, 0.0, bottom=300)
    sheet.area(hills(71, 300, 34), "#9fb392")
    sheet.box(0, 330, WIDTH, HEIGHT, LEAF)
    for row, (foot, size) in enumerate(((390, 110), (480, 170), (620, 250))):
        for step in range(4):
            for side in (-1, 1):
                away = 110 + row * 90 + step * (150 + row * 60)
                tree(sheet, row * 10 + step + side, 600 + side * away, foot, size,
                     ("#7d9a6e", "#4f7050", "#35543f")[row], INK)
    sheet.area([(575, 330), (625, 330), (900, 810), (300, 810)], "#9a7a4d")
    water_ = [(584, 330), (616, 330), (800, 810), (400, 810)]
    sheet.area(water_, ACCENT)
    sheet.tone(PALE, 0.8, 0.0, top=330, bottom=720, inside=water_)
    person(sheet, 690, 640, 200, INK)
    sheet.line([(676, 530), (560, 640)], BRICK, 7)
    return sheet


def wheat() -> Sheet:
    """A field of wheat under a wide sky, silos at its end."""
    sheet = Sheet(PALE)
    sheet.tone(PAPER, 0.0, 0.95, bottom=420)
    for cloud, height, wide in ((250, 130, 150), (420, 160, 110), (900, 100, 180),
                                (1060, 140, 120)):
        sheet.disc(cloud, height, wide, PAPER, tall=0.22)
    for silo, roof in ((820, 230), (890, 200), (960, 220)):
        sheet.box(silo, roof, silo + 60, 430, MIST)
        sheet.disc(silo + 30, roof, 30, MID, tall=0.6)
        side = [(silo + 26, 430), (silo + 26, roof), (silo + 60, roof), (silo + 60, 430)]
        sheet.tone(ACCENT, 0.0, 0.7, inside=side)
    sheet.box(1024, 300, 1110, 430, BRICK)
    sheet.area([(1016, 304), (1067, 262), (1118, 304)], INK)
    sheet.area(hills(81, 430, 12), OCHRE)
    sheet.tone("#a8702c", 0.0, 0.8, top=440, bottom=800)
    chance = dice(8)
    for _ in range(240):
        near = chance.random() ** 0.7
        x, foot, high = chance.uniform(-10, 1210), 500 + 320 * near, 60 + 110 * near
        tip = (x + high * 0.18, foot - high)
        sheet.line([(x, foot), tip], SAND if near < 0.6 else "#f3dfae", 2 + 2 * near)
        sheet.disc(tip[0], tip[1], 4 + 6 * near, "#8a5a22" if near > 0.6 else "#b27a33", tall=2.4)
    return sheet


def lorry_bridge() -> Sheet:
    """A lattice bridge with a lorry standing before a barrier."""
    sheet = Sheet(MIST)
    sheet.tone(MID, 0.6, 0.0, bottom=400)
    sheet.area(hills(91, 480, 40), PALE)
    for x in range(-60, 1200, 150):
        sheet.line([(x, 470), (x + 75, 290), (x + 150, 470)], INK, 11)
    sheet.box(0, 282, WIDTH, 298, INK)
    sheet.box(0, 462, WIDTH, 496, DEEP)
    for x in (240, 900):
        sheet.area([(x - 44, 496), (x + 44, 496), (x + 60, 800), (x - 60, 800)], "#8d9a9c")
        sheet.tone(INK, 0.1, 0.6, top=496, bottom=800,
                   inside=[(x, 496), (x + 44, 496), (x + 60, 800), (x, 800)])
    sheet.line([(232, 540), (250, 580), (236, 620), (262, 664), (250, 720)], INK, 6)
    sheet.box(640, 350, 900, 450, BRICK)
    sheet.box(560, 384, 632, 450, OCHRE)
    sheet.box(570, 394, 606, 420, DEEP)
    for x in (596, 700, 744, 856):
        sheet.disc(x, 456, 24, INK)
        sheet.disc(x, 456, 9, PALE)
    sheet.box(420, 380, 434, 468, INK)
    for step in range(7):
        sheet.box(300 + step * 20, 376, 320 + step * 20, 392, BRICK if step % 2 else PAPER)
    sheet.box(0, 700, WIDTH, HEIGHT, ACCENT)
    sheet.tone(PALE, 0.45, 0.0, top=700, bottom=790)
    return sheet


def tunnel() -> Sheet:
    """Two crews meet under a mountain: light through the last metre of rock."""
    sheet = Sheet(INK)
    for ring in range(9):
        radius = 620 - ring * 52
        sheet.disc(600, 470 - ring * 2, radius, ("#1b333f", "#223f4d")[ring % 2])
        sheet.ring(600, 470 - ring * 2, radius, "#30525f", 4)
    rock = [(400 + 34 * math.sin(n * 2.1) + 200 * (1 - math.cos(n * 0.5236)),
             450 - (190 + 20 * math.sin(n * 3.3)) * math.sin(n * 0.5236)) for n in range(13)]
    sheet.disc(600, 460, 205, "#5a5142")
    sheet.area(rock, "#6e6450")
    light = [(560, 330), (640, 310), (690, 380), (670, 470), (700, 540), (610, 560), (540, 520),
             (552, 430)]
    sheet.area(light, "#f6e3b0")
    sheet.tone(OCHRE, 0.0, 0.8, top=310, bottom=560, inside=light)
    sheet.area([(0, 800), (440, 600), (760, 600), (1200, 800)], "#16262f")
    for side in (-1, 1):
        sheet.line([(600 + side * 40, 604), (600 + side * 190, 800)], MID, 7)
    for x, high, ink in ((330, 300, "#0a151c"), (430, 250, "#0a151c"), (800, 280, "#0a151c")):
        person(sheet, x, 740, high, ink)
        sheet.slice(x, 740 - high + high * 0.055, high * 0.085, 180, 360, OCHRE)
    person(sheet, 622, 548, 150, BRICK)
    sheet.slice(622, 406, 13, 180, 360, PAPER)
    return sheet


def clinic_van() -> Sheet:
    """A doctors' van beside a village church."""
    sheet = Sheet(PAPER)
    sheet.tone(PALE, 0.8, 0.0, bottom=380)
    sheet.area(hills(101, 360, 70), "#a9bda0")
    sheet.area(hills(107, 450, 40), LEAF)
    sheet.box(180, 260, 420, 560, SAND)
    sheet.area([(166, 264), (300, 170), (434, 264)], BRICK)
    sheet.box(110, 150, 200, 560, "#d3b98c")
    sheet.area([(98, 154), (155, 30), (212, 154)], DEEP)
    for x in (240, 300, 360):
        sheet.box(x, 340, x + 28, 430, DEEP, round_=14)
    sheet.disc(155, 220, 24, PAPER)
    sheet.line([(155, 220), (155, 204)], INK, 3)
    sheet.line([(155, 220), (166, 226)], INK, 3)
    tree(sheet, 17, 1090, 560, 300, "#44644a", INK)
    sheet.box(0, 556, WIDTH, HEIGHT, "#8aa07b")
    sheet.area([(0, 640), (1200, 600), (1200, 720), (0, 760)], "#c9bda4")
    sheet.box(560, 390, 900, 640, PAPER, round_=14)
    sheet.area([(896, 430), (960, 440), (1006, 520), (1010, 640), (896, 640)], PAPER)
    sheet.area([(908, 446), (952, 454), (984, 520), (908, 520)], DEEP)
    sheet.box(560, 560, 1010, 590, ACCENT)
    sheet.disc(712, 480, 74, BRICK)
    sheet.line([(666, 486), (694, 486), (706, 446), (722, 520), (734, 486), (760, 486)], PAPER, 9)
    for x in (650, 920):
        sheet.disc(x, 646, 44, INK)
        sheet.disc(x, 646, 18, PALE)
    person(sheet, 500, 690, 190, DEEP)
    person(sheet, 450, 696, 176, BRICK)
    return sheet


def pylons() -> Sheet:
    """Power lines after the storm; one mast leans."""
    sheet = Sheet("#c9d3d3")
    sheet.tone(DEEP, 0.7, 0.05, bottom=520)
    sheet.area([(0, 470), (1200, 430), (1200, 800), (0, 800)], LEAF)
    sheet.tone(INK, 0.1, 0.7, top=480, bottom=800)
    tops = []
    for x, foot, high, lean in ((150, 640, 470, 0), (470, 570, 360, 0), (720, 530, 280, 150),
                                (930, 500, 210, 0), (1080, 484, 160, 0)):
        wide = high * 0.15
        top = (x + lean, foot - high + abs(lean) * 0.5)
        sheet.line([(x - wide, foot), top, (x + wide, foot)], INK, 5)
        for part in (0.25, 0.5, 0.75):
            a = (x - wide + (top[0] - x + wide) * part, foot + (top[1] - foot) * part)
            b = (x + wide + (top[0] - x - wide) * part, foot + (top[1] - foot) * part)
            sheet.line([a, b], INK, 3)
        for arm in (0.78, 0.9):
            y = foot + (top[1] - foot) * arm
            cx = x + lean * arm
            sheet.line([(cx - high * 0.17, y), (cx + high * 0.17, y)], INK, 4)
            tops.append((cx, y, high * 0.17))
    for side in (-1, 1):
        for first, second in zip(tops, tops[2:], strict=False):
            x0, x1 = first[0] + side * first[2], second[0] + side * second[2]
            sheet.line([(x0 + (x1 - x0) * t / 8,
                         first[1] + (second[1] - first[1]) * t / 8 + 80 * (t / 8) * (1 - t / 8))
                        for t in range(9)], INK, 2)
    sheet.line([(880, 690), (1010, 660)], "#3d2c20", 30)
    for x in (900, 950, 1000):
        sheet.line([(x, 676), (x + 60, 610)], "#3d2c20", 8)
        sheet.disc(x + 74, 600, 30, "#37513d")
    return sheet


def road_race() -> Sheet:
    """Riders on a coast road, seen from the cliff."""
    sheet = Sheet(ACCENT)
    sheet.tone(PALE, 0.65, 0.0, bottom=400)
    sheet.area([(400, -10), (470, 160), (380, 330), (520, 480), (430, 810), (1210, 810), (1210,
                                                                                          -10)],
               SAND)
    sheet.area([(520, -10), (590, 160), (510, 330), (640, 480), (560, 810), (1210, 810), (1210,
                                                                                          -10)],
               "#8aa07b")
    road = [(700, -20), (760, 120), (690, 300), (820, 470), (740, 640), (800, 820)]
    sheet.line(road, "#5d6a70", 120)
    sheet.line(road, PAPER, 3)
    for n, (x, y) in enumerate(((742, 90), (718, 150), (770, 158), (700, 230), (740, 246), (716,
                                                                                            320),
                                (792, 452), (752, 610))):
        sheet.disc(x + 12, y + 8, 20, "#3c484e", tall=1.2)
        sheet.line([(x, y - 26), (x, y + 26)], INK, 6)
        sheet.disc(x, y, 15, (BRICK, OCHRE, PAPER, DEEP)[n % 4], tall=1.25)
        sheet.disc(x, y - 12, 8, INK)
    for seed, x, y in ((1, 980, 230), (2, 1090, 420), (3, 960, 620), (4, 1120, 700), (5, 1050, 90)):
        chance = dice(seed)
        for _ in range(6):
            sheet.disc(x + chance.uniform(-44, 44), y + chance.uniform(-44, 44), 34, LEAF)
    for x, y in ((370, 140), (350, 300), (430, 470), (380, 640), (370, 760)):
        sheet.arc(x, y, 70, 120, 260, PAPER, 6)
    return sheet


def observatory() -> Sheet:
    """An observatory on a hill, the sky above it turning."""
    sheet = Sheet("#0f2a3d")
    sheet.tone(ACCENT, 0.0, 0.85, bottom=620)
    chance = dice(9)
    for ring in range(26):
        radius = 50 + ring * 30
        start = chance.uniform(0, 360)
        sheet.arc(640, 190, radius, start, start + chance.uniform(18, 60),
                  PALE if ring % 3 else OCHRE, 2.4)
    sheet.disc(640, 190, 4, PAPER)
    sheet.area(mountains(31, 610, 90), "#0c2130")
    sheet.area(hills(33, 640, 50), INK)
    sheet.box(380, 470, 620, 640, PALE)
    sheet.slice(500, 474, 120, 180, 360, MIST)
    sheet.tone(DEEP, 0.0, 0.85, inside=[(500, 640), (500, 354), (620, 440), (620, 640)])
    sheet.area([(500, 356), (560, 366), (596, 440), (560, 474), (520, 474)], INK)
    sheet.box(470, 560, 520, 640, OCHRE)
    house(sheet, 700, 636, 110, 70, "#31566b", "#081823", lit=OCHRE)
    for x in (860, 920, 1010):
        pine(sheet, x, 660, 120, "#081823")
    return sheet


def market() -> Sheet:
    """A market hall from the front, its stalls under awnings."""
    sheet = Sheet(PAPER)
    sheet.tone(SAND, 0.7, 0.0, bottom=300)
    sheet.area([(150, 330), (600, 90), (1050, 330)], DEEP)
    sheet.area([(210, 330), (600, 124), (990, 330)], PALE)
    for x in range(250, 1000, 50):
        sheet.line([(x, 330), (600 + (x - 600) * 0.45, 160)], DEEP, 4)
    sheet.box(140, 326, 1060, 352, INK)
    sheet.box(170, 352, 1030, 620, "#274a5c")
    for x in range(150, 1080, 145):
        sheet.box(x, 340, x + 20, 640, INK)
    for stall in range(5):
        left = 90 + stall * 212
        for stripe in range(6):
            x = left + stripe * 30
            sheet.area([(x, 470), (x + 30, 470), (x + 34, 530), (x - 2, 530)],
                       BRICK if (stripe + stall) % 2 else PAPER)
        sheet.box(left - 4, 600, left + 186, 690, "#7c5b3b")
        chance = dice(stall)
        for n in range(11):
            ink = (OCHRE, BRICK, LEAF, ROSE, SAND)[stall]
            sheet.disc(left + 12 + n * 16, 596 - chance.uniform(0, 12), 12, ink)
    sheet.box(0, 690, WIDTH, HEIGHT, MID)
    for x, high, ink in ((300, 210, INK), (360, 190, DEEP), (640, 220, INK), (900, 200, DEEP)):
        person(sheet, x, 770, high, ink)
    return sheet


def island_school() -> Sheet:
    """A schoolhouse alone on a green hill."""
    sheet = Sheet("#dfe8e6")
    sheet.tone(MID, 0.55, 0.0, bottom=360)
    sheet.box(0, 400, WIDTH, 540, ACCENT)
    sheet.area(hills(115, 470, 70, waves=2), LEAF)
    sheet.tone(DEEP, 0.0, 0.6, top=470, bottom=800, inside=hills(115, 470, 70, waves=2))
    sheet.box(440, 330, 780, 500, PAPER)
    sheet.area([(416, 336), (610, 220), (804, 336)], BRICK)
    sheet.box(584, 170, 636, 260, PAPER)
    sheet.area([(572, 174), (610, 130), (648, 174)], BRICK)
    sheet.disc(610, 206, 14, INK)
    for x in (470, 530, 660, 720):
        sheet.box(x, 376, x + 36, 436, DEEP)
        sheet.box(x + 16, 376, x + 20, 436, PAPER)
    sheet.box(588, 400, 632, 500, INK)
    sheet.area([(588, 500), (632, 500), (760, 800), (500, 800)], SAND)
    sheet.line([(300, 560), (300, 380)], INK, 5)
    sheet.area([(300, 382), (372, 396), (300, 424)], ACCENT)
    for x, high in ((700, 92), (740, 80), (420, 86)):
        person(sheet, x, 590, high, INK, coat=False)
    birds(sheet, 40, 7, left=800, top=90, right=1150, bottom=250)
    return sheet


def library() -> Sheet:
    """A library at night, all its windows lit."""
    sheet = Sheet("#12293a")
    sheet.tone(ACCENT, 0.0, 0.7, bottom=600)
    town(sheet, 60, -20, 1220, 640, 240, ("#0c1f2c", "#0e2533"), "#0a1a25")
    sheet.box(300, 190, 900, 660, "#24485b")
    sheet.box(280, 170, 920, 196, INK)
    for floor in range(3):
        for column in range(6):
            x, y = 330 + column * 92, 222 + floor * 130
            sheet.box(x, y, x + 64, y + 100, OCHRE)
            sheet.tone("#f6e3b0", 0.8, 0.1, top=y, bottom=y + 100,
                       inside=[(x, y), (x + 64, y), (x + 64, y + 100), (x, y + 100)])
            for shelf in (34, 66):
                sheet.box(x, y + shelf, x + 64, y + shelf + 4, "#6b4b26")
            if (floor * 6 + column) % 4 == 1:
                sheet.disc(x + 34, y + 62, 11, INK)
                sheet.box(x + 18, y + 72, x + 50, y + 100, INK, round_=10)
    sheet.box(0, 640, WIDTH, HEIGHT, "#0b1c27")
    sheet.area([(540, 660), (660, 660), (760, 800), (440, 800)], "#b58739")
    sheet.box(560, 570, 640, 660, "#f6e3b0")
    for x in (590, 700, 760, 470):
        person(sheet, x, 770, 150, "#060f16")
    return sheet
