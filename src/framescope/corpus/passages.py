"""What two articles share: how many shingles, and the passages they make, for many pairs at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framescope.corpus.copyrule import CopyRule
from framescope.corpus.places import first_places, look_up
from framescope.corpus.shingles import (
    FACTOR,
    Hashes,
    Ints,
    Words,
    blocks,
    in_threads,
    read_words,
    shingles,
    stretches,
)

_READ = 150_000  # words read at a time
_CUTS = 1_000


@dataclass(frozen=True)
class Shared:
    """Shared passages, one entry each.

    Attributes
    ----------
    a, b
        The articles.
    spans
        Passages x (first and last word in a, first and last in b), counted as in `Words`.
    containment
        Passages x (share of a's distinct shingles that b holds, of b's that a holds).
    """

    a: Ints
    b: Ints
    spans: Ints
    containment: npt.NDArray[np.float64]


def shared_passages(words: Words, a: Ints, b: Ints, rule: CopyRule) -> Shared:
    """Return what pairs of articles share; pairs of the same a should follow each other."""
    none = np.empty(0, np.int64)
    sizes = np.diff(words.bounds)
    new = np.append(True, a[1:] != a[:-1])[: len(a)]

    def compare(block: tuple[int, int]) -> tuple[Ints, ...]:
        of, *more = _compare(words, a[slice(*block)], b[slice(*block)], rule)
        return of + block[0], *more

    def count(block: tuple[int, int]) -> Ints:
        return _count_distinct(words, others[slice(*block)], rule)

    parts: list[tuple[Ints, ...]] = [(none, none.reshape(0, 4), none, none, none)]
    parts += in_threads(compare, blocks(sizes[b] + np.where(new, sizes[a], 0), _READ))
    of, spans, both, counted, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    a, b = a[of], b[of]
    others = np.setdiff1d(b, counted)
    distinct = np.zeros(len(sizes), dtype=np.int64)
    distinct[counted] = counts
    distinct[others] = np.concatenate([none, *in_threads(count, blocks(sizes[others], _READ))])
    return Shared(a, b, spans, np.stack([both / distinct[a], both / distinct[b]], axis=1))


def _compare(words: Words, a: Ints, b: Ints, rule: CopyRule) -> tuple[Ints, ...]:
    """Return for each passage the row of its pair, its span, and how many shingles the two articles share.

    Beside them, each a and how many different shingles it holds.
    """
    articles, place = np.unique(np.append(a, b), return_inverse=True)
    read = read_words(words, articles)
    hashed, ends = shingles(read, rule.shingle)
    pair, in_a, in_b, counts = _meetings(hashed, (read.bounds[:-1], ends), place[: len(a)], place[len(a) :])
    passage = _connected(pair, in_a, in_b, rule.shingle + rule.gap)
    (same_a, first_a, last_a), (same_b, first_b, last_b) = (_extent(passage, at, rule.shingle) for at in (in_a, in_b))
    kept = np.flatnonzero(np.minimum(same_a, same_b) >= rule.passage)
    of = np.zeros(len(same_a), dtype=np.int64)
    of[passage] = pair
    of = of[kept]
    before_a, before_b = (words.bounds[articles] - read.bounds[:-1])[place].reshape(2, -1)[:, of]
    spans = [first_a[kept] + before_a, last_a[kept] + before_a, first_b[kept] + before_b, last_b[kept] + before_b]
    return of, np.stack(spans, axis=1), np.bincount(pair, minlength=len(a))[of], np.unique(a), counts


def _meetings(hashed: Hashes, stretch: tuple[Ints, Ints], a: Ints, b: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return every shingle that both articles of a pair hold: the pair, and where it stands first in a and in b.

    The first occurrence stands for a repeated shingle: a refrain must not pair with all its likes. Beside them, how
    many different shingles each a holds.
    """
    looked_up = np.unique(a)
    keys, row, shift = _keys(hashed, stretch, looked_up, looked_up)
    sought, pair, shift_b = _keys(hashed, stretch, b, a)
    places = first_places(keys)
    in_b, in_a = look_up(places, sought)
    counts = np.bincount(row[places.first], minlength=len(looked_up))
    pair = pair[in_b]
    in_a, in_b = in_a + shift[row[in_a]], in_b + shift_b[pair]
    met = pair * len(hashed) + in_a
    order = np.argsort(met, kind="stable")  # fast, as most of them follow each other already
    order = order[np.diff(met[order], prepend=-1) != 0]
    return pair[order], in_a[order], in_b[order], counts


