"""Pictures of rooms and people."""

from __future__ import annotations

import math

from dateline.project.demo.drawing.shapes import bust, person
from dateline.project.demo.drawing.sheet import (
    ACCENT,
    BRICK,
    DEEP,
    HEIGHT,
    INK,
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


def platform() -> Sheet:
    """Two delegations on a railway platform, apart from each other."""
    sheet = Sheet("#cfd8d6")
    sheet.area([(0, 0), (1200, 0), (1200, 90), (0, 170)], DEEP)
    for x in range(60, 1200, 190):
        sheet.area([(x, 60), (x + 18, 60), (x + 14, 600), (x + 4, 600)], MID)
    sheet.area([(-10, 250), (560, 300), (1210, 260), (1210, 560), (-10, 590)], BRICK)
    sheet.area([(-10, 250), (560, 300), (1210, 260), (1210, 280), (560, 318), (-10, 272)], INK)
    for x in range(20, 1180, 118):
        top = 322 + 18 * math.sin(x / 380)
        sheet.box(x, top, x + 82, top + 92, SAND if (x // 118) % 3 else OCHRE, round_=8)
    sheet.tone(INK, 0.0, 0.6, top=420, bottom=590)
    sheet.box(0, 570, WIDTH, HEIGHT, PALE)
    sheet.tone(MID, 0.0, 0.7, top=580, bottom=800)
    sheet.box(0, 582, WIDTH, 592, OCHRE)
    for x, high in ((180, 300), (262, 280), (330, 306)):
        person(sheet, x, 740, high, INK)
    for x, high in ((860, 296), (938, 310), (1010, 276)):
        person(sheet, x, 740, high, DEEP)
    person(sheet, 570, 690, 220, ACCENT)
    for x in (380, 1064):
        sheet.box(x, 690, x + 44, 738, "#6b4b2c", round_=6)
        sheet.arc(x + 22, 690, 12, 180, 360, "#6b4b2c", 5)
    return sheet


def hearing() -> Sheet:
    """A hearing: the chair and two members at a high table, the public from behind."""
    sheet = Sheet("#d9c7a4")
    sheet.tone(OCHRE, 0.5, 0.0, bottom=360)
    for x in range(40, 1200, 140):
        sheet.box(x, 60, x + 110, 330, "#b5935f")
        sheet.box(x + 8, 68, x + 102, 322, "#c5a570")
    sheet.disc(600, 150, 58, PAPER)
    sheet.ring(600, 150, 58, DEEP, 6)
    sheet.line([(600, 150), (600, 112)], DEEP, 5)
    sheet.line([(600, 150), (626, 164)], DEEP, 5)
    for x, high in ((400, 200), (600, 220), (800, 200)):
        bust(sheet, x, 420, high, DEEP)
        sheet.area([(x - 15, 330), (x + 15, 330), (x, 390)], PAPER)
    sheet.box(220, 400, 980, 520, "#6b4727")
    sheet.tone(INK, 0.0, 0.7, top=410, bottom=520,
               inside=[(220, 400), (980, 400), (980, 520), (220, 520)])
    sheet.box(200, 392, 1000, 412, INK)
    for x in (320, 520, 700, 880):
        sheet.area([(x - 40, 392), (x + 30, 392), (x + 40, 380), (x - 30, 380)], PAPER)
    for row, (foot, size, ink) in enumerate(((690, 210, ACCENT), (830, 270, INK))):
        for n in range(7 - row):
            x = 70 + row * 95 + n * (180 + row * 20)
            bust(sheet, x, foot, size, ink)
    return sheet


def captain() -> Sheet:
    """The outline of an officer in a peaked cap before a window on the sea."""
    sheet = Sheet(PALE)
    sheet.tone(ROSE, 0.7, 0.0, bottom=430)
    sheet.disc(930, 330, 64, OCHRE)
    sheet.box(0, 430, WIDTH, HEIGHT, MID)
    sheet.tone(ACCENT, 0.1, 0.9, top=430, bottom=800)
    for x in (0, 390, 800, 1184):
        sheet.box(x - 12, 0, x + 12, HEIGHT, DEEP)
    sheet.box(0, 0, WIDTH, 50, DEEP)
    outline = bust(sheet, 560, 830, 640, INK)
    sheet.tone(ACCENT, 0.0, 0.75, inside=outline, sideways=True)
    sheet.area([(430, 330), (440, 262), (560, 214), (680, 262), (690, 330)], PAPER)
    sheet.box(436, 318, 684, 352, DEEP)
    sheet.area([(424, 352), (696, 352), (664, 384), (456, 384)], INK)
    sheet.disc(560, 300, 19, OCHRE)
    for x in (330, 770):
        for bar in range(3):
            sheet.box(x - 40, 646 + bar * 17, x + 40, 654 + bar * 17, OCHRE)
    return sheet


def core_store() -> Sheet:
    """Racks of ice cores in a cold store, one of them drawn out."""
    sheet = Sheet(DEEP)
    for row in range(6):
        for column in range(9):
            x, y = 30 + column * 132, 60 + row * 112
            sheet.disc(x + 52, y + 42, 46, "#0d2a3d")
            sheet.disc(x + 52, y + 42, 39, PALE)
            for ring, ink in ((30, MIST), (21, PALE), (12, MIST)):
                sheet.disc(x + 52, y + 42, ring, ink)
            sheet.box(x + 30, y + 90, x + 76, y + 100, OCHRE if (row * 3 + column) % 5 else BRICK)
    sheet.tone(INK, 0.0, 0.85, sideways=True)
    core = [(250, 560), (930, 430), (960, 540), (280, 676)]
    sheet.area(core, MIST)
    sheet.disc(266, 618, 58, PAPER)
    sheet.disc(266, 618, 44, PALE)
    sheet.disc(266, 618, 28, PAPER)
    for step in range(12):
        x = 340 + step * 52
        y = 560 - step * 10
        sheet.line([(x, y - 14), (x + 26, y + 96)], (MID, PALE, ACCENT)[step % 3], 3 + step % 4 * 3)
    person(sheet, 1020, 790, 430, BRICK)
    sheet.disc(1020, 392, 34, SAND, tall=1.1)
    sheet.slice(1020, 386, 40, 180, 360, OCHRE)
    sheet.line([(990, 486), (930, 520)], BRICK, 28)
    return sheet


def common_bank() -> Sheet:
    """The front of a bank with tall columns, small people on its steps."""
    sheet = Sheet(PALE)
    sheet.tone(ACCENT, 0.55, 0.0, bottom=340)
    sheet.area([(170, 230), (600, 70), (1030, 230)], PAPER)
    sheet.area([(250, 216), (600, 92), (950, 216)], SAND)
    sheet.disc(600, 168, 40, OCHRE)
    sheet.ring(600, 168, 40, DEEP, 5)
    for tooth in range(12):
        angle = tooth * math.pi / 6
        sheet.line([(600 + 28 * math.cos(angle), 168 + 28 * math.sin(angle)),
                    (600 + 36 * math.cos(angle), 168 + 36 * math.sin(angle))], DEEP, 5)
    sheet.box(160, 228, 1040, 272, PAPER)
    sheet.box(190, 272, 1010, 620, DEEP)
    for n in range(7):
        x = 212 + n * 122
        sheet.box(x, 280, x + 46, 612, PAPER)
        sheet.tone(MID, 0.0, 0.9, inside=[(x + 10, 280), (x + 46, 280), (x + 46, 612), (x + 10,
                                                                                        612)])
        sheet.box(x - 10, 272, x + 56, 290, PAPER)
        sheet.box(x - 10, 604, x + 56, 622, PAPER)
    for step in range(6):
        sheet.box(150 - step * 30, 622 + step * 26, 1050 + step * 30, 650 + step * 26,
                  (MIST, SAND)[step % 2])
    for x, foot, high in ((330, 700, 110), (380, 706, 104), (720, 660, 96), (880, 752, 120)):
        person(sheet, x, foot, high, INK)
    return sheet


def opera() -> Sheet:
    """An opera house from the stage: tiers of boxes, the chandelier, the conductor's back."""
    sheet = Sheet("#3b1e20")
    for tier in range(4):
        radius = 640 - tier * 95
        sheet.disc(600, 330, radius, ("#6e2f2b", "#8c4133", "#a5523c", "#74322c")[tier], tall=0.72)
        sheet.ring(600, 330, radius, OCHRE, 7, tall=0.72)
        for n in range(34):
            angle = math.radians(8 + n * 164 / 33)
            x = 600 + (radius - 42) * math.cos(angle)
            y = 330 + (radius - 42) * 0.72 * math.sin(angle)
            sheet.disc(x, y, 13, "#1f1012", tall=1.2)
            sheet.disc(x, y + 24, 21, "#1f1012", tall=0.7)
    sheet.disc(600, 330, 290, "#4a2222", tall=0.72)
    for row in range(5):
        for n in range(13):
            x = 600 + (n - 6) * (24 + row * 8)
            sheet.disc(x, 396 + row * 34, 8 + row * 1.6, "#1f1012")
    sheet.box(0, 0, WIDTH, 120, "#2a1416")
    for n in range(15):
        x = 600 + (n - 7) * 22
        sheet.line([(600, 60), (x, 150 - abs(n - 7) * 4)], OCHRE, 2)
        sheet.disc(x, 158 - abs(n - 7) * 4, 9, "#f6e3b0")
    sheet.area([(-10, -10), (190, -10), (120, 260), (60, 500), (20, 810), (-10, 810)], BRICK)
    sheet.area([(1210, -10), (1010, -10), (1080, 260), (1140, 500), (1180, 810), (1210, 810)],
               BRICK)
    for x, side in ((0, 1), (1200, -1)):
        for fold in range(3):
            sheet.line([(x + side * (50 + fold * 50), 0), (x + side * (22 + fold * 30), 500),
                        (x + side * (8 + fold * 6), 800)], "#6e2f2b", 9)
    bust(sheet, 600, 830, 330, INK)
    sheet.line([(470, 760), (380, 600)], INK, 40)
    sheet.line([(730, 760), (830, 640)], INK, 40)
    sheet.line([(376, 590), (300, 500)], PAPER, 5)
    return sheet


def goalkeeper() -> Sheet:
    """A goalkeeper in the air, a ball, the net behind, floodlights."""
    sheet = Sheet("#173a4d")
    sheet.tone(INK, 0.8, 0.0, bottom=420)
    for mast in (180, 1030):
        for row in range(3):
            for lamp in range(4):
                sheet.disc(mast + lamp * 30 - 45, 60 + row * 28, 11, "#f6e3b0")
        sheet.line([(mast, 130), (mast, 470)], INK, 9)
    chance = dice(13)
    for _ in range(420):
        x, y = chance.uniform(0, 1200), chance.uniform(300, 470)
        sheet.disc(x, y, 7, chance.choice((DEEP, MID, INK, BRICK, "#2a5871")))
    sheet.box(0, 470, WIDTH, HEIGHT, "#4b6e4f")
    for stripe in range(6):
        sheet.area([(stripe * 220 - 60, 470), (stripe * 220 + 40, 470), (stripe * 260 - 60, 800),
                    (stripe * 260 - 200, 800)], "#557a58")
    for n in range(19):
        sheet.line([(180 + n * 47, 176), (120 + n * 54, 640)], MIST, 1.6)
    for n in range(10):
        y = 182 + n * 50
        sheet.line([(176 - n * 6, y), (1030 + n * 8, y)], MIST, 1.6)
    sheet.line([(160, 660), (160, 166), (1040, 166), (1040, 660)], PAPER, 15)
    body = [(420, 430), (520, 372), (640, 330), (690, 360), (660, 420), (540, 470), (450, 490)]
    sheet.area(body, OCHRE)
    sheet.line([(670, 345), (760, 280), (838, 250)], OCHRE, 36)
    sheet.line([(660, 380), (760, 340), (826, 296)], OCHRE, 34)
    sheet.disc(848, 246, 25, PAPER)
    sheet.disc(836, 294, 25, PAPER)
    sheet.disc(718, 388, 38, "#8b5a3e")
    sheet.slice(718, 382, 40, 170, 350, INK)
    sheet.line([(440, 450), (330, 500), (240, 470)], INK, 42)
    sheet.line([(450, 480), (350, 560), (300, 640)], INK, 42)
    sheet.line([(240, 470), (206, 450)], BRICK, 34)
    sheet.line([(300, 640), (284, 676)], BRICK, 34)
    sheet.disc(912, 236, 40, PAPER)
    sheet.disc(912, 236, 13, INK)
    for turn in range(5):
        angle = turn * 1.257
        sheet.disc(912 + 32 * math.cos(angle), 236 + 32 * math.sin(angle), 8, INK)
    sheet.disc(470, 720, 220, "#3a5840", tall=0.1)
    return sheet


def keeper() -> Sheet:
    """The outline of an old woman by a window with a lamp."""
    sheet = Sheet("#20394a")
    sheet.tone(INK, 0.0, 0.8, sideways=True)
    sheet.box(640, 100, 1100, 560, PALE)
    sheet.tone(ROSE, 0.9, 0.0, top=100, bottom=430,
               inside=[(640, 100), (1100, 100), (1100, 560), (640, 560)])
    sheet.box(640, 430, 1100, 560, MID)
    sheet.area([(940, 440), (950, 330), (974, 330), (984, 440)], PAPER)
    sheet.box(950, 310, 974, 330, OCHRE)
    for x in (640, 866, 1092):
        sheet.box(x - 8, 92, x + 8, 568, PAPER)
    for y in (100, 330, 560):
        sheet.box(632, y - 8, 1108, y + 8, PAPER)
    outline = bust(sheet, 400, 830, 600, INK)
    sheet.tone(ACCENT, 0.0, 0.7, inside=outline, sideways=True)
    sheet.disc(400, 356, 118, PALE, tall=1.0)
    sheet.disc(400, 410, 100, INK, tall=1.2)
    sheet.disc(400, 250, 44, PALE)
    sheet.box(0, 720, WIDTH, HEIGHT, "#5a3f26")
    sheet.box(800, 640, 960, 724, BRICK, round_=16)
    sheet.area([(780, 640), (980, 640), (930, 520), (830, 520)], OCHRE)
    return sheet
