"""What two articles share: how many shingles, and the passages they make, for many pairs at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from framescope.corpus.copyrule import CopyRule
from framescope.corpus.engines import Meetings, faster_engine
from framescope.corpus.shingles import Ints, Words, blocks, in_threads

_READ = 300_000  # words looked at together: few of them are met
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
    sizes = np.diff(words.bounds)
    engine = faster_engine(words)

    def compare(block: tuple[int, int]) -> tuple[Ints, ...]:
        met = engine.find_meetings(words, a[slice(*block)], b[slice(*block)], rule.shingle)
        of, *more = _passages(met, block[1] - block[0], rule)
        return of + block[0], *more

    def count(block: tuple[int, int]) -> Ints:
        return engine.count_different(words, articles[slice(*block)], rule.shingle)

    none = np.empty(0, np.int64)
    parts = [(none, none.reshape(0, 4), none), *in_threads(compare, blocks(sizes[b], _READ))]
    of, spans, both = (np.concatenate(column) for column in zip(*parts, strict=True))
    a, b = a[of], b[of]
    articles = np.union1d(a, b)
    different = np.zeros(len(sizes), dtype=np.int64)
    different[articles] = np.concatenate([none, *in_threads(count, blocks(sizes[articles], _READ))])
    return Shared(a, b, spans, np.stack([both / different[a], both / different[b]], axis=1))


def _passages(met: Meetings, n_pairs: int, rule: CopyRule) -> tuple[Ints, ...]:
    """Return for each passage the row of its pair, its span, and how many shingles the two articles share."""
    pair, in_a, in_b = met
    passage = _connected(pair, in_b, in_a, rule.shingle + rule.gap)
    (same_a, first_a, last_a), (same_b, first_b, last_b) = (_extent(passage, at, rule.shingle) for at in (in_a, in_b))
    kept = np.flatnonzero(np.minimum(same_a, same_b) >= rule.passage)
    of = np.zeros(len(same_a), dtype=np.int64)
    of[passage] = pair
    of = of[kept]
    spans = np.stack([first_a[kept], last_a[kept], first_b[kept], last_b[kept]], axis=1)
    return of, spans, np.bincount(pair, minlength=n_pairs)[of]


def _connected(pair: Ints, at: Ints, there: Ints, longest: int) -> Ints:
    """Return the passage of each meeting: those that follow within `longest` words in both articles are in one.

    They stand in the order of `at`, their places in one article. Not only the next one is looked at: a phrase that
    stands first elsewhere in the other article must not end a passage.
    """

    def near(i: Ints | slice, j: Ints | slice) -> npt.NDArray[np.bool_]:
        step, step_there = at[j] - at[i], there[j] - there[i]
        return np.asarray((pair[i] == pair[j]) & (step <= longest) & (step_there > 0) & (step_there <= longest))

    new = np.append(True, ~near(slice(None, -1), slice(1, None)))[: len(pair)]
    run = np.cumsum(new) - 1
    cut = np.flatnonzero(new)[1:]
    cut = cut[(pair[cut] == pair[cut - 1]) & (at[cut] - at[cut - 1] <= longest)]
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
