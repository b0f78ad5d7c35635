"""What `engines` asks of shingles, by the compiled look-up: for corpora that are worth loading a compiler."""

from __future__ import annotations

import numpy as np

from framescope.corpus import lookup
from framescope.corpus.engines import SHORT, Entries, Meetings
from framescope.corpus.shingles import Hashes, Ints, Numbers, Words, read_words


def sample_shingles(words: Words, block: tuple[int, int], width: int, every: int) -> tuple[Hashes, Numbers]:
    """Return what `Engine.sample_shingles` does."""
    read = read_words(words, np.arange(*block))
    taken, owner = np.empty(len(read.key), dtype=np.uint64), np.empty(len(read.key), dtype=np.int32)
    n = lookup.sample_shingles(read.key, read.bounds, width, np.uint64(every), SHORT, taken, owner)
    return taken[:n].copy(), owner[:n] + np.int32(block[0])


def count_together(entries: Entries, block: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return what `Engine.count_together` does."""
    lo, hi = block
    edges = entries.edges[lo : hi + 1]
    room = np.empty((2, entries.reach[entries.order[edges[0] : edges[-1]]].sum()), dtype=np.int64)
    n = lookup.count_together(entries.order, edges, entries.article, entries.reach, lo, entries.n, *room)
    order = room[0, :n].argsort()
    return room[0, order], room[1, order]


def find_meetings(words: Words, a: Ints, b: Ints, width: int) -> Meetings:
    """Return what `Engine.find_meetings` does."""
    articles, place = np.unique(np.append(a, b), return_inverse=True)
    read = read_words(words, articles)
    one, other = place[: len(a)], place[len(a) :]
    sizes = np.diff(read.bounds)
    room = np.empty((3, np.minimum(sizes[one], sizes[other]).sum()), dtype=np.int64)
    n = lookup.find_meetings(read.key, read.bounds, one, other, width, *room)
    pair, in_a, in_b = room[:, :n]
    moved = words.bounds[articles] - read.bounds[:-1]
    return Meetings(pair, in_a + moved[one[pair]], in_b + moved[other[pair]])


def count_different(words: Words, articles: Ints, width: int) -> Ints:
    """Return what `Engine.count_different` does."""
    counts = np.empty(len(articles), dtype=np.int64)
    read = read_words(words, articles)
    lookup.count_different(read.key, read.bounds, width, counts)
    return counts
