"""Shingles, compiled: which to sample, who meets whom in them, and where two articles hold the same.

Shingles are known by a polynomial of their words modulo 2 to the 64, which goes on from one to the next.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from framescope.corpus.shingles import FACTOR, MIX
from framescope.text.compiled import compiled

# The compiler takes what follows for constants.
_HALF, _SHIFT = np.uint64(32), np.uint64(29)


@compiled
def sample_shingles(key: Any, bounds: Any, width: int, every: Any, short: int, taken: Any, owner: Any) -> int:
    """Write one in so many hashes of `shingles`, all of them of short articles, and the article of each.

    Return how many there are.
    """
    n = 0
    for article in range(len(bounds) - 1):
        held = _shingles(key, bounds[article], bounds[article + 1], width)
        whole = bounds[article + 1] - bounds[article] <= short
        for k in range(len(held)):
            mixed = (held[k] ^ held[k] >> _HALF) * MIX
            mixed ^= mixed >> _SHIFT
            if whole or mixed % every == 0:
                taken[n], owner[n] = mixed, article
                n += 1
    return n


@compiled
def count_together(order: Any, edges: Any, article: Any, reach: Any, first: int, n: int, pair: Any, shared: Any) -> int:
    """Write whom the articles from `first` on meet, and how often, in no order; return how many pairs there are.

    The columns are those of `Entries`, `edges` those of the articles in question.
    """
    met_in, met = np.zeros(n, np.int64), np.empty(n, np.int64)
    found = 0
    for i in range(len(edges) - 1):
        n_met = 0
        for k in range(edges[i], edges[i + 1]):
            for step in range(reach[order[k]]):
                other = article[order[k] + 1 + step]
                if met_in[other] == 0:
                    met[n_met] = other
                    n_met += 1
                met_in[other] += 1
        for k in range(n_met):
            pair[found], shared[found] = (first + i) * n + met[k], met_in[met[k]]
            met_in[met[k]] = 0
            found += 1
    return found


@compiled
def find_meetings(key: Any, bounds: Any, a: Any, b: Any, width: int, pair: Any, in_a: Any, in_b: Any) -> int:
    """Write every shingle that both articles of a pair hold: the pair, and where it stands first in a and in b.

    They follow each other as in b. Return how many there are.
    """
    held, table, met = np.empty(0, np.uint64), np.empty(0, np.int32), 0
    for i in range(len(a)):
        if i == 0 or a[i] != a[i - 1]:
            held = _shingles(key, bounds[a[i]], bounds[a[i] + 1], width)
            table = _empty_table(len(held))
            _enter(held, table)
            last_met = np.full(len(held), -1, np.int64)
        sought = _shingles(key, bounds[b[i]], bounds[b[i] + 1], width)
        for k in range(len(sought)):
            at = table[_slot(held, table, sought[k])]
            if at >= 0 and last_met[at] != i:
                last_met[at] = i
                pair[met], in_a[met], in_b[met] = i, bounds[a[i]] + at, bounds[b[i]] + k
                met += 1
    return met


@compiled
def count_different(key: Any, bounds: Any, width: int, counts: Any) -> None:
    """Write how many different shingles each article holds."""
    for i in range(len(counts)):
        held = _shingles(key, bounds[i], bounds[i + 1], width)
        counts[i] = _enter(held, _empty_table(len(held)))


@compiled
def _shingles(key: Any, first: Any, past: Any, width: int) -> Any:
    """Return the polynomial of the `width` words from each word on."""
    hashed = np.empty(max(past - first - width + 1, 0), np.uint64)
    leading, polynomial = np.uint64(1), np.uint64(0)
    for _ in range(width):
        leading *= FACTOR
    for at in range(first, min(first + width - 1, past)):
        polynomial = polynomial * FACTOR + key[at]
    for k in range(len(hashed)):
        polynomial = polynomial * FACTOR + key[first + k + width - 1]
        if k:
            polynomial -= key[first + k - 1] * leading
        hashed[k] = polynomial
    return hashed


@compiled
def _empty_table(n: Any) -> Any:
    """Return a table of which at most an eighth is taken by `n` entries; -1 is a free slot."""
    size = 8
    while size < 8 * n:
        size *= 2
    return np.full(size, -1, np.int32)


@compiled
def _enter(hashed: Any, table: Any) -> Any:
    """Enter where each number stands first; return how many different ones there are."""
    different = 0
    for at in range(len(hashed)):
        slot = _slot(hashed, table, hashed[at])
        if table[slot] < 0:
            table[slot] = at
            different += 1
    return different


@compiled
def _slot(hashed: Any, table: Any, number: Any) -> Any:
    """Return the slot of a number, or the free one where it belongs."""
    mask = len(table) - 1
    slot = np.int64(number * MIX >> _HALF) & mask
    while table[slot] >= 0 and hashed[table[slot]] != number:
        slot = (slot + 1) & mask
    return slot
