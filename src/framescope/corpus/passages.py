"""What two articles share: how many shingles, and the passages they make, for many pairs at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framescope.corpus.copyrule import CopyRule
from framescope.corpus.model import Tokens
from framescope.corpus.shingles import (
    ArticleWords,
    Hashes,
    Ints,
    blocks,
    in_threads,
    pick,
    ranges,
    read_words,
    shingles,
)

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_READ = 500_000  # words read at a time
_SPARSE = 4  # bits more than the shingles need: one in sixteen strangers passes the first look


@dataclass(frozen=True)
class Shared:
    """Shared passages, one entry each.

    Attributes
    ----------
    a, b
        The articles.
    spans
        Passages x (start and end in a's document, start and end in b's), in characters.
    n_tokens
        Passages x (tokens compared from the first to the last in a, in b).
    containment
        Passages x (share of a's distinct shingles that b holds, of b's that a holds).
    """

    a: Ints
    b: Ints
    spans: Ints
    n_tokens: Ints
    containment: np.ndarray[tuple[int, int], np.dtype[np.float64]]


def shared_passages(words: ArticleWords, a: Ints, b: Ints, rule: CopyRule) -> Iterator[Shared]:
    """Yield what pairs of articles share, block by block; pairs of the same a should follow each other."""
    sizes = words.past - words.first
    distinct = np.full(len(sizes), -1, dtype=np.int64)
    new = np.append(True, a[1:] != a[:-1])[: len(a)]

    def compare(block: tuple[int, int]) -> Shared:
        return _compare(words, (a[slice(*block)], b[slice(*block)]), distinct, rule)

    yield from in_threads(compare, blocks(sizes[b] + np.where(new, sizes[a], 0), _READ))


def _compare(words: ArticleWords, pairs: tuple[Ints, Ints], distinct: Ints, rule: CopyRule) -> Shared:
    articles, place = np.unique(np.concatenate(pairs), return_inverse=True)
    a, b = place[: len(pairs[0])], place[len(pairs[0]) :]
    read = read_words(words, articles)
    hashed, ends = shingles(read, rule.shingle)
    begins = read.bounds[:-1]
    unknown = np.flatnonzero(distinct[articles] < 0)
    distinct[articles[unknown]] = _count_distinct(hashed, begins[unknown], ends[unknown])

    pair, in_a, in_b = _meetings(hashed, (begins, ends), a, b)
    both = np.bincount(pair, minlength=len(a))
    passage = _connected(pair, in_a, in_b, rule.shingle + rule.gap)
    (same_a, first_a, last_a), (same_b, first_b, last_b) = (_extent(passage, at, rule.shingle) for at in (in_a, in_b))
    kept = np.flatnonzero(np.minimum(same_a, same_b) >= rule.passage)
    spans = np.stack([first_a, last_a, first_b, last_b], axis=1)[kept]
    of = np.zeros(len(same_a), dtype=np.int64)
    of[passage] = pair
    of = of[kept]
    a, b = pairs[0][of], pairs[1][of]
    return Shared(
        a,
        b,
        _characters(words.tokens, read.token[spans]),
        np.stack([spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]], axis=1) + 1,
        np.stack([both[of] / distinct[a], both[of] / distinct[b]], axis=1),
    )


def _characters(tokens: Tokens, spans: Ints) -> Ints:
    """Return first and last tokens as starts and ends."""
    characters = pick(tokens.start, spans)
    characters[:, [1, 3]] = characters[:, [1, 3]] + pick(tokens.length, spans[:, [1, 3]])
    return characters


def _count_distinct(hashed: Hashes, begins: Ints, ends: Ints) -> Ints:
    """Return how many different shingles each stretch holds."""
    owner = np.repeat(np.arange(len(begins)), ends - begins).astype(np.uint64)
    bits = np.uint64(len(begins).bit_length())
    packed = hashed[ranges(begins, ends)] >> bits << bits | owner
    packed.sort()
    new = packed[np.diff(packed, prepend=~packed[:1]) != 0]
    return np.bincount(new & ((np.uint64(1) << bits) - np.uint64(1)), minlength=len(begins))


def _meetings(hashed: Hashes, stretches: tuple[Ints, Ints], a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """Return every shingle that both articles of a pair hold: the pair, and where it stands first in a and in b.

    The first occurrence stands for a repeated shingle: a refrain must not pair with all its likes.
    """
    begins, ends = stretches
    looked_up, number = np.unique(a, return_inverse=True)
    at_a, owner = _at(begins, ends, looked_up)
    bits = np.uint64(len(at_a).bit_length())
    keys, first = _ordered((hashed[at_a] + owner.astype(np.uint64) * _FACTOR) >> bits, bits)
    at_b, pair = _at(begins, ends, b)
    probe = (hashed[at_b] + number[pair].astype(np.uint64) * _FACTOR) >> bits
    # Most shingles of b are strangers to a: a table of leading bits turns them away before the search.
    shift = np.uint64(64 - 2 * int(bits) - _SPARSE)
    known = np.zeros(1 << (int(bits) + _SPARSE), dtype=np.bool_)
    known[keys >> shift] = True
    hit = np.flatnonzero(known[probe >> shift])
    place = np.searchsorted(keys, probe[hit])
    hit, place = hit[place < len(keys)], place[place < len(keys)]
    in_a, in_b = at_a[first[place]], at_b[hit]
    met = hashed[in_a] == hashed[in_b]
    pair, in_a, in_b = pair[hit[met]], in_a[met], in_b[met]
    code = (pair * len(hashed) + in_a).astype(np.uint64)
    code, order = _ordered(code, np.uint64(len(code).bit_length()))
    order = order[np.diff(code, prepend=~code[:1]) != 0]
    return pair[order], in_a[order], in_b[order]


def _at(begins: Ints, ends: Ints, stretch: Ints) -> tuple[Ints, Ints]:
    """Return every place in some stretches, and the number of its stretch among them."""
    sizes = ends[stretch] - begins[stretch]
    return ranges(begins[stretch], ends[stretch]), np.repeat(np.arange(len(stretch)), sizes)


def _ordered(values: Hashes, bits: np.uint64) -> tuple[Hashes, Ints]:
    """Return values in order and where each stood; sorted as one number each, many times as fast as argsort."""
    packed = values << bits | np.arange(len(values), dtype=np.uint64)
    packed.sort()
    return packed >> bits, (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)


def _connected(pair: Ints, in_a: Ints, in_b: Ints, longest: int) -> Ints:
    """Return the passage of each meeting: meetings that follow within `longest` words in a and in b are in one.

    Not only the next meeting is looked at: a phrase that stands first elsewhere in b must not end a passage.
    """
    n = len(pair)
    before, after = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    apart = np.zeros(n, dtype=np.int64)
    for k in range(1, longest + 1):
        step_a, step_b = in_a[k:] - in_a[:-k], in_b[k:] - in_b[:-k]
        near = (pair[k:] == pair[:-k]) & (step_a <= longest) & (step_b > 0) & (step_b <= longest)
        if k == 1:
            apart[1:] = np.cumsum(~near)
        else:
            near &= apart[k:] > apart[:-k]  # the others are joined already
        linked = np.flatnonzero(near)
        before.append(linked)
        after.append(linked + k)
    i, j = np.concatenate(before), np.concatenate(after)
    graph = sparse.coo_array((np.ones(len(i), np.int8), (i, j)), shape=(n, n))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _extent(passage: Ints, at: Ints, width: int) -> tuple[Ints, Ints, Ints]:
    """Return the words that the shingles of each passage cover, its first word and its last."""
    order = np.lexsort((at, passage))
    passage, at = passage[order], at[order]
    new = np.diff(passage, prepend=-1) != 0
    step = np.minimum(np.diff(at, prepend=0), width)
    covered = np.bincount(passage, weights=np.where(new, width, step)).astype(np.int64)
    return covered, at[new], at[np.append(np.flatnonzero(new)[1:], len(at)) - 1] + width - 1
