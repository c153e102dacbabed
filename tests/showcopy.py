"""The copy of the showroom: one story for each thing that a page may have to bear."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw

from dateline.desk import public as desk
from dateline.desk.public import Block, Copy, Site, Tag
from dateline.record.public import Mark, Picture

DOSSIER = ("The ferries of the strait", "the-ferries-of-the-strait")
PERSON = ("Ada Quill", "ada-quill")
PLACE = ("Selmouth", "selmouth")
NEWSROOM = Site(
    name="The Showroom Gazette",
    agency="Showroom",
    tagline="Every page, in every state it may be in",
    accent="#1d4f6e",
    about=("The Gazette is invented, and so is everything in it.", "It is here to be looked at."),
    standards=("1. Write to the story, not to the person.", "2. Say where a claim comes from."),
    imprint=("The Gazette\n12 Signal Wharf\nSelmouth",),
    privacy=("The Gazette measures nobody.",),
    languages=("fr", "ar"),
)
TEXT = (
    "The ferries of the strait sailed again on Tuesday after nine days in harbour, the harbour "
    "master said. “We waited for the wind [and for the pilots], and then we waited for the papers,”"
    " Ada Quill told Showroom on the quay, where the first cars had queued since before dawn."
)
BARE = Copy("A bridge opens", "Politics", blocks=(Block("paragraph", "The bridge is open."),))
FULL = Copy(
    "The ferries of the strait sail again after nine days of storm",
    "World",
    standfirst="Eleven ships left the harbour before noon. The “storm ration” ends on Friday.",
    place="Selmouth",
    credit="Showroom",
    authors=("Ilse Marrow", "Tomas Reed"),
    dossiers=(DOSSIER[0], "Weather & sea"),
    tags=(
        Tag("ferries", "subject"), Tag("Harbour Board", "organisation"), Tag(PERSON[0], "person"),
        Tag("Selmouth", "place"), Tag("Regatta", "event"), Tag("storms", "subject", True),
    ),
    related=("A bridge opens", "Tide table, week 1", "A headline of a story that is not here"),
    blocks=tuple(Block("paragraph", TEXT) for _ in range(4)),
    rights="© Showroom",
    urgency=3,
)
LONG = replace(FULL, headline=(
    "Twelve ferries, forty lorries, a circus and the national handball team of a country that no "
    "longer exists are held up at the harbour of Selmouth for the ninth day in a row by a storm "
    "that, the meteorological office says, was never forecast and cannot be there"
))
LOOSE = replace(
    FULL,
    headline="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    standfirst="x" * 90, tags=(Tag("Unterbeamtengesellschaftsversammlungsprotokoll" * 2, "event"),),
    blocks=(Block("paragraph", "https://showroom.example/" + "a" * 120),),
)
TAGS = replace(FULL, headline="Forty things at once", tags=tuple(
    Tag(f"Subject number {n}", ("subject", "person", "place", "organisation")[n % 4], n % 5 == 0)
    for n in range(40)
))
ARABIC = replace(
    FULL, language="ar", section="World", headline="العبّارات تبحر من جديد بعد تسعة أيام من العاصفة",
    standfirst="غادرت إحدى عشرة سفينة الميناء قبل الظهر.",
    blocks=(
        Block("paragraph", "قالت مديرة الميناء آدا كويل: «انتظرنا الريح [والمرشدين]، ثم انتظرنا "
                           "الأوراق». وكانت السيارات الأولى قد اصطفّت قبل الفجر (Selmouth, 11:30)."),
        Block("quotation", "لم نر بحرًا كهذا منذ عشرين عامًا.", "آدا كويل", "مديرة الميناء"),
        Block("list", items=("ست سفن", "أربعون شاحنة"), ordered=True),
    ),
)
FRENCH = replace(
    FULL, language="fr", headline="Les ferries reprennent la mer après neuf jours de tempête",
    standfirst="Onze navires ont quitté le port avant midi.",
    blocks=(
        Block("paragraph", "« Nous avons attendu le vent [et les pilotes] », a dit Ada Quill."),
        Block("heading", "Neuf jours à quai"),
        Block("paragraph", "Les premières voitures attendaient depuis l’aube."),
    ),
)


def blocks(one: Picture, other: Picture) -> tuple[Block, ...]:
    """Every kind of block, with these pictures."""
    return (
        Block("paragraph", TEXT, marks=(
            Mark(4, 11, "strong"), Mark(19, 25, "em"),
            Mark(26, 37, "link", "https://showroom.example/sailing"),
        )),
        Block("heading", "Nine days in harbour"),
        Block("quotation", "We have not seen such a sea [in this season] for twenty years.",
              PERSON[0], "harbour master"),
        Block("paragraph", TEXT),
        Block("picture", pictures=(other,)),
        Block("list", items=("Six ships", "Forty lorries and a “circus”"), ordered=True),
        Block("list", items=("The north quay", "The south quay")),
        Block("table", "Sailings of the day", header=True, rows=(
            ("Ship", "Leaves", "Arrives", "Cars", "Lorries", "Pilot", "Quay", "Remarks"),
            ("Heron", "06:10", "09:40", "212", "18", "Reed", "North", "on time"),
            ("Curlew", "07:30", "11:05", "190", "22", "Marrow", "South", "an hour late"),
        )),
        Block("gallery", pictures=(one, other, one)),
        Block("embed", "The first ferry leaves", url="https://vimeo.com/1"),
        Block("notice", "The storm ration ends on Friday."),
        Block("quotation", "We wait."),
    )


def picture(width: int, height: int) -> Picture:
    """A harbour of bands and a sun, as a story shows it."""
    image = Image.new("RGB", (width, height), (196, 205, 210))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * .6, height * .15, width * .75, height * .15 + width * .15), "#e8d9b0")
    for band in range(8):
        top = int(height * (.5 + band * .0625))
        draw.rectangle((0, top, width, height), fill=(60 - band * 4, 96 - band * 7, 120 - band * 8))
    file = BytesIO()
    image.save(file, "JPEG", quality=85)
    file.seek(0)
    number = desk.add_picture(
        file, name="harbour.jpg", alt="The harbour, seen from the north quay",
        caption="The harbour of Selmouth on Tuesday.", credit="Tomas Reed / Showroom",
    )
    return desk.shown(number)
