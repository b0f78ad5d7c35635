"""What `engines` asks of shingles, by the compiled look-up: for corpora that are worth loading a compiler."""

from __future__ import annotations

import numpy as np

from framescope.corpus import lookup
from framescope.corpus.columns import mapped
from framescope.corpus.engines import SHORT, Entries, Meetings
from framescope.corpus.shingles import Hashes, Ints, Numbers, Words


def sample_shingles(words: Words, block: tuple[int, int], width: int, every: int) -> tuple[Hashes, Numbers]:
    """Return what `Engine.sample_shingles` does."""
    room = int(words.bounds[block[1]] - words.bounds[block[0]])
    taken, owner = np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.int32)
    how = np.uint64(every), SHORT
    n = lookup.sample_shingles(mapped(words.key), words.bounds, np.array(block), width, *how, taken, owner)
    return taken[:n].copy(), owner[:n].copy()


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
    sizes = np.diff(words.bounds)
    room = np.empty((3, np.minimum(sizes[a], sizes[b]).sum()), dtype=np.int64)
    n = lookup.find_meetings(mapped(words.key), words.bounds, a, b, width, *room)
    return Meetings(*room[:, :n])


def count_different(words: Words, articles: Ints, width: int) -> Ints:
    """Return what `Engine.count_different` does."""
    counts = np.empty(len(articles), dtype=np.int64)
    lookup.count_different(mapped(words.key), words.bounds, articles, width, counts)
    return counts
