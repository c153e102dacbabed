"""Culture without a dossier, and what is years old."""

from __future__ import annotations

from dateline.project.demo.written import written

STORIES = (
    written(
        "obituary", when="2 20:40", section="Culture", place="Frostnes", urgency=4,
        picture="keeper",
        headline="Solveig Harnmark, Who Wrote Down the Sea, Dies at 89", genre="Obituary",
        standfirst="She kept a lighthouse for thirty-four years and wrote nine novels in its log.",
        by="Jorunn Dellacroft", slug="obituary-harnmark",
        tags="subject: literature, obituaries; place: Norlund, Frostnes; person: Solveig Harnmark; "
        "organisation: Norlund Lighthouse Service; event: Prize of the Twelve",
        text="""
        The writer Solveig Harnmark has died in Frostnes at the age of 89. She was the last keeper
        of the light there, and the author of nine novels, of which the first was found by an
        inspector.

        She came to Frostnes at twenty-three, as the wife of an assistant keeper who disliked the
        wind and left with the next boat. She stayed, at half his pay. The service made her keeper
        after eleven years, when a commission discovered that there was no other.

        The log of a lighthouse has a column for remarks. In most of them one reads “fog” or “oil”.
        In Harnmark’s third year, under “remarks”, a woman called Inger begins to wait for a ship.
        She waits through four volumes, between barometer readings, in a small upright hand. The
        inspector who was to count the volumes read them instead, and missed his boat.

        “The Remarks” was printed when she was forty. It was followed by “North by the Stove”, “Nine
        Winters of Inger” and, at sixty-one, by “The Assistant Keeper”, for which she was given the
        Prize of the Twelve. She did not go to fetch it, because of the light.

        Critics have found it difficult to say what happens in these books. A ship is late. Somebody
        paints a shutter. In “Nine Winters of Inger” a whole chapter is given to the question
        whether a neighbour’s light is a sign or merely a light. When it was translated into the
        languages of the Twelve, eleven translators wrote to her to ask what colour the shutter was.
        She answered each of them with a different colour, and said later that she had wanted to
        know whether they talked to one another.

        She had no children. She is said to have had a great number of correspondents, most of them
        keepers of other lights, some of whom had never read a novel by anybody else. For forty
        years she exchanged barometer readings with a man at Morrowend whom she never met. They
        agreed, she once said, on nearly everything.

        The lighthouse service has announced that the machine at Frostnes will be visited every
        evening for a year.

        ## The last watch

        The light was automated in the year in which she turned fifty-seven. She was allowed to live
        in the house. Every evening she went up, looked at the machine, and wrote the time in a
        notebook.

        “I do not distrust it. But a thing that cannot [notice that it] has failed should be
        visited,” she said in one of her three interviews.

        The last entry is eight days old. It says, under remarks: “Clear. Relieved.”
        """,
    ),
    written(
        "market-hall", when="4 08:30", section="Culture", place="Corriva", urgency=6,
        picture="market",
        headline="Corriva’s Market Hall Opens Again, With the Same Draught", genre="Background",
        standfirst="Every one of 6,200 panes was taken out, washed and put back. Two were new.",
        by="Wilhelmina Birkhaug", slug="market-hall",
        tags="subject: architecture, towns; place: Corrivar, Corriva; person: Bronagh Ellory; "
        "organisation: Corriva Heritage Office; event: Reopening of the Market Hall",
        text="""
        After two years under scaffolding the market hall of Corriva has been opened again. It looks
        as it did on its first photograph, of 1889, down to the man who sells eels by the left-hand
        door; he is a great-grandson.

        All of the 6,200 panes in the roof were taken out, numbered and washed. Forty were cracked.
        Thirty-eight of these were found to be stronger than new glass would be, and went back.

        “We were asked to cure the draught as well,” said Bronagh Ellory, the architect. “It turned
        out that it is the [ventilation]. Somebody in 1889 knew what fish does.”

        @gallery market bakery harbour

        The stallholders had spent the two years in tents on the quay. Of 118 of them 111 have come
        back. Rents go up by four percent, which the city had promised, and the fish moves from the
        middle to the north side, which it had not.

        On the first morning the doors were opened at five. By seven the bread was gone, and a choir
        that had been engaged for nine found that nobody could hear it.

        The work cost 19 million crowns, half a million less than planned. The difference will be
        spent on chairs.
        """,
    ),
    written(
        "clock", section="Culture", place="Selmouth", urgency=7, genre="Background",
        headline="How Selmouth Got a Clock With Three Hands", picture="tide_clock",
        standfirst="From the archive: the third hand shows the tide, and it has been wrong only "
        "once.",
        by="Wilhelmina Birkhaug", slug="selmouth-clock",
        tags="subject: heritage; place: Valmere, Selmouth; organisation: Harbour Office of "
        "Selmouth",
        text="""
        The clock on the harbour office of Selmouth has three hands, and visitors who do not know it
        tend to miss their ferry.

        The third hand, painted green, shows the height of the tide. It was added by a harbour
        master who was tired of being asked, and it is driven by a float in a well under the
        building.

        “It [the green hand] is a civil servant,” he is reported to have said. “It goes up and down,
        and it is never in a hurry.”

        The harbour master was called Jonas Prewitt. In a letter of 1887, kept by the harbour
        office, he reckons that he had been asked about the tide nineteen times a day for eleven
        years, and that a hand of brass would cost less than his patience.

        Twice the council has wanted to replace the float by an instrument. Twice the clockmaker, a
        Prewitt again, has pointed out that the float is always wet when it matters.

        It has been wrong only once, when a seal had settled in the well.
        """,
    ),
    written(
        "bridges-closed", when="1095", section="World", place="Belorin", urgency=2,
        headline="Tavrenia and Drevany Close All Four Bridges Over the Zhel",
        standfirst="The quarrel over the pier of Karst Vale has reached the other three crossings.",
        by="Osric Castellane", slug="zhel-bridges-closed", dossier="The Belorin Conference",
        tags="subject: borders, diplomacy; place: Tavrenia, Drevany; person: Milen Tarkavian; "
        "organisation: Council of the Twelve; event: Flood of the Zhel",
        text="""
        Tavrenia and Drevany have closed the four bridges over their border river until further
        notice. The last bus from Tolvenz was let through at noon, with a school class on board that
        lives on one bank and learns on the other.

        Four weeks ago a flood carried off the roadway of the bridge at Karst Vale. Since then both
        countries have had people on the island under its middle pier, and each calls the other’s
        presence a visit.

        “A closed bridge is a wall [that one can see] through,” said Anton Brasko, who runs the
        hardware shop in Old Kresk. He has begun to look for rope.

        The Council of the Twelve has offered to mediate.

        Some 14,000 people cross one of the bridges at least once a week, most of them to work. The
        hospital of Tolvenz has sent ambulances to the far end of the bridge, where they wait with
        their engines running and cannot move.

        The closure was announced by both governments within the same hour, in almost the same
        words. It is the first thing they have agreed on since the flood.
        """,
    ),
    written(
        "opera-fire", when="1120", section="Culture", place="Lumessa", urgency=1, language="fr",
        headline="Un incendie détruit la scène de l’Opéra de Lumessa, sans faire de victime",
        standfirst="La salle a été évacuée pendant une répétition. Les murs tiennent.",
        by="Delphine Cordivane", slug="lumessa-incendie", dossier="The Opera of Lumessa",
        tags="subject: incendie, opéra; place: Sorrenia, Lumessa; person: Rosalba Ferrowin; "
        "organisation: Lumessa Opera; event: Incendie de l’Opéra",
        text="""
        La scène de l’Opéra de Lumessa a été détruite dans la nuit par un incendie parti d’un
        projecteur. Les quarante-six artistes et machinistes présents pour une répétition sont
        sortis à temps. Personne n’a été blessé.

        Le rideau de fer, abaissé par une habilleuse qui n’en avait jamais reçu l’ordre, a sauvé la
        salle.

        « J’avais lu la plaque [à côté de la manivelle] tous les soirs pendant douze ans », a-t-elle
        déclaré.

        Le feu s’est déclaré peu après vingt-deux heures, au deuxième acte d’une répétition sans
        public. Cent vingt pompiers l’ont combattu jusqu’à l’aube ; ils ont noyé les dessous pour
        sauver les combles. La bibliothèque musicale, située dans l’aile nord, est intacte.

        Au matin, des habitants ont déposé devant les marches des chaises, une par personne,
        tournées vers l’intérieur. La police en a compté plus de trois cents.

        La directrice artistique, Rosalba Ferrowin, a promis que l’on rejouerait. Elle n’a pas dit
        quand.
        """,
    ),
    written(
        "wall-raised", when="2560", section="Politics", place="Tarn Quay", urgency=5,
        headline="Tarn Quay Raises Its Sea Wall by Ten Centimetres More Than It Has To",
        standfirst="After two years the council has decided, by one vote, against the view.",
        by="Viggo Halloran-Vey", slug="tarn-quay-wall",
        tags="subject: coastal protection, towns; place: Istraneth, Tarn Quay; person: Ebba "
        "Lindqvar; "
        "organisation: Town Council of Tarn Quay; event: Flood of 1998",
        text="""
        The town council of Tarn Quay will raise the sea wall to 1.98 metres above ordinary high
        water, ten centimetres more than the plans require. It decided so by eight votes to seven.

        The additional courses of stone cost 1.3 million crowns and hide the sea from anybody on the
        promenade who is less than a metre and a half tall. Ebba Lindqvar, who spoke for the
        minority, called that a quarter of the town.

        “We build for people, and they come [here] to look,” she said.

        The majority had no speaker. It had brought a photograph of 1998.

        The flood of 1998 reached the second step of the town hall; a brass line on the wall shows
        where. Since then the wall has been raised twice, each time by what the flood had been short
        of. This time the engineers were asked to reckon with the sea as well as with the past.

        Work begins in the spring and is to take two summers. The kiosk at the end of the promenade
        will be put on a plinth, at the request of its tenant.
        """,
    ),
    written(
        "larkspur", when="640", section="Sea & Weather", place="Selmouth", urgency=6,
        headline="Selmouth Ferries Takes Over the Line to Port Avelin With Four Ships",
        standfirst="Marigold, Larkspur, Campion and Teasel keep their names, and most of their "
        "crews.",
        by="Tamsin Hathersby", slug="selmouth-ferries", dossier="The Night Ferry Inquiry",
        tags="subject: ferries; place: Valmere, Selmouth; organisation: Selmouth Ferries; person: "
        "Edric "
        "Marrable; event: Tender for the night line",
        text="""
        Selmouth Ferries has taken over the night line between Selmouth and Port Avelin for ten
        years. It will run the four ships that have served it so far: the Marigold, the Larkspur,
        the Campion and the Teasel.

        Of the 190 members of the crews 171 stay. The company, which had been the cheapest of three
        bidders, said that it would save in the offices and not at sea.

        “We have a good roster and we shall keep to it,” said Edric Marrable, who plans the crews.
        “It is the only thing on a ship [that does not] cost fuel.”

        The town councils of Selmouth and Port Avelin had asked for guarantees: a sailing every
        night but at Christmas, a doctor on call, and two officers on the bridge from dusk to dawn.
        All three are in the contract, the last of them on a line of its own.

        Fares stay as they are for two years. A cabin on the Marigold costs 64 crowns, a chair on
        deck 19.
        """,
    ),
)
