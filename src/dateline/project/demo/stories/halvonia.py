"""Halvonia's bridges."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "Three Hundred Bridges"
MISCOUNTED = ("4,300", "3,400")

STORIES = (
    written(
        "agenda", when="4 10:00", section="Politics", place="Halvenburg", urgency=5,
        dossier=DOSSIER,
        headline="Halvonia’s Ministers to Meet on Bridge Repairs",
        standfirst="The meeting, put off twice, is to decide on the order of the works.",
        by="Kasimir Eskilund", slug="halvonia-bridges",
        tags="subject: infrastructure; place: Halvonia, Halvenburg; organisation: Ministry of "
        "Transport of Halvonia; person: Ortwin Grelldorn, Karla Wiesenmark",
        text="""
        The ministers of finance and transport of Halvonia will meet in Halvenburg this week to
        settle the order in which 300 bridges are to be repaired.

        The list has been ready since the summer, but not the money for it. “We know which bridges
        are the worst. We do not know which budget they [the repairs] belong to,” an official told
        Halyard.

        The meeting has been put off twice. A paper drawn up for it names twelve bridges that should
        be closed to lorries at once.

        Twenty of the 300 bridges carry motorways. The longest, at Grauwerth, is 388 metres, the
        shortest spans a mill race. The order matters, because there are not enough engineers in the
        country to plan more than forty at a time.

        Grelldorn, the minister of finance, regards the repairs as upkeep, to be paid for out of
        tolls. Wiesenmark, the minister of transport, calls them new buildings that happen to stand
        where old ones stood.

        The decision is to be announced on the same evening.
        """,
    ),
    written(
        "who-pays", when="2 19:50", section="Politics", place="Halvenburg", urgency=2,
        dossier=DOSSIER,
        headline="Halvonia Finds 2.4 Billion Crowns for Three Hundred Bridges",
        standfirst="Finance pays 1.5 billion, transport 0.9. The chancellor settled it by "
        "telephone, "
        "after the meeting had been called off.",
        by="Kasimir Eskilund", slug="halvonia-bridges-money",
        tags="subject: infrastructure, budgets; place: Halvonia; person: Ortwin Grelldorn, Karla "
        "Wiesenmark; organisation: Ministry of Transport of Halvonia; event: Bridge programme",
        text="""
        Halvonia will repair or replace 300 bridges within eight years for 2.4 billion crowns. The
        ministry of finance pays 1.5 billion of it, the ministry of transport 0.9 billion, the
        government announced late in the evening.

        The two ministers had been due to meet over it and had not. They were told the result by
        telephone.

        “I asked for two billion and would have taken one,” said Karla Wiesenmark, the minister of
        transport. Ortwin Grelldorn, the minister of finance, said that he had offered one and had
        never meant [to stop at] it.

        ## How the list was made

        Engineers looked at 39,000 bridges in four years. They gave marks from 1 to 4; three hundred
        got a 4. Of these, 120 can be mended, 130 are to be built anew, and 50 are to be taken down,
        because nobody could say what they were for.

        Twelve of the 300 will be closed to lorries at once. The list is to be published tomorrow.
        """,
    ),
    written(
        "twelve", when="1 12:30", section="Politics", place="Halvenburg", urgency=3,
        dossier=DOSSIER,
        headline="Halvonia Closes Twelve Bridges to Lorries, Four of Them to Everybody",
        standfirst="More than 21,000 lorries a day have to go round. The longest way round is 74 "
        "kilometres.",
        by="Kasimir Eskilund", slug="halvonia-bridges-list", picture="twelve_bridges",
        tags="subject: infrastructure, traffic; place: Halvonia; person: Karla Wiesenmark; "
        "organisation: Ministry of Transport of Halvonia; event: Bridge programme",
        pins="who-pays",
        text="""
        Twelve road bridges in Halvonia have been closed to lorries since noon. Four of them, those
        in bold on the ministry’s list, are closed to all traffic: Grauwerth South, Rothfeld,
        Ostermundt Ring and Nieder Ellen.

        Together they carried 21,400 lorries a day. The longest detour, around Rothfeld, is 74
        kilometres.

        |= The twelve bridges; closed to all traffic: numbers 3, 5, 6 and 10
        | No. | Bridge | Opened | Metres | Lorries a day |
        | 1 | Auenbruck | 1962 | 214 | 2,100 |
        | 2 | Kaltenfurt | 1958 | 131 | 1,250 |
        | 3 | Grauwerth South | 1961 | 388 | 4,300 |
        | 4 | Lindenhaf Gate | 1967 | 176 | 1,900 |
        | 5 | Rothfeld | 1964 | 290 | 2,700 |
        | 6 | Ostermundt Ring | 1969 | 342 | 4,150 |
        | 7 | Weidenbrook | 1959 | 98 | 650 |
        | 8 | Hohenlauk | 1963 | 205 | 1,100 |
        | 9 | Silberau | 1971 | 260 | 1,450 |
        | 10 | Nieder Ellen | 1957 | 154 | 900 |
        | 11 | Tannwerder | 1966 | 187 | 1,000 |
        | 12 | Kesselbach | 1960 | 120 | 800 |

        “Nothing has happened. That is why we are closing them [now],” said Karla Wiesenmark, the
        minister of transport.

        Cars may use the other eight at 50 kilometres an hour. Gauges on the piers report every ten
        seconds to a room in Halvenburg, where somebody looks at them.

        Temporary spans, of the kind that armies use, are to stand at Grauwerth South and Ostermundt
        Ring by the spring. The other two will be pulled down.
        """,
    ),
    written(
        "why-old", when=9.3, section="Science & Environment", place="Grauwerth", urgency=6,
        dossier=DOSSIER, genre="Interview",
        headline="“Concrete Does Not Tire. It Is Tired From the Beginning”",
        short_headline="Interview: How a Bridge Ages",
        standfirst="Friedhelm Lautenau has tapped bridges with a hammer for thirty-one years. He "
        "can "
        "hear salt.",
        by="Wilhelmina Birkhaug", slug="halvonia-bridges-interview", picture="lorry_bridge",
        tags="subject: engineering, infrastructure; place: Halvonia, Grauwerth; person: Friedhelm "
        "Lautenau; organisation: Bridge Office of Grauwerth; event: Bridge programme",
        pins="twelve",
        text="""
        **Halyard:** What do you hear when you hit a bridge?

        **Friedhelm Lautenau:** A good one rings. A bad one answers as if you had knocked at the
        wrong door.

        **Halyard:** Grauwerth South was built in 1961 for a hundred years. Why is it finished?

        **Lautenau:** It was built for lorries of twenty tonnes. A lorry of forty does not wear it
        twice as much but sixteen times. Then there is salt. Until 1961 nobody here put salt on
        roads.

        **Halyard:** So it was not built badly?

        **Lautenau:** It was built with great care by people who could not know us. Concrete does
        not tire. It is tired from the beginning, there are cracks in it on the first day. What gets
        tired is the steel inside, and you cannot see that. You can see a brown stain [the size of a
        coin], and think.

        **Halyard:** Did you report the stain?

        **Lautenau:** In four reports. I am not complaining. They read them in the end. I am
        sixty-three; I shall see two of my bridges pulled down and one opened. That is more than
        most people in my trade.
        """,
    ),
    written(
        "hauliers", when=4.1, section="Economy", place="Ostermundt", urgency=4, dossier=DOSSIER,
        headline="Detours Cost Halvonia’s Hauliers 1.3 Million Crowns a Day",
        standfirst="On the first full day of the closures the queue before Auenfeld was eleven "
        "kilometres long. A cheese is the first to give up.",
        by="Viggo Halloran-Vey", slug="halvonia-hauliers", picture="lorry_bridge",
        tags="subject: transport, costs; place: Halvonia, Ostermundt; person: Dorit Ansbacker; "
        "organisation: Hauliers’ Union of Halvonia; event: Bridge programme", pins="twelve why-old",
        text="""
        The closing of twelve bridges costs the hauliers of Halvonia 1.3 million crowns a day in
        fuel and wages, their union said after the first full day. For 21,400 lorries that is some
        61 crowns each.

        The queue on the old road through Auenfeld, which takes the traffic from Grauwerth South,
        was eleven kilometres long in the morning. In the afternoon a school there had its break
        indoors.

        “I have a driver who has been to [Ostermundt and] back since four o’clock and has delivered
        one kitchen,” said Dorit Ansbacker, who speaks for the union.

        It asks that the motorway toll be waived on the detours. The ministry of transport said that
        it was looking at the law of 1974, which did not foresee that a detour might be longer than
        the road.

        The union has offered to pay for a second shift on the temporary spans. The ministry has
        accepted the offer and is looking for the welders.

        A dairy at Rothfeld has stopped delivering its soft cheese to the capital. It had arrived
        ripe.
        """,
    ),
)
