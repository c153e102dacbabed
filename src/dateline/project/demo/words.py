"""The words every story of the grammar is made of. No place, person or body in them is real.

`{name}` draws from `WORDS[name]`, or stands for what the story has chosen (`{place}`, `{speaker}`).
"""

from __future__ import annotations

COUNTRIES: dict[str, tuple[str, ...]] = {
    "Valmere": ("Port Avelin", "Selmouth", "Orrin Bay", "Castrel Haven"),
    "Drevany": ("Drevna", "Belorin", "Tolvenz", "Karst Vale"),
    "Sorrenia": ("Sorrelle", "Lumessa", "Pont-Avrelle", "Vaudrane"),
    "Halvonia": ("Halvenburg", "Ostermundt", "Grauwerth", "Lindenhaf"),
    "Istraneth": ("Neth Harbour", "Ardwenn", "Morrowend", "Tarn Quay"),
    "Pellamar": ("San Tavio", "Corriental", "Puerto Lindel", "Mesaverra"),
    "Tavrenia": ("Tavren", "Zhelovo", "Old Kresk", "Vostrena"),
    "Norlund": ("Skaldvik", "Frostnes", "Elvestrand", "Hjarnby"),
    "Quessar": ("Al-Quessa", "Dar Semal", "Wadi Tameer", "Bir Halun"),
    "Maravel": ("Maravel City", "Tolumbo", "Kiri Point", "Lake Sendu"),
    "Tairu": ("Tairu City", "Hanokawa", "Minazuka", "Sorahama"),
    "Corrivar": ("Corriva", "Dun Aleth", "Glasmoor", "Inverlaid"),
}
PLACES = tuple((country, city) for country, cities in COUNTRIES.items() for city in cities)

_FIRST = (
    "Anselm", "Beata", "Corin", "Delphine", "Edric", "Farida", "Goran", "Hesper", "Idris",
    "Jorunn", "Kasimir", "Liora", "Matthis", "Nadira", "Osric", "Petra", "Quentin", "Rosalba",
    "Stellan", "Tamsin", "Ulrike", "Viggo", "Wilhelmina", "Yusra",
)
_LAST = (
    "Aldermoor", "Brankovar", "Castellane", "Drumgarth", "Eskilund", "Farrowby", "Grelland",
    "Hathersby", "Ilvarin", "Jasperot", "Kelvarden", "Lorimond", "Marrable", "Nostrevic",
    "Oakenrue", "Pellerane", "Quarrington", "Rosvall", "Sandhover", "Tarkavian", "Umberline",
    "Vantresse", "Wexcombe", "Yarrovel", "Zellander", "Birkhaug", "Cordivane", "Dellacroft",
    "Ferrowin", "Halloran-Vey",
)


def _person(number: int) -> str:
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number * 7 % len(_LAST)]}"


AGENCY = "Halyard"
PEOPLE = tuple(_person(number) for number in range(60))
AUTHORS = tuple(_person(number) for number in range(60, 100))

GENRES = ("", "", "", "Background", "Analysis", "Interview")

_FEW = ("two", "three", "four", "five", "six", "seven", "nine", "eleven")
_PERCENT = tuple(f"{number / 2:g} percent" for number in range(3, 90))
_SUM = tuple(f"{number} million crowns" for number in range(3, 400, 9))

WORDS: dict[str, tuple[str, ...]] = {
    "number": tuple(str(number) for number in range(12, 990, 7)),
    "few": _FEW,
    "few_": tuple(word.title() for word in _FEW),
    "count": tuple(str(number) for number in range(2, 20)),
    "percent": _PERCENT,
    "percent_": tuple(words.title() for words in _PERCENT),
    "sum": _SUM,
    "sum_": tuple(words.title() for words in _SUM),
    "elsewhere": tuple(city for _, city in PLACES),
    "year": tuple(str(year) for year in range(1994, 2015)),
    "month": ("January", "March", "April", "June", "July", "September", "October", "November"),
    "said": ("said", "said", "said", "told Halyard", "told reporters", "said in a statement"),
    "added": ("added", "continued", "went on", "said", "stressed", "noted"),
    "soon": (
        "by the end of the month", "within {few} weeks", "before the summer recess",
        "in the coming days", "early next year", "in {month}",
    ),
    "crowd": ("residents", "councillors", "shopkeepers", "families", "volunteers", "commuters"),
    "matter": ("the costs", "the delays", "the deadlines", "the terms", "the first results"),
    "witness": (
        "people at the scene", "two people close to the talks", "local residents",
        "an official who asked not to be named", "a document seen by Halyard",
    ),
    "verdict": ("cautious", "long overdue", "a first step", "too late", "better than feared"),
}

