"""The demo's stories from home: politics, the inquiry, society, culture and sport."""

from __future__ import annotations

from dateline.desk.public import Tag
from dateline.project.demo.written import written

_INQUIRY = "The Night Ferry Inquiry"

WATCH = written(
    "watch", hours=5, section="Economy", place="Port Avelin", dossiers=(_INQUIRY,), urgency=3,
    headline="Night Ferry Ran Without a Second Officer, Inquiry Hears",
    standfirst="For eleven nights the bridge of the Marigold was manned by one person. The company "
    "knew, a witness says.",
    authors=("Tamsin Hathersby",), slugline="ferry-inquiry",
    tags=(
        Tag("shipping", "subject"), Tag("safety at sea", "subject"), Tag("Valmere", "place"),
        Tag("Selmouth Ferries", "organisation"), Tag("Edric Marrable", "person"),
    ),
    related=(
        "Families of Night Ferry Passengers Ask for an Open Hearing",
        "Captain of the Marigold to Give Evidence Next Week",
    ),
    text="""
    The night ferry that ran aground off Port Avelin in the spring had sailed without a second
    officer on eleven nights of that month, a former dispatcher told the public inquiry.

    The Marigold, with 212 passengers on board, struck a sandbank at twenty to four in the morning.
    Nobody died; thirty-one people were hurt, and most of the passengers spent five hours in the
    boats.

    “I wrote it in the log each time, and each time somebody rang to say that I should not [write
    it] in those words,” said Edric Marrable, who planned the crews of Selmouth Ferries until last
    year.

    The company said in a statement that its crews had met the rules “as they were understood at
    the time”. Asked what that meant, counsel for the company said that he would come back to it.

    “The rule fits on one line. Two on the bridge from dusk to dawn. There is nothing in it to
    understand.” — Farida Drumgarth, counsel to the inquiry

    The inquiry sits until the end of the month. It has asked for the logs of all four ships of the
    line.
    """,
)

FAMILIES = written(
    "families", hours=52, section="Society", place="Selmouth", dossiers=(_INQUIRY,),
    headline="Families of Night Ferry Passengers Ask for an Open Hearing",
    standfirst="They do not want money, they say. They want to be in the room.",
    authors=("Tamsin Hathersby", "Wilhelmina Birkhaug"), slugline="ferry-families",
    tags=(
        Tag("safety at sea", "subject"), Tag("courts", "subject"), Tag("Valmere", "place"),
        Tag("Yusra Zellander", "person"),
    ),
    text="""
    Relatives of people hurt in the grounding of the night ferry Marigold have asked that the
    inquiry into it be held in public from its first day to its last.

    A letter signed by 140 families was handed in at the town hall of Selmouth. The rules allow the
    chair to close the doors when ships' papers are read; that, the families write, is most of it.

    “My mother sat in that boat with a coat around a child she had never seen,” said Yusra
    Zellander, who brought the letter. “She has a right to hear who decided [about the crew].”

    The chair of the inquiry said that the letter would be answered before the first witness is
    called.
    """,
)

VOTE = written(
    "vote", hours=12, section="Politics", place="Castrel Haven", urgency=3,
    headline="Valmere Assembly Lowers Voting Age to Sixteen by Two Votes",
    standfirst="A hundred thousand people may vote for the first time in the spring. Three members "
    "changed their minds during the debate.",
    authors=("Kasimir Eskilund",), slugline="voting-age",
    tags=(
        Tag("elections", "subject"), Tag("electoral law", "subject"), Tag("Valmere", "place"),
        Tag("Civic Union", "organisation"), Tag("Orchard Party", "organisation"),
        Tag("Beata Aldermoor", "person"),
    ),
    related=("School Councils in Corrivar Get a Budget of Their Own",),
    text="""
    Sixteen-year-olds in Valmere will be able to vote in the spring, after the assembly passed a
    change of the electoral law by 61 votes to 59 at the end of a debate that lasted into the night.

    The bill had been expected to fail. Three members of the Orchard Party, which opposes it, voted
    in favour; two of them said that they had decided during the debate.

    “I came here with a speech against it in my pocket, and it is still there,” one of the three,
    Beata Aldermoor, told Halyard. “Nobody had an answer to the question why they [the young] may
    pay taxes and not vote.”

    The Civic Union, which brought in the bill, had promised it at the last two elections. The
    electoral commission said that it could have the registers ready in time, if it was given forty
    more people.

    About 104,000 people will be entitled to vote for the first time, one in thirty of all voters.
    """,
)

