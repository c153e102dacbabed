"""The winter voyage of the research ship Aurelia, and other science."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "Voyage of the Aurelia"
_STORE = "What the Ice Remembers: a Visit to the Core Store"

STORIES = (
    written(
        "core-store", when="6 15:30", section="Science & Environment", place="Skaldvik",
        dossier=DOSSIER, headline=_STORE, genre="Background", urgency=6, picture="core_store",
        standfirst="Eleven kilometres of ice lie on shelves in a former fish hall. One can read "
        "volcanoes in it, and a dry summer of the year 802.",
        by="Jorunn Dellacroft", slug="aurelia-cores",
        tags="subject: polar research, climate; place: Norlund, Skaldvik; person: Halla Isfeld; "
        "organisation: Oceanographic Institute of Skaldvik; event: Winter Voyage",
        text="""
        The coldest room in Skaldvik smells of nothing at all. Halla Isfeld, who keeps it, says that
        this is how one can tell that the machine works.

        On steel shelves that used to hold cod lie 11,400 tubes of ice, each a metre long and as
        thick as an arm. Together they are eleven kilometres of the past. The oldest metre fell as
        snow some 41,000 years ago.

        Isfeld pulls one out and holds it against a lamp. It has rings of grey, like a cutlet.

        “That is a volcano. We do not know which. It snowed ash for [two] summers, and whoever lived
        here then must have had opinions about it,” she says.

        ## What is in a bubble

        Between the rings are bubbles, and in the bubbles is air. To measure it, a piece of the size
        of a sugar cube is crushed in a vacuum. That can be done once. So every cut is decided by a
        committee of five, and recorded, and half of each tube is left for people who are not born.

        “They will have better instruments,” Isfeld says. “And better questions, one hopes. I would
        not like to be the one who left them [only] sawdust.”

        ## How it got here

        The ice was drilled in nineteen summers, in pieces as long as a broom, from a hole that was
        never more than ten centimetres wide and in the end three kilometres deep. The crew worked
        in a trench under the snow, at twenty-eight degrees below zero, and slept above it in a tent
        that they moved up each spring. One year’s snow, down there, is as thick as a fingernail. At
        1,100 metres the drill stuck for eleven weeks. The winch had been made for a mine in
        Pellamar and was sent back with thanks; it still has snow in its gear box, Isfeld says,
        according to the mine.

        In the year 802 it hardly snowed. One sees it only if one knows: two grey lines that lie
        closer to each other than they should. In the chronicle of Vaudrane, more than two thousand
        kilometres to the south, a monk has noted for the same year that the mill stood still and
        that the brothers quarrelled. Isfeld has copied the sentence and pasted it on the tube.

        Electricity is the thing she thinks of when she cannot sleep. There are two machines and a
        diesel engine. If all of them failed, she would have fifty-one hours. There is a plan for
        that case. It names four fish factories, a skating rink, and the order in which the shelves
        are to be emptied. The oldest ice goes last, since it is in the middle and keeps itself cold
        the longest.

        Twice a year she practises. Lorries drive up, a hundred tubes are moved to the fish factory
        and back, and somebody stops the time. The best so far is thirty-eight minutes. The skating
        rink has asked whether it might be practised there as well, on a weekday, with spectators.

        The voyage of the Aurelia will bring 300 metres more. There is room for them on the lowest
        shelf, if the director gives up the place where he has been keeping his skis.
        """,
    ),
    written(
        "sailing", when="4 06:50", section="Science & Environment", place="Skaldvik",
        dossier=DOSSIER, headline="Aurelia Sails From Skaldvik for the Winter Ice", urgency=5,
        standfirst="For seven weeks the ship will be further from land than any other in the "
        "north.",
        by="Jorunn Dellacroft", slug="aurelia-sailing", picture="research_ship", pins="core-store",
        tags="subject: oceans, polar research; place: Norlund; person: Liora Eskilund; "
        "organisation: Oceanographic Institute of Skaldvik; event: Winter Voyage",
        text="""
        The research ship Aurelia left Skaldvik on the morning tide with forty-one scientists
        aboard, bound for the winter ice and for a part of the sea that has been measured only from
        above.

        The ship carries two winches, a camera that can dive to 4,000 metres and food for seven
        weeks. It is the first voyage into the ice at this time of the year since 1998.

        “In summer everybody goes. In summer you see what is left over [from the winter],” said
        Liora Eskilund of the Oceanographic Institute of Skaldvik, who leads the expedition. “We
        want to see how it begins.”

        On the quay stood the families, a brass band without its trombone, and an inspector who
        counted the lifejackets a second time. The ship is insured for the voyage by the state,
        because nobody else would name a price.

        The institute will publish the positions of the ship each day at noon. Weather reports from
        the voyage will also go to the fishing fleet of Norlund, which has asked for them for years.
        """,
    ),
    written(
        "fleet", when="2 08:25", section="Science & Environment", place="Frostnes", dossier=DOSSIER,
        headline="Fishing Fleet Turns Back a Day Early, on the Word of a Research Ship", urgency=5,
        standfirst="The Aurelia measured the swell of Storm Orsola before any buoy did. Sixty-two "
        "boats were in port when it came.",
        by="Viggo Halloran-Vey", slug="aurelia-fleet", pins="sailing orsola-landfall",
        tags="subject: fisheries, weather; place: Norlund, Frostnes; person: Ragn Oddmark; "
        "organisation: Fishers’ Cooperative; event: Storm Orsola",
        text="""
        All sixty-two boats of the fishing fleet of Frostnes were back in port nine hours before
        Storm Orsola reached their grounds, the Fishers’ Cooperative said. It is the first time that
        none was caught outside by a storm of this strength.

        The warning came from the research ship Aurelia, which had been sending the height and
        direction of the swell every hour since she left Skaldvik. The nearest buoy, 300 kilometres
        further south, showed the same waves seven hours later.

        “They called and said: it is long, and it comes from [the wrong side]. That was all I had to
        know,” said Ragn Oddmark, who fishes for haddock with his two daughters.

        Wave heights at the grounds reached eleven metres at midnight. A year ago nine boats had
        been caught outside by seven.

        The catch of one day, about 140 tonnes, was lost. The cooperative has asked the institute
        whether the ship might stay out for the whole winter. The institute answered that it would
        ask the scientists.
        """,
    ),
    written(
        "springs", when=9.1, section="Science & Environment", place="Skaldvik", dossier=DOSSIER,
        headline="Research Ship Aurelia Finds Warm Springs Under the Northern Ice", urgency=3,
        standfirst="At a depth of 2,100 metres the water is as warm as a bath. Around it live "
        "animals for which there is no name yet.",
        by="Jorunn Dellacroft", slug="aurelia-springs", picture="vents",
        tags="subject: oceans, marine biology; place: Norlund; person: Liora Eskilund, Stellan "
        "Rosvall; organisation: Oceanographic Institute of Skaldvik; event: Winter Voyage",
        related=("Aurelia Sails From Skaldvik for the Winter Ice", _STORE), pins="sailing",
        text="""
        Scientists aboard the research ship Aurelia have found a field of warm springs under the
        northern ice, in a place where charts show nothing but a flat and silent sea floor.

        The springs lie 2,100 metres down and about three days’ sail north of Skaldvik. A camera
        lowered on a cable showed white chimneys as tall as a house and, between them, crabs, worms
        and a pale fish that swims on its side.

        “We had set the winch to stop at the bottom, and it did not stop, because the bottom was not
        where it should have been,” said Liora Eskilund, who leads the expedition. “Then the
        thermometer went up to 38 degrees. I thought it [the instrument] was broken.”

        @gallery polar_map research_ship core_store

        “We counted nineteen species in the first hour. Of seven of them we can say what they are
        related to. Of the others we can say that they are alive.” — Stellan Rosvall, a marine
        biologist on board

        Such springs are known from warmer seas, but none had been seen so far north. The heat rises
        from a crack in the sea floor that the institute now wants to follow to its end.

        @embed https://www.youtube.com/watch?v=halyard-demo-no-such-video The first four minutes at
        the springs (a demo: no such video exists)

        The ship will stay for eleven days, as long as the ice allows, and will be back in Skaldvik
        at the end of the month with its samples.
        """,
    ),
    written(
        "eskilund", when=2.6, section="Science & Environment", place="Skaldvik", dossier=DOSSIER,
        headline="“We Were Quiet for About a Minute. Then Somebody Asked for the Cook”",
        short_headline="Liora Eskilund: an Interview", genre="Interview", urgency=5,
        standfirst="Liora Eskilund, who leads the Aurelia’s voyage, on finding what she was not "
        "looking for.",
        by="Jorunn Dellacroft", slug="aurelia-interview", picture="polar_map", pins="springs",
        tags="subject: oceans, science; place: Norlund; person: Liora Eskilund; "
        "organisation: Oceanographic Institute of Skaldvik; event: Winter Voyage",
        text="""
        The line to the Aurelia fails every eleven minutes, when the satellite sets. Liora Eskilund
        uses the pauses to drink tea. The interview took four satellites.

        **Halyard:** What were you looking for at 2,100 metres?

        **Eskilund:** Mud. We wanted a quiet place to leave an instrument over the winter. Somewhere
        nothing happens.

        **Halyard:** And when the picture came up?

        **Eskilund:** We were quiet for about a minute. Then somebody asked for the cook, because he
        has been at sea for thirty years and has seen everything. He looked at it and said: “That is
        not mine.”

        ## “Names can wait”

        **Halyard:** Twelve animals cannot be placed. Will you name them?

        **Eskilund:** Not on board. People on board name things after the cook. Names can wait until
        there are two specimens and a library.

        **Halyard:** You are taking few specimens, I hear.

        **Eskilund:** Nine. We argued about it for an evening. If you find a village, you do not
        begin by taking the villagers home. You ask where the water comes from.

        **Halyard:** Does anybody want the heat? The minerals?

        **Eskilund:** Somebody will. I have asked the Council of the Twelve to decide before they
        do. It is easier to leave a place alone while nobody owns [a map of] it. We have not
        published the position.

        **Halyard:** Your noon positions are on the institute’s page.

        **Eskilund:** They are rounded. Very generously.

        The satellite set.
        """,
    ),
    written(
        "eels", when="5 12:00", section="Science & Environment", place="Dun Aleth", urgency=6,
        headline="Eels Pass the Weir at Dun Aleth for the First Time in Forty Years",
        standfirst="A ramp of brushes, the width of a door, was enough. A camera counts whoever "
        "climbs it.",
        by="Wilhelmina Birkhaug", slug="aleth-eels", picture="eels",
        tags="subject: rivers, animals; place: Corrivar, Dun Aleth; person: Hew Brannoch; "
        "organisation: River Trust of the Aleth; event: Autumn count",
        text="""
        Eels have passed the great weir on the Aleth at Dun Aleth for the first time in forty years.
        The River Trust counted 2,310 of them in nine weeks; last year there had been none.

        The trust had screwed rows of brushes to a ramp of planks. Young eels wind their way up
        between the bristles, at night, and best in rain. The whole thing cost less than the sign
        that explains it.

        “We had a plan for a proper pass, in concrete, for 1.4 million crowns. Then a pupil on a
        visit asked why [they] could not have a broom,” said Hew Brannoch, who looks after the weir.

        Above the town lie 190 kilometres of river that eels have not seen since the weir was
        raised. The trust hopes to meet the first ones at Glasmoor in about two years.

        Other rivers have asked for drawings. There is one, on the back of an envelope, and the
        trust has had it framed.
        """,
    ),
    written(
        "observatory", when="3 20:30", section="Science & Environment", place="Mesaverra",
        headline="A Town Turns Off Its Lights, and Gets the Sky in Return", urgency=6,
        genre="Background", picture="observatory",
        standfirst="Mesaverra in Pellamar has been dark after eleven for one year. Crime fell, "
        "owls "
        "came, and the dentist complains.",
        by="Osric Castellane", slug="dark-sky",
        tags="subject: astronomy, towns; place: Pellamar, Mesaverra; person: Tadea Quintarel; "
        "organisation: Observatory of the High Plain; event: Night of the Meteors",
        text="""
        At eleven in the evening Tadea Quintarel throws a switch in the town hall of Mesaverra, and
        4,200 people can see the Milky Way.

        The town in the high plain of Pellamar decided a year ago, by 1,104 votes to 987, to put out
        its street lamps at night. It was to be for six months. The observatory on the hill had
        asked for it; its new camera could see the lamps, it said, and not much else.

        A report to the council now gives the figures. Burglaries fell from 31 to 22. Electricity
        for lighting cost 61,000 crowns less. Two people fell over kerbs, one of them on the way
        home from the vote. Barn owls breed in the church again.

        “I expected [to hear] from people who are afraid,” said Quintarel, the mayor. “I heard from
        a dentist whose sign nobody can read. We have agreed on a candle.”

        The observatory has found three small comets since. It has offered to name one after the
        town; the council is to vote.
        """,
    ),
)
