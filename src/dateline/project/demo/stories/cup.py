"""The Cup of the Twelve, the league behind it, and other sport."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "Cup of the Twelve"

STORIES = (
    written(
        "draw", when="4 19:10", section="Sport", place="Tairu City", urgency=4, dossier=DOSSIER,
        headline="Cup Draw Sends Glasmoor to Orrin Bay, and Somebody to the Islands", picture="cup",
        standfirst="Sixteen clubs, eight ties, and one ground that can be reached only at high "
        "water.",
        by="Viggo Halloran-Vey", slug="cup-draw",
        tags="subject: football; organisation: Glasmoor Athletic, Orrin Bay Rovers; place: Tairu; "
        "person: Corin Umberline; event: Cup of the Twelve",
        text="""
        Glasmoor Athletic must go to Orrin Bay Rovers in the second round of the Cup of the Twelve.
        The draw, made in Tairu City by a retired crane driver, has brought together the two sides
        who were first and third in the Selm Strait League last season.

        The tie that will need most planning is another one. San Tavio, or whoever beats them in
        tomorrow’s replay, travel to Skerrow Wanderers, whose ground stands on an island without an
        airfield. It is reached by boat, two hours before or after high water.

        |= The second round, to be played in three weeks
        | Home | Away |
        | Orrin Bay Rovers | Glasmoor Athletic |
        | Skerrow Wanderers | San Tavio or Lindenhaf |
        | Tairu City | Drevna Railway |
        | Selmouth Town | Maravel Lions |
        | Halvenburg 04 | Neth Harbour |
        | Skaldvik | Dar Semal |
        | Sorrelle | Castrel United |
        | Corriental | Zhelovo |

        “We have asked them [San Tavio] whether anybody is seasick. It is in the rules that one may
        ask,” said Fenella Rusk, who coaches Skerrow and drives the school bus there.
        """,
    ),
    written(
        "penalties", when="3 23:15", section="Sport", place="Lindenhaf", urgency=4, dossier=DOSSIER,
        headline="San Tavio Through After Fourteen Penalties and a Power Cut", genre="Report",
        standfirst="Two each after extra time. The last penalty was taken by the light of the fire "
        "brigade.",
        by="Viggo Halloran-Vey", slug="cup-replay", pins="draw",
        tags="subject: football; organisation: San Tavio FC, Lindenhaf 1911; place: Halvonia, "
        "Lindenhaf; person: Joaquim Serrada; event: Cup of the Twelve",
        text="""
        San Tavio are in the second round of the Cup of the Twelve. They beat Lindenhaf 6–5 on
        penalties after a replay that ended 2–2, the last of the fourteen taken while only one of
        four floodlights was burning.

        Lindenhaf had led twice, through Bertold Aumann after nine minutes and from a corner shortly
        after the break. Joaquim Serrada scored both for San Tavio, the second in the ninetieth
        minute with his back.

        At 4–4 in the shoot-out the lights failed. The referee sent both sides to the centre circle
        and waited for twenty-five minutes, until the fire brigade had driven two engines behind the
        goal and switched on their searchlights.

        “I did not see the ball. I saw its shadow [on the line] and jumped on that,” said the San
        Tavio goalkeeper, Iker Montalbo, who saved the last one.

        It is the first time since the cup was founded that a tie has been decided by borrowed
        light. The rules say that the lights must be “sufficient”. Lindenhaf have said that they
        will not protest; the engines were their own.
        """,
    ),
    written(
        "match", when="1 21:50", section="Sport", place="Glasmoor", urgency=3, genre="Report",
        dossier=DOSSIER,
        headline="Glasmoor Hold Orrin Bay and Go Top on Goal Difference",
        standfirst="One goal each, two red cards, and a goalkeeper who would not come off.",
        by="Viggo Halloran-Vey", slug="glasmoor-orrin-bay", picture="goalkeeper",
        tags="subject: football; organisation: Glasmoor Athletic, Orrin Bay Rovers; place: "
        "Corrivar, "
        "Glasmoor; person: Corin Umberline; event: Selm Strait League", pins="draw",
        text="""
        Glasmoor Athletic are top of the table for the first time in nine years after a draw with
        Orrin Bay Rovers that was louder than any of their wins.

        The visitors led after six minutes. Glasmoor drew level from a free kick just before the
        break, finished with ten players, as did their opponents, and owed the point to a goalkeeper
        with a bandaged hand.

        “I was told to come off, and I did not hear it,” said Corin Umberline, who saved twice in
        the last five minutes. “It was very loud [in the ground].”

        |= Selm Strait League after eleven rounds
        | | Club | Won | Drawn | Lost | Goals | Points |
        | 1 | Glasmoor Athletic | 7 | 3 | 1 | 21:9 | 24 |
        | 2 | Selmouth Town | 7 | 3 | 1 | 19:10 | 24 |
        | 3 | Orrin Bay Rovers | 6 | 4 | 1 | 20:12 | 22 |
        | 4 | Castrel United | 6 | 2 | 3 | 17:13 | 20 |
        | 5 | Dun Aleth | 5 | 3 | 3 | 16:14 | 18 |

        The two sides meet again in the second round of the Cup of the Twelve in three weeks.
        """,
    ),
    written(
        "umberline", when=4.7, section="Sport", place="Glasmoor", urgency=6, genre="Interview",
        dossier=DOSSIER,
        headline="“The Hand Is Fine. It Is the Glove That Hurts”",
        short_headline="Corin Umberline: an Interview",
        standfirst="Corin Umberline on noise, on windows, and on a free kick that has not been "
        "taken "
        "yet.",
        by="Viggo Halloran-Vey", slug="umberline-interview", pins="match",
        tags="subject: football; organisation: Glasmoor Athletic; place: Glasmoor; person: Corin "
        "Umberline; event: Cup of the Twelve",
        text="""
        **Halyard:** Did you really not hear your coach?

        **Corin Umberline:** I heard somebody call. In a goal somebody always calls. If I came off
        each time I should be a substitute.

        **Halyard:** What happened to the hand?

        **Umberline:** A window, at home, three days before. I was holding it for my daughter so
        that she could see how one falls. She fell very well. The hand is fine. It is the glove that
        hurts.

        **Halyard:** You are thirty-seven. Glasmoor were last on top when you were twenty-eight.

        **Umberline:** I remember it as one remembers a good summer. We were top for eight days. We
        spent six of them [explaining] why it would not last.

        **Halyard:** In three weeks you go to Orrin Bay for the cup.

        **Umberline:** Their number nine puts his free kicks to the left. He put one to the right
        yesterday, to make me think. I have three weeks to think, and then he will put it to the
        left.

        **Halyard:** And if he does not?

        **Umberline:** Then you will write that I am thirty-seven.
        """,
    ),
    written(
        "eight", when="2 15:20", section="Sport", place="Elvestrand", urgency=5, picture="rowing",
        headline="Hanokawa Eight Break a Record That Was Older Than Their Coach", genre="Report",
        standfirst="2,000 metres in 5 minutes 17.8 seconds. The water was flat, the cox had lost "
        "her "
        "voice.",
        by="Viggo Halloran-Vey", slug="rowing-record",
        tags="subject: rowing; place: Norlund, Elvestrand; organisation: Hanokawa Rowing Club; "
        "person: Mio Tanabura; event: Regatta of the Twelve",
        text="""
        The women’s and men’s eights had gone home when the mixed crew of Hanokawa put their boat on
        the lake of Elvestrand, in the last race of the Regatta of the Twelve, and rowed 2,000
        metres in 5:17.8. That is 0.9 seconds faster than any mixed eight before them. The old
        record had stood for forty-one years; their coach is thirty-nine.

        Drevna Railway came in second, 4.1 seconds behind, Tarn Quay third.

        Mio Tanabura, the cox, had been hoarse since the morning. She steered the race with a
        bicycle bell: one ring for “longer”, two for “faster”.

        “Three rings [were for] stopping. We had agreed on it to be on the safe side, and I kept my
        thumb away from it,” she whispered.

        The crew of four women and four men had met for the first time in the spring. Half of them
        row for the port authority in working hours, in a boat that weighs eleven times as much.

        The record is subject to the measuring of the course, which the jury of the regatta carried
        out twice before dark. It found 2,000 metres and eight centimetres.
        """,
    ),
    written(
        "coast-road", when="5 17:10", section="Sport", place="Port Avelin", urgency=5,
        headline="Ansa Velder Wins the Coast Road Race With a Broken Saddle", genre="Report",
        standfirst="She rode the last 31 kilometres standing. The second was four seconds behind.",
        by="Viggo Halloran-Vey", slug="coast-road-race", picture="road_race",
        tags="subject: cycling; place: Valmere, Port Avelin; person: Ansa Velder; organisation: "
        "Cycling "
        "Union of the Twelve; event: Coast Road Race",
        text="""
        Ansa Velder of Norlund has won the Coast Road Race, 168 kilometres from Castrel Haven to
        Port Avelin, four seconds before Ghislaine Montagny of Sorrenia. For the last 31 kilometres
        she had no saddle.

        It broke on the descent to Selmouth. Her car was on the wrong side of a level crossing and
        reached her after twenty minutes; by then she was leading and did not want to stop.

        “I thought: I can [either] be comfortable or be first. The legs had no opinion,” Velder
        said.

        The race was ridden for the fifty-second time. It began in rain, lost twenty-three of its
        ninety-one riders before the second climb, and ended in a low sun that made the jury look at
        the film of the finish three times.

        |= First five
        | | Rider | Country | Time |
        | 1 | Ansa Velder | Norlund | 4:02:11 |
        | 2 | Ghislaine Montagny | Sorrenia | + 0:04 |
        | 3 | Petronel Askew-Dahl | Valmere | + 0:38 |
        | 4 | Reina Colmarez | Pellamar | + 0:38 |
        | 5 | Tove Brannland | Norlund | + 1:15 |

        The saddle was found by a boy in Selmouth, who has been told that he may keep it.
        """,
    ),
)