OPERA = written(
    "opera", hours=16, section="Culture & Sport", place="Lumessa", language="fr",
    headline="L’Opéra de Lumessa rouvre avec une œuvre que personne n’avait entendue",
    standfirst="Trois ans après l’incendie, la salle retrouve son public, et une partition de 1874 "
    "retrouve sa voix.",
    authors=("Delphine Cordivane",), slugline="lumessa-opera",
    tags=(
        Tag("opéra", "subject"), Tag("patrimoine", "subject"), Tag("Sorrenia", "place"),
        Tag("Lumessa Opera", "organisation"), Tag("Rosalba Ferrowin", "person"),
        Tag("Festival of Small Stages", "event"),
    ),
    text="""
    L’Opéra de Lumessa a rouvert ses portes trois ans après l’incendie qui avait détruit sa scène,
    et il a choisi pour cela une œuvre que nul n’avait jamais entendue.

    La partition de « La Gardienne du phare », achevée en 1874, dormait dans le grenier d’une école
    de Vaudrane. Son auteur, un organiste sans renom, n’avait trouvé personne pour la monter.

    « Nous avons hésité entre un chef-d’œuvre et une inconnue. Le public nous dira si [l’inconnue]
    est un chef-d’œuvre », a déclaré Rosalba Ferrowin, directrice artistique de la maison.

    « Le bois de la nouvelle salle est trop jeune : il chante plus haut que nous. Dans dix ans, il
    saura écouter. » — Quentin Pellerane, chef d’orchestre

    Les neuf cents places étaient vendues depuis deux mois. À la fin du dernier acte, la salle est
    restée debout onze minutes, et l’orchestre aussi.
    """,
)

MATCH = written(
    "match", hours=41, section="Culture & Sport", place="Glasmoor", genre="Report",
    headline="Glasmoor Hold Orrin Bay and Go Top on Goal Difference",
    standfirst="One goal each, two red cards, and a goalkeeper who would not come off.",
    authors=("Viggo Halloran-Vey",), slugline="glasmoor-orrin-bay",
    tags=(
        Tag("football", "subject"), Tag("Glasmoor Athletic", "organisation"),
        Tag("Orrin Bay Rovers", "organisation"), Tag("Corrivar", "place"),
        Tag("Cup of the Twelve", "event"),
    ),
    text="""
    Glasmoor Athletic are top of the table for the first time in nine years after a draw with Orrin
    Bay Rovers that was louder than any of their wins.

    The visitors led after six minutes. Glasmoor drew level from a free kick just before the break,
    finished with ten players, as did their opponents, and owed the point to a goalkeeper with a
    bandaged hand.

    “I was told to come off, and I did not hear it,” said Corin Umberline, who saved twice in the
    last five minutes. “It was very loud [in the ground].”

    The two sides meet again in the second round of the Cup of the Twelve in three weeks.
    """,
)

DOCTORS = written(
    "doctors", hours=63, section="Society", place="Inverlaid",
    headline="Village Doctors of Corrivar Share One Practice and Four Vans",
    standfirst="Where no doctor would settle, five of them now take turns. The waiting room has "
    "wheels.",
    authors=("Wilhelmina Birkhaug",), slugline="village-doctors", genre="Background",
    tags=(
        Tag("health", "subject"), Tag("ageing", "subject"), Tag("Corrivar", "place"),
        Tag("Patients’ Voice", "organisation"), Tag("Matthis Oakenrue", "person"),
    ),
    related=("Families of Night Ferry Passengers Ask for an Open Hearing",),
    text="""
    Five doctors who share one practice and four vans now look after twenty-three villages around
    Inverlaid, where the last resident doctor had retired two years ago.

    Each van has a couch, a refrigerator and a driver who is also a nurse. It stands in every
    village on the same day of the week, usually beside the church, and stays until the last patient
    has been seen.

    “People ask whether it [the van] is a stopgap. I ask them what they call a practice that is
    always there on Tuesdays,” said Matthis Oakenrue, who drove the first one himself.

    The health service pays for the vans, the villages for the diesel. A survey by Patients’ Voice
    found that nine in ten patients would not go back to the old arrangement, even if they could.
    """,
)

