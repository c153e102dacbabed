"""The island schools of Corrivar, and other stories of how people live."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "The Island Schools"

STORIES = (
    written(
        "school-boat", when="5 07:00", section="Society", place="Skerrow", urgency=6,
        dossier=DOSSIER, genre="Background", picture="school_boat", minors=True,
        headline="The 7:10 to Skerrow: a Morning on the School Boat",
        standfirst="Five pupils, one skipper, two sandwiches each. In a westerly wind there is "
        "geography instead.",
        by="Wilhelmina Birkhaug", slug="island-schools-boat",
        tags="subject: education, islands; place: Corrivar, Skerrow; person: Dougal Ferrinsay; "
        "organisation: Skerrow Boat Service; event: School year",
        text="""
        At ten past seven it is still dark on the quay of Little Skerrow, and the five pupils of the
        island’s upper school know each other by their lamps.

        Dougal Ferrinsay counts them aboard. He has done so for twenty-six years. In good weather
        the crossing takes nineteen minutes. If the wind stands in the west at more than six he
        turns round, and the five are taught in his kitchen by telephone.

        “Last winter it was eleven days. I have learned [the rivers of] the Twelve twice,” he says.

        The boat is due to be replaced in two years by an electric one. It will carry ninety people.
        Ferrinsay has asked whether it could be built with a kitchen.

        On Skerrow the light over the school door is on. One of the five has forgotten a gym bag.
        The boat goes back for it, as it does about once a week; it is in the timetable, as
        “reserve”.
        """,
    ),
    written(
        "eleven-schools", when="1 10:05", section="Society", place="Corriva", urgency=4,
        dossier=DOSSIER, picture="island_school",
        headline="Corrivar Keeps All Eleven Island Schools, and Changes the Sum",
        standfirst="They were to close at fewer than twelve pupils. Now distance counts as well: "
        "an "
        "hour at sea is worth ten children.",
        by="Wilhelmina Birkhaug", slug="island-schools-decision", pins="school-boat",
        tags="subject: education, islands; place: Corrivar; person: Morwen Thrale, Rhodri "
        "Kelvarden; organisation: Ministry of Education of Corrivar; event: School year",
        text="""
        None of the eleven schools on the Skerrow Islands will be closed. The government of Corrivar
        dropped a rule under which six of them would have had to shut next summer, because they have
        fewer than twelve pupils.

        The rule is not abolished. It is calculated differently. Every half hour that a pupil would
        have to travel to the next school now counts as five children more.

        |= The six schools that were to be closed
        | School | Pupils | Minutes to the next | Counts as |
        | Little Skerrow | 9 | 60 | 19 |
        | Ness of Orrow | 7 | 90 | 22 |
        | Fallan | 11 | 30 | 16 |
        | Upper Brough | 8 | 60 | 18 |
        | Holm | 5 | 120 | 25 |
        | Sunder | 10 | 30 | 15 |

        The eleven schools have 214 pupils between them and cost 4.6 million crowns a year. Closing
        the six would have saved 0.9 million, and the boats for their fifty pupils would have cost
        1.1.

        “We had worked out what it costs to keep them. Then somebody asked [for the price] of the
        boats,” said Morwen Thrale, the minister of education. Her colleague for finance, Rhodri
        Kelvarden, said that it had been him.
        """,
    ),
    written(
        "teacher", when=7.9, section="Society", place="Holm", urgency=6, dossier=DOSSIER,
        headline="“With Five Pupils You Cannot Pretend to Have Corrected Something”",
        short_headline="Interview: the Teacher of Holm", genre="Interview",
        standfirst="Ailis Murrant has taught on Holm for seventeen years. She was about to pack.",
        by="Wilhelmina Birkhaug", slug="island-schools-interview", picture="island_school",
        tags="subject: education, islands; place: Holm, Corrivar; person: Ailis Murrant; "
        "organisation: School of Holm; event: School year", pins="eleven-schools",
        text="""
        **Halyard:** You teach five pupils between seven and fifteen. All at once?

        **Ailis Murrant:** All at once, and none of them the same thing. It is like cooking.
        Something is always about to boil.

        **Halyard:** Is it a good school?

        **Murrant:** With five pupils you cannot pretend to have corrected something. They are good
        readers. They are bad at losing, because there is no second team.

        **Halyard:** Had you given up?

        **Murrant:** I had packed the maps. The rest belongs to the ministry. When the letter came I
        put them up again [in another order], so that nobody could say nothing had changed.

        **Halyard:** What did the pupils say to the letter?

        **Murrant:** The youngest asked whether he now counted as five. I said that he always had.
        He wanted it in writing.

        **Halyard:** What does Holm need?

        **Murrant:** A family. There is a house. One has to like wind, and it would be best if there
        was a goalkeeper among them.
        """,
    ),
    written(
        "doctors", when="3 13:00", section="Society", place="Inverlaid", urgency=5,
        genre="Background", picture="clinic_van",
        headline="Village Doctors of Corrivar Share One Practice and Four Vans",
        standfirst="Where no doctor would settle, five of them now take turns. The waiting room "
        "has "
        "wheels.",
        by="Wilhelmina Birkhaug", slug="village-doctors",
        tags="subject: health, ageing; place: Corrivar, Inverlaid; organisation: Patients’ Voice; "
        "person: Matthis Oakenrue",
        text="""
        Five doctors who share one practice and four vans now look after twenty-three villages
        around Inverlaid, where the last resident doctor had retired two years ago.

        Each van has a couch, a refrigerator and a driver who is also a nurse. It stands in every
        village on the same day of the week, usually beside the church, and stays until the last
        patient has been seen.

        “People ask whether it [the van] is a stopgap. I ask them what they call a practice that is
        always there on Tuesdays,” said Matthis Oakenrue, who drove the first one himself.

        The health service pays for the vans, the villages for the diesel. A survey by Patients’
        Voice found that nine in ten patients would not go back to the old arrangement, even if they
        could.

        There is a waiting list of doctors for the first time. Four from Halvonia and one from Tairu
        have asked whether one can join. Oakenrue sends all of them out for a week in the oldest
        van, in winter, and asks afterwards.
        """,
    ),
    written(
        "name", when="2 12:20", section="Society", place="Glasmoor", urgency=6,
        headline="Court: a Bakery May Keep the Name of a Man Who Never Baked",
        standfirst="Three heirs, one sign of 1926, and the question of what a name is for.",
        by="Kasimir Eskilund", slug="court-bakery",
        tags="subject: courts, names; place: Corrivar, Glasmoor; person: Ismay Holdernane; "
        "organisation: Regional Court of Glasmoor; event: Hobday case",
        text="""
        A bakery in Glasmoor may go on calling itself “Hobday & Daughter”, although there has been
        no Hobday in it since 1931 and there never was a daughter, the regional court decided.

        Three great-nephews of Arthur Hobday had sued. They keep a bakery of their own two streets
        away and wanted to put the family’s name over it.

        The court found that Hobday, who dealt in coal, had lent his name and 400 crowns to a baker
        called Ines Tormley, because in 1926 no bank would lend to a woman without one. “He lent the
        name for good,” says the judgment. “It [the loan] was repaid in 1929.”

        The daughter had been an invention of the sign painter, who charged by the letter.

        “A name over a shop tells customers where they have been content. It tells them nothing
        about coal.” — Ismay Holdernane, presiding judge

        The great-nephews may appeal within a month.

        Tormley had run the shop for forty-one years. On the day the judgment was read her
        great-granddaughter, who runs it now, had put up a second sign below the first. It says “&
        Tormley”.
        """,
    ),
    written(
        "library-night", when="4 21:00", section="Society", place="Tolumbo", urgency=6,
        picture="library", genre="Background",
        headline="In Tolumbo the Library Never Closes, and Nobody Has Stolen the Cushions",
        standfirst="After a year of open nights the city has counted: 41,000 visitors between "
        "eleven "
        "and six.",
        by="Osric Castellane", slug="tolumbo-library",
        tags="subject: libraries, towns; place: Maravel, Tolumbo; person: Adaeze Mirembu; "
        "organisation: Tolumbo Public Library; event: Open Nights",
        text="""
        The public library of Tolumbo has not been locked for a year. Between eleven at night and
        six in the morning 41,000 people have come, some 112 a night: nurses, students, bakers on
        their way to work, and a man who reads the tide tables.

        The city council had voted for it by one vote, on condition that the damage be counted. It
        was: four cups, a globe, and 61 books, fewer than the library used to lose by day.

        “People asked who would guard it. At three in the morning forty readers guard each other,”
        said Adaeze Mirembu, the head librarian. “The cushions are all there. I count [them]; I
        cannot help it.”

        The night costs 190,000 crowns a year, most of it for two people at the desk and for
        heating. The city had set aside 240,000. What was left over has been spent on lamps, because
        readers had complained that in the reading room one could see who else was awake.

        Maravel City, Kiri Point and Hanokawa have asked for the figures. In Tolumbo the council
        will vote again next month. This time nobody has put down a motion against.

        Most borrowed at night are cookery books.
        """,
    ),
)
