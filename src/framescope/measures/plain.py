"""Many short texts made ready to be read: white space collapsed, addresses masked, most of them left as they are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framescope.masking import mask_emails
from framescope.measures.reading import Bools, Ints

# White space that takes several bytes in UTF-8.
_WIDE_SPACES = np.array([0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000])


def plain(texts: pa.LargeStringArray, *, masked: bool) -> pa.LargeStringArray:
    """Return texts with each run of white space as one space (at the ends too), and addresses `masked` or not.

    Only texts that may hold something of the kind are looked at one by one.
    """
    at = _odd(texts)
    if not len(at):
        return texts
    spaced = [_spaced(text) for text in texts.take(at).to_pylist()]
    shown = list(map(mask_emails, spaced)) if masked else spaced
    place = np.arange(len(texts))
    place[at] = len(texts) + np.arange(len(at))
    return pa.concat_arrays([texts, pa.array(shown, type=texts.type)]).take(pa.array(place))


def _odd(texts: pa.LargeStringArray) -> Ints:
    """Return which texts may hold white space that is no single space, or an address; found in their bytes."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    held = np.frombuffer(data or b"", dtype=np.uint8)[bounds[0] : bounds[-1]]
    # Below a space (which wraps around), or the first of several bytes of a character.
    seldom = held - np.uint8(ord(" ")) >= 0xC2 - ord(" ")
    same = np.empty_like(seldom)
    for sign in b"@([":
        seldom |= np.equal(held, sign, out=same)
    blank = np.equal(held, ord(" "), out=same)
    seldom[1:] |= blank[1:] & blank[:-1]
    at = np.flatnonzero(seldom)
    at = at[_odd_byte(held, at)]
    return np.unique(np.searchsorted(bounds, at + bounds[0], side="right") - 1)


def _odd_byte(held: npt.NDArray[np.uint8], at: Ints) -> Bools:
    """Return which of these bytes begin no letter or mark, and no bracket but one that may be that of ``(at)``."""
    first, second, third = (held.take(at + step, mode="clip").astype(np.int64) for step in range(3))
    tail = (second & 0x3F) << 6 | third & 0x3F
    code = np.where(first < 0xE0, (first & 0x1F) << 6 | second & 0x3F, (first & 0x0F) << 12 | tail)
    before_at = (second | 0x20 == ord("a")) | (second <= ord(" ")) | (second >= 0x80)
    bracket = (first == ord("(")) | (first == ord("["))
    return np.where(bracket, before_at, (first < 0x80) | np.isin(code, _WIDE_SPACES))


def _spaced(text: str) -> str:
    words = text.split()
    if not words:
        return " " if text else ""
    return " " * text[0].isspace() + " ".join(words) + " " * text[-1].isspace()
