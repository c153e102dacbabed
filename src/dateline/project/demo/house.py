"""The agency itself: its settings, sections, dossiers, front page and people."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.public import Site
from dateline.people.public import CHIEF, EDITOR, REPORTER
from dateline.project.demo.drawing.sheet import ACCENT
from dateline.project.demo.words import AGENCY

SECTIONS = (
    "World", "Politics", "Economy", "Society", "Science & Environment", "Sea & Weather", "Culture",
    "Sport",
)
SHORTER = {"Science & Environment": "Science", "Sea & Weather": "Sea"}
"""How the navigation calls the sections whose names are long."""

DOSSIERS = {
    "The Belorin Conference": "Tavrenia and Drevany have not spoken about the bridges over the "
    "Zhel for three years. Now they sit in a railway school, and there is a map on the table.",
    "The Night Ferry Inquiry": "In the spring the Marigold ran onto a sandbank with 250 people "
    "aboard. A public inquiry asks who was on the bridge, who was not, and who knew.",
    "Voyage of the Aurelia": "Thirty-four scientists, seven weeks, and the winter ice: the "
    "research ship Aurelia measures what has been seen only from above.",
    "Water Runs Short in Quessar": "The third dry year, a capital with water for nine hours a day, "
    "and villages that have begun to share their wells.",
    "Three Hundred Bridges": "Halvonia has looked at 39,000 bridges. Three hundred cannot wait, "
    "and twelve could not wait another day.",
    "The Price of Bread": "Wheat is half as dear again as a year ago. What that means for a loaf, "
    "a bank and a baker in Signal Street.",
    "Storm Orsola": "The strongest wind ever measured at Morrowend, a sea wall with eight "
    "centimetres to spare, and what came after.",
    "A Vote at Sixteen": "Valmere’s assembly gives the vote to 104,000 young people, by two "
    "voices. What happens next, and who changed their mind.",
    "The Island Schools": "Eleven schools, 214 pupils and a rule that almost closed six of them: "
    "how one learns on the Skerrow Islands.",
    "The Long Tunnel": "Nine years under Mount Ishune: two crews, a fault of four hundred metres, "
    "and eleven thousand bats.",
    "The Opera of Lumessa": "Three years after the fire the house opens again, with a work of 1874 "
    "that nobody had ever heard.",
    "Cup of the Twelve": "Sixteen clubs from twelve countries, four rounds, one cup.",
}

LEAD = "accord"
SECONDARIES = ("watch", "springs", "breakthrough", "wheat-market", "vote")
PINS = {
    "World": ("fourth-bridge", "rationing"), "Politics": ("aldermoor", "twelve"),
    "Economy": ("loaf",), "Society": ("reading", "eleven-schools"),
    "Science & Environment": ("orsola-tide",), "Sea & Weather": ("captain", "orsola-power"),
    "Culture": ("review", "obituary"), "Sport": ("match", "umberline"),
}
"""The rails in their order, with the stories pinned to them; one of these is under embargo."""
BANNER = "Three bridges over the border river are to reopen before winter"


@dataclass(frozen=True)
class Colleague:
    """Somebody of the agency. Nobody signs in as them but by a link made on the machine."""

    name: str
    role: str

    @property
    def email(self) -> str:
        """An address that no mail ever reaches (RFC 2606)."""
        return f"{self.name.split()[-1].lower()}@{DOMAIN}"


DOMAIN = "halyard.example"
STAFF = (
    Colleague("Isolde Farrowgate", CHIEF),
    Colleague("Magnus Ellerby", EDITOR),
    Colleague("Petra Vantresse", REPORTER),
    Colleague("Osric Castellane", REPORTER),
    Colleague("Tamsin Hathersby", REPORTER),
    Colleague("Jorunn Dellacroft", REPORTER),
    Colleague("Kasimir Eskilund", REPORTER),
    Colleague("Wilhelmina Birkhaug", REPORTER),
    Colleague("Viggo Halloran-Vey", REPORTER),
    Colleague("Delphine Cordivane", REPORTER),
)

SITE = Site(
    name=AGENCY,
    agency=AGENCY,
    about=(
        "Halyard is a news agency in Corriva, and it is invented. So are its reporters, the twelve "
        "countries they report from, and everything that happens there.",
        "It exists so that a new installation of Dateline has something to show: dossiers that go "
        "on for days, stories in three languages, corrections that say what was wrong, a story "
        "that was killed and one that waits for its hour.",
        "The pictures are drawn by the program, at its first start.",
        "Replace it by your own newsroom: `dateline demo --empty` takes all of it away, and leaves "
        "what you have set at the desk.",
    ),
    standards=(
        "1. Write to the story and to the people who discuss it, not at them.",
        "2. Use one name, and keep to it. Nobody has to give the name in their passport.",
        "3. No insults, no threats, no contempt for people because of what they are or believe.",
        "4. Say where a claim comes from. What you cannot show, mark as your opinion.",
        "5. Do not publish what is private to others: addresses, numbers, pictures, illnesses.",
        "6. No advertising, and no copies of texts or pictures that belong to somebody else.",
        "7. The dead and the accused are people: no verdict before the court’s.",
        "8. A comment that breaks these rules is removed, and its author is told by which rule.",
        "9. Whoever disagrees with a decision may appeal; another moderator then decides.",
    ),
    tagline="News of countries that are on no map",
    accent=ACCENT,
    imprint=(
        "Halyard, the news agency of the demo\n12 Signal Wharf\nCorriva, Corrivar",
        "Answerable for the text: Isolde Farrowgate, who is as invented as the wharf.",
        "Corrections: a mistake is put right in the story itself, with a note on what was wrong.",
    ),
    privacy=(
        "Halyard sets no cookie for its readers, measures nobody and passes nothing on.",
        "Who signs in at the desk gets a cookie that ends with the session. Replace this text by "
        "what is true of your own newsroom.",
    ),
    languages=("fr", "ar"),
)
