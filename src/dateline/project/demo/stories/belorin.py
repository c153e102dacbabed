"""The talks in Belorin about the bridges over the Zhel."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "The Belorin Conference"

STORIES = (
    written(
        "ferrymen", when="6 10:20", section="World", place="Old Kresk", dossier=DOSSIER,
        headline="Ferrymen of the Upper River Wait for Customers", genre="Background",
        standfirst="Two rafts on a rope have carried what four bridges used to carry. Their owners "
        "hope to be out of work by winter.",
        by="Osric Castellane", slug="border-talks-ferrymen", urgency=5, picture="rope_ferry",
        tags="subject: borders, river transport; place: Tavrenia, Old Kresk; person: Anton Brasko; "
        "organisation: Guild of Upper River Ferrymen; event: Belorin Conference",
        text="""
        Anton Brasko pulls his raft across the Zhel by a rope as thick as his wrist, forty times on
        a good day, and on a foggy one not at all.

        Since the bridges were closed three years ago his raft at Old Kresk and another one at
        Zhelovo have been the only lawful way over the upper river. Each takes eleven people, or six
        people and a cow. A crossing costs two crowns; pupils pay nothing if they help to pull.

        “In the first summer they came to take pictures. In the second they came with [prescriptions
        and] exercise books,” Brasko said. “A ferry should not be what a chemist’s shop depends on.”

        By the count of the Council of the Twelve, some 14,000 people live on the wrong side of the
        river from their work, their school or their doctor. The two rafts can carry 880 of them
        between dawn and dusk. The rest go round by the dam at Vostrena, which takes two hours and a
        half by car, or they do not go.

        ## A trade of nine men

        The Guild of Upper River Ferrymen had been dissolved in the year the bridge of Old Kresk was
        built, and was founded again in the week it was closed. It has nine members. Its rules fill
        one page, and the longest of them is about fog.

        Brasko has put his name down for one of the customs posts that are to be filled if the talks
        in Belorin come to something. The form asked for experience with crossings. He wrote: “about
        thirty thousand”.
        """,
    ),
    written(
        "envoys", when="4 09:15", section="World", place="Belorin", dossier=DOSSIER,
        headline="Envoys Reach Belorin for First Talks in Three Years",
        standfirst="They came by train, on the same train, and did not speak to each other.",
        by="Osric Castellane", slug="border-talks-opening", urgency=3, picture="platform",
        tags="subject: diplomacy; organisation: Council of the Twelve; event: Belorin Conference; "
        "place: Tavrenia?, Drevany; person: Milen Tarkavian, Ilka Ilvarin",
        related=("Ferrymen of the Upper River Wait for Customers",),
        text="""
        The envoys of Tavrenia and Drevany arrived in Belorin on the same morning train for the
        first talks between the two countries since the bridges over the border river were closed.

        They had boarded in different towns and sat in different carriages. On the platform the
        foreign ministers, Ilka Ilvarin of Tavrenia and Milen Tarkavian of Drevany, shook hands for
        the photographers, for about as long as it takes to read this sentence.

        “The agenda has four points, and each of them is a bridge,” a spokesperson for the Council
        of the Twelve told Halyard. “If we open one [of them], the week was worth it.”

        The talks are held in the former railway school, whose largest room has two doors. Each
        delegation has been given one of them. Four days have been set aside.

        Some 14,000 people live on the wrong side of the Zhel from their work, their school or their
        doctor, according to the Council’s own count. Most of them now use two small ferries, which
        do not run in fog.
        """,
    ),
    written(
        "seven-dates", when="3 14:05", section="World", place="Belorin", dossier=DOSSIER,
        headline="The Border River in Seven Dates", genre="Explainer", urgency=6,
        standfirst="How a river that nobody had thought of as a border became one, and four "
        "bridges "
        "became a question.",
        by="Petra Vantresse", slug="border-talks-explainer",
        tags="subject: borders, history; place: Drevany, Tavrenia; event: Belorin Conference; "
        "organisation: Survey Office of Drevna; person: Hesper Lorimond",
        pins="envoys",
        text="""
        The Zhel rises in the hills above Karst Vale and is 212 kilometres long. For 64 of them it
        is the border between Tavrenia and Drevany. The two countries have never fought over it;
        they have only disagreed, patiently, about where its middle is.

        1. 1911: The Survey Office of Drevna prints the first map of the upper river in a scale that
           shows single piers. Both banks belong to the same province.
        2. 1924: The province is divided. The border is to run “along the river”, without a word on
           which part of it.
        3. 1931: The bridge at Tolvenz is opened, the first that belongs to two countries. The
           ribbon is cut from both ends.
        4. 1958: Old Kresk and Zhelovo follow within a year. A joint office in Belorin keeps all
           three in repair.
        5. 1987: The bridge at Karst Vale is finished. Its middle pier stands on an island of forty
           metres which neither side had claimed until then.
        6. Three years ago: A flood takes the roadway of Karst Vale. Drevany sends workers to the
           island, Tavrenia sends a surveyor, and each asks the other to leave. Within a month all
           four crossings are closed.
        7. This week: Both foreign ministers sit in the railway school of Belorin. In the chair is
           Hesper Lorimond of the Council of the Twelve, who has asked that nobody bring a flag.

        The joint office in Belorin was never dissolved. Its last employee has gone on oiling the
        bearings of the three bridges that still stand, on weekdays, from whichever side he was let
        through.
        """,
    ),
    written(
        "map", when="1 19:40", section="World", place="Belorin", dossier=DOSSIER,
        headline="Delegations in Belorin Agree on a Map After Nine Hours",
        standfirst="The sheet was drawn in 1911 and has two coffee stains on it. It is now the "
        "only "
        "map that both sides accept.",
        by="Petra Vantresse", slug="border-talks-map", urgency=4, picture="river_map",
        tags="subject: borders, maps; person: Hesper Lorimond; place: Drevany, Karst Vale; "
        "organisation: Survey Office of Drevna; event: Belorin Conference",
        related=("Envoys Reach Belorin for First Talks in Three Years",), pins="seven-dates",
        text="""
        Negotiators from Tavrenia and Drevany have settled on a map to work from, clearing what
        officials on both sides had called the largest obstacle to an agreement on the border river.

        The sheet, printed in 1911, comes from the archive of the Survey Office of Drevna. It shows
        every pier, ford and landing on the upper river, and it is older than the border itself.

        “Every newer map was drawn by somebody who wanted something,” said Hesper Lorimond, who
        chairs the talks. “This one was drawn by people who wanted to know how deep [the water]
        was.”

        Nine hours went by before both delegations had put their initials on it. According to two
        people who were in the room, six of them were spent on a single bend below Karst Vale.

        The coffee stains, which are older than anybody present, were recorded in the minutes, so
        that nobody might later take them for lakes.

        The talks are to continue tomorrow with the question of who keeps the bridges in repair.
        """,
    ),
    written(
        "accord", when=0.7, section="World", place="Belorin", dossier=DOSSIER, urgency=2,
        headline="River Border Talks in Belorin End With Accord on Three Bridges",
        short_headline="Accord on Three Bridges", picture="bridge",
        standfirst="Tavrenia and Drevany will open three bridges to traffic before the winter. "
        "What "
        "happens to the fourth, nobody would say.",
        by="Petra Vantresse;Osric Castellane", slug="border-talks-accord",
        tags="subject: diplomacy, borders; organisation: Council of the Twelve; "
        "person: Hesper Lorimond; place: Tavrenia, Drevany; event: Belorin Conference",
        related=(
            "Delegations in Belorin Agree on a Map After Nine Hours",
            "Envoys Reach Belorin for First Talks in Three Years",
            "Ferrymen of the Upper River Wait for Customers",
        ), pins="map",
        text="""
        Tavrenia and Drevany have agreed to open three of the four bridges over their border river
        before the first frost, the Council of the Twelve announced in Belorin after four days of
        talks.

        The accord covers the bridges at Tolvenz, Old Kresk and Zhelovo. Lorries may cross from the
        first day, and people on foot may cross without a visa if they live within thirty kilometres
        of the water. Customs houses that have stood empty for three years are to be staffed by both
        sides together.

        “We did not come here to like each other. We came to let a baker in Tolvenz sell bread [on
        the other bank], and from next month that will be possible,” said Hesper Lorimond, who led
        the talks for the Council of the Twelve.

        |= What was agreed, bridge by bridge
        | Bridge | Built | Opens | For |
        | Tolvenz | 1931 | in two weeks | people on foot, cars |
        | Old Kresk | 1958 | in three weeks | all traffic |
        | Zhelovo | 1958 | in three weeks | all traffic |
        | Karst Vale | 1987 | not mentioned | – |

        ## The fourth bridge

        The bridge at Karst Vale is not mentioned in the eleven pages that were signed. Both
        delegations claim the island on which its middle pier stands, and neither would say whether
        it had been discussed at all.

        “It [the island] is forty metres long, and there is nothing on it but a hut and a pear tree.
        It took up more time than the other three bridges together.” — Goran Nostrevic, who took the
        minutes

        An observer mission of sixty people will watch the first crossings and report once a week. A
        second round of talks, on fishing and on the old railway line, has been set for the spring.

        The foreign ministers, Ilka Ilvarin and Milen Tarkavian, left by the evening train. This
        time, a conductor said, they shared a carriage; the dining car had run out of tables.
        """,
    ),
    written(
        "trois-ponts", when=0.55, section="World", place="Belorin", dossier=DOSSIER, language="fr",
        headline="Belorin : trois ponts sur quatre rouvriront avant l’hiver", translates="accord",
        standfirst="La Tavrénie et la Drévanie rétablissent le passage sur leur fleuve frontière. "
        "Du "
        "quatrième pont, personne ne parle.",
        by="Delphine Cordivane", slug="border-talks-accord-fr", urgency=2, picture="bridge",
        tags="subject: diplomatie, frontières; organisation: Council of the Twelve; "
        "person: Hesper Lorimond; place: Tavrenia, Drevany; event: Belorin Conference",
        text="""
        Après quatre jours de pourparlers à Belorin, la Tavrénie et la Drévanie sont convenues de
        rouvrir avant les premières gelées trois des quatre ponts qui enjambent leur fleuve
        frontière, a annoncé le Conseil des Douze.

        L’accord porte sur les ponts de Tolvenz, du Vieux-Kresk et de Zhelovo. Les camions pourront
        passer dès le premier jour, et les piétons qui habitent à moins de trente kilomètres de
        l’eau traverseront sans visa. Les postes de douane, vides depuis trois ans, seront tenus en
        commun.

        « Nous ne sommes pas venus pour nous aimer. Nous sommes venus pour qu’un boulanger de
        Tolvenz puisse vendre son pain [sur l’autre rive], et dans un mois il le pourra », a déclaré
        Hesper Lorimond, qui conduisait les débats au nom du Conseil.

        ## Quarante mètres de long, une cabane, un poirier

        Le pont de Karst Vale ne figure nulle part dans les onze pages signées. Les deux délégations
        revendiquent l’îlot où repose sa pile centrale, et ni l’une ni l’autre n’a voulu dire s’il
        en avait seulement été question.

        « Cet îlot nous a pris plus de temps que les trois autres ponts ensemble. » — Goran
        Nostrevic, qui tenait le procès-verbal

        Soixante observateurs assisteront aux premiers passages et rendront compte chaque semaine.
        Une seconde session, consacrée à la pêche et à l’ancienne voie ferrée, est prévue au
        printemps.
        """,
    ),
    written(
        "fourth-bridge", when=0.25, section="World", place="Karst Vale", dossier=DOSSIER,
        headline="Why the Fourth Bridge Was Left Out", genre="Analysis", urgency=5,
        standfirst="Silence on Karst Vale is not a gap in the accord. It is the accord.",
        by="Petra Vantresse", slug="border-talks-analysis", picture="pear_island",
        tags="subject: diplomacy, borders; place: Karst Vale, Drevany; person: Ilka Ilvarin, "
        "Milen Tarkavian; organisation: Council of the Twelve; event: Belorin Conference",
        pins="accord map seven-dates",
        text="""
        A text of eleven pages on the bridges of the upper Zhel that does not mention one of the
        four is either careless or very careful. Those who wrote this one were not careless.

        Karst Vale carried the least traffic of the four: 310 vehicles a day in its last full year,
        against 2,900 at Old Kresk. Nobody’s doctor lives behind it. What it has is an island, and
        with the island goes the line from which both countries measure their share of the river’s
        gravel, fish and water.

        Whoever repaired the bridge would have to say whose pier it is. So both sides have agreed to
        repair the other three, and to be seen doing so together, until it is easier to say.

        ## What each side gave

        - Tavrenia dropped its demand that the accord name the island “Tavrenian, subject to
          survey”.
        - Drevany withdrew the workers who had lived in the hut, in shifts of two, since the flood.
        - The Council of the Twelve gave up its plan to send the observers there as well. They will
          watch three bridges, and look the other way from the hill above the fourth.

        “You can write a paragraph about an island, or you can open a bridge,” said a member of one
        of the delegations, who asked not to be named because the paragraph exists. “We had [the
        paragraph] in four versions. All of them are in my drawer.”

        ## The arithmetic of forty metres

        If the border runs where Drevany draws it, west of the island, then Drevany has 51 percent
        of the river’s surface between Tolvenz and the dam, and Tavrenia 49. If it runs where
        Tavrenia draws it, the figures change places. By a treaty of 1924 water, gravel and fish are
        divided in proportion to the surface. The difference of two percent is worth, by a study of
        the Institute of Hydrology, some 140,000 crowns a year: less than either country has spent
        on the hut.

        Nobody in Belorin believes that it is about the money. In both capitals the island has
        become the thing one is not allowed to give away, and this is why it could not be spoken of,
        let alone be divided. Four proposals were on the table in the first two days. A condominium,
        by which both would own all of it. A lease to the Council of the Twelve for ninety-nine
        years. An exchange against a meadow near Zhelovo. And the suggestion of a young lawyer of
        the Tavrenian side, who is said to have been thanked and sent for coffee, to declare the
        island part of the bridge.

        This last proposal deserves a second look. A pier is not land. Where a bridge stands on it,
        the border of 1931 at Tolvenz runs through the middle of the roadway, and nobody has ever
        asked what lies underneath. If the island were entered in the register of bridges, as a
        foundation that happens to have a tree on it, there would be nothing left to own but a
        repair bill. The joint office that would have to keep it still exists. It has one employee,
        and he has a can of oil.

        The risk is plain. A matter that is left out can be brought in by anybody at any time: by an
        election in Tavrenia next autumn, by a dry summer, by a fisherman who ties up at the wrong
        end of forty metres. The second round in the spring has fishing on its agenda. It will be
        hard to speak of fish for long without saying where they were caught.

        Until then the island belongs to the pear tree, which according to the surveyors of 1911 was
        there already.
        """,
    ),
)