STANDFIRSTS = (
    "{org} says that {matter} will be settled {soon}; {crowd} in {place} want it in writing.",
    "After {few} weeks of uncertainty there is a date, and {org} has promised to keep it.",
    "What {org} calls {verdict} is, for {crowd} in {place}, a question of who pays.",
    "{surname} says that {matter} were known for months; {org} disputes it.",
    "The decision affects {number} households in {country}, and the next one is due {soon}.",
    "“We were told to wait, and we waited,” say {crowd} in {place}. Now there is an answer.",
    "A report shows how {matter} grew by {percent} without anyone being told.",
)

INTRODUCTIONS = (
    "{speaker}, {role}, called the outcome {verdict}.",
    "{speaker}, {role}, told Halyard that {matter} had to be on the table {soon}.",
    "That was confirmed in {place} by {speaker}, {role}.",
    "{speaker}, {role}, warned against hasty conclusions.",
)

BACKGROUND = (
    "A similar attempt in {year} ended after {few} months, when the money ran out.",
    "The talks, which began in {month}, had been broken off twice.",
    "According to {witness}, the figures had been on the table for {few} weeks.",
    "{country} has spent {sum} on it since {year}, {percent} more than was planned.",
    "{crowd} in {place} had collected {number} signatures against an earlier draft.",
    "The last comparable case, in {year}, led to a change of the law.",
    "A spokesperson for {org2} declined to comment on {matter}.",
    "Opinion is divided: in a survey of {number} people, {percent} called the plan {verdict}.",
    "The document runs to {number} pages, and only {few} of them deal with {matter}.",
    "{org2} is to publish its own account {soon}.",
    "Similar measures are in force in {elsewhere}, where they are seen as {verdict}.",
    "A first hearing was adjourned because {few} of the experts had not been invited.",
    "In {elsewhere}, {number} kilometres away, the same question was put to a vote in {year}.",
    "The agreement can be ended by either side with {few} weeks’ notice.",
    "What is not in the paper matters as much: there is no word on who supervises the work, and "
    "none on what happens if the money is spent before it is done.",
    "Those who have to carry it out learned of it from the radio, and some of them only when "
    "{crowd} rang to ask what it meant.",
    "In the end it was a compromise that nobody had proposed, put together from two drafts in the "
    "early hours by people who had not slept.",
    "Lawyers for both sides went through the wording line by line; they argued longest over a "
    "footnote that had been copied from a text of {year}.",
    "The rules apply from the day of their publication and not, as had first been reported, from "
    "the beginning of {month}.",
    "For the region it is the largest undertaking since {year}, when a good part of what stands "
    "there today was built within a single summer.",
    "Nobody disputes the aim, but there are several opinions on the way to it, and most of them "
    "could be heard in the market square of {place}.",
    "Whether it lasts will depend less on the text than on the people who have to live with it, as "
    "was said more than once at the end of a long day.",
    "A list of open questions, {few} pages long, was handed over at the same time; it is to be "
    "answered in writing and made public.",
    "The archive of the town keeps the minutes of an earlier debate on the subject, and much of "
    "what was said then could be said again.",
    "Critics point out that the figures for the past year are provisional, and that they were "
    "revised by {percent} the last time they were checked.",
    "Supporters answer that doing nothing would cost more, and name {elsewhere} as an example of "
    "what happens when a decision is put off too long.",
)

QUOTES = (
    "“We have waited {few} months for this, and we can wait {few} more days,” {surname} {said}.",
    "“Nobody in {place} was asked. [The plan] was drawn up behind closed doors, and it shows,” "
    "{surname} {said}.",
    "“It [the agreement] is {verdict}. I would not call it more than that,” {surname} {added}.",
    "“I have read all {number} pages, and I still do not know who decides [about {matter}],” "
    "{surname} {said}.",
    "“If {matter} are not published {soon}, we shall publish them ourselves,” {surname} {added}.",
    "“People here are patient, but they can count,” {surname} {said}, pointing to {percent} that "
    "remain unpaid.",
    "“There is no plan B, and there should not be one,” {surname} {said}.",
    "“My predecessor left {few} boxes of files and no key,” {surname} {added}. “[We] opened them "
    "all the same.”",
)

REMARKS = (
    "“We were promised an answer {soon}. [The promise] was made in this room, and in writing.”",
    "“You cannot run {org} on goodwill. You need people, and you need to pay them.”",
    "“I am not here to celebrate. I am here to see whether {matter} are what they say they are.”",
    "“Ask me again in {few} weeks. If nothing has changed by then, we were wrong [to sign].”",
    "“In {elsewhere} it took {few} years. We do not have that long, [and] we have said so.”",
)

CLOSINGS = (
    "{org} will report to the assembly of {country} {soon}.",
    "A public hearing in {place} is planned for {month}.",
    "{other}, {role2}, said that {matter} would be looked at again {soon}.",
    "Both sides agreed to meet again in {elsewhere} {soon}.",
    "The next figures are expected {soon}.",
)
