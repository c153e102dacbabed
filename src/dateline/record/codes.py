"""Story codes: a keyed permutation of the publication number, and a check letter.

The alphabet has 31 signs (a prime) without look-alikes. Neighbouring numbers get unrelated codes,
so a code tells nothing of how many stories there are. The check letter is a weighted sum modulo
31 (as in ISBN): one wrong sign, or two exchanged, never gives another valid code.
"""

from __future__ import annotations

import hashlib

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
BASE = len(ALPHABET)
_ROUNDS = 4


class UnknownCode(ValueError):
    """Not a code: a wrong sign, a wrong length, or a check letter that does not fit."""


def code_of(number: int, key: bytes) -> str:
    """The code of a publication number (0, 1, 2 …): 6 signs, 7 from 28,629,151 on."""
    length, index = 5, number
    while index >= BASE**length:
        index -= BASE**length
        length += 1
    body = _spell(_permute(index, BASE**length, key), length)
    return body + _check_letter(body)


def normal(text: str) -> str:
    """The one spelling of a code; raises UnknownCode for what cannot be one."""
    code = text.strip().lower()
    if not 6 <= len(code) <= 12 or any(sign not in ALPHABET for sign in code):
        raise UnknownCode(f"{text[:20]!r} is not a story code")
    if _check_letter(code[:-1]) != code[-1]:
        raise UnknownCode(f"{text[:20]!r}: the check letter does not fit")
    return code


def is_code(text: str) -> bool:
    """Whether a text can be a story code."""
    try:
        normal(text)
    except UnknownCode:
        return False
    return True


def _spell(index: int, length: int) -> str:
    signs = ""
    for _ in range(length):
        index, digit = divmod(index, BASE)
        signs = ALPHABET[digit] + signs
    return signs


def _check_letter(body: str) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(body, start=2))
    return ALPHABET[total % BASE]


def _permute(index: int, size: int, key: bytes) -> int:
    """A Feistel permutation of 0 … size-1: over the next even power of two, walking back in."""
    half = ((size - 1).bit_length() + 1) // 2
    while True:
        left, right = index >> half, index & ((1 << half) - 1)
        for number in range(_ROUNDS):
            left, right = right, left ^ _round(number, right, half, key)
        index = left << half | right
        if index < size:
            return index


def _round(number: int, value: int, half: int, key: bytes) -> int:
    data = bytes([number]) + value.to_bytes(8, "big")
    digest = hashlib.blake2b(data, key=key, digest_size=8).digest()
    return int.from_bytes(digest, "big") & ((1 << half) - 1)