def _keys(hashed: Hashes, stretch: tuple[Ints, Ints], articles: Ints, salt: Ints) -> tuple[Hashes, Ints, Ints]:
    """Return the shingles of some articles as numbers that differ with the salt, one article after the other.

    Beside them for each the row of its article, and for each article how far its shingles stand from where they were.
    """
    first, past = (bound[articles] for bound in stretch)
    sizes = past - first
    keys = stretches(hashed, first, past) + (salt.astype(np.uint64) * FACTOR).repeat(sizes)
    return keys, np.arange(len(articles)).repeat(sizes), first - np.cumsum(sizes) + sizes


def _count_distinct(words: Words, articles: Ints, rule: CopyRule) -> Ints:
    """Return how many different shingles each article holds."""
    read = read_words(words, articles)
    hashed, ends = shingles(read, rule.shingle)
    each = np.arange(len(articles))
    keys, row, _ = _keys(hashed, (read.bounds[:-1], ends), each, each)
    return np.bincount(row[first_places(keys).first], minlength=len(articles))


def _connected(pair: Ints, in_a: Ints, in_b: Ints, longest: int) -> Ints:
    """Return the passage of each meeting: meetings that follow within `longest` words in a and in b are in one.

    Not only the next meeting is looked at: a phrase that stands first elsewhere in b must not end a passage.
    """

    def near(i: Ints | slice, j: Ints | slice) -> npt.NDArray[np.bool_]:
        step_a, step_b = in_a[j] - in_a[i], in_b[j] - in_b[i]
        return np.asarray((pair[i] == pair[j]) & (step_a <= longest) & (step_b > 0) & (step_b <= longest))

    new = np.append(True, ~near(slice(None, -1), slice(1, None)))[: len(pair)]
    run = np.cumsum(new) - 1
    cut = np.flatnonzero(new)[1:]
    cut = cut[(pair[cut] == pair[cut - 1]) & (in_a[cut] - in_a[cut - 1] <= longest)]
    before, after = np.indices((longest, longest)).reshape(2, -1)  # meetings over a cut, `longest` apart at most
    over = np.flatnonzero(before + after < longest)
    linked = [np.empty((2, 0), np.int64)]
    for part in np.array_split(cut, len(cut) // _CUTS + 1):
        i, j = ((part[:, None] + step[over]).ravel() for step in (-1 - before, after))
        inside = np.flatnonzero((i >= 0) & (j < len(pair)))
        i, j = i[inside], j[inside]
        linked.append(run[np.stack([i, j])[:, near(i, j)]])
    i, j = np.concatenate(linked, axis=1)
    n = run[-1] + 1 if len(run) else 0
    graph = sparse.coo_array((np.ones(len(i), np.int8), (i, j)), shape=(n, n))
    passage: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return passage.take(run)


def _extent(passage: Ints, at: Ints, width: int) -> tuple[Ints, Ints, Ints]:
    """Return the words that the shingles of each passage cover, its first word and its last."""
    order = np.argsort(passage * (at.max(initial=0) + 1) + at, kind="stable")
    passage, at = passage[order], at[order]
    new = np.diff(passage, prepend=-1) != 0
    step = np.minimum(np.diff(at, prepend=0), width)
    covered = np.bincount(passage, weights=np.where(new, width, step)).astype(np.int64)
    return covered, at[new], at[np.append(np.flatnonzero(new)[1:], len(at)) - 1] + width - 1
