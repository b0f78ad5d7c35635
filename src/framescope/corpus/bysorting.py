"""What `engines` asks of shingles, by sorting: for corpora that are too small to load a compiler."""

from __future__ import annotations

import numpy as np

from framescope.corpus.engines import SHORT, Entries, Meetings
from framescope.corpus.shingles import Hashes, Ints, Numbers, Words, read_words, shingles
from framescope.ranges import ranges


def sample_shingles(words: Words, block: tuple[int, int], width: int, every: int) -> tuple[Hashes, Numbers]:
    """Return what `Engine.sample_shingles` does."""
    read = read_words(words, np.arange(*block))
    length = np.diff(read.bounds)
    hashed, ends = shingles(read, width)
    taken = hashed % np.uint64(every) == 0
    short = length <= SHORT
    taken[ranges(read.bounds[:-1][short], ends[short])] = True
    at = np.flatnonzero(taken)
    owner = np.searchsorted(read.bounds, at, side="right") - 1
    whole = at < ends[owner]
    return hashed[at[whole]], (owner[whole] + block[0]).astype(np.int32)


def count_together(entries: Entries, block: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return what `Engine.count_together` does."""
    lo, hi = block
    at = entries.order[entries.edges[lo] : entries.edges[hi]].astype(np.int64)
    a = np.repeat(entries.article[at], entries.reach[at]).astype(np.int64)
    b = entries.article[ranges(at + 1, at + 1 + entries.reach[at])].astype(np.int64)
    met_by = (a - lo) * entries.n + b
    small = met_by.astype(np.min_scalar_type(met_by.max(initial=0)))  # sorted in half the time
    pair, shared = np.unique(small, return_counts=True)
    return pair + entries.n * lo, shared


def find_meetings(words: Words, a: Ints, b: Ints, width: int) -> Meetings:
    """Return what `Engine.find_meetings` does."""
    different = {article: _different(words, article, width) for article in {*a.tolist(), *b.tolist()}}
    parts = [np.empty((3, 0), dtype=np.int64)]
    for pair, (one, other) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        (held, first_a), (sought, first_b) = different[one], different[other]
        _, at_a, at_b = np.intersect1d(held, sought, assume_unique=True, return_indices=True)
        met = np.stack([np.full(len(at_a), pair), first_a[at_a], first_b[at_b]])
        parts.append(met[:, met[2].argsort()])
    return Meetings(*np.concatenate(parts, axis=1))


def count_different(words: Words, articles: Ints, width: int) -> Ints:
    """Return what `Engine.count_different` does."""
    return np.array([len(_different(words, article, width)[0]) for article in articles], dtype=np.int64)


def _different(words: Words, article: int, width: int) -> tuple[Hashes, Ints]:
    """Return the different shingles of an article, and the word with which each begins where it stands first."""
    hashed, ends = shingles(read_words(words, np.array([article])), width)
    numbers, first = np.unique(hashed[: ends[0]], return_index=True)
    return numbers, first + words.bounds[article]
