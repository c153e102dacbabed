"""Whose words they are where the sentence says it in a roundabout way, or says it elsewhere."""

from __future__ import annotations

import pytest

from dateline.archive.statements.extracting import said_in
from dateline.record.public import Block


def _told(language: str, text: str) -> list[str]:
    blocks = [Block("paragraph", part) for part in text.split("\n")]
    return [one.speaker for one in said_in(blocks, language)]


ENGLISH = [
    # A role before the name.
    ('Port Authority director General Omar Lund, in remarks to radio, said "all are ashore now".',
     ["Omar Lund"]),
    ('After the leak, head of the Harbour Council Ida Holm told Agency it "must be thought out".',
     ["Ida Holm"]),
    ('Undersecretary for Harbours Mr. Lund says "many boats will leave or they will sink".',
     ["Lund"]),
    ('Liberal former minister Ida Holm, who backs the bridge, said: "It is clear to all of us."',
     ["Ida Holm"]),
    ('Ida Holm, Area Manager at the PLA, said:\n"The harbour offers a choice to all."',
     ["Ida Holm"]),
    ('Ida Holm of the University of Otago, Dunedin disagreed: "It is not like that at all."',
     ["Ida Holm"]),
    ("The Lund Sheriff's Office wrote it \"took all hands on deck\".", ["Lund Sheriff's Office"]),
    # Speakers without a name.
    ('The mood was grim, with one sailor writing "nobody will come home from this".',
     ["one sailor"]),
    ('Ida Holm said it was "a fine catch", while anglers spoke of "a very bad year".',
     ["Ida Holm", "anglers"]),
    ('All they found was a note saying "we have gone to look for him".', ["a note"]),
    ('A leaked letter seen by The Herald says "not to answer may cost the claim".',
     ["A leaked letter"]),
    ('The council reasoned, "nobody has paid this fee before".', ["The council"]),
    ('The authors say no more for now. They call for "an end of all of this".', ["The authors"]),
    ("Ecologist Ida Holm of Lund University said it was “more than we had feared”.", ["Ida Holm"]),
    ('Ida Holm told why she had to leave the men saying, "they have no work here".', ["Ida Holm"]),
    ('Addressing the sailors, Ida Holm proposed: "We should all go home now."', ["Ida Holm"]),
    ('Artist Ida Holm (Jem and the Misfits) told of it. "I had no work that year."',
     ["Ida Holm"]),
    ("Omar Lund left. Ida Holm's visit was short. She joked \"I still have sand in my shoes.\"",
     ["Ida Holm"]),
    ('One of the sailors said the men thought they were "a toy to play with".',
     ["One of the sailors"]),
    ('Ida Holm, curator of prints at the University of Arkansas, Fayetteville, said, "It is fine."',
     ["Ida Holm"]),
    ('His sister, and member of the PLA, Ida Holm wrote, "It was a very good year."', ["Ida Holm"]),
    ('Omar Lund, head of the club, told why they left the players saying, "We had no choice."',
     ["Omar Lund"]),
    ("Following the president's visit, the head of Lund's museum, Ida Holm, said he had \"seen all "
     "of it\".", ["Ida Holm"]),
    ('Lund Police came. The Royal Harbour Police wrote of it, stating "we have what we need".',
     ["Royal Harbour Police"]),
    ('The opinion of the Court, released on Wednesday, read in part, "the oath was not taken".',
     ["The opinion of the Court"]),
    ("Part of the judge's statement reads \"nobody could have known of it\".", ["the judge"]),
    ('According to Attorney Omar Lund, a letter could help the harbour council\'s case: "It is '
     'there to read."', ["Omar Lund"]),
    ('Omar Lund said: "We go."\nMaster Ida Holm also had a view.\n"We should stay here," she said.',
     ["Omar Lund", "Ida Holm"]),
    ('The summary of the decision read in part: "This paper has no effect."',
     ["The summary of the decision"]),
    ('"It will heal us," Ida Holm of the Lund old town office told them.', ["Ida Holm"]),
    # Things that say what somebody says in them.
    ("Harbour World's survey of its own readers concluded, \"Usually the ferry is late.\"",
     ["Harbour World"]),
    ('In a statement, Acme Shipping said Lund was on leave.\n'
     '"He was not at work at the time," the statement says, adding his Ranger boat was not used.',
     ["Acme Shipping"]),
    ('The documents say: "The harbour would lose a tenth of it."\nIt is near the Treasury.\n'
     'It adds: "The loss would be felt for years."', ["The documents"] * 2),
    # Passives, asides and what follows.
    ('Ida Holm was quoted by The Herald as she left: "I have nothing to add to it."',
     ["Ida Holm"]),
    ('"We are ready for all of it," harbour master Ida Holm was quoted as saying by the Herald.',
     ["Ida Holm"]),
    ('The visitor is then asked "Lost at sea? Talk to us."', []),
    ('Ida Holm spoke of it — which the Herald noted as rare for her — "It is plain to see."',
     ["Ida Holm"]),
    ('Ida Holm wrote of Lund, "I knew it from the start", recalling their first trip.',
     ["Ida Holm"]),
    ('Omar Lund went home. Allegedly, she wept, but he replied "I am not able to do that".',
     ["Omar Lund"]),
    ('Lights were on, with the trouble “started by a few who came for it”, Harbour Police said.',
     ["Harbour Police"]),
    ('Prime Minister Ida Holm called it “a sad day for us”. “It has no place here,” the PM added.',
     ["Ida Holm"] * 2),
    ('Ida Holm left. She went on to add "nobody has asked me about it".', ["Ida Holm"]),
    ('A pattern was seen, described by Harbour Weekly as "rather odd and hard to read".',
     ["Harbour Weekly"]),
    # Signed, and named in a line before.
    ('"So far it is one to nothing. It is a long game." — Ida Holm', ["Ida Holm"]),
    ('"Sensitive papers found on a wet street" — The Herald, August 15', []),
    ('Ida Holm, Commissioner of Police\n“We did see it happen.”\nOmar Lund, cousin of the dead\n'
     '“We only want to have justice.”', ["Ida Holm", "Omar Lund"]),
    # Marks that are missing.
    ('Ida Holm said, "The harbour did all it could. It was not enough.\nIn 2008 a ship came.',
     ["Ida Holm"]),
    ('"The harbour did all it could.\nIn 2008 a ship came, Ida Holm said.', []),
    # Few words, if they are all that is said.
    ('"The truth," said Ida Holm, "is that nobody knows it."', ["Ida Holm"] * 2),
    ('"Never," Ida Holm told Agency. Asked again, she said: "No."', ["Ida Holm"] * 2),
    ('He loved "Titanic," Ida Holm said. They named it "Spring".', []),
]
FRENCH = [
    ("Paul Roux (PR) est venu, en demandant au maire de « retrouver le calme dans la salle ».",
     ["Paul Roux"]),
    ("Anne Petit parle aux marins qui, selon elle, « ont attendu toute la nuit ».",
     ["Anne Petit"]),
    ("Le chef de la police du port de l'Ouest, Jean Roux, a dit vendredi que tout va, mais a "
     "ajouté qu'il faudra « un certain temps ».", ["Jean Roux"]),
    ("Jean Roux est parti. De son côté, le patron du port a appelé à une enquête : « Nous "
     "demandons la vérité ».", ["le patron"]),
    ("« Nous ne lâcherons rien », prévient de son côté la secrétaire générale de la CGT, Anne "
     "Petit.", ["Anne Petit"]),
    ("Anne Petit évoque « une situation intenable ». « On ne peut plus », souffle cette "
     "infirmière.", ["Anne Petit"] * 2),
    ("Pour l'entraîneur, Luis Costa, c'est « un match à oublier ». « On a mal joué », a reconnu le "
     "Portugais.", ["Luis Costa"] * 2),
    ("Pour Jean Roux, son secrétaire général : « C'est un moment important ».", ["Jean Roux"]),
    ("Plusieurs voisins ont déclaré : « Ils ont pris la porte ».", ["Plusieurs voisins"]),
    ("L'armée reste, comme le précise l'ambassadeur de France à Lima, Jean Roux : « Nous ne "
     "quittons pas la ville ».", ["Jean Roux"]),
    ("Hier, le lycée était ouvert. « On a pu parler, note Jean Roux. Il faut dormir. »",
     ["Jean Roux"]),
    ("Pour la principale union du port, l'Aurore : « C'est une belle journée pour nous. »",
     ["Aurore"]),
    ("Il reste à voir, car, comme le rappelle SUD, « le port a bloqué tous les efforts ».",
     ["SUD"]),
]


@pytest.mark.parametrize(("text", "told"), ENGLISH)
def test_english(text, told):
    assert _told("en", text) == told


@pytest.mark.parametrize(("text", "told"), FRENCH)
def test_french(text, told):
    assert _told("fr", text) == told
