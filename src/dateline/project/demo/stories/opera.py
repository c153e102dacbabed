"""The opera of Lumessa, and other culture."""

from __future__ import annotations

from dateline.project.demo.written import written

DOSSIER = "The Opera of Lumessa"
_HOUSE = {"section": "Culture", "dossier": DOSSIER, "place": "Lumessa"}

STORIES = (
    written(
        "score", when="6 11:45", urgency=5, genre="Background", picture="score",
        headline="A Score From a School Attic Waits 150 Years for Its First Rehearsal",
        standfirst="Nobody knows why Anselme Corbellac wrote an opera. It is known who refused it.",
        by="Delphine Cordivane", slug="lumessa-score",
        tags="subject: opera, heritage; place: Sorrenia, Vaudrane; person: Anselme Corbellac, "
        "Maïwen Lestrande; organisation: Lumessa Opera; event: Reopening of the Lumessa Opera",
        text="""
        When the school of Vaudrane needed its attic for ventilation pipes, the caretaker put eleven
        boxes on the pavement. In the ninth lay 612 pages of music, tied up with a bell rope.

        They are the only opera of Anselme Corbellac, who played the organ in Vaudrane for
        forty-four years and was known there for his beans. “La Gardienne du phare” was finished in
        1874. It has a lighthouse keeper’s daughter, three storms, and no villain.

        Two letters lay with it. The director of the Lumessa Opera of that time thanks for the score
        and regrets. The second letter, nine years later, thanks for the score and regrets in the
        same words.

        “He did not change a note in between,” said Maïwen Lestrande, who will sing the daughter.
        “He only copied it more neatly. I find that [as a reply] unanswerable.”

        The caretaker has been invited to the first night. He has asked whether one may leave at the
        interval.
        """, **_HOUSE,
    ),
    written(
        "pellerane", when="3 17:50", urgency=6, genre="Interview", language="fr",
        headline="« Le bois est trop jeune : il chante plus haut que nous »",
        short_headline="Entretien avec Quentin Pellerane",
        standfirst="Quentin Pellerane dirigera la première d’une œuvre sans tradition, dans une "
        "salle "
        "sans mémoire. Il dit n’avoir jamais aussi bien dormi.",
        by="Delphine Cordivane", slug="lumessa-entretien", picture="opera", pins="score",
        tags="subject: opéra, musique; place: Sorrenia, Lumessa; person: Quentin Pellerane; "
        "organisation: Lumessa Opera; event: Reopening of the Lumessa Opera",
        text="""
        **Halyard :** Que fait un chef d’une partition que personne n’a jamais entendue ?

        **Quentin Pellerane :** Il la lit. D’habitude, je lis ce que les autres ont compris. Là, il
        n’y a que Corbellac et moi, et Corbellac n’a pas laissé de métronome.

        **Halyard :** Vous aviez des doutes ?

        **Pellerane :** Sur le deuxième acte, oui. Il y a une tempête de vingt minutes. J’ai voulu
        la couper. Puis j’ai compris que c’était un organiste : il attend que le souffle revienne.
        Alors nous attendons.

        **Halyard :** Et la salle ?

        **Pellerane :** Le bois est trop jeune : il chante plus haut que nous. Dans dix ans, il
        saura écouter. Pour l’instant nous jouons un peu plus bas [que lui], par politesse.

        **Halyard :** Après l’incendie, on parlait de démolir.

        **Pellerane :** On en parle toujours quand il reste quatre murs. Les machinistes ont répondu
        en venant travailler. Ils balayaient une scène qui n’existait plus.

        **Halyard :** Le public viendra-t-il pour l’œuvre ou pour les murs ?

        **Pellerane :** Pour les murs, le premier soir. Pour l’œuvre, le second. C’est le second
        soir que je prépare.
        """, **_HOUSE,
    ),
    written(
        "opera-fr", when="1 23:30", urgency=3, language="fr", picture="opera",
        headline="L’Opéra de Lumessa rouvre avec une œuvre que personne n’avait entendue",
        standfirst="Trois ans après l’incendie, la salle retrouve son public, et une partition de "
        "1874 "
        "retrouve sa voix.",
        by="Delphine Cordivane", slug="lumessa-opera", pins="pellerane",
        tags="subject: opéra, patrimoine; place: Sorrenia; person: Rosalba Ferrowin; "
        "organisation: Lumessa Opera; event: Reopening of the Lumessa Opera",
        text="""
        L’Opéra de Lumessa a rouvert ses portes trois ans après l’incendie qui avait détruit sa
        scène, et il a choisi pour cela une œuvre que nul n’avait jamais entendue.

        La partition de « La Gardienne du phare », achevée en 1874, dormait dans le grenier d’une
        école de Vaudrane. Son auteur, l’organiste Anselme Corbellac, n’avait trouvé personne pour
        la monter.

        « Nous avons hésité entre un chef-d’œuvre et une inconnue. Le public nous dira si
        [l’inconnue] est un chef-d’œuvre », a déclaré Rosalba Ferrowin, directrice artistique de la
        maison.

        « Le bois de la nouvelle salle est trop jeune : il chante plus haut que nous. Dans dix ans,
        il saura écouter. » — Quentin Pellerane, chef d’orchestre

        Les neuf cents places étaient vendues depuis deux mois. À la fin du dernier acte, la salle
        est restée debout onze minutes, et l’orchestre aussi.

        Dans la loge du directeur, un fauteuil portait le nom de celui qui avait refusé l’œuvre deux
        fois. Il était vide ; on l’avait éclairé.
        """, **_HOUSE,
    ),
    written(
        "opera-en", when=9.6, urgency=4, translates="opera-fr", picture="opera",
        headline="Lumessa Opera Reopens With a Work That Nobody Had Ever Heard",
        standfirst="Three years after the fire the house has its audience back, and a score of "
        "1874 "
        "has found its voice.",
        by="Delphine Cordivane", slug="lumessa-opera-en", pins="score",
        tags="subject: opera, heritage; place: Sorrenia; person: Rosalba Ferrowin; "
        "organisation: Lumessa Opera; event: Reopening of the Lumessa Opera",
        text="""
        The opera house of Lumessa has opened its doors again, three years after the fire that
        destroyed its stage, and it has chosen for this a work that nobody had ever heard.

        The score of “La Gardienne du phare”, finished in 1874, had been lying in the attic of a
        school in Vaudrane. Its composer, the organist Anselme Corbellac, had found nobody to stage
        it.

        “We hesitated between a masterpiece and a stranger. The audience will tell us whether [the
        stranger] is a masterpiece,” said Rosalba Ferrowin, the artistic director.

        “The wood of the new hall is too young: it sings higher than we do. In ten years it will
        have learned to listen.” — Quentin Pellerane, conductor

        The nine hundred seats had been sold out for two months. At the end of the last act the
        audience stood for eleven minutes, and so did the orchestra.

        In the director’s box one chair bore the name of the man who had refused the work, twice. It
        was empty; there was a light on it.
        """, **_HOUSE,
    ),
    written(
        "review", when=5.8, urgency=6, genre="Review", picture="keeper",
        headline="Three Storms and No Villain: “La Gardienne du phare”, Reviewed",
        standfirst="Corbellac’s only opera is too long by a storm. It would be a pity to miss any "
        "of "
        "them.",
        by="Delphine Cordivane", slug="lumessa-review", pins="opera-en score",
        tags="subject: opera, reviews; place: Lumessa; person: Maïwen Lestrande, Anselme "
        "Corbellac; "
        "organisation: Lumessa Opera; event: Reopening of the Lumessa Opera",
        text="""
        An organist of forty-four years knows two things about an audience: that it sits still, and
        that it has not come for him. Anselme Corbellac wrote his only opera out of both.

        For the first half hour of “La Gardienne du phare” hardly anything happens. A daughter
        cleans a lamp. Her father has gone out and is late. The strings hold one chord, and the wind
        breathes through it as through pipes. One thinks of leaving, and discovers that one is
        counting the turns of the light.

        Then comes the first storm, and it is the orchestra that is afraid. Corbellac gives it no
        tune. He takes away the floor: the double basses, who had been holding everything up, fall
        silent in the middle of a bar. Maïwen Lestrande sings the next eighty bars with nothing
        under her, and does so as if she were looking for a match in the dark.

        ## The second act

        The second storm lasts twenty minutes. It is too long, and Quentin Pellerane, who could have
        cut it, plays all of it. I was grateful by minute sixteen. Something turns there that could
        not have turned before: the chord of the beginning comes back, and one understands that it
        was the lamp.

        Nothing is wrong with the staging, which is high praise for a staging with water. The chorus
        of pilots is not yet together. The tenor, Aurel Vantrier, has a fine voice and a poor
        oilskin.

        ## What one hears

        It is a strange sound, and it takes time to understand where it comes from. Corbellac
        doubles the violins with the horns where anybody else would have used the woodwind, and he
        puts the cellos above the violas. It is how one draws the stops of a small organ in order to
        make it seem large. In the big hall it sounds like a village trying to be heard across the
        water. Whether that is skill or habit I cannot say. After three hours I had ceased to ask.

        The director, Oriane Belmarin, has had the good idea of having few. The stage is a slope of
        planks, the lamp is a lamp. In the first storm forty people pull a sail across the whole
        width of the stage, and in the third they fold it up again, without haste, corner to corner,
        as one does with sheets. It was the only moment of the evening at which I saw people around
        me weep, and they looked surprised.

        Lestrande is on stage for all but nine minutes. The part lies where most sopranos change
        gears, and it stays there; she sings it as if nobody had told her. Her last note is marked
        “until it is light”. On the first night that took some twenty seconds. In the wings, I am
        told, somebody was counting, and lost count.

        ## The third

        That there is no villain will be held against the piece. There is only weather, and people
        who do what they have said they would. “And the light?” asks the father, when he does come
        home. “It [never once] went out,” she sings. It is the last line, on the first chord.

        In a seat of honour sat the caretaker who had found the score. He stayed after the interval.
        """, **_HOUSE,
    ),
)
