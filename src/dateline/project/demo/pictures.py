"""Every picture of the demo: who draws it, what it shows, and what is said below it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

from dateline.desk.public import add_picture, shown
from dateline.project.demo.drawing import coast, land, plans, rooms, things
from dateline.project.demo.drawing.sheet import Sheet
from dateline.project.demo.words import AGENCY
from dateline.record.public import Picture

TITLE = f"{AGENCY} demo: "
"""What the titles of the demo’s pictures begin with at the desk: so that they are known again."""
CREDIT = f"Drawing: {AGENCY}"


@dataclass(frozen=True)
class Drawn:
    """A picture: the function that draws it, its alt text and its caption."""

    draw: Callable[[], Sheet]
    alt: str
    caption: str


PICTURES = {
    "bridge": Drawn(
        coast.bridge,
        "Drawing of a dark stone bridge of four arches over a river; three people stand on it "
        "before a low sun.",
        "The bridge at Tolvenz, the first of the three to be opened.",
    ),
    "rope_ferry": Drawn(
        coast.rope_ferry,
        "Drawing of a flat ferry in fog. Three people and a bicycle are on it; one pulls at a rope "
        "that crosses the river.",
        "The raft at Old Kresk takes eleven people, or six people and a cow.",
    ),
    "pear_island": Drawn(
        coast.pear_island,
        "Drawing of a small island with a hut, a bridge pier and a pear tree; on both banks the "
        "ends of a broken bridge.",
        "The island under the bridge of Karst Vale.",
    ),
    "platform": Drawn(
        rooms.platform,
        "Drawing of a railway platform before a red train: three people on the left, three on the "
        "right, one alone in the distance between them.",
        "Arrival in Belorin: two delegations, one train.",
    ),
    "river_map": Drawn(
        plans.river_map,
        "Drawing of an old map: a winding river with three crossings and one that is broken, "
        "contour lines, and two rings left by coffee cups.",
        "After the sheet of 1911. The stains are in the minutes.",
    ),
    "night_ferry": Drawn(
        coast.night_ferry,
        "Drawing of a lit ferry lying on a sandbank at night; three boats full of people are on "
        "the dark water before it.",
        "The Marigold on the Sallow Bank.",
    ),
    "hearing": Drawn(
        rooms.hearing,
        "Drawing of a hearing room seen from the back rows: three people at a raised desk under a "
        "clock, the heads of the audience before them.",
        "The inquiry sits in the Chamber of Shipping at Port Avelin.",
    ),
    "ferry_track": Drawn(
        plans.ferry_track,
        "Chart of a channel with depths in metres. A dashed line shows the usual track; a red line "
        "leaves it and ends on a sandbank.",
        "Dashed: the usual track. Red: the track of the Marigold. Depths in metres; not for "
        "navigation.",
    ),
    "captain": Drawn(
        rooms.captain,
        "Drawing of an officer in a peaked cap, only an outline, before the windows of a bridge.",
        "On the bridge of a ferry of the line.",
    ),
    "lighthouse": Drawn(
        coast.lighthouse,
        "Drawing of a red and white lighthouse; its beam goes out over high waves.",
        "The light at Morrowend.",
    ),
    "weather_map": Drawn(
        plans.weather_map,
        "Weather map: a deep low west of a coast, isobars around it from 968 hectopascals "
        "outwards, a warm front over land and a cold front behind it.",
        "Storm Orsola on the evening before it reached land. Pressure in hectopascals.",
    ),
    "pylons": Drawn(
        land.pylons,
        "Drawing of a row of power masts on a moor under a dark sky. One of them leans; a fallen "
        "tree lies before it.",
        "The storm broke 214 masts on the moor behind Morrowend.",
    ),
    "harbour": Drawn(
        coast.harbour,
        "Drawing of a harbour in evening light: four fishing boats at a quay, a row of narrow "
        "houses behind it.",
        "Evening at the quay.",
    ),
    "research_ship": Drawn(
        coast.research_ship,
        "Drawing of a red ship among ice floes at night, green northern lights above.",
        "The Aurelia in the winter ice.",
    ),
    "vents": Drawn(
        coast.vents,
        "Drawing of five pale chimneys on the sea floor with clouds rising from them; crabs at "
        "their feet and three pale fish.",
        "As the camera saw it at 2,100 metres. One of the fish swims on its side.",
    ),
    "polar_map": Drawn(
        plans.polar_map,
        "Map seen from above the pole: ice in the middle, coasts around it, and a dashed red line "
        "from a port to a marked place in the ice.",
        "The track of the Aurelia. The institute has rounded the end of it.",
    ),
    "core_store": Drawn(
        rooms.core_store,
        "Drawing of racks full of ice cores, seen from their ends; a person in red pulls one out.",
        "11,400 tubes of a metre each lie in the store at Skaldvik.",
    ),
    "eels": Drawn(
        plans.eels,
        "Drawing of a river from above: eels swim towards a weir, a few have passed it.",
        "The brushes are on the left side of the weir.",
    ),
    "observatory": Drawn(
        land.observatory,
        "Drawing of an observatory at night; the stars have left curved traces in the sky.",
        "The observatory of the High Plain, after eleven.",
    ),
    "oasis": Drawn(
        land.oasis,
        "Drawing of a round well with a bucket, palms behind it, two people beside it in the heat.",
        "One of the wells of Bir Halun.",
    ),
    "reservoir": Drawn(
        land.reservoir,
        "Drawing of a dam and a reservoir with little water; bands on the slope show where it "
        "stood before.",
        "The reservoir of Dar Semal. Each band is a year.",
    ),
    "canal": Drawn(
        land.canal,
        "Drawing of a straight canal between rows of trees; somebody clears it with a pole.",
        "A canal in Wadi Tameer.",
    ),
    "levels": Drawn(
        plans.levels,
        "Bar chart of ten years: 81, 78, 84, 70, 66, 69, 55, 49, 42 and 31 percent.",
        "The reservoir of Dar Semal at the end of the dry season, in percent of its capacity, ten "
        "years up to now.",
    ),
    "wheat": Drawn(
        land.wheat,
        "Drawing of a field of wheat under a wide sky, three silos and a barn behind it.",
        "Near Mesaverra, before the last dry spring.",
    ),
    "grain_price": Drawn(
        plans.grain_price,
        "Line chart: a price rises slowly from 212 to about 260, then steeply to 318.",
        "A tonne of wheat in San Tavio, in crowns, over a year.",
    ),
    "bakery": Drawn(
        things.bakery,
        "Drawing of four shelves of round and long loaves, with gaps and small price labels.",
        "Half past eight in Signal Street.",
    ),
    "common_bank": Drawn(
        rooms.common_bank,
        "Drawing of a bank with seven columns and a gable; four small people on its steps.",
        "The Common Bank of the Twelve in Ostermundt.",
    ),
    "twelve_bridges": Drawn(
        plans.twelve_bridges,
        "Plan of rivers and roads with twelve numbered bridges; 3, 5, 6 and 10 are red.",
        "The twelve bridges, not to scale. Red: closed to all traffic.",
    ),
    "lorry_bridge": Drawn(
        land.lorry_bridge,
        "Drawing of a lattice bridge: a lorry stands before a barrier, a pier below has a crack.",
        "Grauwerth South, opened in 1961.",
    ),
    "hemicycle": Drawn(
        plans.hemicycle,
        "Seating plan of an assembly in a half circle: 61 dark seats, 59 light ones, three of the "
        "dark ones ringed in red.",
        "61 for, 59 against. Ringed: the three members of the Orchard Party who voted in favour. "
        "The order is not that of the seats.",
    ),
    "ballot": Drawn(
        things.ballot,
        "Drawing of a hand that puts a ballot paper into a box.",
        "A vote is a tool, says the speech that was not held.",
    ),
    "school_boat": Drawn(
        coast.school_boat,
        "Drawing of a small boat with five pupils on calm water in the morning; a school stands on "
        "the island behind.",
        "The 7:10 to Skerrow.",
    ),
    "island_school": Drawn(
        land.island_school,
        "Drawing of a white schoolhouse with a bell turret on a green hill by the sea.",
        "The school of Holm has five pupils and counts as twenty-five.",
    ),
    "clinic_van": Drawn(
        land.clinic_van,
        "Drawing of a doctors’ van beside a village church; two people wait.",
        "Tuesday in one of the twenty-three villages.",
    ),
    "library": Drawn(
        land.library,
        "Drawing of a library at night with all windows lit, readers in some of them.",
        "The public library of Tolumbo, three in the morning.",
    ),
    "tunnel": Drawn(
        land.tunnel,
        "Drawing of a tunnel from inside: light falls through a hole in the rock, a person stands "
        "in it, three others wait.",
        "Twenty past eight under Mount Ishune.",
    ),
    "tunnel_section": Drawn(
        plans.tunnel_section,
        "Section through a mountain: folded layers, a red fault line, and a tunnel dug from both "
        "sides up to a small gap.",
        "The mountain cut open, heights exaggerated. Red: the fault zone.",
    ),
    "bats": Drawn(
        things.bats,
        "Drawing of many bats that fly out of a tunnel mouth into the evening sky.",
        "The hour in which no train will run.",
    ),
    "opera": Drawn(
        rooms.opera,
        "Drawing of an opera house seen from the stage: tiers full of people, a chandelier, and "
        "the conductor’s back.",
        "The new hall in Lumessa has nine hundred seats.",
    ),
    "score": Drawn(
        things.score,
        "Drawing of an old sheet of music with two rings of a glass, a pencil on it.",
        "After a page of the second act.",
    ),
    "keeper": Drawn(
        rooms.keeper,
        "Drawing of an old woman, only an outline, by a window; a lamp before her, a lighthouse "
        "far off.",
        "The evening watch.",
    ),
    "market": Drawn(
        land.market,
        "Drawing of a market hall of iron and glass with five stalls under striped awnings.",
        "The market hall of Corriva has 6,200 panes.",
    ),
    "tide_clock": Drawn(
        things.tide_clock,
        "Drawing of a clock on a brick wall with two black hands and a green one.",
        "The green hand shows the tide.",
    ),
    "goalkeeper": Drawn(
        rooms.goalkeeper,
        "Drawing of a goalkeeper who dives for a ball under floodlights.",
        "The last five minutes at Glasmoor.",
    ),
    "cup": Drawn(
        plans.cup,
        "Plan of a cup competition from both sides towards a trophy in the middle.",
        "Sixteen clubs, four rounds.",
    ),
    "rowing": Drawn(
        coast.rowing,
        "Drawing of a rowing eight from above, its oars in the water between two rows of buoys.",
        "Two rings of the bell mean “faster”.",
    ),
    "road_race": Drawn(
        land.road_race,
        "Drawing of a coast road from above with eight racing cyclists on it.",
        "The descent to Selmouth.",
    ),
    "bell": Drawn(
        things.bell,
        "Drawing of a great bell in a wooden frame; a small person below holds a tuning fork.",
        "The bell of Hanokawa weighs as much as a tram.",
    ),
}

SAID = {
    ("ar", "canal"): (
        "رسم لقناة مستقيمة بين صفوف من الأشجار، وشخص ينظفها بعصا طويلة.", "قناة في وادي تمير.",
    ),
    ("ar", "oasis"): (
        "رسم لبئر مستديرة ذات دلو، وخلفها نخيل، وإلى جانبها شخصان في الحر.", "إحدى آبار بئر حلون.",
    ),
    ("ar", "reservoir"): (
        "رسم لسد وخزان قليل الماء، وعلى المنحدر خطوط تدل على مستوياته السابقة.",
        "خزان دار سمال. كل خط سنة.",
    ),
    ("fr", "bridge"): (
        "Dessin d’un pont de pierre sombre à quatre arches ; trois personnes s’y tiennent devant "
        "un soleil bas.",
        "Le pont de Tolvenz, le premier des trois à rouvrir.",
    ),
    ("fr", "opera"): (
        "Dessin d’un opéra vu de la scène : des balcons pleins, un lustre, le dos du chef "
        "d’orchestre.",
        "La nouvelle salle de Lumessa compte neuf cents places.",
    ),
}
"""Alt text and caption of a picture in the language of a story that shows it."""


def in_language(pictures: dict[str, Picture], key: str, language: str) -> Picture:
    """A picture with its words in this language, where it has any."""
    said = SAID.get((language, key))
    return replace(pictures[key], alt=said[0], caption=said[1]) if said else pictures[key]


def added() -> dict[str, Picture]:
    """Draw all of them and add them to the desk; answers them as readers see them, by key."""
    return {key: _added(key, drawn) for key, drawn in PICTURES.items()}


def _added(key: str, drawn: Drawn) -> Picture:
    number = add_picture(
        BytesIO(drawn.draw().finished()), name=f"demo-{key}.jpg",
        title=TITLE + key.replace("_", " "), alt=drawn.alt, caption=drawn.caption, credit=CREDIT,
    )
    return shown(number)
