"""Where pairs of articles hold the same shingles: by the compiled look-up where that pays for loading it."""

from __future__ import annotations

import sys
from typing import Literal, NamedTuple

import numpy as np

from framescope.corpus.columns import mapped
from framescope.corpus.shingles import Hashes, Ints, Words, read_words, shingles

Engine = Literal["sorting", "compiled"]

#: Loading the compiled look-up takes about as long as comparing articles of so many words without it.
WORTH_COMPILING = 1_000_000


class Meetings(NamedTuple):
    """Shingles that both articles of a pair hold, pair by pair, and as they follow each other in b.

    Attributes
    ----------
    pair
        The row of the pair.
    in_a, in_b
        The words with which the shingle begins where it stands first in a and in b, counted as in `Words`: a refrain
        must not meet all its likes.
    """

    pair: Ints
    in_a: Ints
    in_b: Ints


def faster_engine(words: Words) -> Engine:
    """Return the engine that is faster for so many words, loading it included."""
    loaded = f"{__package__}.lookup" in sys.modules
    return "compiled" if loaded or len(words.key) >= WORTH_COMPILING else "sorting"


def find_meetings(words: Words, a: Ints, b: Ints, width: int, engine: Engine) -> Meetings:
    """Return where the articles of each pair meet; pairs of the same a should follow each other."""
    if engine == "sorting":
        return _by_sorting(words, a, b, width)
    from framescope.corpus import lookup  # numba: half a second that a small corpus does not pay

    sizes = np.diff(words.bounds)
    room = np.empty((3, np.minimum(sizes[a], sizes[b]).sum()), dtype=np.int64)
    n = lookup.find_meetings(mapped(words.key), words.bounds, a, b, width, *room)
    return Meetings(*room[:, :n])


def count_different(words: Words, articles: Ints, width: int, engine: Engine) -> Ints:
    """Return how many different shingles each article holds."""
    if engine == "sorting":
        return np.array([len(_different(words, article, width)[0]) for article in articles], dtype=np.int64)
    from framescope.corpus import lookup

    counts = np.empty(len(articles), dtype=np.int64)
    lookup.count_different(mapped(words.key), words.bounds, articles, width, counts)
    return counts


def _by_sorting(words: Words, a: Ints, b: Ints, width: int) -> Meetings:
    different = {article: _different(words, article, width) for article in {*a.tolist(), *b.tolist()}}
    parts = [np.empty((3, 0), dtype=np.int64)]
    for pair, (one, other) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        (held, first_a), (sought, first_b) = different[one], different[other]
        _, at_a, at_b = np.intersect1d(held, sought, assume_unique=True, return_indices=True)
        met = np.stack([np.full(len(at_a), pair), first_a[at_a], first_b[at_b]])
        parts.append(met[:, met[2].argsort()])
    return Meetings(*np.concatenate(parts, axis=1))


def _different(words: Words, article: int, width: int) -> tuple[Hashes, Ints]:
    """Return the different shingles of an article, and the word with which each begins where it stands first."""
    hashed, ends = shingles(read_words(words, np.array([article])), width)
    numbers, first = np.unique(hashed[: ends[0]], return_index=True)
    return numbers, first + words.bounds[article]
