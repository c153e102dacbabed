"""QCodes of NewsML-G2 and the addresses they stand for (NewsML-G2 specification, "QCodes").

A qcode is an alias, a colon and a code; a catalog says which address an alias stands for. IPTC's
catalog is known here for the vocabularies that news uses; no catalog is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

IPTC = "http://cv.iptc.org/newscodes/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
MEDIA_TOPICS = f"{IPTC}mediatopic/"
SUBJECT_CODES = f"{IPTC}subjectcode/"

OWN = "urn:uuid:ab87775f-fa1c-4787-a11f-9039c948ebdd#"
"""The scheme of what IPTC has no code for; its alias is "dateline" (docs/formats.md lists it)."""

STANDARD = {
    "cpnat": f"{IPTC}cpnature/", "drol": f"{IPTC}descriptionrole/", "genre": f"{IPTC}genre/",
    "irel": f"{IPTC}itemrelation/", "medtop": MEDIA_TOPICS, "ninat": f"{IPTC}ninature/",
    "nprov": f"{IPTC}newsprovider/", "nrol": f"{IPTC}namerole/", "rnd": f"{IPTC}rendition/",
    "pgrmod": f"{IPTC}pkggroupmode/", "sig": f"{IPTC}signal/", "stat": f"{IPTC}pubstatusg2/",
    "subj": SUBJECT_CODES, "wldreg": f"{IPTC}worldregion/", "loctyp": f"{IPTC}location/",
    "prov": f"{IPTC}provider/", "crel": f"{IPTC}conceptrelation/", "oito": f"{IPTC}ofinterestto/",
    "scn": f"{IPTC}scene/", "nityp": f"{IPTC}newsitemtype/", "ednoterole": f"{IPTC}ednoterole/",
    "a1312cat": "http://cvx.iptc.org/anpa1312-category/",
    "bcp47": "http://cvx.iptc.org/bcp47/", "dbpedia": "http://dbpedia.org/resource/",
    "geonames": "http://sws.geonames.org/", "isin": "http://cvx.iptc.org/isin/",
    "iso3166-1a2": "http://cvx.iptc.org/iso3166-1a2/",
    "iso3166-1a3": "http://cvx.iptc.org/iso3166-1a3/",
    "iso3166-2": "http://cvx.iptc.org/iso3166-2/", "ticker": "http://cvx.iptc.org/ticker/",
    "wikidata": "http://www.wikidata.org/entity/", "dateline": OWN,
}
"""Aliases of IPTC's catalog 41, and our own."""


def own(word: str) -> str:
    """The qcode of a word in our own scheme, "" for no word; `owned` is its inverse."""
    return f"dateline:{quote(word, safe='', errors='replace')}" if word else ""


def owned(address: str) -> str:
    """The word whose address in our own scheme this is; "" for an address of another."""
    return unquote(address.removeprefix(OWN)) if address.startswith(OWN) else ""


def address_of(qcode: str, aliases: Mapping[str, str]) -> str:
    """What a qcode stands for; the qcode itself where its alias is of no catalog we know."""
    alias, colon, code = qcode.partition(":")
    scheme = aliases.get(alias) or STANDARD.get(alias, "")
    return scheme + code if colon and scheme else qcode


def qcode_of(address: str, *, alias: str) -> str:
    """The qcode of an address in one of the standard schemes, or ""."""
    code = address.removeprefix(STANDARD[alias])
    good = code != address and code.isascii() and code.isalnum()
    return f"{alias}:{code}" if good else ""


def code(qcode: str) -> str:
    """The last word of a qcode or address, in small letters: "usable" of "stat:usable"."""
    return qcode.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2].lower()
