"""What is on the desk and not public: held, in review, returned, begun."""

from __future__ import annotations

from dateline.project.demo.written import written

STORIES = (
    written(
        "reading", section="Society", place="Dun Aleth", urgency=3, dossier="The Island Schools",
        headline="Pupils in Corrivar Read Better Than at Any Time Since 1999",
        standfirst="The largest study of its kind tested 19,000 children. The gap between town and "
        "country has halved.",
        by="Wilhelmina Birkhaug", slug="reading-study",
        tags="subject: education, reading; place: Corrivar; organisation: University of Dun Aleth; "
        "person: Idris Grelland; event: Reading study",
        text="""
        Ten-year-olds in Corrivar read better than at any time since the first comparable test in
        1999, according to a study by the University of Dun Aleth.

        For the study 19,000 pupils at 640 schools read a story, a timetable and a set of
        instructions, and answered questions on each.

        “The timetable was the hardest, as it is for everybody,” said Idris Grelland, professor of
        education. “But the children from the islands, who were last [twenty years ago], are now
        level with those from the towns.”

        The authors put the rise down to school libraries, to one more lesson a week, and to the
        habit of reading aloud.

        In Norlund, which has used the same test since 2003, results have fallen for the third time
        in a row. The authors warn against drawing conclusions from that. The Norlund children, they
        write, were tested in a week of very good weather.

        One figure has not moved. As in 1999, girls read better than boys by as much as half a
        school year makes. On the timetable there is no difference.
        """,
    ),
    written(
        "profile", section="Culture", place="Hanokawa", genre="Profile", urgency=7, picture="bell",
        headline="The Woman Who Tunes the Bells of Tairu",
        standfirst="She has climbed two hundred towers and is afraid of heights.",
        by="Delphine Cordivane", slug="bell-tuner",
        tags="subject: music, heritage; place: Tairu; person: Nadira Sandhover; event: Bell Day; "
        "organisation: Bell Founders of Hanokawa",
        note="Wants three hundred words more: the successor, and one tower by night.",
        text="""
        On the hundred and twelfth step Nadira Sandhover stops, as she does in every tower, and
        tells the wall that there are not many more.

        Then she climbs on. For thirty years she has tuned bells, most of them older than the
        countries they ring for.

        “A bell does not go out of tune. We [who listen] do,” she says, and strikes it with a
        knuckle.

        Her tools fit into a rucksack: eleven tuning forks, a lathe for the inside of the rim, a
        thermometer and a slice of bread, with which she rubs the metal clean. She takes away a
        hair’s breadth at a time. Nothing can be put back.

        “One filing too many and a village has been wrong for five hundred years,” she says. “They
        would not notice. They would only be a little sadder [on Sundays].”

        She is training a successor, who is afraid of nothing and has, she says, no ear yet.
        """,
    ),
    written(
        "harbour-fees", section="Economy", place="Port Avelin", urgency=5,
        headline="Port Avelin to Charge Quiet Ships Less",
        standfirst="From spring the harbour measures noise at the quay. The loudest tenth will "
        "pay for "
        "the quietest.",
        by="Tamsin Hathersby", slug="harbour-fees",
        tags="subject: ports, noise; place: Valmere, Port Avelin; person: Gerda Lindholt; "
        "organisation: Port of Port Avelin; event: Harbour tariff",
        note="Legal: may we name the three loudest ships? The list came from a neighbour, not "
        "from the "
        "port. Editor to decide before this goes on.",
        sources="Tariff draft of the port, 14 pages; Lindholt by telephone; list of a neighbour.",
        text="""
        Ships that lie quietly at Port Avelin will pay up to twelve percent less from spring on, and
        loud ones as much more, under a tariff that the port has sent to the shipping companies.

        Microphones on four lamp posts have measured since the summer. Most noise is made by
        generators that run at night, because the harbour’s own current used to be dearer.

        “Nobody was asked to be quiet. We have [only] changed what it costs,” said Gerda Lindholt,
        the harbour master.

        The tariff has five steps. A ship that plugs into the quay and shuts down its engines is in
        the first; a ship whose pumps can be heard across the basin is in the fifth. The port
        expects that a third of all calls will end up in the first step within two years, and that
        its own income will not change.

        Selmouth Ferries, whose four ships use the quay every night, said that it was studying the
        draft.

        People who live above the quay have kept a list of their own for six years. It agrees with
        the microphones on all but one ship.
        """,
    ),
    written(
        "glaciers", section="Science & Environment", place="Hjarnby", urgency=6,
        headline="Norlund Counts Its Glaciers, and Finds One Too Many",
        standfirst="A patch of snow has moved two metres in a year and is now, officially, ice "
        "that "
        "flows.",
        by="Jorunn Dellacroft", slug="glacier-census",
        tags="subject: glaciers, climate; place: Norlund; organisation: Polar Survey; person: Asta "
        "Fjellmo; event: Glacier census",
        text="""
        The Polar Survey has counted the glaciers of Norlund for the first time in twelve years.
        There are 411, nineteen fewer than at the last census and one more than expected.

        The additional one lies in a hollow above Hjarnby, is 140 metres long, and had been taken
        for snow.

        “It is the only one that is younger than I am. We shall not [get attached] to it,” said Asta
        Fjellmo of the survey.

        Of the nineteen that are missing, eleven have melted into two or more patches too small to
        flow, and eight are gone. All of them lay below 900 metres. The largest glacier of the
        country, the Store Hvit, is 31 kilometres long and has lost 240 metres since the last
        census.

        The survey counts from aeroplanes and then walks to whatever is doubtful. It takes two
        summers and, according to Fjellmo, four pairs of boots. A glacier, by its rules, is ice that
        moves under its own weight and has been seen to do so twice.
        """,
    ),
)
