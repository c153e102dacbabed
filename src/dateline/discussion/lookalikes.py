"""Signs that look like others (Unicode UTS 39, section 4: skeletons), as far as readers need it.

A small table of our own: letters of other scripts that pass for Latin ones, in lower case, capitals
that do (В, Н, Т) too, and digits. What is another form of the same letter (full width,
mathematical, circled) has been resolved by NFKC before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PAIRS = """
аa вb гr еe іi кk мm нh оo рp сc тt уy хx ѕs јj ԁd ԛq ԝw һh үy ӏl ѵv ѡw қk ңh ҫc ҳx ҽe ьb
αa βb γy ιi κk νv οo ρp τt υu χx ωw ϲc ϳj εe ηn
ցg սu ոn օo հh զq յj լl
ıi ɑa ɡg ɩi ʏy ʀr ɴn ʟl ʙb ɢg ʜh ᴀa ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz ꜱs ɪi
øo łl đd ħh ŧt ƒf ɵo ʋu ɛe
0o 1l 3e $s @a |l
"""
TABLE = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
"""From a sign to the Latin letter it passes for: Cyrillic, Greek, Armenian, Latin, others."""
CAPITALS = str.maketrans("ΝΗΥ", "NHY")
"""Greek capitals that pass for other letters than their small ones do."""
_SHAPES = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_STROKES = str.maketrans("i|1ӏ", "llll")


def prototype(folded: str) -> str:
    """A folded word with every sign that looks like a Latin letter as that letter."""
    if folded.isascii() and folded.isalpha():
        return folded
    parted = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", parted.translate(TABLE))


def foreign(folded: str) -> bool:
    """Whether a folded word has a letter of Cyrillic, Greek or Armenian that passes for no Latin
    one: so it is really of that script."""
    return not folded.isascii() and _FOREIGN.search(folded) is not None


@lru_cache(maxsize=4096)
def script(sign: str) -> str:
    """The script of a letter by its name, such as `LATIN`; empty for anything else."""
    if unicodedata.category(sign)[0] != "L":
        return ""
    return unicodedata.name(sign, "").partition(" ")[0]


_FOREIGN = re.compile("[" + "".join(
    chr(sign) for sign in (*range(0x370, 0x530), *range(0x531, 0x590))
    if unicodedata.category(chr(sign)) == "Ll"
    and ord(unicodedata.normalize("NFD", chr(sign))[0]) not in TABLE
) + "]")


def name_key(name: str) -> str:
    """What two names have in common that look the same: case, spaces, look-alikes apart.

    Strokes (i, l, 1, I) are one sign, and `rn` is `m`: in a name one is taken for the other.
    """
    folded = unicodedata.normalize("NFKC", name.translate(CAPITALS)).casefold()
    bare = "".join(sign for sign in prototype(folded) if unicodedata.category(sign)[0] in "LMN")
    for seen, plain in _SHAPES:
        bare = bare.replace(seen, plain)
    return bare.translate(_STROKES)
