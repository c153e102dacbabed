"""The price of bread, and what else is bought and sold."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "The Price of Bread"
_SECTION = {"section": "Economy", "dossier": DOSSIER}

STORIES = (
    written(
        "rate", when="4 12:00", place="Ostermundt", urgency=2, picture="common_bank",
        headline="Common Bank Leaves Rate at 3.25 Percent by Seven Votes to Two",
        standfirst="The governor speaks of bread before she speaks of money. Two members wanted to "
        "wait no longer.",
        by="Kasimir Eskilund", slug="bank-rate",
        tags="subject: central banks, prices; place: Halvonia, Ostermundt; person: Ulrike "
        "Brankovar; "
        "organisation: Common Bank of the Twelve; event: Rate decision",
        text="""
        The Common Bank of the Twelve left its rate at 3.25 percent. Seven of the nine members of
        its council voted for it, two for a rise of a quarter of a point.

        Prices in the countries that use the crown were 2.9 percent higher last month than a year
        before. Without food it was 2.1 percent, which the bank regards as near enough to its aim of
        two.

        “Wheat is dear because it did not rain in Mesaverra,” said Ulrike Brankovar, the governor.
        “I have [several] instruments. None of them is a cloud.”

        The two members who wanted a rise argued that wages follow bread. The agreements signed
        since the summer, covering 1.1 million employees, are 3.4 percent above the last ones.

        For somebody with a mortgage of 200,000 crowns the decision changes nothing and the tone
        changes a little: markets now expect the next move in the spring, and expect it to be
        upwards. The crown gained a fifth of a percent within the hour.

        The next decision is due in six weeks.
        """, **_SECTION,
    ),
    written(
        "quota", when="2 14:30", place="San Tavio", urgency=2, picture="wheat",
        headline="Pellamar Limits Wheat Exports to 4.2 Million Tonnes",
        standfirst="Last year 6.0 million tonnes left its ports. The minister calls it a "
        "precaution, "
        "the neighbours call it a price.",
        by="Osric Castellane", slug="wheat-quota", pins="rate",
        tags="subject: trade, agriculture; place: Pellamar; person: Ynes Altaverra; "
        "organisation: Exchange of San Tavio, Farmers’ Circle; event: Export quota",
        text="""
        Pellamar, the largest seller of wheat among the Twelve, will let no more than 4.2 million
        tonnes out of the country until the next harvest, the government decided. Last year it
        exported 6.0 million.

        The harvest around Mesaverra came to 9.1 million tonnes after a spring almost without rain,
        against 11.3 million the year before. The country itself eats and feeds 4.4 million and
        wants to keep 0.5 million in store.

        “We are not closing [the door]. We are counting who goes through it,” said Ynes Altaverra,
        the minister of agriculture.

        On the exchange of San Tavio a tonne for delivery next month rose by nine crowns to 312
        within an hour of the announcement. Norlund and Quessar, which buy almost all their wheat
        from Pellamar, asked for a meeting of the Council of the Twelve.

        The Farmers’ Circle said its members would have liked to sell at such a price in a year in
        which they had something to sell.
        """, **_SECTION,
    ),
    written(
        "bakers", when="1 06:10", place="Corriva", urgency=5, picture="bakery", genre="Background",
        headline="Corriva’s Bakers Raise the Kilo Loaf to 3.60 Crowns, and Explain Themselves",
        standfirst="On 212 shop doors hangs the same sheet of paper. It is an account.",
        by="Wilhelmina Birkhaug", slug="bread-bakers", pins="quota",
        tags="subject: prices, crafts; place: Corrivar, Corriva; person: Tegan Loxbury; "
        "organisation: Bakers’ Guild of Corriva; event: Bread sheet",
        text="""
        Since this morning a kilo loaf costs 3.60 crowns in Corriva, forty pennies more than
        yesterday, and on the door of every guild bakery hangs a sheet that says why.

        The sheet lists what goes into a loaf, line by line, as an electrician’s bill does. It was
        the idea of Tegan Loxbury, who bakes in Signal Street and has been shouted at before.

        “People think that it is the wheat. I thought so too until I wrote it down,” she said. “The
        wheat is nine pennies of it. The rest is [my] gas, my landlord and my two journeymen, who
        have to eat bread as well.”

        The guild says that no member has to follow the new price. By noon 207 of 212 did. One baker
        in the Old Harbour stayed at 3.20 and was sold out at eight.

        ## At the counter

        An elderly customer in Signal Street read the sheet to its end, with his glasses in his
        hand. He asked what “shop” meant at 68 pennies, was told, and bought half a loaf.
        """, **_SECTION,
    ),
    written(
        "loaf", when=8.9, place="Corriva", urgency=5, picture="bakery", genre="Analysis",
        headline="Where the Crowns Go: a Loaf of Bread, Taken Apart",
        standfirst="Wheat has risen by half within a year. That explains nine of the forty "
        "pennies by "
        "which a loaf has.",
        by="Kasimir Eskilund", slug="bread-analysis", pins="bakers rate",
        tags="subject: prices, wages, energy; place: Corrivar; organisation: Bakers’ Guild of "
        "Corriva, Common Bank of the Twelve; person: Tegan Loxbury; event: Bread sheet",
        text="""
        A tonne of wheat cost 212 crowns a year ago and costs 318 now. A loaf of a kilo cost 3.20
        crowns and costs 3.60. It is tempting to put the one sentence behind the other. It is also
        wrong.

        For a loaf of a kilo a mill needs some 850 grams of wheat. They cost 18 pennies a year ago
        and cost 27 today. So nine of the forty pennies come from the field.

        |= A kilo loaf in Corriva, in pennies
        | | A year ago | Now | Change |
        | Wheat | 18 | 27 | +9 |
        | Milling | 25 | 26 | +1 |
        | Wages | 127 | 138 | +11 |
        | Gas and electricity | 36 | 46 | +10 |
        | Shop | 63 | 68 | +5 |
        | Transport | 20 | 22 | +2 |
        | Tax | 16 | 18 | +2 |
        | What is left | 15 | 15 | 0 |
        | Together | 320 | 360 | +40 |

        Energy weighs more than the harvest, and wages weigh most. Both were settled before it
        failed to rain in Mesaverra. The shortage gives the increase its date, not its size.

        ## The landlord, the oven and the lad

        The eleven pennies of additional wages are the result of an agreement for 9,400 bakers and
        sellers in Corrivar, who got 8.5 percent over two years, after three years in which they had
        got less than prices rose. Without it, says the guild, every fourth oven would by now stand
        cold for want of hands; last year 212 bakeries looked for 340 people and found 190.

        The ten pennies of energy come from contracts that were signed when gas was dearest and run
        for two years. They end next summer. Then this line may shrink, if the bakers’ other
        creditors do not notice it first.

        And the five pennies of rent are, strictly speaking, the price of Signal Street being
        pleasant to walk in. A bakery raises the value of the houses around it, according to a study
        of the Common Bank, by some two percent. The baker pays for that.

        ## Why it matters

        When wheat becomes cheaper again, as it does every time, the loaf will not. Of the forty
        pennies nine may come back. The Common Bank knows this, and it is why two members of its
        council wanted to act this week, and why seven did not: a rate does not reach the landlord
        in Signal Street, or reaches him too late.

        The bakers’ line at the bottom of the sheet is the one that has not moved: 15 pennies, as
        last year, and as in the year before that.
        """, **_SECTION,
    ),
    written(
        "wheat-market", when=3.4, place="San Tavio", urgency=3, picture="grain_price",
        headline="Wheat Closes at 318 Crowns a Tonne, Half as Much Again as a Year Ago",
        genre="Market report",
        standfirst="A ship without a buyer turned round off Puerto Lindel and found three.",
        by="Osric Castellane", slug="market-wheat", pins="loaf quota",
        tags="subject: commodities, trade; place: Pellamar, San Tavio; organisation: Exchange of "
        "San "
        "Tavio; person: Bastian Ferrolt; event: Export quota",
        text="""
        Wheat rose for the fourth day on the exchange of San Tavio and closed at 318 crowns a tonne
        for delivery next month, 17 more than a week ago and 106 more than a year ago.

        |= Closing prices in crowns a tonne
        | | Today | Week before | Year before |
        | Wheat | 318 | 301 | 212 |
        | Barley | 241 | 236 | 198 |
        | Maize | 203 | 204 | 187 |
        | Rapeseed | 466 | 459 | 470 |

        Trade was thin, at 41,000 tonnes. Mills in Norlund bought most of it and paid without asking
        for quality.

        “There is no shortage [in the world]. There is a shortage in the places where the ships
        are,” said Bastian Ferrolt, who trades for a house in Puerto Lindel.

        The freighter Celandine, which had left Puerto Lindel with 28,000 tonnes and no buyer,
        turned round at the news of the quota and had three by the evening.

        In Ostermundt the crown was little changed. The Common Bank’s ten-year note yielded 3.61
        percent.
        """, **_SECTION,
    ),
    written(
        "bank", when="3 18:20", section="Economy", place="Tavren", urgency=2,
        headline="Savings Bank in Tavren Said to Have Closed Its Counters",
        standfirst="Customers were queuing since the early morning, according to a message that "
        "went "
        "from hand to hand.",
        by="Kasimir Eskilund", slug="tavren-bank",
        tags="subject: banks; place: Tavrenia, Tavren; organisation: Savings Bank of Tavren",
        text="""
        The largest savings bank of Tavren did not open its counters this morning, according to a
        message attributed to its management.

        Customers were said to be queuing in front of several branches. The bank could not be
        reached for comment.

        The message, which bears the letterhead of the bank, speaks of “a pause [in payments] of
        unknown length”.

        The supervisory authority said that it was looking into the matter.

        In the old town a branch manager stood behind the glass and shook her head at whoever
        knocked, one customer told Halyard by telephone. Others spoke of branches that had opened as
        on any day.

        The bank keeps the accounts of some 900,000 people, one in six of the country. Its last
        published balance, of the summer, shows nothing out of the ordinary. The Common Bank of the
        Twelve in Ostermundt declined to comment.

        Halyard is trying to reach the person who signed the message.
        """,
    ),
    written(
        "shipyard", when="5 09:30", section="Economy", place="Orrin Bay", urgency=6,
        headline="Shipyard in Orrin Bay Wins Order for Four Electric Ferries",
        standfirst="They are to replace boats that are older than most of those who will build "
        "them.",
        by="Viggo Halloran-Vey", slug="orrin-bay-yard", picture="harbour",
        tags="subject: shipbuilding, ferries; place: Valmere, Orrin Bay; person: Lorcan Abendry; "
        "organisation: Orrin Bay Yard; event: Island ferries tender",
        text="""
        The yard of Orrin Bay will build four electric ferries for the Skerrow Islands of Corrivar,
        an order worth 86 million crowns. It secures the work of its 340 employees for two years.

        The ferries carry 90 passengers and twelve cars each, and load at the quay while the mail is
        put on board. The boats they replace were built between 1968 and 1974.

        “We shall miss the noise. It is how my mother knew [when to put the kettle on],” said Lorcan
        Abendry, a welder from Skerrow who works at the yard.

        Yards in Skaldvik and Puerto Lindel had bid as well. Skaldvik was cheaper by 1.2 million;
        its delivery date was eleven months later.

        The contract was signed on board the oldest of them, the Kittiwake, between two sailings.
        Her engine, built in Orrin Bay in 1968, has been asked for by the museum of the yard.

        Orrin Bay had 2,100 employees when that engine was built. The last ship of more than 50
        metres was launched eleven years ago; since then the yard has lived on repairs and on the
        doors of locks.
        """,
    ),
)
