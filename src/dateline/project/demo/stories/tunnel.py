"""The tunnel under Mount Ishune, and other stories from farther away."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "The Long Tunnel"

STORIES = (
    written(
        "bats", when="5 18:40", section="Science & Environment", place="Hanokawa", dossier=DOSSIER,
        headline="Eleven Thousand Bats Decide the Timetable of Tairu’s Longest Tunnel", urgency=6,
        standfirst="They moved into the pilot tunnel before the trains could. They may stay, and "
        "the "
        "trains will whistle.",
        by="Delphine Cordivane", slug="ishune-bats", picture="bats", genre="Background",
        tags="subject: animals, railways; place: Tairu, Hanokawa; person: Setsuma Oribe; "
        "organisation: Ishune Tunnel Company; event: Ishune breakthrough",
        text="""
        About 11,000 horseshoe bats spend the winter in the pilot tunnel of Mount Ishune. They were
        not in the plans; there had been no tunnel when the plans were drawn.

        The pilot tunnel, 3.4 metres wide, was dug eight years ago to find out what the mountain is
        made of. It was to be filled in. Then a geologist’s helmet lamp met 22,000 eyes.

        Under an agreement with the tunnel company the bats keep the first two kilometres. No train
        will run in the main tunnel during the hour in which they leave at dusk, and the grating at
        the mouth will have bars fifteen centimetres apart, set level, not upright.

        “A bat can fold itself, but only [in one] direction,” said Setsuma Oribe, who counts them
        with a camera that sees heat. “The engineers understood that at once. They work with large
        things in narrow holes themselves.”

        The hour moves with the sun. The railway has printed a timetable that changes every week.
        """,
    ),
    written(
        "tunnel-cost", when="3 16:30", section="Economy", place="Tairu City", dossier=DOSSIER,
        headline="A Tunnel for 6.8 Billion: Why Ishune Cost Nearly a Third More", urgency=5,
        standfirst="Most of the money went into four hundred metres.", genre="Analysis",
        by="Delphine Cordivane", slug="ishune-cost", picture="tunnel_section",
        tags="subject: railways, costs; place: Tairu; person: Sadane Asakuri; organisation: Ishune "
        "Tunnel Company, Court of Audit of Tairu; event: Ishune breakthrough",
        text="""
        When the tunnel under Mount Ishune was decided on, it was to cost 5.2 billion crowns and
        take seven years. It will have cost 6.8 billion and took nine to dig. Trains are to run in
        three more.

        The Court of Audit has now shown where the 1.6 billion went. It makes unusual reading, for
        nobody is to blame in it.

        |= Additional costs in millions of crowns
        | Cause | Amount |
        | The fault zone, 400 metres | 910 |
        | Higher prices of steel and power | 420 |
        | A second ventilation shaft | 190 |
        | Bats | 3 |
        | Other | 77 |
        | Together | 1,600 |

        The fault crosses the line a little east of the middle. Borings had met it, and had put its
        width at ninety metres. It is four hundred wide, and full of water under a pressure that
        bends steel. Crews froze the rock, cut it, and lined it, a metre a day for thirteen months.

        “One bores three holes and draws a mountain through them. Between the holes one is polite
        [and assumes the best],” said Sadane Asakuri, the chief engineer.

        The auditors recommend five holes the next time. They would have cost eleven million.
        """,
    ),
    written(
        "how-dug", when="1 17:30", section="World", place="Hanokawa", dossier=DOSSIER, urgency=6,
        headline="How One Meets in the Middle of a Mountain", genre="Explainer",
        standfirst="Two crews, 31.4 kilometres, no view. The last measurement is done with a "
        "drill as "
        "thin as a finger.",
        by="Delphine Cordivane", slug="ishune-explainer", pins="tunnel-cost",
        tags="subject: engineering, railways; place: Tairu; organisation: Ishune Tunnel Company; "
        "person: Sadane Asakuri; event: Ishune breakthrough",
        text="""
        The crews under Mount Ishune expect to meet tomorrow. They have been digging towards each
        other for nine years from Hanokawa in the west and Minazuka in the east. How do they know
        where the others are?

        1. On the mountain: Eleven pillars of concrete stand on summits that see each other. Their
           positions are known to four millimetres.
        2. At the mouths: From the pillars the direction is carried to a bolt in the rock on each
           side. Everything after that is done without a view.
        3. In the tunnel: Every 250 metres a theodolite looks back to where it stood before. Each
           time a small error comes in. Warm air near the walls bends the light, so it stands in the
           middle and measures at night.
        4. Against the bending: Every five kilometres a gyroscope finds north by itself, from the
           turning of the Earth. It needs forty minutes and nobody may walk by.
        5. At the end: A drill goes ahead through the last twelve metres. Where its tip comes out,
           the other side draws a cross.

        The contract allows a hundred millimetres. The best that has been managed at such a length
        is sixteen.

        @picture tunnel_section

        “You do not aim at the others. You aim at the place where [both of you] have promised to
        be.” — Sadane Asakuri, chief engineer
        """,
    ),
    written(
        "breakthrough", when=6.9, section="World", place="Hanokawa", dossier=DOSSIER, urgency=3,
        headline="Crews Meet Under Mount Ishune, Seventeen Millimetres Apart", picture="tunnel",
        standfirst="Tairu’s longest tunnel is through after nine years. The first thing to pass "
        "was a "
        "teapot.",
        by="Delphine Cordivane", slug="ishune-breakthrough",
        tags="subject: railways, engineering; place: Tairu, Hanokawa; person: Sadane Asakuri; "
        "organisation: Ishune Tunnel Company; event: Ishune breakthrough",
        pins="how-dug tunnel-cost bats",
        text="""
        The two halves of the tunnel under Mount Ishune met this morning, 17 millimetres apart
        sideways and nine in height. The wall between them fell at twenty past eight.

        At 31.4 kilometres it is the longest railway tunnel among the Twelve. From Tairu City to
        Sorahama a train takes three hours and ten minutes now; through the mountain it will be one
        hour and twenty-five.

        The crew from Minazuka, who had lost the toss, handed a teapot through the opening before
        anybody climbed. It was warm. The custom is said to be old, although nobody remembered an
        earlier tunnel.

        “Seventeen. I had written [a number] on a piece of paper and given it to my daughter,” said
        Sadane Asakuri, the chief engineer, who has worked on nothing else for twelve years. “She
        says that I owe her two.”

        @gallery tunnel tunnel_section bats

        Rails, power and signals will take three years. The first passengers are to be the families
        of those who dug: 1,940 tickets have been printed, without a date.
        """,
    ),
    written(
        "the-twelve", when="5 14:20", section="World", place="Castrel Haven", urgency=7,
        headline="Who the Twelve Are, and What Their Council Does", genre="Explainer",
        standfirst="Twelve countries, one council without a building, and a chair that goes round.",
        by="Osric Castellane", slug="council-explainer",
        tags="subject: diplomacy, treaties; organisation: Council of the Twelve; place: Valmere; "
        "person: Hesper Lorimond; event: Change of the chair",
        text="""
        The Council of the Twelve has no seat, no flag and 211 employees. It meets where its chair
        comes from, and the chair changes every half year. Now it is Valmere’s, next comes
        Norlund’s.

        |= The Twelve, with capitals and inhabitants in millions
        | Country | Capital | Inhabitants |
        | Corrivar | Corriva | 6.2 |
        | Drevany | Drevna | 8.9 |
        | Halvonia | Halvenburg | 21.4 |
        | Istraneth | Neth Harbour | 3.7 |
        | Maravel | Maravel City | 17.8 |
        | Norlund | Skaldvik | 2.9 |
        | Pellamar | San Tavio | 14.5 |
        | Quessar | Al-Quessa | 7.3 |
        | Sorrenia | Sorrelle | 11.6 |
        | Tairu | Tairu City | 24.1 |
        | Tavrenia | Tavren | 5.5 |
        | Valmere | Castrel Haven | 4.1 |

        Its decisions bind nobody. They have been followed 61 times out of 70, which its staff put
        down to the length of the meetings: nobody wants to hold the same one again.

        Nine of the Twelve use the crown, whose rate is set by the Common Bank in Ostermundt. All
        twelve lend each other linesmen, pilots and firefighters under an agreement of 1998.

        For the talks in Belorin the council has sent Hesper Lorimond, a judge of waterways. “They
        asked for somebody who can listen to two people [at once],” she said when she was appointed.
        “I have four brothers.”
        """,
    ),
    written(
        "mail", when="2 07:30", section="World", place="Neth Harbour", urgency=7,
        headline="Istraneth and Maravel Will Carry Each Other’s Letters Again",
        standfirst="A quarrel over 212 crowns of postage had lasted nineteen years.",
        by="Osric Castellane", slug="mail-treaty",
        tags="subject: post, treaties; place: Istraneth, Maravel; organisation: Postal Union of "
        "the "
        "Twelve; person: Emeka Talvaro; event: Postal congress",
        text="""
        Letters between Istraneth and Maravel will go by the direct ship again from next month.
        Since a quarrel over 212 crowns of unpaid postage, nineteen years ago, they had been sent
        through Pellamar, which takes eleven days longer.

        The debt was not paid. The Postal Union found that it had been calculated in sacks of the
        wrong size, and that Istraneth had been owed nine crowns.

        “We have sent them [the nine crowns] in stamps,” said Emeka Talvaro, who speaks for
        Maravel’s post.

        The direct ship, the Perpetua, has sailed twice a month all the time, with coffee and
        machine parts. Her crew carried letters privately, against the rules of both posts, and kept
        a list. It has 14,206 entries and was handed over with the treaty.

        Parcels are not part of the agreement. They are the subject of another quarrel.
        """,
    ),
)
