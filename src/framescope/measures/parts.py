"""How evenly a word is spread over the parts of a corpus: its articles, stories or outlets.

Each measure takes `Parts` and returns one number per term; which variant it is, is in its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse

from framescope.errors import InputError
from framescope.measures.association import divide
from framescope.measures.reading import Floats, Ints


@dataclass(frozen=True)
class Parts:
    """Counts of terms in the parts of a corpus.

    Attributes
    ----------
    counts
        Parts x terms, sparse.
    sizes
        Tokens of each part, each above 0.
    """

    counts: sparse.csc_array
    sizes: Ints

    def __post_init__(self) -> None:
        if self.counts.shape[0] != len(self.sizes):
            raise InputError(
                f"Dispersion: {self.counts.shape[0]} parts are counted, but {len(self.sizes)} have a size."
            )
        if not len(self.sizes):
            raise InputError("Dispersion: there is no part with tokens; a word is spread over at least one.")
        if (self.sizes <= 0).any():
            raise InputError("Dispersion: a part without tokens is no part; leave it out.")

    @classmethod
    def of(cls, counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Parts:
        """Return parts from counts as an array: one term (a number per part), or parts x terms."""
        array = np.asarray(counts, np.int64)
        return cls(sparse.csc_array(array[:, None] if array.ndim == 1 else array), np.asarray(sizes, np.int64))

    @property
    def n(self) -> int:
        """Number of parts."""
        return len(self.sizes)

    @cached_property
    def term(self) -> Ints:
        """Column of each count that is not zero."""
        return np.repeat(np.arange(self.counts.shape[1]), np.diff(self.counts.indptr)).astype(np.int64)

    @cached_property
    def count(self) -> Floats:
        """Each count that is not zero."""
        return self.counts.data.astype(np.float64)

    @cached_property
    def share(self) -> Floats:
        """Size of the part of each count, as a share of the corpus."""
        shares: Floats = self.sizes / self.sizes.sum()
        return shares[self.counts.indices]

    @cached_property
    def rate(self) -> Floats:
        """Each count by the size of its part."""
        return self.count / self.sizes[self.counts.indices]

    @cached_property
    def total(self) -> Floats:
        """Occurrences of each term."""
        return self.over(self.count)

    @cached_property
    def held(self) -> Floats:
        """In how many parts each term stands."""
        return self.over((self.count > 0).astype(np.float64))

    def over(self, values: Floats) -> Floats:
        """Return the sum of values (one per count) over each term."""
        return np.bincount(self.term, weights=values, minlength=self.counts.shape[1]).astype(np.float64)


def part_range(parts: Parts) -> Floats:
    """Return the number of parts that hold the word."""
    return parts.held


def range_share(parts: Parts) -> Floats:
    """Return the share of the parts that hold the word."""
    return divide(parts.held, parts.n)


def sd_population(parts: Parts) -> Floats:
    """Return the standard deviation of the counts, over n."""
    variance = parts.n * parts.over(parts.count**2) - parts.total**2
    return np.sqrt(np.maximum(variance, 0)) / parts.n


def vc_population(parts: Parts) -> Floats:
    """Return the standard deviation of the counts by their mean."""
    return divide(sd_population(parts), parts.total / parts.n)


def juilland_d(parts: Parts) -> Floats:
    """Return 1 less the variation of the rates by its greatest value (Juilland and Chang-Rodríguez 1964)."""
    mean = parts.over(parts.rate) / parts.n
    squares = parts.over((parts.rate - mean[parts.term]) ** 2) + (parts.n - parts.held) * mean**2
    variation = divide(np.sqrt(squares / parts.n), mean)
    return _of_two_parts(parts, 1 - divide(variation, np.sqrt(parts.n - 1)))


def juilland_u(parts: Parts) -> Floats:
    """Return `juilland_d` times the count: an adjusted frequency."""
    return juilland_d(parts) * parts.total


def carroll_d2(parts: Parts) -> Floats:
    """Return the entropy of the rates by its greatest value (Carroll 1970)."""
    p = parts.rate / parts.over(parts.rate)[parts.term]
    entropy = _undefined(parts, -parts.over(p * np.log2(np.where(p > 0, p, 1))))
    return _of_two_parts(parts, divide(entropy, np.log2(parts.n)) + 0.0)


def rosengren_s(parts: Parts) -> Floats:
    """Return the squared sum of the roots of size share times count, by the count (Rosengren 1971)."""
    return divide(parts.over(np.sqrt(parts.share * parts.count)) ** 2, parts.total)


def lyne_d3(parts: Parts) -> Floats:
    """Return 1 less chi-squared against the sizes by four times the count (Lyne 1985)."""
    chi2 = divide(parts.over(parts.count**2 / parts.share), parts.total) - parts.total
    return 1 - divide(chi2, 4 * parts.total)


def zhang_dc(parts: Parts) -> Floats:
    """Return the squared mean root of the rates by their mean (Zhang, Huang and Yu 2004)."""
    return divide((parts.over(np.sqrt(parts.rate)) / parts.n) ** 2, parts.over(parts.rate) / parts.n)


def dp_gries2008(parts: Parts) -> Floats:
    """Return half the summed distance of the word's shares from the parts' (Gries 2008): 0 is even."""
    found = parts.count / parts.total[parts.term]
    # Every part counts with its share where the word is not; where it is, the distance takes its place.
    summed = parts.over(np.abs(found - parts.share) - parts.share) + 1
    return _undefined(parts, np.maximum(summed / 2, 0))


def dp_norm(parts: Parts) -> Floats:
    """Return `dp_gries2008` by its greatest value, so that 1 is reached (Lijffijt and Gries 2012)."""
    return _of_two_parts(parts, divide(dp_gries2008(parts), 1 - parts.sizes.min() / parts.sizes.sum()))


def dp_egbert2020(parts: Parts) -> Floats:
    """Return `dp_norm` with the smallest part that holds the word (Egbert, Burch and Biber 2020)."""
    smallest = np.full(parts.counts.shape[1], np.inf)
    held = parts.count > 0
    np.minimum.at(smallest, parts.term[held], parts.share[held])
    return _of_two_parts(parts, divide(dp_gries2008(parts), 1 - np.where(np.isfinite(smallest), smallest, np.nan)))


def kl_log2(parts: Parts) -> Floats:
    """Return the divergence of the word's shares from the parts', in bits (Gries 2020): 0 is even."""
    found = parts.count / parts.total[parts.term]
    bits = found * np.log2(np.where(found > 0, found, 1) / parts.share)
    return _undefined(parts, np.maximum(parts.over(bits), 0))


def dkl_o2p(parts: Parts) -> Floats:
    """Return ``1 / (1 + kl_log2)``: 1 is even (Gries 2024, odds-to-probability)."""
    return 1 / (1 + kl_log2(parts))


def kl_norm_base_e(parts: Parts) -> Floats:
    """Return ``1 - e**-kl_log2``: 0 is even, below 1 (Gries 2021)."""
    return 1 - np.exp(-kl_log2(parts))


def kl_norm_base_2(parts: Parts) -> Floats:
    """Return ``1 - 2**-kl_log2``: 0 is even, below 1 (Gries 2024)."""
    return 1 - np.exp2(-kl_log2(parts))


def da(parts: Parts) -> Floats:
    """Return 1 less the mean distance between two parts' rates by twice the mean rate (Burch et al. 2017)."""
    order = np.lexsort((parts.rate, parts.term))
    within = np.arange(len(order)) - parts.counts.indptr[:-1][parts.term]
    absent = parts.n - np.diff(parts.counts.indptr)
    # Sorted upwards, the k-th of n is above k - 1 others and below n - k: no pair need be looked at.
    rank = absent[parts.term] + within + 1
    summed = parts.over((2 * rank - parts.n - 1) * parts.rate[order])
    pairs = parts.n * (parts.n - 1) / 2
    return _of_two_parts(parts, 1 - divide(summed, pairs * 2 * parts.over(parts.rate) / parts.n))


def _undefined(parts: Parts, values: Floats) -> Floats:
    """Return the values, null for a word that stands nowhere."""
    return np.where(parts.total > 0, values, np.nan)


def _of_two_parts(parts: Parts, values: Floats) -> Floats:
    """Return the values, null where there is one part only: nothing can be spread over it."""
    return values if parts.n > 1 else np.full(len(values), np.nan)
