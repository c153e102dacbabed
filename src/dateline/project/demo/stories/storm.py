"""Storm Orsola, and other weather."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "Storm Orsola"

STORIES = (
    written(
        "orsola-warning", when="4 17:20", section="Sea & Weather", place="Elvestrand",
        dossier=DOSSIER, urgency=2, picture="weather_map",
        headline="Highest Warning for Coast of Istraneth as Storm Orsola Deepens",
        standfirst="Gusts of 150 kilometres an hour are expected at Morrowend tomorrow night, on "
        "top "
        "of a spring tide.",
        by="Jorunn Dellacroft", slug="orsola-warning",
        tags="subject: storms, weather; place: Istraneth, Morrowend; organisation: Joint Weather "
        "Office; person: Runa Tarnby; event: Storm Orsola",
        text="""
        The Joint Weather Office has put the coast of Istraneth between Tarn Quay and Morrowend
        under its highest warning. Storm Orsola is expected to reach it tomorrow night with gusts of
        up to 150 kilometres an hour.

        The pressure at the centre of the storm fell by 26 hectopascals in twenty-four hours and
        stood at 968 this afternoon. It may reach 964 before land.

        “The wind alone would be a bad night. It comes two hours before the highest tide of the
        month, and that is what makes it [a red warning],” said Runa Tarnby, the forecaster on duty.

        ## What the office advises

        - Stay away from harbour walls and cliff paths from noon tomorrow.
        - Bring in or tie down what stands in gardens; most injuries in the last three storms were
          from tiles and furniture.
        - Ferries from Neth Harbour are cancelled from six in the evening until further notice.
        - Charge telephones and lamps. Power lines on the northern shore are expected to fail.

        About 9,000 people in the lower streets of Tarn Quay have been asked to spend tomorrow night
        elsewhere. Three schools and the covered market are open to them.
        """,
    ),
    written(
        "orsola-landfall", when="3 05:45", section="Sea & Weather", place="Morrowend",
        dossier=DOSSIER, urgency=1, picture="lighthouse",
        headline="Storm Orsola Crosses Istraneth With Gusts of 151 Kilometres an Hour",
        standfirst="The sea wall at Tarn Quay held by a hand’s breadth. Half the northern shore is "
        "without power.",
        by="Jorunn Dellacroft;Viggo Halloran-Vey", slug="orsola-landfall",
        tags="subject: storms, floods; place: Istraneth, Tarn Quay; event: Storm Orsola; "
        "organisation: Joint Weather Office; person: Ebba Lindqvar", pins="orsola-warning",
        text="""
        Storm Orsola crossed the coast of Istraneth in the night with gusts of up to 151 kilometres
        an hour, the most since measurements began at Morrowend in 1952.

        Nobody was killed. Fourteen people were treated for cuts and broken bones. At dawn 86,000
        households were without power, nearly half of those on the northern shore.

        At Tarn Quay the water rose 1.9 metres above the ordinary high tide. The sea wall, raised
        after the flood of 1998, stood eight centimetres higher than that.

        @picture weather_map

        “We had argued about those last ten centimetres for two years, because of the view [from the
        promenade],” said Ebba Lindqvar, the mayor. “I voted against them. I am glad that I lost.”

        The gauge at Morrowend showed 151 kilometres an hour at twenty to three and nothing
        afterwards; its mast was found on the beach. The weather office considers that the figure
        may be too low.

        The 9,000 people who had left the lower streets may return from noon. The covered market,
        where 600 of them slept, has asked for nothing but coffee.
        """,
    ),
    written(
        "orsola-power", when="1 11:15", section="Sea & Weather", place="Neth Harbour",
        dossier=DOSSIER, urgency=3, picture="pylons",
        headline="All but 11,000 Households Have Power Again After Orsola",
        standfirst="Crews from four countries are on the northern shore. The last valleys may wait "
        "until the weekend.",
        by="Viggo Halloran-Vey", slug="orsola-power",
        tags="subject: storms, energy; place: Istraneth, Norlund; organisation: Northern Grid; "
        "event: Storm Orsola; person: Caspar Wynnefeld", pins="orsola-landfall",
        text="""
        Two days after Storm Orsola, all but 11,000 of the 86,000 households that had lost their
        power in Istraneth have it back, Northern Grid said.

        The storm broke 214 masts, most of them on the high moor behind Morrowend, where lorries
        cannot go while the ground is soft. Poles are now carried up by horses from a riding school.

        |= Households without power
        | | Northern shore | Inland | Together |
        | First morning | 71,000 | 15,000 | 86,000 |
        | Second morning | 26,000 | 4,000 | 30,000 |
        | Third morning | 10,500 | 500 | 11,000 |

        “We have [nineteen] Norlunders here who brought their own poles, and a man from Corrivar who
        brought soup,” said Caspar Wynnefeld, who plans the crews. “I am told that he is not with
        anybody.”

        Norlund, Corrivar and Halvonia have sent 160 linesmen. The agreement by which the Twelve
        lend each other crews dates from 1998 and had been used four times.

        Hospitals and waterworks were never without current. Of 31 old people’s homes on the shore
        two were evacuated for one night, because their lifts had stopped.
        """,
    ),
    written(
        "orsola-tide", when=7.4, section="Science & Environment", place="Tarn Quay",
        dossier=DOSSIER, urgency=5, genre="Analysis",
        headline="Eight Centimetres: What the Storm Taught Those Who Build Sea Walls",
        standfirst="Orsola was stronger than the storm Tarn Quay had built for. The wall held "
        "because "
        "somebody had added a margin for what was not known.",
        by="Jorunn Dellacroft", slug="orsola-analysis", picture="harbour",
        tags="subject: storms, coastal protection, climate; place: Tarn Quay; event: Storm Orsola; "
        "organisation: Institute of Hydrology; person: Oda Brennick", pins="orsola-landfall",
        text="""
        The wall that kept the sea out of Tarn Quay this week is 1.98 metres higher than an ordinary
        high tide. The water came to 1.90. The difference would fit under a kitchen chair.

        When the wall was planned, engineers reckoned with a storm that comes once in 200 years, and
        with a surge of 1.70 metres. They then added 28 centimetres. Eighteen were for the rise of
        the sea until the middle of the century. The last ten had no name. In the papers of the time
        they are called “for what we have not thought of”.

        “You cannot calculate a margin like that. If you could, it would not be one,” said Oda
        Brennick of the Institute of Hydrology. “You can only decide [how surprised] you are willing
        to be.”

        ## What surprised them

        Orsola’s wind was within what had been expected. Its direction was not. For four hours it
        blew straight along the bay, and pushed the water into its corner. No storm since 1952 had
        done so for more than ninety minutes.

        Along the coast there are eleven walls of the same age. Seven have no such margin, because
        it was struck from the budget. The institute will now work through all of them with Orsola’s
        wind.

        It expects to be finished in the spring. The next tide of this height is in twenty-six days.

        ## What a margin costs

        The ten centimetres of Tarn Quay cost 1.3 million crowns seven years ago, a ninth of the
        whole wall. Had the sea come over, the lower streets would have stood under forty
        centimetres of water. The insurers have since put the damage that did not happen at 85
        million. It would be tempting to divide the one figure by the other. Brennick advises
        against it.

        “It was one storm. Had it come an hour later there would have been thirty centimetres to
        spare, and somebody would now be writing that we had built too high,” she said. “One does
        not [know from] one night.”

        For the seven walls without a margin there are three ways. They can be raised, for some 30
        million together. They can be given boards that are put up in a storm, for a tenth of that,
        if there is somebody to put them up at three in the morning; of the volunteers at Tarn Quay
        half are over sixty. Or one can let the sea in where it does least harm, and build behind
        it. In two places the parishes have begun to talk about that. The conversation, one hears,
        is about whose field.
        """,
    ),
    written(
        "sea-forecast", when=1.3, section="Sea & Weather", place="Elvestrand", urgency=6,
        headline="Wind Eases in the North, Fog Tomorrow in the Selm Strait", genre="Forecast",
        standfirst="The weather at sea for the next two days.",
        by="Joint Weather Office", slug="weather-sea",
        tags="subject: weather, shipping; organisation: Joint Weather Office; place: Selm Strait; "
        "person: Runa Tarnby; event: Spring tides",
        text="""
        A high over Halvonia moves north and takes the wind with it. The swell that Storm Orsola
        left behind will be gone by tomorrow evening.

        |= Wind by the twelve-point scale, seas in metres
        | Area | Today | Tomorrow | Sea | Sight |
        | Northern Ice | north 6 | north 4 | 3.0 | good |
        | Skaldvik Bight | north-west 5 | west 3 | 2.0 | good |
        | Tarn Bay | west 5 | west 2 | 1.5 | mist at dawn |
        | Selm Strait | west 3 | calm | 0.5 | fog until noon |
        | Gulf of Pellamar | east 4 | east 4 | 1.0 | good |

        Ferries between Selmouth and Port Avelin should count on delays tomorrow before noon. Pilots
        in the Selm Strait ask small craft to keep out of the lanes.

        High water at Corriva is at 05:12 and 17:36, 4.1 metres; the next spring tide is in twelve
        days.

        On the northern routes spray may freeze on deck from tomorrow night. The research ship
        Aurelia reports six tenths of ice and a long swell from the west that is going down.
        """,
    ),
    written(
        "frost", when="2 18:00", section="Sea & Weather", place="Hjarnby", urgency=6,
        headline="First Frost of the Season Comes Twelve Days Late to Norlund",
        standfirst="Apple growers have had time to finish. Those who keep skating rinks have not.",
        by="Jorunn Dellacroft", slug="weather-frost",
        tags="subject: weather, agriculture; place: Norlund, Hjarnby; person: Torvi Aspelund; "
        "organisation: Joint Weather Office; event: First frost",
        text="""
        The first night frost of the season was measured at Hjarnby in Norlund this morning: 1.3
        degrees below zero, twelve days later than the mean of the past thirty years.

        It is the fourth late frost in five years. For the apple growers of the valley, who had 900
        tonnes still on the trees at the beginning of last week, it came in time; all but a few rows
        have been picked.

        “My grandfather wrote the day of the first frost on the barn door. I have run out of door
        [on the right-hand side],” said Torvi Aspelund, who grows eleven hectares of winter apples.

        The municipal rink, which needs five nights below minus four, has put off its opening.

        The Joint Weather Office points out that the mean itself has moved: over the thirty years
        before these the first frost came eight days earlier. What was late then would be punctual
        now.

        For tonight it expects two degrees below zero in the valleys, and none on the coast.
        """,
    ),
)
