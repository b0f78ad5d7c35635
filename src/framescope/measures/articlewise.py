"""Keyness tested on stories instead of tokens: words in one article are not independent of each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from framescope.errors import InputError
from framescope.measures.association import divide
from framescope.measures.reading import Bools, Floats, Ints
from framescope.measures.resample import dealt
from framescope.measures.significance import p_normal

#: Numbers held at a time (8 bytes each).
_HELD = 10_000_000
#: A permuted difference this close to the one seen, relatively, is the same difference.
_SAME = 1e-12


@dataclass(frozen=True)
class Sides:
    """The units of a target and a reference.

    Attributes
    ----------
    counts
        Units x terms.
    lengths
        Tokens of each unit, each above 0.
    in_target
        Whether each unit is one of the target.
    story
        Code of the story (outlet) of each unit, at most once a side; None if all are different.
    """

    counts: sparse.csc_array
    lengths: Ints
    in_target: Bools
    story: Ints | None = None

    def __post_init__(self) -> None:
        if self.in_target.all() or not self.in_target.any():
            raise InputError("A test over articles needs at least one article with text on each side.")
        if (self.lengths <= 0).any():
            raise InputError("A test over articles needs articles with text: leave out those of length 0.")

    @property
    def twin(self) -> Ints:
        """Row of the same story on the other side; -1 where there is none."""
        twin = np.full(len(self.lengths), -1, np.int64)
        if self.story is not None:
            (left, right) = (np.flatnonzero(self.in_target), np.flatnonzero(~self.in_target))
            _, a, b = np.intersect1d(self.story[left], self.story[right], assume_unique=True, return_indices=True)
            twin[left[a]], twin[right[b]] = right[b], left[a]
        return twin

    @property
    def n_shared(self) -> int:
        """Stories with words on both sides: there the sides are not independent."""
        return int((self.twin >= 0).sum()) // 2


def mann_whitney(sides: Sides) -> tuple[Floats, Floats]:
    """Return U of the target's rates and its two-sided p (normal, corrected for ties and continuity).

    U counts the pairs of a target and a reference unit in which the target's rate is the higher, ties
    as half (Mann and Whitney 1947; Kilgarriff 2001, p. 238).
    """
    n_target = int(sides.in_target.sum())
    n = len(sides.in_target)
    rank_sum, ties = _rank_sums(sides)
    u = rank_sum - n_target * (n_target + 1) / 2
    pairs = n_target * (n - n_target)
    variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)))
    gap = np.maximum(np.abs(u - pairs / 2) - 0.5, 0)
    # No variance: every unit has the same rate, and no ranking speaks against chance.
    z = np.where(variance > 0, divide(gap, np.sqrt(np.maximum(variance, 0))), 0.0)
    return u, p_normal(z)


def permutation(sides: Sides, *, n_permutations: int = 2000, seed: int = 0) -> tuple[Floats, Floats]:
    """Return the difference of rates per million, and how often sides dealt at random differ as much.

    The p is ``(1 + as extreme) / (1 + n_permutations)``, two-sided: never 0 (Phipson and Smyth 2010). Stories
    that stand on both sides (the quoted and the other words of an article) are matched pairs: their two parts
    change places or do not.
    """
    if n_permutations < 1 or seed < 0:
        raise InputError(f"n_permutations is from 1 on and seed from 0 on; not {n_permutations!r} and {seed!r}.")
    counts, lengths = sides.counts.T.tocsr().astype(np.float64), sides.lengths.astype(np.float64)
    seen = _difference(counts, lengths, sides.in_target[:, None].astype(np.float64))[:, 0]
    extreme = np.zeros(len(seen))
    step = max(1, _HELD // max(len(seen), 1))
    for sides_dealt in dealt(sides.in_target, sides.twin, n_permutations, seed):
        for first in range(0, sides_dealt.shape[1], step):
            permuted = np.abs(_difference(counts, lengths, sides_dealt[:, first : first + step].astype(np.float64)))
            extreme += (permuted >= np.abs(seen)[:, None] * (1 - _SAME)).sum(axis=1)
    return 1e6 * seen, (1 + extreme) / (1 + n_permutations)


def _difference(counts: sparse.csr_array, lengths: Floats, dealt: Floats) -> Floats:
    """Return rate in the target less rate in the reference, terms x deals."""
    in_target, n_target = counts @ dealt, lengths @ dealt
    total = np.asarray(counts.sum(axis=1), dtype=np.float64)
    return np.asarray(in_target / n_target - (total[:, None] - in_target) / (lengths.sum() - n_target), np.float64)


def _rank_sums(sides: Sides) -> tuple[Floats, Floats]:
    """Return the target's sum of ranks, and the sum of t³ - t over ties of t, of each term.

    Only what is not zero is sorted: the units without the term are one tie at the bottom.
    """
    n_units, n_terms = sides.counts.shape
    counts = sides.counts.copy()
    counts.eliminate_zeros()
    column = np.repeat(np.arange(n_terms), np.diff(counts.indptr))
    rate = counts.data / sides.lengths[counts.indices]
    order = np.lexsort((rate, column))
    column, rate, target = column[order], rate[order], sides.in_target[counts.indices][order]
    held = np.bincount(column, minlength=n_terms)
    without = n_units - held
    new = np.ones(len(rate), np.bool_)
    new[1:] = (column[1:] != column[:-1]) | (rate[1:] != rate[:-1])
    tie = np.cumsum(new) - 1
    size = np.bincount(tie)
    first = np.flatnonzero(new) - counts.indptr[column[new]]
    rank = (without[column[new]] + first + (size + 1) / 2)[tie]
    zeros = int(sides.in_target.sum()) - np.bincount(column, weights=target, minlength=n_terms)
    sums = np.bincount(column, weights=rank * target, minlength=n_terms) + zeros * (without + 1) / 2
    cubes = (size.astype(np.float64) ** 3 - size) if len(size) else np.zeros(0)
    ties = np.bincount(column[new], weights=cubes, minlength=n_terms) + (without.astype(np.float64) ** 3 - without)
    return sums, ties
