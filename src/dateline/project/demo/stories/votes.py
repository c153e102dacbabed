"""Valmere lowers its voting age, and other home politics."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "A Vote at Sixteen"

STORIES = (
    written(
        "councils", when="5 16:00", section="Politics", place="Corriva", urgency=6, dossier=DOSSIER,
        headline="School Councils in Corrivar Get a Budget of Their Own",
        standfirst="Three crowns a pupil and year, and nobody may tell them what for. One school "
        "has "
        "bought a clock.",
        by="Wilhelmina Birkhaug", slug="school-councils",
        tags="subject: education, participation; place: Corrivar; person: Morwen Thrale; "
        "organisation: Ministry of Education of Corrivar; event: School year",
        text="""
        The councils of the 1,870 schools in Corrivar may from now on spend three crowns a pupil and
        year as they like, the ministry of education decided after a trial at forty schools.

        In the trial, seventeen councils bought things for the break, from goals to a swing of six
        metres. Nine put the money by. One, in Glasmoor, bought a clock for the corridor, because
        the one over the teachers’ door had been wrong for as long as anybody could remember.

        “I had expected sweets,” said Morwen Thrale, the minister. “There was one council [for
        sweets]. It was voted out.”

        The sums are small: 411 crowns on average, 48 at the smallest school and 3,900 at the
        largest. What is not spent may be kept for three years. A council that wants to spend more
        than half on one thing must ask all pupils.

        Teachers may be present, and must not speak unless they are asked. In the trial they were
        asked 212 times, mostly for the price of things.

        Neighbouring Valmere, whose assembly debates the vote at sixteen this week, has sent two
        people to look.
        """,
    ),
    written(
        "registers", when="2 11:00", section="Politics", place="Castrel Haven", urgency=5,
        dossier=DOSSIER, genre="Explainer", picture="hemicycle",
        headline="What the Vote at Sixteen Would Change in Valmere, in Five Questions",
        standfirst="Who may vote, from when, who is against it, and why two seats decide.",
        by="Kasimir Eskilund", slug="voting-age-explainer",
        tags="subject: elections, electoral law; place: Valmere; organisation: Civic Union, "
        "Orchard "
        "Party; person: Lucan Farrowby, Hedda Wexcombe; event: Spring election",
        text="""
        ## Who would be entitled?

        Everybody who is sixteen on the day of the election in the spring: about 104,000 people, one
        in thirty of all voters. They could vote, but be elected only at eighteen, as now.

        ## Where do the parties stand?

        |= The assembly of Valmere: 120 seats
        | | Seats | On the bill |
        | Civic Union (in government) | 58 | for |
        | Orchard Party | 49 | against |
        | Harbour List | 9 | against |
        | Independents | 4 | against |

        On paper, the bill of Premier Lucan Farrowby is lost by 58 to 62. Two members who change
        their minds would make it a tie, which the speaker breaks, and the speaker is of the Civic
        Union.

        ## Why is the Orchard Party against it?

        Its leader, Hedda Wexcombe, says that the vote is being given to those whose views are
        known. In school elections at 61 schools last year the Civic Union came first with 34
        percent, the Orchard Party third with 19.

        ## Could the registers be ready?

        The electoral commission says yes, if the assembly decides this week and pays for forty
        clerks.

        ## Has anybody tried it?

        Norlund, nineteen years ago. In the first election 71 percent of the sixteen-year-olds
        voted, more than their elder brothers and sisters. In the fourth it was 58, as many as of
        everybody else.
        """,
    ),
    written(
        "vote", when="1 22:50", section="Politics", place="Castrel Haven", urgency=2,
        dossier=DOSSIER,
        headline="Valmere Assembly Lowers Voting Age to Sixteen by Two Votes", picture="hemicycle",
        standfirst="A hundred thousand people may vote for the first time in the spring. Three "
        "members changed their minds during the debate.",
        by="Kasimir Eskilund", slug="voting-age",
        tags="subject: elections, electoral law; place: Valmere; organisation: Civic Union, "
        "Orchard "
        "Party; person: Beata Aldermoor; event: Spring election",
        related=("School Councils in Corrivar Get a Budget of Their Own",), pins="registers",
        text="""
        Sixteen-year-olds in Valmere will be able to vote in the spring, after the assembly passed a
        change of the electoral law by 61 votes to 59 at the end of a debate that lasted into the
        night.

        The bill had been expected to fail. Three members of the Orchard Party, which opposes it,
        voted in favour; two of them said that they had decided during the debate.

        “I came here with a speech against it in my pocket, and it is still there,” one of the
        three, Beata Aldermoor, told Halyard. “Nobody had an answer to the question why they [the
        young] may pay taxes and not vote.”

        The Civic Union, which brought in the bill, had promised it at the last two elections. The
        electoral commission said that it could have the registers ready in time, if it was given
        forty more people.

        About 104,000 people will be entitled to vote for the first time, one in thirty of all
        voters.

        Hedda Wexcombe, who leads the Orchard Party, congratulated the government “on three of my
        members”. She would not say whether they still were.
        """,
    ),
    written(
        "aldermoor", when=6.3, section="Politics", place="Selmouth", urgency=5, dossier=DOSSIER,
        headline="The Speech in Her Pocket", genre="Profile", picture="ballot",
        short_headline="Beata Aldermoor: a Profile",
        standfirst="Beata Aldermoor grows pears, reads minutes, and has cost her party a law.",
        by="Kasimir Eskilund", slug="aldermoor-profile",
        tags="subject: elections, parties; place: Valmere, Selmouth; person: Beata Aldermoor, "
        "Hedda "
        "Wexcombe; organisation: Orchard Party; event: Spring election", pins="vote",
        text="""
        The speech is four pages long. Beata Aldermoor has put it on the kitchen table, among pears
        that are to be sorted, so that anybody can see it exists.

        It is a good speech. It says that a vote is a tool, that one does not hand out tools to see
        what happens, and that the law of 1948 has done no harm. She read it aloud to her dog on the
        morning of the debate.

        What happened then took eleven minutes. A member of the Civic Union, whom she does not name
        because she does not like him, read out the tax bill of an apprentice carpenter of sixteen:
        1,140 crowns. He asked the house what the boy had bought with it. Nobody answered. Aldermoor
        looked at the minutes of 1948 on her knees, and found that the same question had been asked
        then by a member who wanted to lower the age to twenty-one.

        “Nobody answered him either,” she says. “I thought, I am not going to sit here [for another]
        seventy years.”

        ## Minutes

        She is fifty-eight and has represented the orchards behind Selmouth for fourteen years. She
        has spoken 31 times, mostly on drainage. Colleagues say of her that she is the only one who
        reads what has been said before. She has the minutes of the assembly since 1902 in a dry
        shed, between the ladders.

        ## What the others say

        “She asked me in the corridor whether I had read 1948,” says the member who read out the tax
        bill, and who would rather not be named either. “I had not. I have now. I should have lost
        my nerve.”

        Hedda Wexcombe does not speak badly of her. “Beata is the conscience of this group,” the
        leader of the Orchard Party told Halyard. “One would like to be told beforehand [when it is
        at work].” There are rules for such a case. The group can take away her seat on the
        committee on drainage. It is not certain that anybody else would want it.

        In the village opinion is divided, as one can tell from the honesty box at the end of her
        drive. On the day after the vote there was more money in it than there had been pears, and a
        button.

        Her own children are thirty-one and twenty-eight. Neither of them votes for her party, she
        says, and one of them votes for nobody, which she finds harder to bear. She did not
        telephone either of them that night. The younger one rang at six in the morning, from a
        railway station, and said only that he had seen it, and asked whether the dog had liked the
        speech.

        Her party group meets tomorrow. Hedda Wexcombe, who leads it, has let it be known that there
        is one point on the agenda. Aldermoor will take the early bus.

        “I am not sorry, and I am not proud. I changed my mind in public. There should be a chair
        for it.” — Beata Aldermoor, member of the assembly

        Then she goes on with the pears. The soft ones to the left.
        """,
    ),
    written(
        "communes", when="2 17:15", section="Politics", place="Sorrelle", urgency=4, language="fr",
        headline="En Sorrénie, les petites communes pourront s’unir sans perdre leur nom",
        standfirst="Une loi adoptée à une large majorité leur laisse le panneau d’entrée, "
        "l’écharpe du "
        "maire et le cimetière. Le reste sera mis en commun.",
        by="Delphine Cordivane", slug="sorrenia-communes",
        tags="subject: communes, réforme; place: Sorrenia, Sorrelle; person: Solenne Jasperot; "
        "organisation: Chambre des communes rurales; event: Réforme des communes",
        text="""
        Les communes de moins de trois cents habitants pourront s’unir en Sorrénie sans renoncer à
        leur nom. L’assemblée a voté la loi par 141 voix contre 38, au terme d’une discussion qui a
        surtout porté sur les panneaux.

        Le pays compte 2 914 communes ; 1 106 d’entre elles ont moins de trois cents habitants, et
        74 moins de trente. Dans 212, personne ne s’était présenté aux dernières élections.

        « On peut partager une secrétaire. On ne partage pas un clocher », a résumé Solenne
        Jasperot, présidente du gouvernement, qui fut maire d’un village de 180 âmes.

        ## Ce qui reste, ce qui change

        - Chaque village garde son nom, son panneau, son cimetière et une voix au conseil.
        - L’état civil, l’eau et les routes relèvent de la commune nouvelle.
        - L’écharpe pourra être portée, à tour de rôle, par le doyen de chaque village.

        « Mon prédécesseur a tenu les registres pendant quarante ans [à la main]. Je cherche depuis
        trois ans quelqu’un qui sache encore le lire. » — Ludivine Castagnel, maire de
        Pont-Avrelle-le-Haut

        Les premières unions sont attendues au printemps. Une condition demeure : que l’on puisse
        aller de l’une à l’autre sans traverser une troisième.
        """,
    ),
    written(
        "archive", when="3 09:00", section="Politics", place="Corriva", urgency=7,
        headline="Corrivar’s Chamber Puts 94 Years of Its Own Words Online",
        standfirst="The oldest page complains about the heating.",
        by="Wilhelmina Birkhaug", slug="chamber-archive",
        tags="subject: parliaments, archives; place: Corrivar, Corriva; person: Annis Quarrington; "
        "organisation: Chamber of Corrivar; event: Day of Open Papers",
        text="""
        Everything that has been said in the Chamber of Corrivar since it first met can be read and
        searched from today: 94 years, 11,600 sittings, some 310 million words.

        Premier Annis Quarrington pressed the button. Asked what she had looked up first, she named
        her own maiden speech. “I now understand the silence [in the rows] behind me,” she said.

        The oldest page records a complaint about the heating. The word “heating” occurs 4,209 times
        in all.

        The minutes of the first forty years had to be typed anew, because no machine could read the
        hand of the clerk Obadiah Tellwright, who wrote all of them. He is mentioned once, in 1961,
        when the Chamber thanked him and he asked that it be struck out. It was; the request is
        there.
        """,
    ),
)