BANK = written(
    "bank", hours=82, section="Economy", place="Tavren",
    headline="Savings Bank in Tavren Said to Have Closed Its Counters",
    standfirst="Customers were queuing since the early morning, according to a message that went "
    "from hand to hand.",
    slugline="tavren-bank", tags=(Tag("banks", "subject"), Tag("Tavrenia", "place")),
    text="""
    The largest savings bank of Tavren did not open its counters this morning, according to a
    message attributed to its management.

    Customers were said to be queuing in front of several branches. The bank could not be reached
    for comment.

    The message, which bears the letterhead of the bank, speaks of “a pause [in payments] of
    unknown length”.

    The supervisory authority said that it was looking into the matter.
    """,
)

AGENDA = written(
    "agenda", hours=112, section="Politics", place="Halvenburg",
    headline="Halvonia’s Ministers to Meet on Bridge Repairs",
    standfirst="The meeting, put off twice, is to decide on the order of the works.",
    slugline="halvonia-bridges", authors=("Kasimir Eskilund",),
    tags=(Tag("infrastructure", "subject"), Tag("Halvonia", "place")),
    text="""
    The ministers of finance and transport of Halvonia will meet in Halvenburg this week to settle
    the order in which 300 bridges are to be repaired.

    The list has been ready since the summer, but not the money for it. “We know which bridges are
    the worst. We do not know which budget they [the repairs] belong to,” an official told Halyard.

    The meeting has been put off twice. A paper drawn up for it names twelve bridges that should be
    closed to lorries at once.

    The decision is to be announced on the same evening.
    """,
)

READING = written(
    "reading", section="Society", place="Dun Aleth",
    headline="Pupils in Corrivar Read Better Than at Any Time Since 1999",
    standfirst="The largest study of its kind tested 19,000 children. The gap between town and "
    "country has halved.",
    authors=("Wilhelmina Birkhaug",), slugline="reading-study",
    tags=(
        Tag("education", "subject"), Tag("reading", "subject"), Tag("Corrivar", "place"),
        Tag("University of Dun Aleth", "organisation"),
    ),
    text="""
    Ten-year-olds in Corrivar read better than at any time since the first comparable test in 1999,
    according to a study by the University of Dun Aleth.

    For the study 19,000 pupils at 640 schools read a story, a timetable and a set of instructions,
    and answered questions on each.

    “The timetable was the hardest, as it is for everybody,” said Idris Grelland, professor of
    education. “But the children from the islands, who were last [twenty years ago], are now level
    with those from the towns.”

    The authors put the rise down to school libraries, to one more lesson a week, and to the habit
    of reading aloud.
    """,
)

PROFILE = written(
    "profile", section="Culture & Sport", place="Hanokawa", genre="Profile",
    headline="The Woman Who Tunes the Bells of Tairu",
    standfirst="She has climbed two hundred towers and is afraid of heights.",
    authors=("Delphine Cordivane",), slugline="bell-tuner",
    tags=(Tag("music", "subject"), Tag("heritage", "subject"), Tag("Tairu", "place")),
    text="""
    On the hundred and twelfth step Nadira Sandhover stops, as she does in every tower, and tells
    the wall that there are not many more.

    Then she climbs on. For thirty years she has tuned bells, most of them older than the countries
    they ring for.

    “A bell does not go out of tune. We [who listen] do,” she says, and strikes it with a knuckle.

    She is training a successor, who is afraid of nothing and has, she says, no ear yet.
    """,
)

CLOCK = written(
    "clock", section="Culture & Sport", place="Selmouth", genre="Background",
    headline="How Selmouth Got a Clock With Three Hands",
    standfirst="From the archive: the third hand shows the tide, and it has been wrong only once.",
    slugline="selmouth-clock",
    tags=(Tag("heritage", "subject"), Tag("Valmere", "place"), Tag("Selmouth", "place")),
    text="""
    The clock on the harbour office of Selmouth has three hands, and visitors who do not know it
    tend to miss their ferry.

    The third hand, painted green, shows the height of the tide. It was added by a harbour master
    who was tired of being asked, and it is driven by a float in a well under the building.

    “It [the green hand] is a civil servant,” he is reported to have said. “It goes up and down,
    and it is never in a hurry.”

    It has been wrong only once, when a seal had settled in the well.
    """,
)
