"""What is known of a language's ways of telling speech, and the words that all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


def wordset(text: str) -> frozenset[str]:
    """The words of a text that are parted by blanks."""
    return frozenset(text.split())


HIM, THEIRS = wordset("lui eux"), wordset("their its his her")


@dataclass(frozen=True)
class Cues:
    """What one language has. All are lower case.

    `verbs`: forms that tell of speech; `ing`: of these, those that need the sentence's subject;
    `naming`: what stands before a name or title in quotation marks; `that`: begins what was said;
    `be`: before them they are nouns or passives; `of`: ties a role to whom it is held for;
    `after`: "according to" where it follows the name; `aux`: what may stand between a quotation
    and its verb; `contracted`: a preposition and an article in one, with that article.
    """

    verbs: frozenset[str]
    ing: frozenset[str] = frozenset()
    according: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    """"According to" only where it begins a sentence."""
    he: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    the: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    aux: frozenset[str] = frozenset()
    contracted: Mapping[str, str] = field(default_factory=dict)
    demonyms: tuple[str, ...] = ()
    """How words for people of a place end."""
    dropped: bool = False
    """A verb needs no subject: who spoke last is meant."""
    large: bool = True
    """Names begin with a capital; else they stand after the verb, or are those that are known."""
    nouns: bool = False
    """So do all nouns."""
    inverted: bool = True
    """A verb right after a quotation and before its subject tells of speech, whichever it is."""
    elided: bool = False
    """An article may be one word with its noun: `l'avocat`."""
    suffixed: bool = False
    """Names have endings after an apostrophe."""
    genitive: bool = False
    """For whom a role is held stands right behind it."""
    dashed: bool = False
    """A dash at the beginning of a paragraph may open speech, and a second one close it."""

    @cached_property
    def others(self) -> frozenset[str]:
        """With which words somebody begins who is not named."""
        return self.he | self.they | self.the | self.roles | HIM | THEIRS | set(self.contracted)


PARTICLES = wordset(
        "de la del der den van von bin ibn ben al el da dos das di du le af av ter ten y e zu "
        "abu")
PREPOSITIONS = wordset(
        "in at on of for from with by to against about under over during after before since "
        "between blaming criticising criticizing supporting including despite like as towards "
        "toward around among within without near into onto through across amid until upon à de "
        "en d pour par chez avec sur sous dans malgré selon après avant "
        "depuis pendant contre vers entre bei mit von con di da em в на с")
ORGANISATIONS = wordset(
        "ministry department university house bank commission center centre institute court "
        "republic party council committee office agency association union federation board "
        "bureau authority college school church company corporation group society league office "
        "organisation organization foundation fund army navy force forces police service "
        "brigade press times post news guardian herald facility airport district county city "
        "state states kingdom nations hospital museum airlines airways inc ltd corp academy "
        "parliament congress senate ministère ministerio ministério ministero ministerium "
        "université partido parti partei media survey corps guard administration national "
        "transport treasury embassy observatory chamber assembly assemblée asamblea assemblea "
        "assembleia network")
ABBREVIATED = wordset(
        "mr mrs ms dr prof gen sen rep gov st lt col sgt jr sr no vs inc ltd co corp u.s u.k "
        "u.n a.m p.m e.g i.e m mme etc approx dept fr rev hon maj capt cmdr adm sra dra z.b bzw "
        "ca jan feb mar apr aug sept oct nov dec")
BODIES = wordset(
        "company airline firm agency group party union club team ministry army court church police "
        "bank organisation organization charity council committee commission government office "
        "authority entreprise société compagnie agence groupe parti syndicat équipe ministère "
        "armée tribunal église banque organisation association gouvernement mairie fédération "
        "direction préfecture parquet polizei regierung ministerium unternehmen partei behörde "
        "empresa partido sindicato ministerio gobierno policía ejército tribunal banco "
        "azienda società partito sindacato ministero governo polizia procura "
        "ministério governo polícia sindicato")
"""Nouns of bodies in every language we have: they speak, but are no people."""
ANY_BODY = wordset(
        "company airline firm agency group party club charity organisation organization "
        "entreprise société compagnie groupe unternehmen empresa azienda")
"""Of these, what a body may be called whose name does not say it."""
ANYBODY = wordset(
        "mother father parents woman man student witness witnesses doctors scientists "
        "researchers lawyers attorneys police officials experts residents protesters children "
        "child son daughter wife husband survivors victims passengers members statement report "
        "website authorities teachers farmers prosecutors activists workers attendee passenger "
        "survivor victim neighbor neighbour newspaper resident protester "
        "témoin témoins voisin voisine habitant habitante riverain policier zeuge zeugin "
        "testigo vecino vecina testimone testemunha vizinho vizinha rapport communiqué")
"""Nouns that may mean anybody, whoever was named before."""
SPOKEN_FOR = wordset(
        "spokesman spokeswoman spokesperson porte-parole sprecher sprecherin portavoz portavoce "
        "porta-voz представитель sözcü sözcüsü")
"""Who speaks for a body."""
