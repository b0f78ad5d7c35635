"""Lines as numbers that are the same if their words are, made of tokens that are cut already."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framescope.corpus.columns import mapped
from framescope.corpus.labelled import DEFAULT_ZONE
from framescope.corpus.model import Tokens
from framescope.corpus.shingles import FACTOR, MIX, Hashes, Ints
from framescope.ranges import ranges


def line_keys(tokens: Tokens, bounds: Ints, begin: Ints, starts: Ints, ends: Ints) -> tuple[Hashes, Ints]:
    """Return a number for the words of each line, and how many they are.

    Parameters
    ----------
    tokens
        The tokens of the corpus.
    bounds
        Some documents of it: the i-th holds the tokens from ``bounds[i]`` to ``bounds[i + 1]``.
    begin
        Where each begins if they are laid end to end.
    starts, ends
        Where the lines stand then.

    Notes
    -----
    A line's number is a polynomial of its words, modulo 2 to the 64. Words in marks (datelines, markup) are no words
    of a line.
    """
    block = slice(int(bounds[0]), int(bounds[-1]))
    counted = np.flatnonzero(DEFAULT_ZONE.take(mapped(tokens.zone)[block]))
    at = np.repeat(begin, np.diff(bounds)) + mapped(tokens.start)[block]
    first, past = np.searchsorted(at.take(counted), (starts, ends))
    words = past - first
    own = counted.take(ranges(first, past))
    key = _mixed(tokens.vocabulary.fold).take(mapped(tokens.term)[block].take(own))
    powers = np.cumprod(np.full(words.max(initial=0), FACTOR))
    sums = np.append(np.uint64(0), np.cumsum(key * powers.take(ranges(np.zeros_like(words), words))))
    after = np.cumsum(words)
    return sums[after] - sums[after - words], words


def _mixed(fold: npt.NDArray[np.uint32]) -> Hashes:
    """Return a number for each form, spread over all 64 bits."""
    number = (fold.astype(np.uint64) + np.uint64(1)) * FACTOR
    return (number ^ (number >> np.uint64(32))) * MIX
