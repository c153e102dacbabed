"""The grounding of the night ferry Marigold, and the inquiry into it."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "The Night Ferry Inquiry"
_CAPTAIN = "Captain of the Marigold to Give Evidence Next Week"

STORIES = (
    written(
        "grounding", when="230 06:30", section="Sea & Weather", place="Port Avelin",
        dossier=DOSSIER, urgency=1, picture="night_ferry",
        headline="Night Ferry With 250 Aboard Runs Onto Sandbank off Port Avelin",
        standfirst="All are off the ship, the coastguard says. Thirty-one people were hurt, none "
        "of "
        "them badly.",
        by="Tamsin Hathersby", slug="ferry-grounding",
        tags="subject: shipping, safety at sea; place: Valmere, Port Avelin; event: Grounding of "
        "the Marigold; organisation: Selmouth Ferries, Valmere Coastguard; person: Ambrose "
        "Yarrovel",
        text="""
        The night ferry Marigold ran onto the Sallow Bank off Port Avelin at twenty to four this
        morning with 212 passengers and 38 crew on board. By half past nine all of them had been
        brought ashore, the coastguard of Valmere said.

        Thirty-one people were hurt when the ship stopped, most of them by falling; four remain in
        hospital. Most of the passengers spent five hours in the boats, in calm water.

        “The sea was kind. I have nothing else to say about luck,” said Berit Stanmoor, who led the
        rescue. “The rest was [people who do as] they are told at four in the morning.”

        The ship sits upright in the sand and is taking no water. She was on her way from Selmouth
        to Port Avelin, a crossing of seven hours that she makes four times a week. The master is
        Ambrose Yarrovel, who has served the company for nineteen years.

        Selmouth Ferries said that it would assist any inquiry. The Larkspur will take over the
        Marigold’s sailings from tomorrow.
        """,
    ),
    written(
        "families", when="3 16:10", section="Society", place="Selmouth", dossier=DOSSIER,
        headline="Families of Night Ferry Passengers Ask for an Open Hearing", urgency=5,
        standfirst="They do not want money, they say. They want to be in the room.",
        by="Tamsin Hathersby;Wilhelmina Birkhaug", slug="ferry-families",
        tags="subject: safety at sea, courts; place: Valmere, Selmouth; person: Yusra Zellander; "
        "organisation: Marigold Families; event: Marigold Inquiry",
        pins="grounding",
        text="""
        Relatives of people hurt in the grounding of the night ferry Marigold have asked that the
        inquiry into it be held in public from its first day to its last.

        A letter signed by 140 families was handed in at the town hall of Selmouth. The rules allow
        the chair to close the doors when ships’ papers are read; that, the families write, is most
        of it.

        “My mother sat in that boat with a coat around a child she had never seen,” said Yusra
        Zellander, who brought the letter. “She has a right to hear who decided [about the crew].”

        Seventy chairs have been put up in the hall of the Chamber of Shipping, where the inquiry
        sits. The families have asked for a loudspeaker in the corridor as well.

        The chair, Judge Honor Quarrington, said that the letter would be answered before the next
        witness is called.

        Zellander, who teaches geography, has drawn a plan of the hall with the chairs on it. She
        left it with the letter.
        """,
    ),
    written(
        "open-doors", when="2 09:30", section="Sea & Weather", place="Port Avelin", dossier=DOSSIER,
        headline="Judge Opens Every Session of Ferry Inquiry to the Public", urgency=4,
        standfirst="Ships’ papers will be read aloud. One exception remains, and it is a short "
        "one.",
        by="Tamsin Hathersby", slug="ferry-open-doors", picture="hearing",
        tags="subject: courts, safety at sea; place: Port Avelin, Valmere; event: Marigold "
        "Inquiry; "
        "person: Honor Quarrington, Pascoe Merridew; organisation: Selmouth Ferries",
        pins="families",
        text="""
        The inquiry into the grounding of the Marigold will sit in public throughout, its chair
        decided, a day after 140 families had asked for it.

        Judge Honor Quarrington said that logs and rosters would be read aloud. Only the medical
        records of four passengers will be heard behind closed doors, at their own request.

        “These papers were written so that somebody would read them,” the judge said. “It has taken
        [until now for] that to happen.”

        Pascoe Merridew, counsel for Selmouth Ferries, objected that rosters show the names of
        employees who are accused of nothing. The judge ruled that they be read by rank.

        ## What is heard when

        | Day | Witnesses | Subject |
        | 1–2 | passengers, coastguard | the night itself |
        | 3 | former dispatcher | rosters |
        | 4 | harbour radio | the last forty minutes |
        | 5–6 | the master | the bridge |
        | 7 | the company | who decided |

        The loudspeaker for the corridor has been hung up. It is the one from the fish auction, and
        can be switched off only at the mains.
        """,
    ),
    written(
        "chart", when="1 15:00", section="Sea & Weather", place="Port Avelin", dossier=DOSSIER,
        headline="Forty Minutes: How the Marigold Left Her Track", genre="Explainer", urgency=6,
        standfirst="What the recorder of the ship and the tapes of the harbour show, minute by "
        "minute.",
        by="Wilhelmina Birkhaug", slug="ferry-explainer", picture="ferry_track",
        tags="subject: shipping, navigation; place: Port Avelin; event: Marigold Inquiry; "
        "organisation: Port Avelin Radio, Selmouth Ferries; person: Una Marrowby",
        pins="open-doors grounding",
        text="""
        The channel into Port Avelin is 600 metres wide and turns twice. Between the turns lies the
        Sallow Bank, which dries at low water in spring and moves some ten metres a year.

        The times below come from the ship’s recorder and from the tapes of Port Avelin Radio; both
        were read to the inquiry. They differ by eleven seconds, which nobody disputes.

        - 03:00: The Marigold reports to the harbour and is told that the channel is clear. One
          person is on the bridge.
        - 03:12: Speed 17 knots. The first turn is due at 03:19.
        - 03:19: No turn. The helm is on automatic.
        - 03:24: Una Marrowby at the harbour radio calls the ship: “Marigold, you are standing
          south.” No answer.
        - 03:26 and 03:29: Two more calls. No answer.
        - 03:31: The ship turns, twelve minutes late and by forty degrees, towards the buoy it ought
          to have passed already.
        - 03:36: The echo sounder gives an alarm. Speed 15 knots.
        - 03:40: Ground.

        ## The bridge on paper

        By the rule of 1979 a ship with more than a hundred passengers has two officers on the
        bridge between dusk and dawn. One of them steers or watches the machine that does; the other
        looks out, plots the position every six minutes, and answers the radio. With one person on
        the bridge each of these tasks has to wait for the others. At 17 knots the Marigold covers
        525 metres in a minute. Between two positions on the chart lie more than three kilometres.

        The recorder shows that the last position had been plotted at 03:06. The pencil lay in the
        fold of the chart when the inspectors came on board, and there was a cup of tea next to it,
        full.

        ## What would have stopped her

        Three things might have. A second officer, as the rule wants it. An alarm that sounds if
        nobody has moved on the bridge for three minutes: the Marigold had one, and it was switched
        off, as on all four ships of the line, because it “went off too often at night”, in the
        words of a note that was read to the inquiry. And a pilot, whom ferries on regular lines
        need not take on board at Port Avelin since 2008.

        Edmer Falk, a retired pilot of the port, had spoken against the exemption at the time. “They
        said a master who sails here four times a week knows the bank,” he said. “He does. It was
        [the bank] that did not know the timetable.”

        ## What the times do not say

        They do not say why nobody answered. A passenger heard a telephone ring “for a long time” on
        the deck below the bridge. The recorder keeps no sound from there.

        “You look at twelve minutes on paper and they are as long as your thumb,” said Falk. “Stand
        on a bridge alone [at night], and count them.”

        @picture night_ferry
        """,
    ),
    written(
        "watch", when=5.2, section="Sea & Weather", place="Port Avelin", dossier=DOSSIER, urgency=3,
        headline="Night Ferry Ran Without a Second Officer, Inquiry Hears",
        standfirst="For eleven nights the bridge of the Marigold was manned by one person. The "
        "company knew, a witness says.",
        by="Tamsin Hathersby", slug="ferry-inquiry", picture="hearing",
        tags="subject: shipping, safety at sea; place: Valmere; organisation: Selmouth Ferries; "
        "person: Edric Marrable, Farida Drumgarth; event: Marigold Inquiry",
        related=("Families of Night Ferry Passengers Ask for an Open Hearing", _CAPTAIN),
        pins="chart open-doors",
        text="""
        The night ferry that ran aground off Port Avelin in the spring had sailed without a second
        officer on eleven nights of that month, a former dispatcher told the public inquiry.

        The Marigold, with 212 passengers on board, struck a sandbank at twenty to four in the
        morning. Nobody died; thirty-one people were hurt, and most of the passengers spent five
        hours in the boats.

        “I wrote it in the log each time, and each time somebody rang to say that I should not
        [write it] in those words,” said Edric Marrable, who planned the crews of Selmouth Ferries
        until last year.

        The company said in a statement that its crews had met the rules “as they were understood at
        the time”. Asked what that meant, counsel for the company said that he would come back to
        it.

        “The rule fits on one line. Two on the bridge from dusk to dawn. There is nothing in it to
        understand.” — Farida Drumgarth, counsel to the inquiry

        On the other three ships of the line a second officer had been missing on nineteen nights
        between them, according to the rosters that were read: on nine in the Larkspur, seven in the
        Campion and three in the Teasel. With the Marigold’s eleven that makes thirty in one month.

        The inquiry sits until the end of the month. It has asked for the logs of all four ships.
        """,
    ),
    written(
        "captain", when=1.9, section="Sea & Weather", place="Port Avelin", dossier=DOSSIER,
        urgency=4,
        headline=_CAPTAIN, picture="captain",
        standfirst="Ambrose Yarrovel will be heard on two days. He has asked to be asked "
        "everything.",
        by="Wilhelmina Birkhaug", slug="ferry-captain", sub_judice=True,
        tags="subject: shipping, courts; place: Port Avelin; person: Ambrose Yarrovel, Honor "
        "Quarrington; organisation: Selmouth Ferries; event: Marigold Inquiry",
        pins="watch chart",
        text="""
        The master of the night ferry Marigold, Ambrose Yarrovel, will be heard by the public
        inquiry on two days of next week, its chair announced.

        Yarrovel was in his cabin when the ship left her track, as the roster provided. He came to
        the bridge four minutes after she struck, and was the last to leave her.

        He has not spoken in public since. Through his union he said only that he would answer every
        question, and that he would rather be asked by Farida Drumgarth than by the newspapers.

        The second officer’s place had been empty that night for the eleventh time in the month.
        Whether the master had protested, and to whom, is expected to take up most of the first day.

        “He will be asked what he wrote, when he wrote it, and what came back [from the office]. It
        is a short list. It will take two days.” — Farida Drumgarth, counsel to the inquiry

        ! Proceedings may follow the inquiry. Halyard reports what is said in the room and does not
        comment on anybody’s guilt.
        """,
    ),
    written(
        "digest", section="Sea & Weather", place="Port Avelin", dossier=DOSSIER, urgency=6,
        headline="What the Ferry Inquiry Has Heard So Far", genre="Background",
        standfirst="Three days, nine witnesses, one rule of one line.",
        by="Tamsin Hathersby", slug="ferry-digest", picture="ferry_track",
        tags="subject: shipping, safety at sea; place: Valmere; event: Marigold Inquiry; "
        "organisation: Selmouth Ferries; person: Honor Quarrington",
        pins="watch chart",
        text="""
        The public inquiry into the grounding of the Marigold has heard nine witnesses in three
        days. These are the points on which they agree, and those on which they do not.

        ## Agreed

        - One person was on the bridge for the last forty minutes; the rule asks for two.
        - The harbour called three times and was not answered.
        - The boats were lowered in order, and everybody was off within five hours and fifty
          minutes.

        ## Disputed

        - Who in the office of Selmouth Ferries knew of the eleven nights, and from when.
        - Whether the alarm of the echo sounder could be heard with the door of the chart room shut.

        “It is a small ship, and it has very many doors,” said Judge Honor Quarrington. “I should
        like to know [by the end] which of them were closed.”

        The master, Ambrose Yarrovel, is to be heard next week, and the company after him. Counsel
        to the inquiry, Farida Drumgarth, has asked for two more days.
        """,
    ),
)
