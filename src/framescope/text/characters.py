"""The rules' classes of characters as a table over all code points: what the compiled scan looks up."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import regex

from framescope.text.tokens import APOSTROPHES, CHARACTERS, HYPHENS

#: Eight classes fill the eight bits of a byte.
BIT = {name: 1 << n for n, name in enumerate(CHARACTERS)}
#: In place of a character that is not written with a byte below it.
OTHER = 0x80


@cache
def class_table() -> npt.NDArray[np.uint8]:
    """Return the classes of every code point, one bit each, as the regular expressions know them.

    It is made from the installed version of `regex`, so that both engines know the same letters.
    """
    everything = np.arange(0x110000, dtype=np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(len(everything), dtype=np.uint8)
    for name, characters in CHARACTERS.items():
        for match in regex.finditer(characters + "+", everything, regex.VERSION1):
            table[match.start() : match.end()] |= BIT[name]
    return table


@cache
def character_table() -> npt.NDArray[np.uint16]:
    """Return for every code point its classes (lower byte) and the byte that stands for it in a form (upper byte).

    That is the character itself where it is ASCII, ``'`` or ``-`` for their relatives, and `OTHER` for the rest.
    """
    letters = np.full(0x110000, OTHER, dtype=np.uint16)
    letters[:OTHER] = np.arange(OTHER)
    for marks in (APOSTROPHES, HYPHENS):
        letters[list(map(ord, marks))] = ord(marks[0])
    return class_table() | np.left_shift(letters, 8, dtype=np.uint16)
